/** What other features may do to a ticket, whatever they are: read it, and add to its timeline what they did. */
import type { PersonRef } from '#shared/base/record.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { nextState, type TicketAction } from '#shared/tickets/actions.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import { revise, revisionOf } from '#shared/tickets/revision.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import { refuseAction } from '#shared/tickets/transition.ts';
import { noteFileUse } from './file-uses.ts';
import { noteMail } from './mail-index.ts';
import { noteMentions } from './mention-door.ts';
import type { AuditNote, Unit } from './unit.ts';

/** The ticket; refused as `record.not-found`, or as `ticket.illegal-transition` where its state does not allow `action`. */
export const ticketFor = (unit: Unit, ticketId: string, action: TicketAction): Result<Ticket> => {
  const ticket = unit.get<Ticket>('ticket', ticketId);
  if (!ticket) return refuse('record.not-found', `there is no ticket ${ticketId}`, { type: 'ticket', id: ticketId });
  return nextState(ticket.state, action) === undefined ? refuseAction(ticket.state, action) : succeed(ticket);
};

/** The object of an audit entry about a ticket. */
export const auditObject = ({ id, number }: Ticket): NonNullable<AuditNote['object']> => ({
  type: 'ticket',
  id,
  number,
});

/**
 * Stages one entry per event of a ticket's next version, in order, and answers with them; what was said is by whoever said it, the requester
 * unless another one did. The commit's audit note, written after this, covers them.
 */
export const addToTimeline = (
  unit: Unit,
  ticket: Ticket,
  events: readonly TimelineEvent[],
  at: string,
  speaker: PersonRef | null = ticket.requester,
): readonly TimelineEntry[] =>
  events.map((event) => {
    const entry: TimelineEntry = {
      ...unit.stamp('entry', unit.newChildId('entry', ticket.id)),
      createdAt: at,
      updatedAt: at,
      ticketId: ticket.id,
      at,
      by: (event.kind === 'reply' ? speaker : null) ?? { id: unit.actor.id, name: unit.actor.name },
      event,
      imported: null,
    };
    unit.put(entry);
    noteFileUse(unit, entry);
    noteMail(unit, entry);
    noteMentions(unit, entry, revisionOf(ticket));
    return entry;
  });

/** Stages events and the ticket's next version, in which `change` stands. The audit note comes after it. */
export const stageEvents = (
  unit: Unit,
  ticket: Ticket,
  events: readonly TimelineEvent[],
  change: Partial<Ticket> = {},
): Ticket => {
  const at = momentAfter(ticket.updatedAt, unit.at);
  const next = revise({ ...ticket, ...change }, at);
  addToTimeline(unit, next, events, at);
  unit.put(next);
  return next;
};

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

/** What is said on a merged ticket goes to the one it was merged into. */
export const sayingTarget = (ticket: Ticket, unit: Pick<Unit, 'get'>): Ticket => {
  const passed = new Set<string>();
  let target = ticket;
  while (target.mergedInto !== null && !passed.has(target.id)) {
    passed.add(target.id);
    const next = unit.get<Ticket>('ticket', target.mergedInto);
    if (!next) break;
    target = next;
  }
  return target;
};
