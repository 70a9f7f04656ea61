import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyFilter } from '#shared/queue/filter.ts';
import { dueGroups, type DueFilter, type QueueFilter, type QueueOrder } from '#shared/queue/operations.ts';
import { compareRows, sortKey, type TimedRow } from '#shared/queue/order.ts';
import type { QueueOrderBy } from '#shared/queue/sorts.ts';
import { matchesTerms, searchableText, searchTerms } from '#shared/queue/text-match.ts';
import { QueueSearch, type DueTest } from '#core/queue/queue-search.ts';
import { TicketIndex } from '#core/queue/ticket-index.ts';
import { filters, orders, rowAt } from './ticket-rows.ts';

const ME = 'user:Lin Yue';

/** Time in these tests: minute 0 is now. */
const isDue = (dueAt: number | null, filter: DueFilter): boolean => {
  if (dueAt === null) return false;
  if (filter === 'today') return dueAt >= 0 && dueAt <= 24 * 60;
  return filter === 'breached' ? dueAt < 0 : dueAt <= filter.withinMinutes;
};

/** The filter as its words say it, row by row, without index, cache or narrowing. */
const passes = (row: TimedRow, filter: QueueFilter): boolean => {
  const whose =
    filter.assignee === null ||
    (filter.assignee === 'none' && row.assignee === null) ||
    (filter.assignee === 'me' && row.assigneeId === ME) ||
    filter.assignee === row.assigneeId ||
    (row.assigneeId === null && filter.assignee === `name:${row.assignee}`);
  return (
    whose &&
    (filter.states.length === 0 || filter.states.includes(row.state)) &&
    (filter.priorities.length === 0 || filter.priorities.includes(row.priority)) &&
    (filter.kinds.length === 0 || filter.kinds.includes(row.kind)) &&
    (filter.group === null || filter.group === row.group) &&
    (filter.category === null || filter.category === row.category) &&
    (filter.importBatch === null || filter.importBatch === row.importBatch) &&
    (!filter.due || isDue(row.dueAt, filter.due)) &&
    matchesTerms(searchableText(row), searchTerms(filter.text))
  );
};

/** In due order a list is divided by what decides. */
const groupOf = ({ dueAt, state }: TimedRow): (typeof dueGroups)[number] => {
  if (dueAt === null) return state === 'on_hold' ? 'paused' : 'none';
  if (isDue(dueAt, 'breached')) return 'breached';
  return isDue(dueAt, { withinMinutes: 120 }) ? 'soon' : 'later';
};

const countsOf = (rows: readonly TimedRow[]) =>
  dueGroups.flatMap((id) => {
    const count = rows.filter((row) => groupOf(row) === id).length;
    return count > 0 ? [{ id, count }] : [];
  });

type RowOrder = QueueOrder & { readonly by: QueueOrderBy };

const model = (rows: Iterable<TimedRow>, filter: QueueFilter, { by, descending }: RowOrder) => {
  const hits = [...rows].filter((row) => passes(row, filter)).toSorted((left, right) => compareRows(by, left, right));
  const valued = hits.filter((row) => sortKey(row, by) !== null);
  const empty = hits.filter((row) => sortKey(row, by) === null);
  const inOrder = [...(descending ? valued.toReversed() : valued), ...empty];
  const isDivided = by === 'due' && !descending && filter.feedback !== true;
  const divided = isDivided
    ? inOrder.toSorted((left, right) => dueGroups.indexOf(groupOf(left)) - dueGroups.indexOf(groupOf(right)))
    : inOrder;
  return { ids: divided.map(({ id }) => id), groups: isDivided ? countsOf(divided) : null };
};

const SLOTS = 40;
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .nat(SLOTS - 1)
      .chain(rowAt)
      .map((row) => ({ kind: 'put' as const, row })),
  },
  {
    weight: 1,
    arbitrary: fc
      .nat(SLOTS - 1)
      .map((place) => ({ kind: 'remove' as const, id: `ticket:${String(place).padStart(26, '0')}` })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(SLOTS - 1), fc.option(fc.integer({ min: -3, max: 3 })))
      .map(([place, at]) => ({ kind: 'time' as const, id: `ticket:${String(place).padStart(26, '0')}`, at })),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('find' as const), filter: filters, order: orders }) },
);
const rowsAtFirst = fc
  .nat(SLOTS)
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, place) => rowAt(place))));

describe('the queue', () => {
  it('finds what a plain walk over all tickets finds, in the same order, whatever changes in between', () => {
    fc.assert(
      fc.property(rowsAtFirst, fc.array(step, { maxLength: 40, size: 'max' }), (start, steps) => {
        const rows = new Map<string, TimedRow>(start.map((row) => [row.id, { ...row, dueAt: null }]));
        const index = new TicketIndex(start, 0);
        const dues: DueTest = {
          test: (filter) => (dueAt) => isDue(Number.isNaN(dueAt) ? null : dueAt, filter),
          awaitsFeedback: () => false,
          minute: () => 0,
          second: () => 0,
        };
        const search = new QueueSearch(index, dues);
        for (const action of steps) {
          if (action.kind === 'put') {
            rows.set(action.row.id, { ...action.row, dueAt: rows.get(action.row.id)?.dueAt ?? null });
            index.put(action.row);
          } else if (action.kind === 'time') {
            const row = rows.get(action.id);
            if (row) rows.set(action.id, { ...row, dueAt: action.at });
            index.setDue(action.id, action.at);
          } else if (action.kind === 'remove') {
            rows.delete(action.id);
            index.remove(action.id);
          } else {
            const { slots } = search.find(action.filter, action.order, ME);
            const ids = search.rows(slots).map(({ id }) => id);
            const groups = search.groups(slots, action.filter, action.order);
            expect({ ids, groups }).toEqual(model(rows.values(), action.filter, action.order));
          }
        }
        expect(index.size).toBe(rows.size);
      }),
      { numRuns: 300 },
    );
  });

  it('finds the same while one types, goes back and starts over as when asked afresh', () => {
    const texts = fc.constantFrom('vpn drops lin', 'lin vpn', 'INC-7K3Q-000001', '打印预览', 'erp 登录失败', 'zoom');
    const typed = fc.array(fc.tuple(texts, fc.nat(15)), { maxLength: 20, size: 'max' });
    fc.assert(
      fc.property(rowsAtFirst, typed, orders, (rows, keystrokes, order) => {
        const index = new TicketIndex(rows, 0);
        const typing = new QueueSearch(index);
        for (const [text, length] of keystrokes) {
          const filter = { ...emptyFilter, text: text.slice(0, length) };
          const afresh = new QueueSearch(index).find(filter, order, ME).slots;
          expect([...typing.find(filter, order, ME).slots]).toEqual([...afresh]);
        }
      }),
    );
  });

  it('keeps one order when very many tickets change at once', () => {
    const many = fc.sample(rowAt(0), { numRuns: 600, seed: 7 }).map((row, place) => ({
      ...row,
      dueAt: null,
      id: `ticket:${String(place).padStart(26, '0')}`,
      number: `INC-7K3Q-${String(place).padStart(6, '0')}`,
    }));
    const index = new TicketIndex(many.slice(0, 300), 0);
    const search = new QueueSearch(index);
    const order: RowOrder = { by: 'title', descending: false };
    search.find(emptyFilter, order, ME);
    for (const row of many.slice(300)) index.put(row);
    for (const row of many.slice(0, 50)) index.remove(row.id);
    const found = search.rows(search.find(emptyFilter, order, ME).slots).map(({ id }) => id);
    expect(found).toEqual(model(many.slice(50), emptyFilter, order).ids);
  });

  it('divides a list as of now also after the clock was set back', () => {
    const row = fc.sample(rowAt(0), 1)[0];
    if (!row) throw new Error('no row');
    let minute = 0;
    const index = new TicketIndex([row], 0);
    index.setDue(row.id, 5);
    const dues: DueTest = {
      second: () => minute * 60,
      minute: () => minute,
      awaitsFeedback: () => false,
      test: (filter) => (dueAt) => (filter === 'breached' ? dueAt < minute : dueAt <= minute + 120),
    };
    const search = new QueueSearch(index, dues);
    const order: QueueOrder = { by: 'due', descending: false };
    const groups = () => search.groups(search.find(emptyFilter, order, ME).slots, emptyFilter, order);
    expect(groups()).toEqual([{ id: 'soon', count: 1 }]);
    minute = 10;
    expect(groups()).toEqual([{ id: 'breached', count: 1 }]);
    minute = 0;
    expect(groups()).toEqual([{ id: 'soon', count: 1 }]);
  });

  it('tells versions of the tickets apart, also from one opening to the next', () => {
    const [row] = fc.sample(rowAt(1), 1);
    if (!row) throw new Error('no row');
    const first = new TicketIndex([row], 1_000);
    const { version } = first;
    first.put(row);
    expect(first.version).toBeGreaterThan(version);
    expect(new TicketIndex([row], 2_000).version).toBeGreaterThan(first.version);
  });
});
