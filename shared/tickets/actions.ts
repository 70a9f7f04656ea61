import { isAllowed, type Permission, type Role } from '../accounts/roles.ts';
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
] as const;
export type TicketAction = (typeof ticketActions)[number];

/** What a rule does without a person: the end of a hold, and closing what nobody objected to. */
export type RuleAction = 'holdReached' | 'autoClose';

/**
 * The state machine of DOMAIN.md §1 as one table: state → action → the state it leads to.
 * What is not here is refused; buttons, refusals and tests derive from it. Reassigning on hold keeps the hold.
 * Taking an assigned ticket is a reassignment and a start in one; one in progress is first returned to the queue.
 */
export const transitions: Readonly<Record<TicketState, Readonly<Partial<Record<TicketAction, TicketState>>>>> = {
  new: { assign: 'assigned', take: 'in_progress', hold: 'on_hold', resolve: 'resolved', cancel: 'cancelled' },
  assigned: {
    assign: 'assigned',
    take: 'in_progress',
    start: 'in_progress',
    hold: 'on_hold',
    resolve: 'resolved',
    cancel: 'cancelled',
    returnToQueue: 'new',
  },
  in_progress: {
    assign: 'assigned',
    hold: 'on_hold',
    resolve: 'resolved',
    cancel: 'cancelled',
    returnToQueue: 'new',
  },
  on_hold: {
    assign: 'on_hold',
    resume: 'in_progress',
    changeHold: 'on_hold',
    resolve: 'resolved',
    cancel: 'cancelled',
  },
  resolved: { reopen: 'in_progress', close: 'closed' },
  closed: {},
  cancelled: {},
  merged: {},
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
};

/** What the table allows from this state to someone with these roles, in the order of `ticketActions`. */
export const allowedActions = (state: TicketState, held: readonly Role[]): readonly TicketAction[] =>
  ticketActions.filter(
    (action) => nextState(state, action) !== undefined && isAllowed(held, permissionByAction[action]),
  );
