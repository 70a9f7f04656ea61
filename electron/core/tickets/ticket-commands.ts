import { succeed, type Result } from '#shared/base/result.ts';
import { defaultPriorityMatrix, type PriorityMatrix } from '#shared/priority/matrix.ts';
import { allowedActions, mayStart } from '#shared/tickets/actions.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { PlannedChange } from '#shared/tickets/transition.ts';
import { notFound } from '#shared/base/not-found.ts';
import type { Admit } from '../admission.ts';
import type { Desk } from '../desk.ts';
import type { SessionContext } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import type { Unit } from '../unit.ts';
import { addToTimeline } from '../ticket-door.ts';
import { readTimeline } from './timeline.ts';

/** What other features say about tickets, asked whenever it matters. */
export interface TicketRules {
  /** Titles of what has to be settled before this ticket can be resolved. */
  readonly requiredTasks: (ticketId: string) => readonly string[];
  readonly matrix: () => PriorityMatrix;
  /** Whether whom a move gives the ticket may have it. */
  readonly admit?: Admit;
  /** Ids of the open tickets below this one, at any depth. */
  readonly openBelow: (ticketId: string) => readonly string[];
  /** Called within the commit that merges one ticket into another, for what is kept about it elsewhere. A refusal undoes the merge. */
  readonly onMerged: (unit: Unit, from: string, into: string) => Result<unknown>;
  /** The same for a ticket that follows up another one. */
  readonly onFollowedUp: (unit: Unit, from: string, next: string) => Result<unknown>;
  /** Stages tasks for a ticket that is staged already. */
  readonly addTasks?: (
    unit: Unit,
    ticketId: string,
    tasks: readonly { readonly title: string; readonly required: boolean }[],
  ) => Result<unknown>;
  /** Ties assets to a ticket that is staged already. */
  readonly linkAssets?: (unit: Unit, ticketId: string, ciIds: readonly string[]) => Result<unknown>;
  /** A ticket was made from this template. */
  readonly templateUsed?: (unit: Unit, templateId: string) => void;
}

/** No tasks, the matrix that ships, no links, and nobody who keeps anything. */
export const plainRules: TicketRules = {
  requiredTasks: () => [],
  matrix: () => defaultPriorityMatrix,
  openBelow: () => [],
  onMerged: () => succeed(null),
  onFollowedUp: () => succeed(null),
};

/** Stages a planned change with what the timeline and the trail say about it; nothing if nothing changed. */
export const record = (
  unit: Unit,
  action: string,
  { ticket, events }: PlannedChange,
  at: string,
  reason: string | null = null,
): void => {
  if (events.length === 0) return;
  addToTimeline(unit, ticket, events, at);
  unit.write(action, ticket, { reason });
};

export interface TicketCommands {
  detail(ticketId: string, context: SessionContext): Result<TicketDetail>;
  /** Runs `plan` on the ticket in one commit and answers with the ticket whose id it gives. `at` is when it happens, RFC 3339. */
  change(
    ticketId: string,
    context: SessionContext,
    plan: (ticket: Ticket, unit: Unit, at: string) => Result<string>,
  ): Promise<Result<TicketDetail>>;
}

/** What every command on a ticket does around its rule. */
export const ticketCommands = (desk: Desk): TicketCommands => {
  const detail: TicketCommands['detail'] = (ticketId, { session }) => {
    const ticket = desk.records.get<Ticket>('ticket', ticketId);
    if (!ticket) return notFound('ticket', ticketId);
    const me = { id: session.userId, name: session.displayName };
    return succeed({
      ticket,
      timeline: readTimeline(desk.records, ticketId),
      actions: allowedActions(ticket.state, session.roles).filter(
        (action) => action !== 'start' || mayStart(ticket.assignee, me),
      ),
    });
  };
  return {
    detail,
    change: async (ticketId, context, plan) => {
      const done = await desk.commit(actorOf(context.session), (unit) => {
        const ticket = unit.get<Ticket>('ticket', ticketId);
        return ticket ? plan(ticket, unit, momentAfter(ticket.updatedAt, unit.at)) : notFound('ticket', ticketId);
      });
      return done.ok ? detail(done.value, context) : done;
    },
  };
};

/** One change that a rule of another feature plans, with what timeline and trail (`action`) say of it, in one commit. */
export const changeTicket = (desk: Desk) => {
  const { change } = ticketCommands(desk);
  return (
    ticketId: string,
    context: SessionContext,
    action: string,
    plan: (ticket: Ticket, unit: Unit, at: string) => Result<PlannedChange>,
  ): Promise<Result<TicketDetail>> =>
    change(ticketId, context, (ticket, unit, at) => {
      const planned = plan(ticket, unit, at);
      if (!planned.ok) return planned;
      record(unit, action, planned.value, at);
      return succeed(ticketId);
    });
};
