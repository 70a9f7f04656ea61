import { isAllowed, type Permission, type Role } from '../accounts/roles.ts';
import type { PersonRef } from '../base/record.ts';
import type { TicketState } from './ticket.ts';

export const ticketActions = [
  'assign',
  'take',
  'start',
  'hold',
  'changeHold',
  'resume',
  'resolve',
  'close',
  'reopen',
  'cancel',
  'returnToQueue',
  'merge',
  'followUp',
  'edit',
  'workNote',
  'comment',
  'deliver',
  'reply',
  'diagnose',
  'survey',
] as const;
export type TicketAction = (typeof ticketActions)[number];

/** What a rule does without a person: the end of a hold, and closing what nobody objected to. */
export type RuleAction = 'holdReached' | 'autoClose';

/**
 * What can be said on a ticket whatever becomes of it: its timeline is only ever added to. On a merged one, texts go to the ticket that it
 * was merged into.
 */
const saying = <State extends TicketState>(state: State) =>
  ({ workNote: state, comment: state, deliver: state }) as const;

/** Walked through step by step while somebody still has to find out what is wrong. */
const diagnosing = <State extends TicketState>(state: State) => ({ diagnose: state }) as const;

/** What is open to change while somebody still works on it, or waits for a yes. */
const working = <State extends TicketState>(state: State) => ({ ...saying(state), edit: state, reply: state }) as const;

/**
 * All that can be done to a ticket, as one table: state → action → the state it leads to (DOMAIN.md §1). What is not here is refused;
 * buttons, refusals and tests derive from it. Reassigning on hold keeps the hold; a reply of the requester ends a hold that waits for
 * them. Who wants a colleague's ticket reassigns it, or returns it to the queue first. What has ended is not changed any more: a closed
 * ticket is followed up.
 */
export const transitions: Readonly<Record<TicketState, Readonly<Partial<Record<TicketAction, TicketState>>>>> = {
  new: {
    ...working('new'),
    ...diagnosing('new'),
    assign: 'assigned',
    take: 'in_progress',
    hold: 'on_hold',
    resolve: 'resolved',
    cancel: 'cancelled',
    merge: 'merged',
  },
  assigned: {
    ...working('assigned'),
    ...diagnosing('assigned'),
    assign: 'assigned',
    start: 'in_progress',
    hold: 'on_hold',
    resolve: 'resolved',
    cancel: 'cancelled',
    returnToQueue: 'new',
    merge: 'merged',
  },
  in_progress: {
    ...working('in_progress'),
    ...diagnosing('in_progress'),
    assign: 'assigned',
    hold: 'on_hold',
    resolve: 'resolved',
    cancel: 'cancelled',
    returnToQueue: 'new',
    merge: 'merged',
  },
  on_hold: {
    ...working('on_hold'),
    ...diagnosing('on_hold'),
    assign: 'on_hold',
    resume: 'in_progress',
    reply: 'in_progress',
    changeHold: 'on_hold',
    resolve: 'resolved',
    cancel: 'cancelled',
    merge: 'merged',
  },
  resolved: { ...working('resolved'), survey: 'resolved', reopen: 'in_progress', close: 'closed' },
  closed: { ...saying('closed'), survey: 'closed', followUp: 'closed' },
  cancelled: saying('cancelled'),
  merged: { ...saying('merged'), reply: 'merged' },
};

export const nextState = (state: TicketState, action: TicketAction): TicketState | undefined =>
  transitions[state][action];

/** Open: somebody still has to do something. */
export const isOpen = (state: TicketState): boolean =>
  state === 'new' || state === 'assigned' || state === 'in_progress' || state === 'on_hold';

const permissionByAction: Readonly<Record<TicketAction, Permission>> = {
  assign: 'tickets.assign',
  take: 'tickets.work',
  start: 'tickets.work',
  hold: 'tickets.work',
  changeHold: 'tickets.work',
  resume: 'tickets.work',
  resolve: 'tickets.work',
  close: 'tickets.work',
  reopen: 'tickets.reopen',
  cancel: 'tickets.work',
  returnToQueue: 'tickets.work',
  merge: 'tickets.work',
  followUp: 'tickets.create',
  edit: 'tickets.work',
  workNote: 'tickets.work',
  comment: 'tickets.work',
  deliver: 'tickets.work',
  reply: 'tickets.work',
  diagnose: 'tickets.work',
  survey: 'tickets.work',
};

/** What the table allows from this state to someone with these roles, in the order of `ticketActions`. */
export const allowedActions = (state: TicketState, held: readonly Role[]): readonly TicketAction[] =>
  ticketActions.filter(
    (action) => nextState(state, action) !== undefined && isAllowed(held, permissionByAction[action]),
  );

/**
 * An assigned ticket is started by whom it is assigned to; one that waits for a group only, by anybody. A person known only by name is
 * whoever has that name here.
 */
export const mayStart = (assignee: PersonRef | null, by: PersonRef): boolean =>
  assignee === null || (assignee.id === null ? assignee.name === by.name : assignee.id === by.id);
