import type { PersonRef } from '../base/record.ts';
import { refuse, succeed, type Result } from '../base/result.ts';
import { visibleText } from '../base/visible.ts';
import { nextState } from '../tickets/actions.ts';
import { revise } from '../tickets/revision.ts';
import type { Priority, Ticket } from '../tickets/ticket.ts';
import { refuseAction, type PlannedChange } from '../tickets/transition.ts';
import { computePriority, type PriorityMatrix } from './matrix.ts';

/** DOMAIN.md §1: an override needs a reason of at least this many characters. */
export const MIN_OVERRIDE_REASON = 10;
export const MAX_OVERRIDE_REASON = 500;

/** Characters as a person counts them: those that show nothing do not count. */
export const reasonLength = (reason: string): number => [...visibleText(reason)].length;

export interface Override {
  /** Null goes back to what impact and urgency give. */
  readonly priority: Priority | null;
  readonly reason: string;
}

/**
 * Sets the priority by hand, or gives it back to the matrix. What impact and urgency give can always be computed again, so both are kept.
 * `seen` is the priority that the person saw: `record.stale` where it is another by now. A reason that is too short is refused:
 * `ticket.reason-too-short` { least }. What has ended is not changed any more: `ticket.illegal-transition`.
 */
export const planOverride = (
  ticket: Ticket,
  { priority, reason }: Override,
  {
    seen,
    by,
    at,
    matrix,
  }: { readonly seen: Priority; readonly by: PersonRef; readonly at: string; readonly matrix: PriorityMatrix },
): Result<PlannedChange> => {
  if (nextState(ticket.state, 'edit') === undefined) return refuseAction(ticket.state, 'edit');
  if (priority !== null && reasonLength(reason) < MIN_OVERRIDE_REASON)
    return refuse('ticket.reason-too-short', `a reason has at least ${MIN_OVERRIDE_REASON} characters`, {
      least: MIN_OVERRIDE_REASON,
    });
  if (priority === null && ticket.priorityOverride === null) return succeed({ ticket, events: [] });
  const next = priority ?? computePriority(ticket.impact, ticket.urgency, matrix);
  if (ticket.priority !== seen)
    return refuse('record.stale', `the priority is ${ticket.priority} by now`, {
      fields: [{ field: 'priority', seen: String(seen), current: String(ticket.priority), wanted: String(next) }],
    });
  return succeed({
    ticket: revise(
      {
        ...ticket,
        priority: next,
        priorityOverride: priority === null ? null : { priority, reason: reason.trim(), by, at },
      },
      at,
    ),
    events: [
      {
        kind: 'edit',
        changes: [{ field: 'priority', from: String(ticket.priority), to: String(next) }],
        reason: priority === null ? null : reason.trim(),
      },
    ],
  });
};

/** Marks a major incident or takes the mark away; it stands beside the matrix and changes no priority. */
export const planMajor = (ticket: Ticket, major: boolean, at: string): Result<PlannedChange> => {
  if (nextState(ticket.state, 'edit') === undefined) return refuseAction(ticket.state, 'edit');
  if (ticket.major === major) return succeed({ ticket, events: [] });
  return succeed({
    ticket: revise({ ...ticket, major }, at),
    events: [{ kind: 'edit', changes: [{ field: 'major', from: String(ticket.major), to: String(major) }] }],
  });
};
