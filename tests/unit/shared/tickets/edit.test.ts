import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planEdit, type TicketEdit } from '#shared/tickets/edit.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { Ticket, TimelineEntry, TimelineEvent } from '#shared/tickets/ticket.ts';
import { createdAt, lin, ticketIn } from './sample-ticket.ts';

const at = '2026-10-01T02:00:00.000Z';

const entry = (ticket: Ticket, event: TimelineEvent, moment: string): TimelineEntry => ({
  id: `entry:01J00000000000000000000001:${String(Date.parse(moment)).padStart(26, '0')}`,
  type: 'entry',
  schema: 1,
  createdAt: moment,
  updatedAt: moment,
  createdBy: lin.id ?? '',
  device: ticket.device,
  ticketId: ticket.id,
  at: moment,
  by: lin,
  event,
  imported: null,
});

describe('an edit', () => {
  it('keeps what does not differ out of the timeline', () => {
    const ticket = ticketIn('new', { tags: ['vpn', 'dock'] });
    const outcome = planEdit(
      ticket,
      [],
      { title: ticket.title, tags: ['dock', 'vpn', 'vpn'] },
      { seen: createdAt, at },
    );
    expect(outcome).toEqual({ ok: true, value: { ticket, events: [] } });
  });

  it('says from what to what, as a person reads it', () => {
    const outcome = planEdit(
      ticketIn('new'),
      [],
      { title: 'VPN drops', category: null, requester: lin, tags: ['vpn', 'dock'] },
      { seen: createdAt, at },
    );
    expect(outcome).toMatchObject({
      value: {
        ticket: { title: 'VPN drops', category: null, requester: lin, tags: ['vpn', 'dock'], updatedAt: at },
        events: [
          {
            kind: 'edit',
            changes: [
              { field: 'title', from: 'VPN drops when the laptop is docked', to: 'VPN drops' },
              { field: 'category', from: 'Network', to: null },
              { field: 'requester', from: '王芳', to: 'Lin Yue' },
              { field: 'tags', from: '', to: 'vpn, dock' },
            ],
          },
        ],
      },
    });
  });

  it('moves the priority with impact and urgency', () => {
    const outcome = planEdit(ticketIn('new'), [], { impact: 1, urgency: 1 }, { seen: createdAt, at });
    expect(outcome).toMatchObject({ value: { ticket: { priority: 1 } } });
    expect(outcome.ok && outcome.value.events).toMatchObject([
      { changes: [{ field: 'impact' }, { field: 'urgency' }, { field: 'priority', from: '3', to: '1' }] },
    ]);
  });

  it('leaves an overridden priority alone', () => {
    const override = { priority: 1, reason: 'Board meeting at noon', by: lin, at: createdAt } as const;
    const ticket = ticketIn('new', { priority: 1, priorityOverride: override });
    expect(planEdit(ticket, [], { impact: 3, urgency: 3 }, { seen: createdAt, at })).toMatchObject({
      value: { ticket: { impact: 3, priority: 1, priorityOverride: override } },
    });
  });

  it('keeps the number when the kind changes', () => {
    expect(planEdit(ticketIn('new'), [], { kind: 'request' }, { seen: createdAt, at })).toMatchObject({
      value: { ticket: { kind: 'request', number: 'INC-7K3Q-000142' } },
    });
  });
});

describe('two people on one ticket', () => {
  const first = planEdit(ticketIn('new'), [], { title: 'VPN and dock', impact: 1 }, { seen: createdAt, at });
  if (!first.ok) throw new Error(first.failure.message);
  const { ticket, events } = first.value;
  const timeline = events.map((event) => entry(ticket, event, at));
  const second = (edit: TicketEdit, seen = createdAt) =>
    planEdit(ticket, timeline, edit, { seen, at: '2026-10-01T03:00:00.000Z' });

  it('the second is told what changed meanwhile', () => {
    expect(second({ title: 'Dock firmware', category: 'Hardware' })).toMatchObject({
      ok: false,
      failure: {
        code: 'record.stale',
        details: {
          fields: [
            {
              field: 'title',
              seen: 'VPN drops when the laptop is docked',
              current: 'VPN and dock',
              wanted: 'Dock firmware',
            },
          ],
        },
      },
    });
  });

  it('other fields are free', () => {
    expect(second({ category: 'Hardware' })).toMatchObject({
      value: { ticket: { title: 'VPN and dock', category: 'Hardware' } },
    });
  });

  it('wanting the same is no conflict', () => {
    expect(second({ title: 'VPN and dock' })).toMatchObject({ ok: true, value: { events: [] } });
  });

  it('having seen it is no conflict', () => {
    expect(second({ title: 'Dock firmware' }, at)).toMatchObject({ ok: true });
  });

  it('after several edits the value seen is the one before the first of them', () => {
    const third = planEdit(ticket, timeline, { title: 'Third' }, { seen: at, at: '2026-10-01T03:00:00.000Z' });
    if (!third.ok) throw new Error(third.failure.message);
    const more = [...timeline, ...third.value.events.map((event) => entry(ticket, event, '2026-10-01T03:00:00.000Z'))];
    expect(planEdit(third.value.ticket, more, { title: 'Mine' }, { seen: createdAt, at })).toMatchObject({
      failure: { details: { fields: [{ seen: 'VPN drops when the laptop is docked', current: 'Third' }] } },
    });
  });
});

describe('the moment of a change', () => {
  it('is later than the one before, unless a clock is wrong by more than a minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (offset) => {
        const now = new Date(Date.parse(at) + offset).toISOString();
        const moment = momentAfter(at, now);
        if (offset > 0 || offset < -60_000) expect(moment).toBe(now);
        else expect(Date.parse(moment)).toBe(Date.parse(at) + 1);
      }),
    );
  });
});
