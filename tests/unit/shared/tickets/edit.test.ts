import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { planEdit, type TicketEdit } from '#shared/tickets/edit.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import { revisionOf } from '#shared/tickets/revision.ts';
import { createdAt, lin, ticketIn } from './sample-ticket.ts';

const at = '2026-10-01T02:00:00.000Z';

describe('an edit', () => {
  it('keeps what does not differ out of the timeline', () => {
    const ticket = ticketIn('new', { tags: ['vpn', 'dock'] });
    const outcome = planEdit(
      ticket,
      { title: ticket.title, tags: ['dock', 'vpn', 'vpn'] },
      { seen: {}, at, matrix: defaultPriorityMatrix },
    );
    expect(outcome).toEqual({ ok: true, value: { ticket, events: [] } });
  });

  it('says from what to what, as a person reads it', () => {
    const ticket = ticketIn('new');
    const outcome = planEdit(
      ticket,
      { title: 'VPN drops', category: null, requester: lin, tags: ['vpn', 'dock'] },
      { seen: ticket, at, matrix: defaultPriorityMatrix },
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
    const ticket = ticketIn('new');
    const outcome = planEdit(ticket, { impact: 1, urgency: 1 }, { seen: ticket, at, matrix: defaultPriorityMatrix });
    expect(outcome).toMatchObject({ value: { ticket: { priority: 1 } } });
    expect(outcome.ok && outcome.value.events).toMatchObject([
      { changes: [{ field: 'impact' }, { field: 'urgency' }, { field: 'priority', from: '3', to: '1' }] },
    ]);
  });

  it('of anything else leaves the priority as it is, whatever the matrix says by now', () => {
    const matrix = { ...defaultPriorityMatrix, 2: { 1: 1, 2: 1, 3: 1 } } as const;
    const ticket = ticketIn('new');
    expect(planEdit(ticket, { title: 'VPN' }, { seen: ticket, at, matrix })).toMatchObject({
      value: { ticket: { title: 'VPN', priority: 3 }, events: [{ changes: [{ field: 'title' }] }] },
    });
    expect(planEdit(ticket, { urgency: 3 }, { seen: ticket, at, matrix })).toMatchObject({
      value: { ticket: { urgency: 3, priority: 1 } },
    });
  });

  it('keeps each tag once', () => {
    const ticket = ticketIn('new', { tags: ['dock'] });
    expect(
      planEdit(ticket, { tags: ['vpn', 'dock', 'vpn'] }, { seen: ticket, at, matrix: defaultPriorityMatrix }),
    ).toMatchObject({ value: { ticket: { tags: ['vpn', 'dock'] }, events: [{ changes: [{ to: 'vpn, dock' }] }] } });
  });

  it('leaves an overridden priority alone', () => {
    const override = { priority: 1, reason: 'Board meeting at noon', by: lin, at: createdAt } as const;
    const ticket = ticketIn('new', { priority: 1, priorityOverride: override });
    expect(
      planEdit(ticket, { impact: 3, urgency: 3 }, { seen: ticket, at, matrix: defaultPriorityMatrix }),
    ).toMatchObject({
      value: { ticket: { impact: 3, priority: 1, priorityOverride: override } },
    });
  });

  it('keeps the number when the kind changes', () => {
    expect(
      planEdit(ticketIn('new'), { kind: 'request' }, { seen: { kind: 'incident' }, at, matrix: defaultPriorityMatrix }),
    ).toMatchObject({
      value: { ticket: { kind: 'request', number: 'INC-7K3Q-000142' } },
    });
  });
});

describe('two people on one ticket', () => {
  const seen = ticketIn('new');
  const first = planEdit(seen, { title: 'VPN and dock', impact: 1 }, { seen, at, matrix: defaultPriorityMatrix });
  if (!first.ok) throw new Error(first.failure.message);
  const { ticket } = first.value;
  const second = (edit: TicketEdit, then: TicketEdit = seen) =>
    planEdit(ticket, edit, { seen: then, at: '2026-10-01T03:00:00.000Z', matrix: defaultPriorityMatrix });

  it('each change is a version of its own', () => {
    expect([seen, ticket].map(revisionOf)).toEqual([0, 1]);
  });

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
    expect(second({ title: 'Dock firmware' }, ticket)).toMatchObject({ ok: true });
  });

  it('who does not say what they saw has seen nothing', () => {
    expect(second({ title: 'Dock firmware' }, {})).toMatchObject({
      failure: { code: 'record.stale', details: { fields: [{ field: 'title', seen: null }] } },
    });
  });

  it('sets are the same in any order, people by id and name', () => {
    const tagged = ticketIn('new', { tags: ['vpn', 'dock'], requester: lin });
    const then = { tags: ['dock', 'vpn'], requester: { ...lin } };
    expect(
      planEdit(tagged, { tags: [], requester: null }, { seen: then, at, matrix: defaultPriorityMatrix }),
    ).toMatchObject({ ok: true });
    const renamed = { requester: { ...lin, name: 'Lin Y.' } };
    expect(planEdit(tagged, { requester: null }, { seen: renamed, at, matrix: defaultPriorityMatrix })).toMatchObject({
      failure: { code: 'record.stale' },
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
