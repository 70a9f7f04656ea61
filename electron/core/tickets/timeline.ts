import type { PersonRef } from '#shared/base/record.ts';
import { timelinePrefix, type TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Actor } from '../session.ts';
import type { Records } from '../storage/store.ts';

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
