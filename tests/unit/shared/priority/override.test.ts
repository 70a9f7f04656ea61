import { describe, expect, it } from 'vitest';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { planMajor, planOverride, reasonLength } from '#shared/priority/override.ts';
import { ticketStates } from '#shared/tickets/ticket.ts';
import { lin, ticketIn } from '../tickets/sample-ticket.ts';

const at = '2026-10-14T09:00:00.000Z';
const mover = { by: lin, at, matrix: defaultPriorityMatrix };
const reason = 'The board meets here today';

describe('a priority set by hand', () => {
  it('stands beside what impact and urgency give, with who set it and why', () => {
    const plan = planOverride(ticketIn('in_progress'), { priority: 1, reason: ` ${reason} ` }, { seen: 3, ...mover });
    expect(plan).toMatchObject({
      ok: true,
      value: {
        ticket: { priority: 1, impact: 2, urgency: 2, priorityOverride: { priority: 1, reason, by: lin, at } },
        events: [{ kind: 'edit', changes: [{ field: 'priority', from: '3', to: '1' }], reason }],
      },
    });
  });

  it.each(['', 'too short', '九个字符还不够啊。', '        a         '])(
    'needs ten characters of reason, not %j',
    (short) => {
      expect(planOverride(ticketIn('new'), { priority: 1, reason: short }, { seen: 3, ...mover })).toMatchObject({
        failure: { code: 'ticket.reason-too-short', details: { least: 10 } },
      });
    },
  );

  it('counts characters as a person does', () => {
    expect(reasonLength(' 😀😀 ')).toBe(2);
    expect(reasonLength('董事会今天在这里开会吧')).toBe(11);
  });

  it('goes back to the matrix as it is now', () => {
    const set = ticketIn('new', { priority: 1, priorityOverride: { priority: 1, reason, by: lin, at } });
    const matrix = { ...defaultPriorityMatrix, 2: { 1: 2, 2: 4, 3: 4 } } as const;
    expect(planOverride(set, { priority: null, reason: '' }, { seen: 1, ...mover, matrix })).toMatchObject({
      value: { ticket: { priority: 4, priorityOverride: null } },
    });
    expect(planOverride(ticketIn('new'), { priority: null, reason: '' }, { seen: 3, ...mover })).toMatchObject({
      value: { events: [] },
    });
  });

  it('is not set over one that the person has not seen', () => {
    expect(planOverride(ticketIn('new'), { priority: 1, reason }, { seen: 2, ...mover })).toMatchObject({
      failure: { code: 'record.stale', details: { fields: [{ field: 'priority', seen: '2', current: '3' }] } },
    });
  });
});

describe('what has ended', () => {
  it.each(ticketStates)('keeps its priority and mark: %s', (state) => {
    const refused = ['closed', 'cancelled', 'merged'].includes(state);
    const ticket = ticketIn(state);
    expect(planOverride(ticket, { priority: 1, reason }, { seen: 3, ...mover }).ok).toBe(!refused);
    expect(planMajor(ticket, true, at).ok).toBe(!refused);
  });
});

it('marks a major incident once', () => {
  const marked = planMajor(ticketIn('new'), true, at);
  if (!marked.ok) throw new Error(marked.failure.message);
  expect(marked.value.ticket).toMatchObject({ major: true, priority: 3 });
  expect(planMajor(marked.value.ticket, true, at)).toMatchObject({ value: { events: [] } });
});

it('what nobody sees of a reason does not count', () => {
  expect(reasonLength('\u200b'.repeat(12))).toBe(0);
  expect(reasonLength(' 董事会今天在这里开会 ')).toBe(10);
});
