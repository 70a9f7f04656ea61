import { ulidTime } from '#shared/base/ulid.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import { leadingRun, openRuns, queueDue, type OpenRun, type QueueDue } from '#shared/sla/due.ts';
import { factsOf, type SlaFacts } from '#shared/sla/facts.ts';
import type { Timekeeping } from '#shared/calendar/timekeeping.ts';
import type { Change, Desk } from '../desk.ts';
import type { Begin } from '../first-list.ts';
import { Slices } from '../slices.ts';
import type { SlaRules } from './rules.ts';

/** What is known of a ticket whose clocks go on. */
interface Watched {
  readonly facts: SlaFacts;
  /** Thresholds reached earlier are history: the desk had no targets yet, or the ticket came with an import. */
  readonly since: number;
  /** The clock that the queue goes by. */
  readonly leading: OpenRun | undefined;
  readonly feedback: OpenRun | undefined;
}

export type TimelineReader = (ticketId: string) => readonly TimelineEntry[];

/** Told of tickets whose due time changed: ms since epoch, null for none. */
export type DueListener = (ticketId: string, at: number | null) => void;

/** Told of every ticket whose clocks were worked out anew, with those that go on. */
export type RunsListener = (ticketId: string, runs: readonly OpenRun[], since: number) => void;

/** Tickets worked out at once before a query is answered; a command changes one, an import thousands. */
const AT_ONCE = 300;
/** The same before the first list is answered, about 0.1 s: what most desks have open at all, so that their first list stays as it is. */
const AT_FIRST = 1_000;
/** What one slice may take of the event loop, ms. */
const SLICE_MS = 4;

/**
 * Due times of all tickets that are not over, from their history. What a commit changes is worked out before the next answer, or in slices
 * between other work if it is much; a change of policies or calendars reckons every ticket anew from the facts at hand.
 */
export class DueIndex {
  readonly #desk: Desk;
  readonly #rules: SlaRules;
  readonly #readTimeline: TimelineReader;
  readonly #watched = new Map<string, Watched>();
  /** Tickets whose requester has not heard from us. */
  readonly #awaiting = new Set<string>();
  /** Tickets that somebody works on and no rule in force gives a time: others may. */
  readonly #untimed = new Set<string>();
  /** Changed since their facts were read. */
  readonly #unread = new Set<string>();
  /** Judged by rules that are no longer in force. */
  readonly #unjudged = new Set<string>();
  readonly #dueListeners = new Set<DueListener>();
  readonly #runsListeners = new Set<RunsListener>();
  readonly #settledListeners = new Set<(wasMuch: boolean) => void>();
  #timekeepings = new Set<Timekeeping>();
  readonly #slices: Slices;
  #judgedAt: number;
  /** More waits, or waited, than is worked out before the next answer: what was shown meanwhile is out of date. */
  #isMuch = false;

  /** `rows`: every ticket as it is now, once. What is not worked out before an answer is worked out from `begin` on. */
  constructor(desk: Desk, rules: SlaRules, rows: Iterable<TicketRow>, readTimeline: TimelineReader, begin?: Begin) {
    this.#desk = desk;
    this.#rules = rules;
    this.#readTimeline = readTimeline;
    this.#judgedAt = this.#now();
    for (const row of rows) if (isWatched(row.state)) this.#unread.add(row.id);
    this.#isMuch = this.#unread.size > 0;
    desk.onApplied((change) => this.#follow(change));
    rules.onChange(() => this.rejudge());
    this.#slices = new Slices(desk.ambient, {
      sliceMs: SLICE_MS,
      next: () => this.#next(),
      onDone: () => {
        const wasMuch = this.#isMuch;
        this.#isMuch = false;
        for (const listener of this.#settledListeners) listener(wasMuch);
      },
    });
    this.#slices.beginWith(begin);
  }

  /** Whether nothing waits to be worked out. */
  get isSettled(): boolean {
    return this.#unread.size === 0 && this.#unjudged.size === 0;
  }

  /** When the rules that are in force change by themselves; undefined if they do not. */
  get rulesChangeAt(): number | undefined {
    return this.#rules.book.nextChange(this.#judgedAt);
  }

  onDue(listener: DueListener): void {
    this.#dueListeners.add(listener);
  }

  onRuns(listener: RunsListener): void {
    this.#runsListeners.add(listener);
  }

  /** Called when everything has been worked out after a time when it had not; `wasMuch` if answers were given meanwhile. */
  onSettled(listener: (wasMuch: boolean) => void): void {
    this.#settledListeners.add(listener);
  }

  /** Works out what changed, if it is little: an answer is then not behind the commit before it. */
  settle(): void {
    if (this.#unread.size + this.#unjudged.size > (this.#slices.mayGoOn ? AT_ONCE : AT_FIRST)) return;
    while (this.#next());
  }

  /** Works everything out now, however long it takes. */
  settleAll(): void {
    while (this.#next());
  }

  /** Rules changed, or others come into force: every due time is reckoned anew. */
  rejudge(): void {
    this.#judgedAt = this.#now();
    this.#timekeepings = new Set();
    for (const ticketId of this.#watched.keys()) this.#unjudged.add(ticketId);
    for (const ticketId of this.#untimed) this.#unread.add(ticketId);
    this.#isMuch ||= !this.isSettled;
    this.#slices.goOn();
  }

  dueOf(ticketId: string): QueueDue | null {
    const watched = this.#fresh(ticketId);
    return watched?.leading ? queueDue(watched.facts, watched.leading, this.#now()) : null;
  }

  /** The feedback clock of a ticket whose requester has not heard from us; null for the others. */
  feedbackOf(ticketId: string): QueueDue | null {
    const watched = this.#fresh(ticketId);
    return watched?.feedback ? queueDue(watched.facts, watched.feedback, this.#now()) : null;
  }

  /** How many requesters wait. */
  get awaitingFeedback(): number {
    return this.#awaiting.size;
  }

  awaitsFeedback(ticketId: string): boolean {
    return this.#awaiting.has(ticketId);
  }

  /** Clocks of a ticket that go on now, and since when their thresholds count. */
  runsOf(ticketId: string): { readonly runs: readonly OpenRun[]; readonly since: number } {
    const watched = this.#fresh(ticketId);
    return watched
      ? { runs: openRuns(watched.facts, this.#rules.book, this.#now()), since: watched.since }
      : { runs: [], since: 0 };
  }

  /** What the clocks that the queue goes by count with. */
  get timekeepings(): ReadonlySet<Timekeeping> {
    return this.#timekeepings;
  }

  /** The clock that the queue goes by. */
  leadingOf(ticketId: string): OpenRun | undefined {
    return this.#watched.get(ticketId)?.leading;
  }

  /** Works one ticket out again, e.g. because one of its thresholds was noticed. */
  refresh(ticketId: string): void {
    this.#judge(ticketId);
  }

  /** Ends what goes on by itself. */
  stop(): void {
    this.#slices.stop();
    this.#unread.clear();
    this.#unjudged.clear();
  }

  #now(): number {
    return this.#desk.ambient.now().getTime();
  }

  #follow({ puts, removes }: Change): void {
    for (const record of puts) {
      if (record.type === 'ticket') {
        const { state } = record as Ticket;
        if (isWatched(state) || this.#watched.has(record.id)) this.#unread.add(record.id);
        else this.#unread.delete(record.id);
      } else if (record.type === 'entry') {
        const { ticketId } = record as TimelineEntry;
        if (this.#watched.has(ticketId)) this.#unread.add(ticketId);
      } else if (record.type === 'clockOffset') {
        for (const ticketId of this.#watched.keys()) this.#unread.add(ticketId);
      }
    }
    for (const id of removes) {
      this.#unread.delete(id);
      this.#unjudged.delete(id);
      // At once: a ticket that is put back right after is another one for whoever keeps due times.
      this.#forget(id);
    }
    this.#isMuch ||= this.#unread.size > AT_ONCE;
    if (!this.isSettled) this.#slices.goOn();
  }

  /** Works out one ticket that waits; false if none does. */
  #next(): boolean {
    for (const ticketId of this.#unread) {
      this.#unread.delete(ticketId);
      this.#unjudged.delete(ticketId);
      this.#read(ticketId);
      return true;
    }
    for (const ticketId of this.#unjudged) {
      this.#unjudged.delete(ticketId);
      this.#judge(ticketId);
      return true;
    }
    return false;
  }

  #fresh(ticketId: string): Watched | undefined {
    if (this.#unread.delete(ticketId)) this.#read(ticketId);
    else if (this.#unjudged.delete(ticketId)) this.#judge(ticketId);
    return this.#watched.get(ticketId);
  }

  #read(ticketId: string): void {
    const ticket = this.#desk.records.get<Ticket>('ticket', ticketId);
    if (!ticket || !isWatched(ticket.state)) {
      this.#forget(ticketId);
      return;
    }
    const facts = factsOf(ticket, this.#readTimeline(ticketId), this.#rules.correct);
    const arrived = ticket.imported === null ? -Infinity : ulidTime(ticketId.slice('ticket:'.length));
    this.#reckon(facts, Math.max(arrived, this.#rules.since));
  }

  #judge(ticketId: string): void {
    const watched = this.#watched.get(ticketId);
    if (watched) this.#reckon(watched.facts, watched.since);
  }

  #reckon(facts: SlaFacts, since: number): void {
    const { ticketId } = facts;
    const runs = openRuns(facts, this.#rules.book, this.#now());
    if (runs.length === 0) {
      this.#forget(ticketId);
      if (facts.cycles.at(-1)?.endsAt === null) this.#untimed.add(ticketId);
      return;
    }
    this.#untimed.delete(ticketId);
    const before = this.#watched.get(ticketId)?.leading?.dueAt ?? null;
    const leading = leadingRun(facts, runs);
    if (leading) this.#timekeepings.add(leading.run.timekeeping);
    const feedback = runs.find(({ run }) => run.target === 'feedback');
    if (feedback) this.#awaiting.add(ticketId);
    else this.#awaiting.delete(ticketId);
    this.#watched.set(ticketId, { facts, since, leading, feedback });
    if ((leading?.dueAt ?? null) !== before) this.#tell(ticketId, leading?.dueAt ?? null);
    for (const listener of this.#runsListeners) listener(ticketId, runs, since);
  }

  #forget(ticketId: string): void {
    this.#untimed.delete(ticketId);
    const watched = this.#watched.get(ticketId);
    if (!watched) return;
    this.#watched.delete(ticketId);
    this.#awaiting.delete(ticketId);
    if (watched.leading?.dueAt !== null && watched.leading !== undefined) this.#tell(ticketId, null);
    for (const listener of this.#runsListeners) listener(ticketId, [], 0);
  }

  #tell(ticketId: string, at: number | null): void {
    for (const listener of this.#dueListeners) listener(ticketId, at);
  }
}

/** Open, or resolved: then somebody may still wait for an answer. */
const isWatched = (state: Ticket['state']): boolean => isOpen(state) || state === 'resolved';
