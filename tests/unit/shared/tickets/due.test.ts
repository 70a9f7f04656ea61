import { describe, expect, it } from 'vitest';
import { causeOf, dueMoves, planDueMove, type DuePolicy } from '#shared/tickets/due.ts';
import { ticketRow } from '#shared/tickets/row.ts';
import { compile, shanghai } from '../calendar/calendars.ts';
import { ticketIn, lin } from './sample-ticket.ts';

const policy: DuePolicy = { calendar: compile(shanghai), autoCloseAfter: 3 };
const resolvedAt = (moment: string) =>
  ticketIn('resolved', {
    resolution: { code: 'access', text: 'x', articleId: null, noArticleReason: 'y', at: moment, by: lin },
  });

describe('what falls due', () => {
  it('a hold ends at its moment, not before', () => {
    const row = ticketRow(ticketIn('on_hold'));
    const until = Date.parse('2026-10-02T08:00:00.000Z');
    expect(dueMoves([row], until - 1, policy)).toEqual([]);
    expect(dueMoves([row], until, policy)).toEqual([{ action: 'holdReached', ticketId: row.id, at: until }]);
  });

  it('a resolved ticket closes after three business days', () => {
    const row = ticketRow(resolvedAt('2026-09-30T08:30:00.000Z'));
    const due = Date.parse('2026-10-10T16:30:00+08:00');
    expect(dueMoves([row], due - 1, policy)).toEqual([]);
    expect(dueMoves([row], due, policy)).toEqual([{ action: 'autoClose', ticketId: row.id, at: due }]);
    expect(dueMoves([row], due * 2, { ...policy, autoCloseAfter: 0 })).toEqual([]);
  });

  it('what came resolved with an import is history', () => {
    const imported = { batch: 'importBatch:1', system: 'servicenow', externalId: 'INC0000045', digest: '' };
    const elsewhere = {
      code: 'access',
      text: 'x',
      articleId: null,
      noArticleReason: 'y',
      at: '2016-01-01T00:00:00.000Z',
      by: { id: null, name: 'Ann' },
    } as const;
    const history = ticketRow(ticketIn('resolved', { imported, resolution: elsewhere }));
    const here = ticketRow(ticketIn('resolved', { imported, resolution: { ...elsewhere, by: lin } }));
    expect(dueMoves([history, here], Date.parse('2026-10-10'), policy)).toHaveLength(1);
  });

  it('comes earliest first', () => {
    const late = ticketRow(ticketIn('on_hold', { id: 'ticket:A' }));
    const early = { ...late, id: 'ticket:B', holdUntil: (late.holdUntil ?? 0) - 5 };
    expect(dueMoves([late, early], Number.MAX_SAFE_INTEGER, policy).map(({ ticketId }) => ticketId)).toEqual([
      'ticket:B',
      'ticket:A',
    ]);
  });
});

describe('carrying it out', () => {
  const at = '2026-10-11T00:00:00.000Z';
  const until = Date.parse('2026-10-02T08:00:00.000Z');

  it('resumes', () => {
    const ticket = ticketIn('on_hold');
    expect(planDueMove(ticket, { action: 'holdReached', ticketId: ticket.id, at: until }, at)).toEqual({
      ticket: { ...ticket, state: 'in_progress', hold: null, updatedAt: at, revision: 1 },
      events: [{ kind: 'transition', action: 'holdReached', from: 'on_hold', to: 'in_progress', reason: null }],
    });
  });

  it('closes as of the moment it was due', () => {
    const ticket = resolvedAt('2026-09-30T08:30:00.000Z');
    const due = Date.parse('2026-10-10T16:30:00+08:00');
    expect(planDueMove(ticket, { action: 'autoClose', ticketId: ticket.id, at: due }, at)).toMatchObject({
      ticket: { state: 'closed', closedAt: '2026-10-10T08:30:00.000Z', updatedAt: at },
    });
  });

  it('leaves alone what changed meanwhile', () => {
    const move = { action: 'holdReached', ticketId: ticketIn('on_hold').id, at: until } as const;
    const extended = ticketIn('on_hold', { hold: { reason: 'parts', until: at, since: at } });
    expect(planDueMove(extended, move, at)).toBeUndefined();
    expect(planDueMove(ticketIn('in_progress'), move, at)).toBeUndefined();
    expect(planDueMove(ticketIn('closed'), { ...move, action: 'autoClose' }, at)).toBeUndefined();
    // Opened again and resolved again since: that solution has its own three days.
    const anew = resolvedAt(new Date(until + 1000).toISOString());
    expect(planDueMove(anew, { ...move, action: 'autoClose' }, at)).toBeUndefined();
  });

  it('has one cause per hold and per cycle', () => {
    const hold = { action: 'holdReached', ticketId: 'ticket:1', at: until } as const;
    const close = { action: 'autoClose', ticketId: 'ticket:1', at: until } as const;
    const causes = [
      causeOf(hold, ticketIn('on_hold')),
      causeOf(hold, ticketIn('on_hold', { hold: { reason: 'vendor', until: at, since: at } })),
      causeOf(close, ticketIn('resolved')),
      causeOf(close, ticketIn('resolved', { cycle: 2 })),
    ];
    expect(new Set(causes).size).toBe(4);
    expect(causeOf(hold, ticketIn('on_hold', { title: 'renamed' }))).toBe(causes[0]);
  });
});
