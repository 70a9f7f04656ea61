import { describe, expect, it } from 'vitest';
import { deliveriesIn, planDelivery } from '#shared/tickets/delivery.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Delivery, TimelineEvent } from '#shared/tickets/timeline-event.ts';
import { lin, ticketIn } from './sample-ticket.ts';

const entry = (n: number, event: TimelineEvent): TimelineEntry => {
  const { createdBy, device, id: ticketId } = ticketIn('new');
  const at = `2026-10-01T02:00:0${n}.000Z`;
  const stamp = { schema: 1, createdAt: at, updatedAt: at, createdBy, device } as const;
  return { ...stamp, type: 'entry', id: `entry:${n}`, ticketId, at, by: lin, event, imported: null };
};
const comment = (n: number, delivery: Delivery): TimelineEntry =>
  entry(n, { kind: 'comment', text: 'On it', delivery });

const timeline = [
  comment(1, 'pending'),
  comment(2, 'phone'),
  entry(3, { kind: 'workNote', text: 'Waits' }),
  comment(4, 'pending'),
  entry(5, { kind: 'delivery', of: 'entry:4', delivery: 'mail' }),
  entry(6, { kind: 'delivery', of: 'entry:4', delivery: 'in_person' }),
];

describe('how comments reached the requester', () => {
  it('is what was written, or the first mark made later', () => {
    expect(Object.fromEntries(deliveriesIn(timeline))).toEqual({
      'entry:1': 'pending',
      'entry:2': 'phone',
      'entry:4': 'mail',
    });
  });

  it('is marked once, on a comment of this ticket that was pending', () => {
    expect(planDelivery(timeline, 'entry:1', 'phone')).toEqual({
      ok: true,
      value: { kind: 'delivery', of: 'entry:1', delivery: 'phone' },
    });
    for (const arrived of ['entry:2', 'entry:4'])
      expect(planDelivery(timeline, arrived, 'phone')).toMatchObject({ failure: { code: 'ticket.delivered' } });
    for (const none of ['entry:3', 'entry:9'])
      expect(planDelivery(timeline, none, 'phone')).toMatchObject({ failure: { code: 'record.not-found' } });
  });
});
