import type { Notice } from '#shared/contract/notice.ts';
import type { Interval } from '#shared/search/dates.ts';
import type { Reckoning } from '#shared/services/operations.ts';
import { samplesOf, type Sample, type SampleRules } from '#shared/services/samples.ts';
import { isWithin, type Tally } from '#shared/services/measures.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Change, Desk } from '../desk.ts';
import { Turns } from '../turns.ts';

export interface SampleSources {
  /** Every ticket as it is now. */
  readonly rows: () => Iterable<TicketRow>;
  readonly readTimeline: (ticketId: string) => readonly TimelineEntry[];
  /** The rules that judge clocks, as they are now. */
  readonly rules: { readonly book: SampleRules['book']; readonly correct: NonNullable<SampleRules['correct']> };
  readonly onRules: (listener: () => void) => void;
  readonly notify: (notice: Notice) => void;
}

/** A stretch of time and what is added up of it. */
export interface Span {
  readonly during: Interval;
  readonly tally: Tally;
}

/** How far back figures go, with room for a feedback that was decided a day after its receipt: days. */
const DAYS_KEPT = 94;
const DAY_MS = 86_400_000;
/** What one slice may take of the event loop, ms. */
const SLICE_MS = 4;
/** Tickets worked out at once before an answer: what a person's commands change between two of them. */
const AT_ONCE = 40;
/** How often a screen that waits is told how far it is, ms. */
const NEWS_MS = 1_000;

/**
 * What each ticket that is open, or changed within the last quarter, adds to the figures. Read when somebody first asks, in slices between other work; from
 * then on what commits change is worked out before the next answer, and a change of SLA rules or clocks works everything out anew.
 */
export class SampleIndex {
  readonly #desk: Desk;
  readonly #sources: SampleSources;
  readonly #samples = new Map<string, readonly Sample[]>();
  readonly #unread = new Set<string>();
  #isBegun = false;
  #isStopped = false;
  #slice: NodeJS.Immediate | undefined;
  #total = 0;
  #toldAt = 0;
  #isWaitedFor = false;
  #version = 0;

  constructor(desk: Desk, sources: SampleSources) {
    this.#desk = desk;
    this.#sources = sources;
    desk.onApplied((change) => {
      if (this.#isBegun) this.#follow(change);
    });
    sources.onRules(() => {
      if (this.#isBegun) this.#beginAnew(this.#samples.keys());
    });
    desk.onClosing(() => {
      this.#isStopped = true;
      clearImmediate(this.#slice);
      this.#unread.clear();
    });
  }

  /** Grows with every change of any sample. */
  get version(): number {
    return this.#version;
  }

  /** Ids of the tickets of which any sample passes. */
  ticketsWith(passes: (sample: Sample) => boolean): ReadonlySet<string> {
    const found = new Set<string>();
    for (const [ticketId, samples] of this.#samples) if (samples.some(passes)) found.add(ticketId);
    return found;
  }

  /** Adds every sample to the spans that its ticket counts in and that it falls into, in turns that nobody notices. */
  async addUp(spansOf: (ticketId: string) => readonly Span[]): Promise<void> {
    const turns = new Turns(() => this.#desk.ambient.mono());
    // Those of now: what is worked out anew meanwhile neither counts twice nor in the middle.
    const all = [...this.#samples];
    for (const [ticketId, samples] of all) {
      if (turns.due) await turns.rest();
      const spans = spansOf(ticketId);
      if (spans.length === 0) continue;
      for (const sample of samples)
        for (const { during, tally } of spans) if (isWithin(sample, during)) tally.add(sample);
    }
  }

  /** Brings the figures up to date, or says how far that is: then `figures.reckoned` tells when it is done. */
  settle(): Reckoning | null {
    if (!this.#isBegun) this.#begin();
    if (this.#unread.size <= AT_ONCE) while (this.#next());
    if (this.#unread.size === 0) return null;
    this.#isWaitedFor = true;
    this.#goOn();
    return { done: this.#total - this.#unread.size, total: this.#total };
  }

  #begin(): void {
    this.#isBegun = true;
    const since = this.#desk.ambient.now().getTime() - DAYS_KEPT * DAY_MS;
    const recent: string[] = [];
    for (const { id, state, updatedAt } of this.#sources.rows())
      if (updatedAt >= since || isOpen(state)) recent.push(id);
    this.#beginAnew(recent);
  }

  #beginAnew(ticketIds: Iterable<string>): void {
    for (const id of ticketIds) this.#unread.add(id);
    this.#total = this.#unread.size;
    this.#goOn();
  }

  #follow({ puts, removes }: Change): void {
    for (const record of puts) {
      if (record.type === 'ticket') this.#unread.add(record.id);
      else if (record.type === 'entry') this.#unread.add((record as TimelineEntry).ticketId);
    }
    for (const id of removes) {
      this.#unread.delete(id);
      if (this.#samples.delete(id)) this.#version++;
    }
    this.#total = Math.max(this.#total, this.#unread.size);
    if (this.#unread.size > AT_ONCE) this.#goOn();
  }

  #goOn(): void {
    if (this.#isStopped) return;
    this.#slice ??= setImmediate(() => {
      this.#slice = undefined;
      const end = this.#desk.ambient.mono() + SLICE_MS;
      while (this.#next()) {
        if (this.#desk.ambient.mono() < end) continue;
        this.#tell();
        this.#goOn();
        return;
      }
      this.#tell(true);
    });
  }

  #tell(isDone = false): void {
    if (!this.#isWaitedFor) return;
    const now = this.#desk.ambient.mono();
    if (!isDone && now - this.#toldAt < NEWS_MS) return;
    this.#toldAt = now;
    if (isDone) this.#isWaitedFor = false;
    this.#sources.notify({
      name: 'figures.reckoned',
      done: this.#total - this.#unread.size,
      total: this.#total,
    });
  }

  /** Works out one ticket that waits; false if none does. */
  #next(): boolean {
    for (const ticketId of this.#unread) {
      this.#unread.delete(ticketId);
      this.#read(ticketId);
      return true;
    }
    return false;
  }

  #read(ticketId: string): void {
    this.#version++;
    const ticket = this.#desk.records.get<Ticket>('ticket', ticketId);
    const { rules, readTimeline } = this.#sources;
    const samples = ticket
      ? samplesOf(ticket, readTimeline(ticketId), {
          book: rules.book,
          correct: rules.correct,
          now: this.#desk.ambient.now().getTime(),
        })
      : [];
    if (samples.length === 0) this.#samples.delete(ticketId);
    else this.#samples.set(ticketId, samples);
  }
}
