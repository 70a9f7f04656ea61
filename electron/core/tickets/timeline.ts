import type { PersonRef } from '#shared/base/record.ts';
import { timelinePrefix, type Ticket, type TimelineEntry } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import { noteFileUse } from '../file-uses.ts';
import { noteMail } from '../mail-index.ts';
import type { Actor } from '../session.ts';
import type { Records } from '../storage/store.ts';
import type { Unit } from '../unit.ts';

export const personOf = (actor: Actor): PersonRef => ({ id: actor.id, name: actor.name });

const byTime = (left: TimelineEntry, right: TimelineEntry): number => {
  if (left.at !== right.at) return left.at < right.at ? -1 : 1;
  return left.id < right.id ? -1 : 1;
};

/** What happened on a ticket, oldest first. Imported entries and those of rules sort by when they happened, not by when they arrived. */
export const readTimeline = (records: Records, ticketId: string): readonly TimelineEntry[] =>
  records
    .idsWithPrefix(timelinePrefix(ticketId))
    .flatMap((id) => records.get<TimelineEntry>('entry', id) ?? [])
    .toSorted(byTime);

/** Stages one entry per event, in order; what the requester said is theirs. The commit's audit note, written after this, covers them. */
export const addToTimeline = (unit: Unit, ticket: Ticket, events: readonly TimelineEvent[], at: string): void => {
  for (const event of events) {
    const entry: TimelineEntry = {
      ...unit.stamp('entry', unit.newEntryId(ticket.id)),
      createdAt: at,
      updatedAt: at,
      ticketId: ticket.id,
      at,
      by: (event.kind === 'reply' ? ticket.requester : null) ?? personOf(unit.actor),
      event,
      imported: null,
    };
    unit.put(entry);
    noteFileUse(unit, entry);
    noteMail(unit, entry);
  }
};
