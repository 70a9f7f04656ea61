import type { Channel, TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Delivery } from '#shared/tickets/timeline-event.ts';
import { deliveredByHand } from './delivery-menu.tsx';

export const handDeliveries = [...deliveredByHand, 'pending'] as const satisfies readonly Delivery[];
export type HandDelivery = (typeof handDeliveries)[number];

export const isHandDelivery = (value: string | null | undefined): value is HandDelivery =>
  handDeliveries.some((delivery) => delivery === value);

/** Ways by which the requester hears an answer while it is given. */
const liveDeliveries: Readonly<Partial<Record<Channel, HandDelivery>>> = {
  phone: 'phone',
  walk_up: 'in_person',
  on_site: 'in_person',
};

/** How long a call or a visit may have gone on since it was written down. */
const LIVE_MS = 30 * 60_000;

export interface UsualDelivery {
  readonly delivery: HandDelivery;
  /** When the requester last got in touch, if they are likely still there; null: nothing is taken for granted. */
  readonly since: string | null;
}

/** A comment has not reached anybody unless the requester is there to hear it: on the phone or at the desk, just now (`now` in ms). */
export const usualDelivery = (timeline: readonly TimelineEntry[], now: number): UsualDelivery => {
  const contact = timeline.findLast(({ event }) => event.kind === 'created' || event.kind === 'reply');
  const channel = contact && 'channel' in contact.event ? contact.event.channel : undefined;
  const delivery = channel && liveDeliveries[channel];
  if (!contact || delivery === undefined || now - Date.parse(contact.at) > LIVE_MS)
    return { delivery: 'pending', since: null };
  return { delivery, since: contact.at };
};
