import { refuse, succeed, type Result } from '../base/result.ts';
import type { TimelineEntry } from './ticket.ts';
import type { Delivered, Delivery, TimelineEvent } from './timeline-event.ts';

/**
 * How each comment reached the requester, by the id of its entry: as it was written, or as somebody marked it later. The first mark
 * counts, so that two consoles that both mark one agree.
 */
export const deliveriesIn = (timeline: readonly TimelineEntry[]): ReadonlyMap<string, Delivery> => {
  const found = new Map<string, Delivery>();
  for (const { id, event } of timeline) if (event.kind === 'comment') found.set(id, event.delivery);
  for (const { event } of timeline)
    if (event.kind === 'delivery' && found.get(event.of) === 'pending') found.set(event.of, event.delivery);
  return found;
};

/** Says that a comment has arrived. `record.not-found` for what is no comment of this timeline, `ticket.delivered` { delivery } for one that has arrived before. */
export const planDelivery = (
  timeline: readonly TimelineEntry[],
  entryId: string,
  delivery: Delivered,
): Result<TimelineEvent> => {
  const known = deliveriesIn(timeline).get(entryId);
  if (known === undefined)
    return refuse('record.not-found', `there is no comment ${entryId}`, { type: 'entry', id: entryId });
  if (known !== 'pending') return refuse('ticket.delivered', `${entryId} was delivered before`, { delivery: known });
  return succeed({ kind: 'delivery', of: entryId, delivery });
};
