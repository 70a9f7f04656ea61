import { succeed } from '#shared/base/result.ts';
import { planFollowUp } from '#shared/tickets/follow-up.ts';
import { linkTo } from '#shared/tickets/link.ts';
import { prefixOfKind } from '#shared/tickets/number.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { planTransition } from '#shared/tickets/transition.ts';
import { withWatchers } from '#shared/watching/mentions.ts';
import { notFound } from '#shared/base/not-found.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import { tell } from '../ticket-door.ts';
import { record, ticketCommands, type TicketRules } from './ticket-commands.ts';
import { personOf } from './timeline.ts';

/** Commands that tie two tickets together: both records, both timelines and both audit entries in one commit. */
export const relationHandlers = (
  desk: Desk,
  { matrix, onMerged, onFollowedUp }: TicketRules,
): FeatureHandlers<'tickets.merge' | 'tickets.followUp'> => {
  const { change } = ticketCommands(desk);
  return {
    'tickets.merge': ({ ticketId, into }, context) =>
      change(ticketId, context, (ticket, unit, at) => {
        const target = unit.get<Ticket>('ticket', into);
        if (!target) return notFound('ticket', into);
        const planned = planTransition(ticket, { action: 'merge', into: target }, { by: personOf(unit.actor), at });
        if (!planned.ok) return planned;
        record(unit, 'ticket.merge', planned.value, at);
        // Who wanted to know what becomes of the one wants to know it of the other, where it goes on.
        const { watchers } = ticket;
        const watched = watchers ? { ...target, watchers: withWatchers(target.watchers ?? [], watchers) } : target;
        tell(unit, watched, [linkTo(ticket, 'merged_from')], 'ticket.merge-from');
        const passedOn = onMerged(unit, ticket.id, target.id);
        return passedOn.ok ? succeed(ticketId) : passedOn;
      }),

    'tickets.followUp': ({ ticketId, ...report }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const ticket = unit.get<Ticket>('ticket', ticketId);
        if (!ticket) return notFound('ticket', ticketId);
        const stamp = unit.stamp('ticket', unit.newId('ticket'));
        const number = unit.nextNumber(prefixOfKind[ticket.kind]);
        const planned = planFollowUp(ticket, report, stamp, number, matrix());
        if (!planned.ok) return planned;
        const next = planned.value.ticket;
        record(unit, 'ticket.create', planned.value, stamp.createdAt);
        tell(unit, ticket, [linkTo(next, 'followed_up_by')], 'ticket.follow-up');
        const passedOn = onFollowedUp(unit, ticket.id, next.id);
        return passedOn.ok ? succeed({ ticketId: next.id, number }) : passedOn;
      }),
  };
};
