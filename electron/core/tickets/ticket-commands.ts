import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { allowedActions, mayStart } from '#shared/tickets/actions.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { PlannedChange } from '#shared/tickets/transition.ts';
import type { Desk } from '../desk.ts';
import type { SessionContext } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import type { Unit } from '../unit.ts';
import { addToTimeline } from '../ticket-door.ts';
import { readTimeline } from './timeline.ts';

export const notFound = (type: string, id: string): Result<never> =>
  refuse('record.not-found', `there is no ${type} ${id}`, { type, id });

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
