import { succeed } from '#shared/base/result.ts';
import { afterRun, type CheckNews, type RunMoment } from '#shared/checks/after-run.ts';
import { whatRuns, type Check } from '#shared/checks/check.ts';
import type { Finding } from '#shared/checks/finding.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import { sayingTarget, tell } from '../ticket-door.ts';
import type { Unit } from '../unit.ts';
import { putStanding, standingIn } from './check-book.ts';

/** The ticket that was made of a check, or the one it was merged into, while somebody works on it. */
export const openTicketOf = (unit: Unit, ticketId: string | null): Ticket | undefined => {
  const made = ticketId === null ? undefined : unit.get<Ticket>('ticket', ticketId);
  const ticket = made && sayingTarget(made, unit);
  return ticket && isOpen(ticket.state) ? ticket : undefined;
};

/**
 * Notes what a run of a check found; people are told, and its open ticket is, of what is new. Nothing is noted of a check that has become
 * another while it ran. Resolves to what is new, null also where the disk refused it.
 */
export const noteRun = async (
  desk: Desk,
  ran: Check,
  finding: Finding,
  moment: RunMoment,
): Promise<CheckNews | null> => {
  const noted = await desk.commit(desk.deviceActor, (unit) => {
    const check = unit.get<Check>('check', ran.id);
    if (!check || whatRuns(check) !== whatRuns(ran)) return succeed(null);
    const { standing, news } = afterRun(check, standingIn(unit, check.id), finding, moment);
    putStanding(unit, standing);
    if (news === null) return succeed(null);
    unit.audit({ action: `check.${news}`, object: { type: 'check', id: check.id, number: null } });
    const ticket = openTicketOf(unit, standing.ticketId);
    const { id, title } = check;
    if (ticket && news !== 'warning')
      tell(unit, ticket, [{ kind: 'check', act: news, check: { id, title }, finding }], 'ticket.check');
    return succeed(news);
  });
  return noted.ok ? noted.value : null;
};
