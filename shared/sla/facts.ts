import type { HoldReason, Priority, Ticket, TicketState, TimelineEntry } from '../tickets/ticket.ts';
import { isOpen } from '../tickets/actions.ts';
import { isSamePerson } from '../tickets/transition.ts';
import { trustClocks, type ClockCorrection } from './clock-skew.ts';
import { unionOf, type Interval } from './intervals.ts';

/** One go at a ticket: from its receipt, or a reopening, to its resolution. Instants are ms since epoch, corrected for clock skew. */
export interface SlaCycle {
  /** From 1. */
  readonly number: number;
  readonly startsAt: number;
  readonly endsAt: number | null;
  /** Cancelled and merged tickets end without being done. Null while it runs. */
  readonly ending: 'resolved' | 'abandoned' | null;
  /** As they were when it ended, or are. */
  readonly priority: Priority;
  readonly category: string | null;
}

/** All that the clocks need of a ticket and its timeline. */
export interface SlaFacts {
  readonly ticketId: string;
  readonly receivedAt: number;
  /** At least one; the last is the one that runs, if any does. */
  readonly cycles: readonly SlaCycle[];
  /** On hold: sorted, apart from each other; the last one ends at Infinity while the ticket is on hold. */
  readonly pauses: readonly Interval[];
  readonly holdReason: HoldReason | null;
  /** Delivered comments, logged calls and visits of staff, hand-overs that the requester answered; upwards. */
  readonly replies: readonly number[];
  /** Closed, cancelled or merged: nothing counts after it. */
  readonly endedAt: number | null;
}

interface Moment {
  readonly at: number;
  readonly entry: TimelineEntry;
}

const inTimeOrder = (moments: Moment[]): Moment[] => {
  for (let place = 1; place < moments.length; place++)
    if ((moments[place]?.at ?? 0) < (moments[place - 1]?.at ?? 0))
      return moments.toSorted((left, right) => left.at - right.at || (left.entry.id < right.entry.id ? -1 : 1));
  return moments;
};

/** Said to the requester by a person of the desk: not a work note, not what a rule or the requester wrote. */
const isAnswer = ({ event, by }: TimelineEntry, ticket: Ticket): boolean =>
  event.kind === 'comment' && by.id?.startsWith('device:') !== true && !isSamePerson(by, ticket.requester);

/**
 * Whether the requester heard from the desk with this entry: an answer that was given to them, the mark that one which was pending has
 * arrived, or a hand-over, where they read what was done before they answered. `arrived` collects those marked, for only the first mark counts.
 */
const isReply = (
  entry: TimelineEntry,
  ticket: Ticket,
  timeline: readonly TimelineEntry[],
  arrived: Set<string>,
): boolean => {
  const { event } = entry;
  if (event.kind === 'comment') return event.delivery !== 'pending' && isAnswer(entry, ticket);
  if (event.kind === 'survey') return event.answer !== null;
  if (event.kind !== 'delivery' || arrived.has(event.of)) return false;
  arrived.add(event.of);
  const marked = timeline.find(({ id }) => id === event.of);
  return marked?.event.kind === 'comment' && marked.event.delivery === 'pending' && isAnswer(marked, ticket);
};

const isPriority = (value: number): value is Priority => value === 1 || value === 2 || value === 3 || value === 4;

/** What an edited field was at an instant: what the first later edit replaced, or what it is now. */
const fieldAt = (
  moments: readonly Moment[],
  field: 'priority' | 'category',
  at: number,
): { readonly value: string | null } | undefined => {
  for (const moment of moments) {
    if (moment.at <= at || moment.entry.event.kind !== 'edit') continue;
    const change = moment.entry.event.changes.find((one) => one.field === field);
    if (change) return { value: change.from };
  }
  return undefined;
};

interface OpenCycle {
  readonly startsAt: number;
  endsAt: number | null;
  ending: SlaCycle['ending'];
}

/** Follows the states of a ticket and notes what they mean for the clocks. Any order of moves is taken as it comes: imported history has them all. */
class StateReplay {
  readonly cycles: OpenCycle[];
  readonly pauses: Interval[] = [];
  endedAt: number | null = null;
  #state: TicketState = 'new';
  #heldSince: number | null = null;

  constructor(receivedAt: number) {
    this.cycles = [{ startsAt: receivedAt, endsAt: null, ending: null }];
  }

  get state(): TicketState {
    return this.#state;
  }

  move(to: TicketState, at: number): void {
    this.#state = to;
    if (isOpen(to)) {
      this.endedAt = null;
      if (this.#cycle.endsAt !== null) this.cycles.push({ startsAt: at, endsAt: null, ending: null });
      if (to === 'on_hold') this.#heldSince ??= at;
      else this.#release(at);
      return;
    }
    this.#release(at);
    const cycle = this.#cycle;
    const isDone = to === 'resolved' || to === 'closed';
    if (cycle.endsAt === null) {
      cycle.endsAt = Math.max(at, cycle.startsAt);
      cycle.ending = isDone ? 'resolved' : 'abandoned';
    }
    if (to !== 'resolved') this.endedAt ??= at;
  }

  /** Sorted and apart, the one that still runs last. */
  allPauses(): readonly Interval[] {
    return unionOf(this.#heldSince === null ? this.pauses : [...this.pauses, { from: this.#heldSince, to: Infinity }]);
  }

  get #cycle(): OpenCycle {
    const cycle = this.cycles.at(-1);
    if (!cycle) throw new Error('a ticket has at least one cycle');
    return cycle;
  }

  #release(at: number): void {
    if (this.#heldSince !== null) this.pauses.push({ from: this.#heldSince, to: at });
    this.#heldSince = null;
  }
}

/**
 * History that begins in the middle: an import whose first event finds the ticket resolved already, or on hold. It was so since the record says, or
 * else from the start.
 */
const beginAt = (
  replay: StateReplay,
  moments: readonly Moment[],
  ticket: Ticket,
  receivedAt: number,
  correct: (at: string) => number,
): void => {
  const first = moments.find(({ entry }) => entry.event.kind === 'transition');
  if (first?.entry.event.kind !== 'transition' || first.entry.event.from === 'new') return;
  const { from } = first.entry.event;
  const resolvedAt = from === 'resolved' && ticket.resolution ? correct(ticket.resolution.at) : receivedAt;
  replay.move(from, resolvedAt >= receivedAt && resolvedAt < first.at ? resolvedAt : receivedAt);
};

/** Where the record says more than its timeline, as with a ticket imported as one row, the record's own times count. */
const catchUp = (replay: StateReplay, ticket: Ticket, correct: (at: string) => number): void => {
  if (replay.state === ticket.state) return;
  switch (ticket.state) {
    case 'on_hold':
      replay.move('on_hold', correct(ticket.hold?.since ?? ticket.updatedAt));
      break;
    case 'resolved':
    case 'closed':
      if (ticket.resolution) replay.move('resolved', correct(ticket.resolution.at));
      if (ticket.state === 'closed' || !ticket.resolution)
        replay.move(ticket.state, correct(ticket.closedAt ?? ticket.updatedAt));
      break;
    default:
      replay.move(ticket.state, correct(ticket.closedAt ?? ticket.updatedAt));
  }
};

/** Reads the clocks' facts from a ticket and its whole timeline. */
export const factsOf = (
  ticket: Ticket,
  timeline: readonly TimelineEntry[],
  correct: ClockCorrection = trustClocks,
): SlaFacts => {
  const receivedAt = correct(ticket.device, Date.parse(ticket.receivedAt));
  const moments = inTimeOrder(timeline.map((entry) => ({ at: correct(entry.device, Date.parse(entry.at)), entry })));
  const replay = new StateReplay(receivedAt);
  const correctTicket = (at: string): number => correct(ticket.device, Date.parse(at));
  beginAt(replay, moments, ticket, receivedAt, correctTicket);
  const replies: number[] = [];
  const arrived = new Set<string>();
  for (const { at, entry } of moments) {
    if (entry.event.kind === 'transition') replay.move(entry.event.to, at);
    else if (isReply(entry, ticket, timeline, arrived)) replies.push(Math.max(at, receivedAt));
  }
  catchUp(replay, ticket, correctTicket);

  const cycles = replay.cycles.map(({ startsAt, endsAt, ending }, place): SlaCycle => {
    const priorityThen = endsAt === null ? undefined : fieldAt(moments, 'priority', endsAt);
    const categoryThen = endsAt === null ? undefined : fieldAt(moments, 'category', endsAt);
    const priority = Number(priorityThen?.value);
    return {
      number: place + 1,
      startsAt,
      endsAt,
      ending,
      priority: isPriority(priority) ? priority : ticket.priority,
      category: categoryThen ? categoryThen.value : ticket.category,
    };
  });
  return {
    ticketId: ticket.id,
    receivedAt,
    cycles,
    pauses: replay.allPauses(),
    holdReason: ticket.state === 'on_hold' ? (ticket.hold?.reason ?? null) : null,
    replies,
    endedAt: replay.endedAt,
  };
};
