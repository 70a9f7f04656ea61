import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ticketRow, type TicketRow } from '#shared/tickets/row.ts';
import { emptyFilter } from '#shared/queue/filter.ts';
import { teamHandlers } from '#core/team/handlers.ts';
import { QueueSearch } from '#core/queue/queue-search.ts';
import { TicketIndex } from '#core/queue/ticket-index.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { valueOf } from '../imports/importing.ts';
import { ticketIn } from '../../shared/tickets/sample-ticket.ts';

const now = '2026-10-01T12:00:00.000Z';
const MINUTE = 60_000;

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder(testAmbient(now));
});
afterEach(() => folder.remove());

interface Given
  extends Pick<TicketRow, 'assigneeId' | 'assignee'>, Partial<Pick<TicketRow, 'priority' | 'state' | 'holdUntil'>> {
  /** Minutes from now. */
  readonly dueIn?: number;
}

const deskOf = (rows: readonly Given[]) => {
  const at = Date.parse(now);
  const made = rows.map(({ dueIn: _dueIn, ...row }, place) => ({
    ...ticketRow(ticketIn('in_progress')),
    id: `ticket:${String(place).padStart(26, '0')}`,
    number: `INC-7K3Q-${String(place).padStart(6, '0')}`,
    ...row,
  }));
  const index = new TicketIndex(made, 0);
  rows.forEach(({ dueIn }, place) => {
    if (dueIn !== undefined) index.setDue(made[place]?.id ?? '', at + dueIn * MINUTE);
  });
  const times = {
    settle: () => undefined,
    dueOf: () => null,
    second: () => at / 1000,
    minute: () => at / MINUTE,
    awaitsFeedback: () => false,
    test: (filter: 'breached' | 'today' | { readonly withinMinutes: number }) => (dueAt: number) => {
      if (filter === 'breached') return dueAt < at;
      if (filter === 'today') return dueAt >= at && dueAt <= new Date(at).setHours(23, 59, 59, 999);
      return dueAt <= at + filter.withinMinutes * MINUTE;
    },
  };
  const team = teamHandlers(folder.desk, {
    openRows: () => index.openRows(),
    workers: () => [
      { id: 'user:A', name: 'Ada' },
      { id: 'user:B', name: 'Ben' },
    ],
    times,
  });
  return { index, team, search: new QueueSearch(index, times) };
};

const rows = [
  { assigneeId: 'user:A', assignee: 'Ada M.', priority: 1, dueIn: -5 },
  { assigneeId: 'user:A', assignee: 'Ada M.', priority: 3, dueIn: 30 },
  { assigneeId: 'user:A', assignee: 'Ada M.', priority: 3, state: 'on_hold' },
  { assigneeId: 'user:A', assignee: 'Ada M.', priority: 3, state: 'closed' },
  { assigneeId: null, assignee: 'Marek', priority: 2, dueIn: 60 * 24 * 3 },
  { assigneeId: null, assignee: null, priority: 4, state: 'new', dueIn: 100 },
  { assigneeId: null, assignee: null, priority: 1, state: 'assigned', dueIn: 600 },
] as const;

describe('the load of a team', () => {
  it('counts what each person has, also who has nothing and who is only a name', async () => {
    const { team } = deskOf(rows);
    const load = valueOf(await team['team.load']({}, contextOf('Ada')));
    expect(load.open).toBe(6);
    expect(load.people).toEqual([
      {
        key: 'user:A',
        id: 'user:A',
        name: 'Ada',
        open: 3,
        byPriority: [1, 0, 2, 0],
        onHold: 1,
        dueToday: 1,
        overdue: 1,
      },
      {
        key: 'user:B',
        id: 'user:B',
        name: 'Ben',
        open: 0,
        byPriority: [0, 0, 0, 0],
        onHold: 0,
        dueToday: 0,
        overdue: 0,
      },
      {
        key: 'name:Marek',
        id: null,
        name: 'Marek',
        open: 1,
        byPriority: [0, 1, 0, 0],
        onHold: 0,
        dueToday: 0,
        overdue: 0,
      },
    ]);
    expect(load.unassigned.rows.map(({ priority }) => priority)).toEqual([1, 4]);
    expect(load.late.total).toBe(3);
  });

  it('shows figures that the filter behind each one finds again', async () => {
    const { team, search } = deskOf(rows);
    const load = valueOf(await team['team.load']({}, contextOf('Ada')));
    const states = ['new', 'assigned', 'in_progress', 'on_hold'] as const;
    const found = (change: object) =>
      search.find({ ...emptyFilter, states: [...states], ...change }, { by: 'number', descending: false }, '').slots
        .length;
    for (const { key, open, onHold, dueToday, overdue } of load.people) {
      expect(found({ assignee: key })).toBe(open);
      expect(found({ assignee: key, states: ['on_hold'] })).toBe(onHold);
      expect(found({ assignee: key, due: 'today' })).toBe(dueToday);
      expect(found({ assignee: key, due: 'breached' })).toBe(overdue);
    }
    expect(found({ assignee: 'none' })).toBe(load.unassigned.total);
    expect(found({ due: { withinMinutes: 120 } })).toBe(load.late.total);
  });

  it('of one’s own day is what is late, what is due, and which holds end', async () => {
    const at = Date.parse(now);
    const { team } = deskOf([
      ...rows,
      { assigneeId: 'user:A', assignee: 'Ada', state: 'on_hold', holdUntil: at + 10 * MINUTE },
      { assigneeId: 'user:A', assignee: 'Ada', state: 'on_hold', holdUntil: at + 60 * 48 * MINUTE },
    ]);
    const day = valueOf(await team['team.myDay']({}, contextOf('Ada', ['technician'], 'user:A')));
    expect([day.overdue.total, day.dueToday.total, day.holdsEnding.total, day.tasks.length]).toEqual([1, 1, 1, 0]);
  });
});
