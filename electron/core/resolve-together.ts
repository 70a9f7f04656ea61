import { refuse, type Failure } from '#shared/base/result.ts';
import type { LinkedTicket, ResolvableTicket, ResolvedTogether, TogetherInput } from '#shared/links/operations.ts';
import { askAboutChildren } from '#shared/tickets/children.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { Desk } from './desk.ts';
import { actorOf, type Session } from './session.ts';
import type { TicketPort } from './ticket-port.ts';

/** The open ones among these tickets, and what stands against resolving each now. */
export const resolvable = (
  tickets: TicketPort,
  ticketIds: readonly string[],
  session: Session,
): readonly ResolvableTicket[] => {
  const by = { id: session.userId, name: session.displayName };
  return ticketIds
    .flatMap((id) => tickets.rowOf(id) ?? [])
    .filter(({ state }) => isOpen(state))
    .map((ticket) => ({
      ticket,
      refusal: tickets.whyNotResolved(ticket.id, by),
      below: tickets.openBelow(ticket.id).flatMap((id) => {
        const row = tickets.rowOf(id);
        return row ? [{ id, number: row.number }] : [];
      }),
    }));
};

/**
 * Resolves tickets one by one, each with its comment in a commit of its own, so that one that is refused keeps no other from it. All are asked
 * for at once and share their way to the disk. `correlation` stands in every entry of the trail; of `ticketIds` only those are touched that
 * are among `linked`.
 */
export const resolveTogether = async (
  desk: Desk,
  tickets: TicketPort,
  session: Session,
  { ticketIds, comment, children = null, ...resolution }: TogetherInput,
  { linked, correlation }: { readonly linked: ReadonlySet<string>; readonly correlation: string },
): Promise<ResolvedTogether> => {
  const resolved: LinkedTicket[] = [];
  const refused: { ticket: LinkedTicket; failure: Failure }[] = [];
  const actor = actorOf(session);
  const together = new Set(ticketIds);
  const outcomes = [...together].flatMap((id) => {
    const before = tickets.rowOf(id);
    if (!before) return [];
    const besides = tickets.openBelow(id).filter((below) => !together.has(below));
    const done = desk.commit(actor, (unit) => {
      if (!linked.has(id))
        return refuse('record.not-found', `${before.number} is not linked any more`, { type: 'link', id });
      const asked = askAboutChildren(
        besides.flatMap((below) => tickets.rowOf(below) ?? []),
        children,
      );
      return asked.ok ? tickets.resolve(unit, id, resolution, comment, correlation) : asked;
    });
    return [{ id, before, done }];
  });
  for (const { id, before, done } of outcomes) {
    const outcome = await done;
    if (outcome.ok) resolved.push(tickets.rowOf(id) ?? before);
    else refused.push({ ticket: before, failure: outcome.failure });
  }
  return { resolved, refused };
};
