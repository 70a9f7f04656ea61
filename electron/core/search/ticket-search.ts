import { bodyTexts, factsOf, rowTexts } from '#shared/search/document.ts';
import type { SearchNews } from '#shared/search/news.ts';
import { ticketRow } from '#shared/tickets/row.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Change, Desk } from '../desk.ts';
import type { Begin } from '../first-list.ts';
import type { InvertedIndex } from './inverted-index.ts';
import { plainLexicon, type Lexicon } from './lexicon.ts';
import { LiveIndex, type SlotText } from './live-index.ts';
import {
  belongsNowhere,
  type Belonging,
  type DueNow,
  type MatchRow,
  type ReadTimeline,
  type SearchRows,
} from './ports.ts';
import { isOfNow, openQuery, type SearchQuery } from './search-query.ts';
import { TagNames } from './tag-names.ts';

export interface TicketSearchParts {
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
  /** Without one, words mean themselves. */
  readonly lexicon?: Lexicon;
  /** Without it, tickets belong to nothing but what their rows show. */
  readonly belonging?: Belonging;
}

/** The full-text index of the tickets of a desk. */
export class TicketSearch {
  readonly #desk: Desk;
  readonly #parts: TicketSearchParts;
  readonly #lexicon: Lexicon;
  readonly #tags = new TagNames();
  readonly belonging: Belonging;
  readonly #live: LiveIndex;

  constructor(desk: Desk, parts: TicketSearchParts) {
    this.#desk = desk;
    this.#parts = parts;
    this.#lexicon = parts.lexicon ?? plainLexicon;
    this.belonging = parts.belonging ?? belongsNowhere;
    const { rows } = parts;
    this.#live = new LiveIndex(
      desk.ambient,
      {
        ids: () => rows.rows().map(({ id }) => id),
        size: () => rows.size,
        numbered: (slot) => rows.row(slot),
        read: (ticketId) => this.#read(ticketId),
        onRead: parts.onRead,
      },
      parts.begin,
    );
    desk.onApplied((change) => this.#follow(change));
    desk.onClosing(() => this.stop());
    rows.onRemove((slot) => this.#live.empty(slot));
  }

  /** Grows whenever the same text may find other tickets. */
  get version(): number {
    return this.#live.version + this.#lexicon.version + this.belonging.version;
  }

  get index(): InvertedIndex {
    return this.#live.index;
  }

  get tags(): TagNames {
    return this.#tags;
  }

  /** How far reading has come; null when every ticket has been read. */
  get reading(): SearchNews['reading'] {
    return this.#live.reading;
  }

  secondFor(text: string): number | null {
    return isOfNow(text) ? Math.floor(this.#now() / 1000) : null;
  }

  /** Reads what changed, if it is little: an answer is then not behind the commit before it. */
  settle(): void {
    this.#live.settle();
  }

  /** Reads everything now, however long it takes. */
  settleAll(): void {
    this.#live.settleAll();
  }

  /** Makes a new index beside the one that answers. */
  startOver(): void {
    this.#live.startOver();
  }

  /** `me` is the id of who asks. */
  open(text: string, me: string): SearchQuery {
    const { rows, matchRow, zone, dueNow } = this.#parts;
    const { index } = this.#live;
    return openQuery(text, {
      index,
      lexicon: this.#lexicon,
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
      belonging: this.belonging,
    });
  }

  stop(): void {
    this.#live.stop();
  }

  #now(): number {
    return this.#desk.ambient.now().getTime();
  }

  #follow({ puts, removes }: Change): void {
    this.#live.changed(
      puts.flatMap((record) => {
        if (record.type === 'ticket') return record.id;
        return record.type === 'entry' ? (record as TimelineEntry).ticketId : [];
      }),
    );
    this.#live.gone(removes);
  }

  #read(ticketId: string): readonly SlotText[] {
    const slot = this.#parts.rows.slotOf(ticketId);
    const ticket = slot === undefined ? undefined : this.#desk.records.get<Ticket>('ticket', ticketId);
    if (slot === undefined || !ticket) return [];
    const timeline = this.#parts.readTimeline(ticketId);
    this.#tags.keep(ticket.tags);
    return [
      {
        slot,
        document: {
          row: rowTexts(ticketRow(ticket)),
          body: bodyTexts(ticket, timeline),
          tags: ticket.tags,
          facts: factsOf(ticket, timeline),
        },
      },
    ];
  }
}
