/** An alert and its ticket: one open ticket at most, onto which the same problem goes from then on. */
import { ticketDueIdOf, type Alert } from '#shared/alerts/alert.ts';
import type { AlertLanguage } from '#shared/alerts/rule.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { Actor } from '../session.ts';
import type { Unit } from '../unit.ts';
import { ticketBehind } from './alert-index.ts';

/** `alert.has-ticket` { number } while one is open for it. */
export const withoutTicket = (unit: Unit, alert: Alert): Result<null> => {
  const ticket = ticketBehind(unit, alert);
  return ticket && isOpen(ticket.state)
    ? refuse('alert.has-ticket', `${ticket.number} is open for it`, { number: ticket.number })
    : succeed(null);
};

/** Stages that somebody has seen to an alert with this ticket, which is told of it in `language`; none is made by itself any more. */
export const tieTicket = (
  unit: Unit,
  alert: Alert,
  ticketId: string,
  language: AlertLanguage,
  { id, name }: Actor,
): void => {
  const tied: Alert = {
    ...alert,
    updatedAt: unit.at,
    revision: alert.revision + 1,
    state: 'acknowledged',
    mutedUntil: null,
    by: { id, name },
    ticketId,
    language,
  };
  unit.write('alert.ticket', tied);
  unit.removeLocal(ticketDueIdOf(alert.id));
};
