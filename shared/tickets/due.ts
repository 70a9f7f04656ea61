import { addBusinessDays } from '../calendar/business-days.ts';
import type { CompiledCalendar } from '../calendar/compiled-calendar.ts';
import type { RuleAction } from './actions.ts';
import { revise } from './revision.ts';
import type { TicketRow } from './row.ts';
import type { Ticket } from './ticket.ts';
import type { PlannedChange } from './transition.ts';

export interface DuePolicy {
  readonly calendar: CompiledCalendar;
  /** Business days from resolving to closing by rule; 0 never. */
  readonly autoCloseAfter: number;
}

/** Something that a rule does to a ticket because its time has come. */
export interface DueMove {
  readonly action: RuleAction;
  readonly ticketId: string;
  /** When it fell due, ms since epoch: the moment the timeline gives, however late the laptop woke up. */
  readonly at: number;
}

const DAY_MS = 86_400_000;

const dueMove = (row: TicketRow, now: number, policy: DuePolicy): DueMove | undefined => {
  if (row.state === 'on_hold' && row.holdUntil !== null && row.holdUntil <= now)
    return { action: 'holdReached', ticketId: row.id, at: row.holdUntil };
  if (row.state !== 'resolved' || row.resolvedAt === null || policy.autoCloseAfter === 0) return undefined;
  // Business days are never shorter than calendar days, so most rows need no calendar.
  if (row.resolvedAt + (policy.autoCloseAfter - 1) * DAY_MS > now) return undefined;
  const at = addBusinessDays(row.resolvedAt, policy.autoCloseAfter, policy.calendar);
  return at <= now ? { action: 'autoClose', ticketId: row.id, at } : undefined;
};

/** All moves that have fallen due by `now` (ms since epoch), earliest first. */
export const dueMoves = (rows: Iterable<TicketRow>, now: number, policy: DuePolicy): readonly DueMove[] => {
  const moves: DueMove[] = [];
  for (const row of rows) {
    const move = dueMove(row, now, policy);
    if (move) moves.push(move);
  }
  return moves.toSorted((left, right) => left.at - right.at || (left.ticketId < right.ticketId ? -1 : 1));
};

/**
 * Names the one event that makes a move due. Ids of what the move writes are hashed from it, so that two devices that both
 * notice make one record (DOMAIN.md §1).
 */
export const causeOf = (move: DueMove, ticket: Ticket): string =>
  move.action === 'holdReached'
    ? `holdReached|${ticket.id}|${ticket.hold?.since ?? ''}|${ticket.hold?.until ?? ''}`
    : `autoClose|${ticket.id}|${ticket.cycle}|${ticket.resolution?.at ?? ''}`;

/** Carries out a due move on the ticket as it is now; undefined if something else has happened to it meanwhile. `at` is RFC 3339. */
export const planDueMove = (ticket: Ticket, move: DueMove, at: string): PlannedChange | undefined => {
  const transition = { kind: 'transition', action: move.action, from: ticket.state, reason: null } as const;
  if (move.action === 'holdReached') {
    if (ticket.state !== 'on_hold' || ticket.hold === null || Date.parse(ticket.hold.until) !== move.at)
      return undefined;
    return {
      ticket: revise({ ...ticket, state: 'in_progress', hold: null }, at),
      events: [{ ...transition, to: 'in_progress' }],
    };
  }
  // Resolved after it fell due is resolved anew: reopened in between.
  if (ticket.state !== 'resolved' || Date.parse(ticket.resolution?.at ?? '') >= move.at) return undefined;
  const closedAt = new Date(move.at).toISOString();
  return {
    ticket: revise({ ...ticket, state: 'closed', closedAt }, at),
    events: [{ ...transition, to: 'closed' }],
  };
};
