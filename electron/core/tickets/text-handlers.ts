import { succeed, type Result } from '#shared/base/result.ts';
import { nextState, type TicketAction } from '#shared/tickets/actions.ts';
import { planDelivery } from '#shared/tickets/delivery.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import { planReply } from '#shared/tickets/reply.ts';
import { revise } from '#shared/tickets/revision.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import { refuseAction, type PlannedChange } from '#shared/tickets/transition.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { ticketCommands } from './ticket-commands.ts';
import { mentioning } from '../mention-door.ts';
import { addToTimeline, sayingTarget } from '../ticket-door.ts';
import { readTimeline } from './timeline.ts';

type TextOperation = 'tickets.workNote' | 'tickets.comment' | 'tickets.deliver' | 'tickets.reply';

const auditActions = {
  workNote: 'ticket.work-note',
  comment: 'ticket.comment',
  deliver: 'ticket.deliver',
  reply: 'ticket.reply',
} as const satisfies Partial<Record<TicketAction, string>>;

const standing = ({ state, hold }: Ticket): Pick<Ticket, 'state' | 'hold'> => ({ state, hold });

/** What is said on a ticket, by whom and to whom, and whether it has arrived. */
export const textHandlers = (desk: Desk): FeatureHandlers<TextOperation> => {
  const { change } = ticketCommands(desk);

  /** Stages what is said and what it brings about; in the trail the text stands as hash and length. */
  const say = (
    ticketId: string,
    context: SessionContext,
    action: keyof typeof auditActions,
    plan: (ticket: Ticket, at: string) => Result<PlannedChange>,
  ): Promise<Result<TicketDetail>> =>
    change(ticketId, context, (named, unit) => {
      if (nextState(named.state, action) === undefined) return refuseAction(named.state, action);
      const ticket = action === 'deliver' ? named : sayingTarget(named, unit);
      const at = momentAfter(ticket.updatedAt, unit.at);
      const planned = plan(ticket, at);
      if (!planned.ok) return planned;
      const { ticket: changed, events } = planned.value;
      addToTimeline(unit, changed, events, at, named.requester);
      unit.put(changed);
      const [said] = events;
      const difference =
        changed.state === ticket.state
          ? unit.difference('entry', ticket.id, undefined, said)
          : unit.difference('entry', ticket.id, standing(ticket), { ...said, ...standing(changed) });
      unit.audit({
        action: auditActions[action],
        object: { type: 'ticket', id: ticket.id, number: ticket.number },
        ...difference,
      });
      return succeed(ticket.id);
    });

  const simply = (
    ticketId: string,
    context: SessionContext,
    action: 'workNote' | 'comment',
    event: TimelineEvent,
  ): Promise<Result<TicketDetail>> =>
    say(ticketId, context, action, (ticket, at) =>
      succeed(mentioning(desk.records, context.session.userId, { ticket: revise(ticket, at), events: [event] })),
    );

  return {
    'tickets.workNote': ({ ticketId, text }, context) =>
      simply(ticketId, context, 'workNote', { kind: 'workNote', text }),

    'tickets.comment': ({ ticketId, text, delivery }, context) =>
      simply(ticketId, context, 'comment', { kind: 'comment', text, delivery }),

    'tickets.deliver': ({ ticketId, entryId, delivery }, context) =>
      say(ticketId, context, 'deliver', (ticket, at) => {
        const arrived = planDelivery(readTimeline(desk.records, ticketId), entryId, delivery);
        return arrived.ok ? succeed({ ticket: revise(ticket, at), events: [arrived.value] }) : arrived;
      }),

    'tickets.reply': ({ ticketId, ...reply }, context) =>
      say(ticketId, context, 'reply', (ticket, at) => planReply(ticket, reply, at)),
  };
};
