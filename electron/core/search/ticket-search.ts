import { bodyTexts, factsOf, rowTexts } from '#shared/search/document.ts';
import type { SearchNews } from '#shared/search/news.ts';
import { ticketRow } from '#shared/tickets/row.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Change, Desk } from '../desk.ts';
import type { Begin } from '../first-list.ts';
import { InvertedIndex } from './inverted-index.ts';
import type { DueNow, MatchRow, ReadTimeline, SearchRows } from './ports.ts';
import { isOfNow, openQuery, type SearchQuery } from './search-query.ts';
import { TagNames } from './tag-names.ts';

export interface SearchParts {
  readonly rows: SearchRows;
  readonly matchRow: MatchRow;
  readonly readTimeline: ReadTimeline;
  readonly dueNow: DueNow;
  /** Where this laptop is; IANA name. */
  readonly zone: string;
  /** Told as reading goes on, at most once a second, and when all has been read. */
  readonly onRead: (done: number, total: number) => void;
  /** When reading may begin. */
  readonly begin?: Begin;
}

/** What one slice may take of the event loop, ms. */
const SLICE_MS = 5;
/** Tickets read at once before a search is answered: a command changes one, an import thousands. */
const AT_ONCE = 40;
const TELL_EVERY_MS = 1_000;
/** Below this many replaced documents, reading all tickets anew is not worth it. */
const FEWEST_GONE = 2_000;

/**
 * The full-text index of a desk, in memory only. Tickets are read in slices between other work; what a commit changes is read before the next
 * answer, or in slices if it is much. Once half of the lists are of tickets as they were, a new index is made beside the old one, which answers meanwhile.
 */
export class TicketSearch {
  readonly #desk: Desk;
  readonly #parts: SearchParts;
  readonly #tags = new TagNames();
  /** Tickets to be read into the index that answers. */
  readonly #waiting = new Set<string>();
  /** Tickets to be read into the index that will take its place. */
  readonly #copying = new Set<string>();
  #index: InvertedIndex;
  #next: InvertedIndex | undefined;
  #slice: NodeJS.Immediate | undefined;
  /** False while slices wait for the first list, and after the end. */
  #mayGoOn = false;
  #isStopped = false;
  #toldAt = 0;
  /** Grows whenever the same text may find other tickets. */
  #version = 0;
  #isComplete = false;

  constructor(desk: Desk, parts: SearchParts) {
    this.#desk = desk;
    this.#parts = parts;
    this.#index = new InvertedIndex((slot) => parts.rows.row(slot));
    for (const { id } of parts.rows.rows()) this.#waiting.add(id);
    desk.onApplied((change) => this.#follow(change));
    desk.onClosing(() => this.stop());
    parts.rows.onRemove((slot) => {
      this.#index.remove(slot);
      this.#next?.remove(slot);
    });
    if (this.#waiting.size <= AT_ONCE) this.settle();
    (parts.begin ?? setImmediate)(() => {
      this.#mayGoOn = !this.#isStopped;
      if (this.#waiting.size > 0) this.#goOn();
    });
    this.#isComplete = this.#waiting.size === 0;
  }

  get version(): number {
    return this.#version;
  }

  get index(): InvertedIndex {
    return this.#index;
  }

  get tags(): TagNames {
    return this.#tags;
  }

  /** How far reading has come; null when every ticket has been read. */
  get reading(): SearchNews['reading'] {
    const { size: total } = this.#parts.rows;
    return this.#isComplete ? null : { done: Math.max(0, total - this.#waiting.size), total };
  }

  secondFor(text: string): number | null {
    return isOfNow(text) ? Math.floor(this.#now() / 1000) : null;
  }

  /** Reads what changed, if it is little: an answer is then not behind the commit before it. */
  settle(): void {
    if (this.#waiting.size > AT_ONCE) return;
    for (const ticketId of this.#waiting) this.#read(ticketId);
  }

  /** Reads everything now, however long it takes. */
  settleAll(): void {
    while (this.#readNext());
    this.#isComplete = true;
    this.#version++;
  }

  /** `me` is the id of who asks. */
  open(text: string, me: string): SearchQuery {
    const { rows, matchRow, zone, dueNow } = this.#parts;
    const index = this.#index;
    return openQuery(text, {
      index,
      rows,
      matchRow,
      me,
      zone,
      now: this.#now(),
      facts: (slot) => {
        const doc = index.docAt(slot);
        return doc === undefined ? undefined : index.facts(doc);
      },
      tagged: (isWanted) => this.#tags.tagged(index, isWanted),
      dueAt: (slot) => rows.dueAt(slot),
      dueTest: dueNow,
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.#mayGoOn = false;
    clearImmediate(this.#slice);
    this.#waiting.clear();
    this.#copying.clear();
  }

  #now(): number {
    return this.#desk.ambient.now().getTime();
  }

  #follow({ puts, removes }: Change): void {
    const before = this.#waiting.size;
    for (const record of puts) {
      if (record.type === 'ticket') this.#waiting.add(record.id);
      else if (record.type === 'entry') this.#waiting.add((record as TimelineEntry).ticketId);
    }
    for (const id of removes) this.#waiting.delete(id);
    if (this.#waiting.size === before) return;
    this.#version++;
    if (this.#waiting.size > AT_ONCE) this.#isComplete = false;
    this.#goOn();
  }

  #goOn(): void {
    if (!this.#mayGoOn) return;
    this.#slice ??= setImmediate(() => {
      this.#slice = undefined;
      const { ambient } = this.#desk;
      const end = ambient.mono() + SLICE_MS;
      while (this.#readNext()) {
        if (ambient.mono() < end) continue;
        this.#tell(false);
        this.#goOn();
        return;
      }
      this.#tell(true);
      if (this.#index.gone > Math.max(FEWEST_GONE, this.#index.live)) this.startOver();
    });
  }

  #tell(isDone: boolean): void {
    const now = this.#desk.ambient.mono();
    if (this.#isComplete || (!isDone && now < this.#toldAt + TELL_EVERY_MS)) return;
    this.#toldAt = now;
    this.#isComplete = isDone;
    this.#version++;
    const { size } = this.#parts.rows;
    this.#parts.onRead(isDone ? size : size - this.#waiting.size, size);
  }

  /** Reads one ticket that waits; false if none does. */
  #readNext(): boolean {
    for (const ticketId of this.#waiting) {
      this.#read(ticketId);
      return true;
    }
    const next = this.#next;
    if (!next) return false;
    for (const ticketId of this.#copying) {
      this.#copying.delete(ticketId);
      this.#put(next, ticketId);
      return true;
    }
    this.#index = next;
    this.#next = undefined;
    this.#version++;
    return false;
  }

  /** Makes a new index beside the one that answers. */
  startOver(): void {
    this.#next = new InvertedIndex((slot) => this.#parts.rows.row(slot));
    for (const { id } of this.#parts.rows.rows()) this.#copying.add(id);
    this.#goOn();
  }

  #read(ticketId: string): void {
    this.#waiting.delete(ticketId);
    this.#put(this.#index, ticketId);
    if (!this.#next) return;
    this.#copying.delete(ticketId);
    this.#put(this.#next, ticketId);
  }

  #put(index: InvertedIndex, ticketId: string): void {
    const slot = this.#parts.rows.slotOf(ticketId);
    const ticket = slot === undefined ? undefined : this.#desk.records.get<Ticket>('ticket', ticketId);
    if (slot === undefined || !ticket) return;
    const timeline = this.#parts.readTimeline(ticketId);
    this.#tags.keep(ticket.tags);
    index.put(slot, {
      row: rowTexts(ticketRow(ticket)),
      body: bodyTexts(ticket, timeline),
      tags: ticket.tags,
      facts: factsOf(ticket, timeline),
    });
  }
}
