import { momentAfter } from '#shared/tickets/moment.ts';
import { revise } from '#shared/tickets/revision.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import type { Unit } from '../unit.ts';
import { addToTimeline } from './timeline.ts';

/** A ticket only learns of something: its timeline and the trail say what happened, nothing else of it changes. */
export const tell = (
  unit: Unit,
  ticket: Ticket,
  events: readonly TimelineEvent[],
  action: string,
  correlation: string | null = null,
): Ticket => {
  const at = momentAfter(ticket.updatedAt, unit.at);
  addToTimeline(unit, ticket, events, at);
  const told = revise(ticket, at);
  unit.put(told);
  for (const event of events)
    unit.audit({
      action,
      object: { type: 'ticket', id: ticket.id, number: ticket.number },
      ...unit.difference('entry', ticket.id, undefined, event),
      correlation,
    });
  return told;
};
