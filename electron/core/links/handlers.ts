/** Links between tickets. A link is a record of its own that both ends read; both timelines and the trail say when it came and went. */
import { succeed, type Result } from '#shared/base/result.ts';
import { linkEnds, linkIdOf, oppositeSide, type LinkRecord, type TicketLinkSide } from '#shared/links/link.ts';
import type { LinkSet } from '#shared/links/link-set.ts';
import type { TicketLink } from '#shared/links/operations.ts';
import { planLink, ticketsAlong } from '#shared/links/rules.ts';
import { linkTo } from '#shared/tickets/link.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { notFound } from '#shared/base/not-found.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { resolvable, resolveTogether } from '../resolve-together.ts';
import { actorOf } from '../session.ts';
import { tell } from '../ticket-door.ts';
import type { TicketPort } from '../ticket-port.ts';
import type { Unit } from '../unit.ts';

type LinkOperation =
  | 'links.of'
  | 'links.add'
  | 'links.remove'
  | 'links.openBelow'
  | 'links.resolvable'
  | 'links.resolveTogether';

const isTicketSide = (side: string): side is TicketLinkSide =>
  side === 'related' || side === 'parent_of' || side === 'child_of';

export const linkHandlers = (desk: Desk, links: LinkSet, tickets: TicketPort): FeatureHandlers<LinkOperation> => {
  /** What became of a ticket stands in its timeline and is never taken away; the first mention counts. */
  const fixedOf = (ticketId: string): readonly TicketLink[] => {
    const found = new Map<string, TicketLink>();
    for (const { event } of tickets.timelineOf(ticketId)) {
      if (event.kind !== 'link' || isTicketSide(event.relation)) continue;
      const key = `${event.relation} ${event.ticketId}`;
      const ticket = tickets.rowOf(event.ticketId);
      if (ticket && !found.has(key)) found.set(key, { relation: event.relation, isFixed: true, ticket });
    }
    return [...found.values()];
  };

  const linksOf = (ticketId: string): readonly TicketLink[] => [
    ...links.of(ticketId).flatMap(({ side, otherId }): TicketLink[] => {
      const ticket = isTicketSide(side) ? tickets.rowOf(otherId) : undefined;
      return ticket && isTicketSide(side) ? [{ relation: side, isFixed: false, ticket }] : [];
    }),
    ...fixedOf(ticketId),
  ];

  const bothEnds = (unit: Unit, ticketId: string, otherId: string): Result<{ ticket: Ticket; other: Ticket }> => {
    const ticket = unit.get<Ticket>('ticket', ticketId);
    const other = unit.get<Ticket>('ticket', otherId);
    if (!ticket) return notFound('ticket', ticketId);
    return other ? succeed({ ticket, other }) : notFound('ticket', otherId);
  };

  const withAllBelow = (ticketId: string) => [ticketId, ...ticketsAlong(ticketId, 'parent_of', links)];

  return {
    'links.of': ({ ticketId }) => succeed(linksOf(ticketId)),

    'links.add': async ({ ticketId, side, otherId }, { session }) => {
      const done = await desk.commit(actorOf(session), (unit) => {
        const ends = bothEnds(unit, ticketId, otherId);
        if (!ends.ok) return ends;
        const { ticket, other } = ends.value;
        const planned = planLink(ticket, side, other, links);
        if (!planned.ok) return planned;
        const link: LinkRecord = { ...unit.stamp('link', linkIdOf(planned.value)), ...planned.value };
        unit.put(link);
        tell(unit, ticket, [linkTo(other, side)], 'ticket.link');
        tell(unit, other, [linkTo(ticket, oppositeSide(side))], 'ticket.link');
        return succeed(null);
      });
      return done.ok ? succeed(linksOf(ticketId)) : done;
    },

    'links.remove': async ({ ticketId, side, otherId }, { session }) => {
      const done = await desk.commit(actorOf(session), (unit) => {
        const id = linkIdOf(linkEnds(ticketId, side, otherId));
        if (!unit.get<LinkRecord>('link', id)) return notFound('link', id);
        const ends = bothEnds(unit, ticketId, otherId);
        if (!ends.ok) return ends;
        const { ticket, other } = ends.value;
        unit.remove(id);
        const unlink = (to: Ticket, relation: TicketLinkSide) =>
          ({ kind: 'unlink', relation, ticketId: to.id, number: to.number }) as const;
        tell(unit, ticket, [unlink(other, side)], 'ticket.unlink');
        tell(unit, other, [unlink(ticket, oppositeSide(side))], 'ticket.unlink');
        return succeed(null);
      });
      return done.ok ? succeed(linksOf(ticketId)) : done;
    },

    'links.openBelow': ({ ticketIds }) => {
      const asked = new Set(ticketIds);
      const below = new Set(ticketIds.flatMap((ticketId) => tickets.openBelow(ticketId)));
      return succeed([...below].flatMap((id) => (asked.has(id) ? [] : (tickets.rowOf(id) ?? []))));
    },

    'links.resolvable': ({ ticketId }, { session }) => succeed(resolvable(tickets, withAllBelow(ticketId), session)),

    'links.resolveTogether': async ({ ticketId, ...input }, { session }) => {
      if (!desk.records.has(ticketId)) return notFound('ticket', ticketId);
      const linked = new Set(withAllBelow(ticketId));
      return succeed(await resolveTogether(desk, tickets, session, input, { linked, correlation: ticketId }));
    },
  };
};
