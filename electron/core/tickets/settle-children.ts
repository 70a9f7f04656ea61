import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import { askAboutChildren, type ChildrenChoice } from '#shared/tickets/children.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { TicketResolution } from '../ticket-port.ts';
import type { Unit } from '../unit.ts';
import { resolveTicket } from './resolve-ticket.ts';
import type { TicketRules } from './ticket-commands.ts';

/**
 * Stages what becomes of the open tickets below one that a person ends. Together with it or not at all: one that cannot be resolved refuses
 * the whole, with its number as `child` in the details.
 */
export const settleChildren = (
  unit: Unit,
  ticketId: string,
  choice: ChildrenChoice | null,
  resolution: TicketResolution,
  { openBelow, requiredTasks }: Pick<TicketRules, 'openBelow' | 'requiredTasks'>,
): Result<null> => {
  const open = openBelow(ticketId)
    .flatMap((id) => unit.get<Ticket>('ticket', id) ?? [])
    .filter(({ state }) => isOpen(state));
  const asked = askAboutChildren(open, choice);
  if (!asked.ok || choice !== 'resolve') return asked;
  for (const child of open) {
    const at = momentAfter(child.updatedAt, unit.at);
    const resolved = resolveTicket(unit, child, resolution, at, requiredTasks(child.id), ticketId);
    if (resolved.ok) continue;
    const { code, message, details } = resolved.failure;
    return refuse(code, `${child.number}: ${message}`, { ...details, child: child.number });
  }
  return succeed(null);
};
