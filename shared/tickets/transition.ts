import type { PersonRef } from '../base/record.ts';
import { refuse, succeed, type Result } from '../base/result.ts';
import { isOpen, mayStart, nextState, type TicketAction } from './actions.ts';
import { linkTo } from './link.ts';
import { revise } from './revision.ts';
import type { CancelReason, Hold, HoldReason, Resolution, ResolutionCode, Ticket, TicketState } from './ticket.ts';
import type { TimelineEvent } from './timeline-event.ts';

/** A move as asked for. What a person has not filled in yet is null or empty: `missingFields` names it. */
export type TransitionRequest =
  | { readonly action: 'take' | 'start' | 'resume' | 'close' | 'returnToQueue' }
  /** To a person, or to a group alone: then it waits for whoever of the group starts it. `group` null keeps the group that the ticket has. */
  | { readonly action: 'assign'; readonly assignee: PersonRef | null; readonly group: string | null }
  | {
      readonly action: 'hold' | 'changeHold';
      readonly reason: HoldReason | null;
      readonly until: string | null;
      /** What the requester is told; required when the hold waits for them. */
      readonly comment: string | null;
    }
  | {
      readonly action: 'resolve';
      readonly code: ResolutionCode | null;
      readonly text: string;
      readonly articleId: string | null;
      readonly noArticleReason: string | null;
    }
  | { readonly action: 'reopen'; readonly reason: string }
  | { readonly action: 'cancel'; readonly reason: CancelReason | null }
  | { readonly action: 'merge'; readonly into: MergeTarget | null };

/** What has to be known of the ticket that another is merged into. */
export type MergeTarget = Pick<Ticket, 'id' | 'number' | 'state'>;

/** A request that lacks nothing. */
type CompleteRequest =
  | Exclude<TransitionRequest, { action: 'hold' | 'changeHold' | 'resolve' | 'cancel' | 'merge' }>
  | {
      readonly action: 'hold' | 'changeHold';
      readonly reason: HoldReason;
      readonly until: string;
      readonly comment: string | null;
    }
  | (Extract<TransitionRequest, { action: 'resolve' }> & { readonly code: ResolutionCode })
  | { readonly action: 'cancel'; readonly reason: CancelReason }
  | { readonly action: 'merge'; readonly into: MergeTarget };

/** Fields that a move can lack. `article` stands for a linked article or the reason for none, `assignee` for a person or a group. */
export type RequiredField = 'assignee' | 'reason' | 'until' | 'comment' | 'code' | 'text' | 'article' | 'into';

/** Who moves the ticket, and when (RFC 3339). */
export interface Mover {
  readonly by: PersonRef;
  readonly at: string;
}

/** The ticket after a change, and what its timeline says about it, in order. No events: nothing changed. */
export interface PlannedChange {
  readonly ticket: Ticket;
  readonly events: readonly TimelineEvent[];
}

const isBlank = (text: string | null): boolean => text === null || text.trim() === '';

const isLater = (until: string | null, at: string): boolean => until !== null && Date.parse(until) > Date.parse(at);

/** What DOMAIN.md §1 notes 1–4 ask for and the request lacks; a hold that would end in the past lacks `until`. */
export const missingFields = (request: TransitionRequest, at: string): readonly RequiredField[] => {
  const missing: RequiredField[] = [];
  switch (request.action) {
    case 'assign':
      if (isBlank(request.assignee === null ? request.group : request.assignee.name)) missing.push('assignee');
      break;
    case 'hold':
    case 'changeHold':
      if (request.reason === null) missing.push('reason');
      if (!isLater(request.until, at)) missing.push('until');
      if (request.reason === 'requester' && isBlank(request.comment)) missing.push('comment');
      break;
    case 'resolve':
      if (request.code === null) missing.push('code');
      if (isBlank(request.text)) missing.push('text');
      if (isBlank(request.articleId) && isBlank(request.noArticleReason)) missing.push('article');
      break;
    case 'reopen':
      if (isBlank(request.reason)) missing.push('reason');
      break;
    case 'cancel':
      if (request.reason === null) missing.push('reason');
      break;
    case 'merge':
      if (request.into === null) missing.push('into');
      break;
    default:
      break;
  }
  return missing;
};

/** The refusal of what the table does not hold. */
export const refuseAction = (from: TicketState, action: TicketAction): Result<never> =>
  refuse('ticket.illegal-transition', `${action} is not possible from ${from}`, { from, action });

/** A ticket that somebody still answers for, and another one: so no chain of merged tickets comes back to itself. */
export const canMergeInto = (ticket: Pick<Ticket, 'id'>, into: MergeTarget): boolean =>
  into.id !== ticket.id && (isOpen(into.state) || into.state === 'resolved');

const isComplete = (request: TransitionRequest, at: string): request is CompleteRequest =>
  missingFields(request, at).length === 0;

/** A known person stays the same under a new name; an unknown one is their name. */
export const isSamePerson = (left: PersonRef | null, right: PersonRef | null): boolean =>
  left?.id === right?.id && (typeof left?.id === 'string' || left?.name === right?.name);

const assigned = (ticket: Ticket, to: PersonRef | null, group: string | null): PlannedChange =>
  isSamePerson(ticket.assignee, to) && ticket.assignmentGroup === group
    ? { ticket, events: [] }
    : {
        ticket: { ...ticket, assignee: to, assignmentGroup: group },
        events: [{ kind: 'assignment', from: ticket.assignee, to, group }],
      };

const moved = (
  ticket: Ticket,
  action: TicketAction,
  to: TicketState,
  more: { readonly reason?: string | null; readonly hold?: Hold; readonly resolution?: Resolution } = {},
): TimelineEvent => ({ kind: 'transition', action, from: ticket.state, to, ...more, reason: more.reason ?? null });

const held = (
  ticket: Ticket,
  { action, reason, until, comment }: Extract<CompleteRequest, { action: 'hold' | 'changeHold' }>,
  at: string,
): PlannedChange => {
  // A changed reason is still the same pause: it began when work stopped.
  const hold: Hold = {
    reason,
    until: new Date(until).toISOString(),
    since: action === 'changeHold' ? (ticket.hold?.since ?? at) : at,
  };
  const told: readonly TimelineEvent[] =
    comment === null || isBlank(comment) ? [] : [{ kind: 'comment', text: comment.trim(), delivery: 'pending' }];
  return {
    ticket: { ...ticket, state: 'on_hold', hold },
    events: [...told, moved(ticket, action, 'on_hold', { reason, hold })],
  };
};

const resolved = (
  ticket: Ticket,
  request: Extract<CompleteRequest, { action: 'resolve' }>,
  { by, at }: Mover,
): PlannedChange => {
  const articleId = isBlank(request.articleId) ? null : request.articleId;
  const resolution: Resolution = {
    code: request.code,
    text: request.text.trim(),
    articleId,
    noArticleReason: articleId === null ? (request.noArticleReason?.trim() ?? null) : null,
    at,
    by,
  };
  return {
    ticket: { ...ticket, state: 'resolved', hold: null, resolution },
    events: [moved(ticket, 'resolve', 'resolved', { reason: resolution.text, resolution })],
  };
};

/**
 * The ticket and timeline after one move of the table in DOMAIN.md §1, or why not: `ticket.illegal-transition` { from, action },
 * `ticket.fields-missing` { fields }, `ticket.not-assignee` { assignee }, `ticket.merge-target` { number, state }. The state is judged
 * before the fields. `updatedAt` is the mover's `at`. `requiredTasks`: titles of required tasks still open; with any of them nothing is
 * resolved: `ticket.tasks-open` { count, titles }.
 */
export const planTransition = (
  ticket: Ticket,
  request: TransitionRequest,
  { by, at }: Mover,
  requiredTasks: readonly string[] = [],
): Result<PlannedChange> => {
  const { action } = request;
  const to = nextState(ticket.state, action);
  if (to === undefined) return refuseAction(ticket.state, action);
  if (!isComplete(request, at)) {
    const fields = missingFields(request, at);
    return refuse('ticket.fields-missing', `${action} needs ${fields.join(', ')}`, { fields });
  }
  if (request.action === 'start' && !mayStart(ticket.assignee, by))
    return refuse('ticket.not-assignee', `assigned to ${ticket.assignee?.name ?? ''}`, {
      assignee: ticket.assignee?.name ?? null,
    });
  if (request.action === 'merge' && !canMergeInto(ticket, request.into)) {
    const { number, state } = request.into;
    return refuse('ticket.merge-target', `nothing can be merged into ${number}, or not this`, { number, state });
  }
  if (request.action === 'resolve' && requiredTasks.length > 0)
    return refuse('ticket.tasks-open', `required and open: ${requiredTasks.join(', ')}`, {
      count: requiredTasks.length,
      titles: requiredTasks.join(' · '),
    });
  const plan = carryOut(ticket, request, to, { by, at });
  return succeed(plan.events.length > 0 ? { ...plan, ticket: revise(plan.ticket, at) } : plan);
};

const carryOut = (ticket: Ticket, request: CompleteRequest, to: TicketState, mover: Mover): PlannedChange => {
  switch (request.action) {
    case 'assign': {
      const change = assigned(ticket, request.assignee, request.group?.trim() || ticket.assignmentGroup);
      if (to === ticket.state) return change;
      return { ticket: { ...change.ticket, state: to }, events: [...change.events, moved(ticket, 'assign', to)] };
    }
    case 'take':
    case 'start':
    case 'returnToQueue': {
      const change = assigned(ticket, request.action === 'returnToQueue' ? null : mover.by, ticket.assignmentGroup);
      return { ticket: { ...change.ticket, state: to }, events: [...change.events, moved(ticket, request.action, to)] };
    }
    case 'resume':
      return { ticket: { ...ticket, state: to, hold: null }, events: [moved(ticket, request.action, to)] };
    case 'hold':
    case 'changeHold':
      return held(ticket, request, mover.at);
    case 'resolve':
      return resolved(ticket, request, mover);
    case 'close':
      return { ticket: { ...ticket, state: to, closedAt: mover.at }, events: [moved(ticket, 'close', to)] };
    case 'reopen':
      return {
        ticket: {
          ...ticket,
          state: to,
          resolution: null,
          reopenCount: ticket.reopenCount + 1,
          cycle: ticket.cycle + 1,
        },
        events: [moved(ticket, 'reopen', to, { reason: request.reason.trim() })],
      };
    case 'cancel':
      return {
        ticket: { ...ticket, state: to, hold: null, cancelReason: request.reason },
        events: [moved(ticket, 'cancel', to, { reason: request.reason })],
      };
    case 'merge':
      return {
        ticket: { ...ticket, state: to, hold: null, mergedInto: request.into.id },
        events: [moved(ticket, 'merge', to), linkTo(request.into, 'merged_into')],
      };
  }
};
