import { describe, expect, it } from 'vitest';
import { senderOn, type Correspondence } from '#shared/mail/sender.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';

const lin = { id: null, name: '林悦' };
const sam = { id: null, name: 'Sam Okafor' };
const desk = { id: 'user:01J00000000000000000000001', name: 'Ada Marsh' };
const entry = (event: TimelineEvent, by = desk): TimelineEntry => ({
  id: 'entry:01J00000000000000000000001:01J00000000000000000000001',
  type: 'entry',
  schema: 1,
  createdAt: '2026-11-25T12:00:00.000Z',
  updatedAt: '2026-11-25T12:00:00.000Z',
  createdBy: desk.id,
  device: 'device:1',
  ticketId: 'ticket:01J00000000000000000000001',
  at: '2026-11-25T12:00:00.000Z',
  by,
  event,
  imported: null,
});
const mail = (from: string) => ({ messageId: '<a@x>', from });
const created = (from: string): TimelineEntry => entry({ kind: 'created', channel: 'email', mail: mail(from) });
const reply = (from: string, by: typeof lin): TimelineEntry =>
  entry({ kind: 'reply', text: 'x', channel: 'email', mail: mail(from) }, { ...by, id: '' });
const ticket = (...timeline: readonly TimelineEntry[]): Correspondence => ({ requester: lin, timeline });

describe('the sender of a mail', () => {
  it('is who wrote from that address before', () => {
    const known = [ticket(created('lin@example.cn'), reply('sam@example.cn', sam))];
    expect(senderOn(known, { from: 'L.', address: 'lin@example.cn' })).toEqual({ person: lin, isKnown: true });
    expect(senderOn(known, { from: '林悦', address: 'sam@example.cn' })).toMatchObject({
      person: { name: 'Sam Okafor' },
      isKnown: true,
    });
  });

  it('is the requester by name only while no address of theirs is known', () => {
    const phoned = ticket(entry({ kind: 'created', channel: 'phone' }));
    const from = { from: ' 林悦 ', address: 'lin@example.cn' };
    expect(senderOn([phoned], from)).toEqual({ person: lin, isKnown: true });
    expect(senderOn([ticket(created('other@example.cn'))], from)).toEqual({
      person: { id: null, name: ' 林悦 ' },
      isKnown: false,
    });
    // What a colleague wrote says nothing of the requester's address.
    expect(senderOn([ticket(reply('sam@example.cn', sam))], from).isKnown).toBe(true);
    expect(senderOn([ticket(reply('old@example.cn', lin))], from).isKnown).toBe(false);
  });

  it('is known from a ticket that was merged, by address before name', () => {
    const merged: Correspondence = { requester: sam, timeline: [created('lin@example.cn')] };
    const phoned = ticket(entry({ kind: 'created', channel: 'phone' }));
    expect(senderOn([phoned, merged], { from: '林悦', address: 'lin@example.cn' }).person).toEqual(sam);
  });

  it('is nobody known where neither fits, nor where a mail says no address', () => {
    expect(senderOn([ticket(created(''))], { from: 'Mallory', address: '' })).toEqual({
      person: { id: null, name: 'Mallory' },
      isKnown: false,
    });
    expect(senderOn([{ requester: null, timeline: [] }], { from: '', address: '' }).isKnown).toBe(false);
  });
});
