import type { Failure } from '#shared/base/result.ts';
import type { LinkedTicket } from '#shared/links/operations.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import { tell } from '../ticket-door.ts';
import type { TicketPort } from '../ticket-port.ts';
import { resolveTicket, whyNotResolved } from './resolve-ticket.ts';
import { settleChildren } from './settle-children.ts';
import { ticketCommands, type TicketRules } from './ticket-commands.ts';
import { readTimeline } from './timeline.ts';

const missing = (id: string): Failure => ({
  code: 'record.not-found',
  message: `there is no ticket ${id}`,
  details: { type: 'ticket', id },
});

/** Tickets as other features see them. `rowOf` comes from whoever keeps the rows. */
export const openTicketPort = (
  desk: Desk,
  rowOf: (ticketId: string) => LinkedTicket | undefined,
  rules: Pick<TicketRules, 'requiredTasks' | 'matrix' | 'openBelow'>,
): TicketPort => ({
  ...ticketCommands(desk),
  rowOf: (ticketId) => {
    const row = rowOf(ticketId);
    if (!row) return undefined;
    const { id, number, title, state, priority, major, assignee, holdReason } = row;
    return { id, number, title, state, priority, major, assignee, holdReason };
  },
  matrix: rules.matrix,
  timelineOf: (ticketId) => readTimeline(desk.records, ticketId),
  resolve: (unit, ticketId, resolution, comment, correlation) => {
    const ticket = unit.get<Ticket>('ticket', ticketId);
    if (!ticket) return { ok: false, failure: missing(ticketId) };
    const request = { ...resolution, articleId: null };
    const told = comment
      ? tell(unit, ticket, [{ kind: 'comment', ...comment }], 'ticket.comment', correlation)
      : ticket;
    return resolveTicket(
      unit,
      told,
      request,
      momentAfter(told.updatedAt, unit.at),
      rules.requiredTasks(ticketId),
      correlation,
    );
  },
  openBelow: rules.openBelow,
  settleChildren: (unit, ticketId, choice, resolution) => settleChildren(unit, ticketId, choice, resolution, rules),
  whyNotResolved: (ticketId, by) => {
    const ticket = desk.records.get<Ticket>('ticket', ticketId);
    if (!ticket) return missing(ticketId);
    return whyNotResolved(
      ticket,
      by,
      momentAfter(ticket.updatedAt, desk.ambient.now().toISOString()),
      rules.requiredTasks(ticketId),
    );
  },
});
