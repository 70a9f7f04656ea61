import { succeed } from '#shared/base/result.ts';
import { planFollowUp } from '#shared/tickets/follow-up.ts';
import { linkTo } from '#shared/tickets/link.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import { prefixOfKind } from '#shared/tickets/number.ts';
import { revise } from '#shared/tickets/revision.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import { planTransition } from '#shared/tickets/transition.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import type { Unit } from '../unit.ts';
import { notFound, record, ticketCommands } from './ticket-commands.ts';
import { addToTimeline, personOf } from './timeline.ts';

/** The other ticket only learns of it: its timeline and the trail say what happened, nothing else of it changes. */
export const tell = (unit: Unit, ticket: Ticket, link: TimelineEvent, action: string): void => {
  const at = momentAfter(ticket.updatedAt, unit.at);
  addToTimeline(unit, ticket, [link], at);
  unit.put(revise(ticket, at));
  unit.audit({
    action,
    object: { type: 'ticket', id: ticket.id, number: ticket.number },
    ...unit.difference('entry', ticket.id, undefined, link),
  });
};

/** Commands that tie two tickets together: both records, both timelines and both audit entries in one commit. */
export const relationHandlers = (desk: Desk): FeatureHandlers<'tickets.merge' | 'tickets.followUp'> => {
  const { change } = ticketCommands(desk);
  return {
    'tickets.merge': ({ ticketId, into }, context) =>
      change(ticketId, context, (ticket, unit, at) => {
        const target = unit.get<Ticket>('ticket', into);
        if (!target) return notFound('ticket', into);
        const planned = planTransition(ticket, { action: 'merge', into: target }, { by: personOf(unit.actor), at });
        if (!planned.ok) return planned;
        record(unit, 'ticket.merge', planned.value, at);
        tell(unit, target, linkTo(ticket, 'merged_from'), 'ticket.merge-from');
        return succeed(ticketId);
      }),

    'tickets.followUp': ({ ticketId, ...report }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const ticket = unit.get<Ticket>('ticket', ticketId);
        if (!ticket) return notFound('ticket', ticketId);
        const stamp = unit.stamp('ticket', unit.newId('ticket'));
        const number = unit.nextNumber(prefixOfKind[ticket.kind]);
        const planned = planFollowUp(ticket, report, stamp, number);
        if (!planned.ok) return planned;
        const next = planned.value.ticket;
        record(unit, 'ticket.create', planned.value, stamp.createdAt);
        tell(unit, ticket, linkTo(next, 'followed_up_by'), 'ticket.follow-up');
        return succeed({ ticketId: next.id, number });
      }),
  };
};
