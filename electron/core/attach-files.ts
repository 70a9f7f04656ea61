import type { AttachmentEvent } from '#shared/attachments/attachment.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { addToTimeline, auditObject } from './ticket-door.ts';
import type { Unit } from './unit.ts';

/** Stages files on a ticket: an entry of the timeline and one of the trail for each. The ticket itself is the caller's to store. */
export const attachFiles = (unit: Unit, ticket: Ticket, events: readonly AttachmentEvent[], at: string): void => {
  addToTimeline(unit, ticket, events, at);
  for (const event of events)
    unit.audit({
      action: 'ticket.attach',
      object: auditObject(ticket),
      ...unit.difference('entry', ticket.id, undefined, event),
    });
};
