import type { Ticket } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import type { Unit } from '../unit.ts';
import { auditObject, stageEvents } from '../ticket-door.ts';

/** A ticket only learns of something: its timeline and the trail say what happened, nothing else of it changes. */
export const tell = (
  unit: Unit,
  ticket: Ticket,
  events: readonly TimelineEvent[],
  action: string,
  correlation: string | null = null,
): Ticket => {
  const told = stageEvents(unit, ticket, events);
  for (const event of events)
    unit.audit({
      action,
      object: auditObject(ticket),
      ...unit.difference('entry', ticket.id, undefined, event),
      correlation,
    });
  return told;
};
