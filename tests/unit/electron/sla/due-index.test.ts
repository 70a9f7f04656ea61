import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { succeed } from '#shared/base/result.ts';
import { emptyFilter } from '#shared/queue/filter.ts';
import type { DueFilter, QueuePage } from '#shared/queue/operations.ts';
import type { ClockOffset } from '#shared/sla/clock-skew.ts';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { receiveTicket } from '#shared/tickets/new-ticket.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Unit } from '#core/unit.ts';
import { at, lin, root, slaDesk, valueOf, type SlaDesk } from './sla-desk.ts';

const report = {
  kind: 'incident',
  channel: 'email',
  title: 'x',
  description: '',
  impact: 2,
  urgency: 2,
  category: null,
  requester: null,
} as const;

let desk: SlaDesk;
beforeEach(async () => {
  desk = await slaDesk('10-12 09:00');
});
afterEach(() => desk.remove());

const page = (due: DueFilter | null = null, descending = false): Promise<QueuePage> =>
  valueOf(
    desk.queue['queue.page'](
      { filter: { ...emptyFilter, due }, order: { by: 'due', descending }, from: 0, count: 100 },
      lin,
    ),
  );
const titles = async (...question: Parameters<typeof page>): Promise<string> =>
  (await page(...question)).rows.map(({ title }) => title).join(' ');
const hold = (ticketId: string) =>
  valueOf(desk.tickets['tickets.hold']({ ticketId, reason: 'vendor', until: at('10-20 09:00'), comment: null }, lin));

describe('rows of the queue', () => {
  it('carry the clock that falls due first, and follow every command', async () => {
    const ticketId = await desk.create(2);
    const row = async () => (await page()).rows[0]?.due;
    expect(await row()).toMatchObject({ target: 'response', at: Date.parse(at('10-12 10:00')), state: 'running' });
    desk.clock.set(at('10-12 09:30'));
    await valueOf(desk.tickets['tickets.comment']({ ticketId, text: 'On it', delivery: 'phone' }, lin));
    expect(await row()).toMatchObject({ target: 'update', at: Date.parse(at('10-12 14:30')) });
    await hold(ticketId);
    expect(await row()).toMatchObject({ state: 'paused', at: null, pausedReason: 'vendor' });
    await valueOf(desk.tickets['tickets.cancel']({ ticketId, reason: 'duplicate' }, lin));
    expect(await row()).toBeNull();
  });

  it('are there again for a ticket whose removal was taken back', async () => {
    const { desk: here } = desk;
    const ticketId = await desk.create(2);
    expect(await titles({ withinMinutes: 60 })).toBe('P2');
    const ticket = here.records.get<Ticket>('ticket', ticketId);
    if (!ticket) throw new Error('no ticket');
    const change = (act: (unit: Unit) => void) =>
      here.commit(here.deviceActor, (unit) => {
        act(unit);
        unit.audit({ action: 'test.change', object: null });
        return succeed(null);
      });
    await Promise.all([change((unit) => unit.remove(ticketId)), change((unit) => unit.put(ticket))]);
    expect(await titles({ withinMinutes: 60 })).toBe('P2');
    expect((await page()).groups).toEqual([{ id: 'soon', count: 1 }]);
  });

  it('are the same after a restart', async () => {
    for (const priority of [1, 2, 3, 4] as const) await desk.create(priority);
    const before = (await page()).rows;
    await desk.reopen();
    desk.settle();
    expect((await page()).rows).toEqual(before);
  });

  it('sort by due time, those without one last in both directions', async () => {
    await desk.create(4);
    await desk.create(1);
    const held = await desk.create(3);
    await valueOf(desk.tickets['tickets.comment']({ ticketId: held, text: 'x', delivery: 'mail' }, lin));
    await hold(held);
    await desk.create(2);
    expect(await titles()).toBe('P1 P2 P4 P3');
    expect(await titles(null, true)).toBe('P4 P2 P1 P3');
  });

  it('are filtered by what is due in the clock’s own time, as of now', async () => {
    await desk.create(1);
    await desk.create(2);
    await desk.create(4);
    expect(await titles('breached')).toBe('');
    expect(await titles({ withinMinutes: 15 })).toBe('P1');
    expect(await titles({ withinMinutes: 60 })).toBe('P1 P2');
    desk.clock.set(at('10-12 09:20'));
    expect(await titles('breached')).toBe('P1');
    // 17:00 is eight business hours after 08:00 but seven after 09:00: lunch does not count.
    desk.clock.set(at('10-12 17:00'));
    expect(await titles({ withinMinutes: 60 })).toBe('P1 P2 P4');
    expect(await titles('breached')).toBe('P1 P2');
  });
});

describe('what waits for feedback', () => {
  it('is every ticket that nobody answered, the most pressing first, also once it is resolved', async () => {
    const first = await desk.create(4);
    desk.clock.set(at('10-12 10:00'));
    const second = await desk.create(1);
    const third = await desk.create(3);
    await valueOf(desk.tickets['tickets.comment']({ ticketId: third, text: 'x', delivery: 'phone' }, lin));
    await valueOf(desk.tickets['tickets.comment']({ ticketId: second, text: 'x', delivery: 'pending' }, lin));
    await valueOf(
      desk.tickets['tickets.resolve'](
        { ticketId: first, code: 'access', text: 'x', articleId: null, noArticleReason: 'x' },
        lin,
      ),
    );
    const filter = { ...emptyFilter, feedback: true };
    const order = { by: 'createdAt', descending: false } as const;
    const waiting = await valueOf(desk.queue['queue.page']({ filter, order, from: 0, count: 10 }, lin));
    expect(waiting.rows.map(({ id }) => id)).toEqual([first, second]);
    expect(waiting.rows[0]?.due).toMatchObject({ target: 'feedback', at: Date.parse(at('10-13 09:00')) });
    expect(await valueOf(desk.queue['queue.counts']({}, lin))).toMatchObject({ feedback: 2 });
    const { due } = await valueOf(desk.sla.handlers['sla.due']({ ids: [second, third], clock: 'feedback' }, lin));
    expect(due).toMatchObject({ [second]: { target: 'feedback' }, [third]: null });

    // A delivered comment answers: the list is not behind it.
    await valueOf(desk.tickets['tickets.comment']({ ticketId: second, text: 'x', delivery: 'mail' }, lin));
    const after = await valueOf(desk.queue['queue.page']({ filter, order, from: 0, count: 10 }, lin));
    expect(after.rows.map(({ id }) => id)).toEqual([first]);
  });
});

it('a ticket that no rule gave a time has one as soon as a rule does', async () => {
  const save = async (resolve: { amount: number; unit: 'h' } | null) => {
    const [policy] = await valueOf(desk.sla.handlers['sla.policies']({}, lin));
    if (!policy) throw new Error('no policy');
    const { id, version, name, reopen, targets } = policy;
    const nothing = { ...targets[3], response: null, update: null, resolve };
    const scope = { services: [], categories: [] };
    const content = { name, scope, reopen, targets: { ...targets, 3: nothing } };
    await valueOf(desk.sla.handlers['sla.savePolicy']({ id, version, judgesFrom: null, policy: content }, root));
  };
  await save(null);
  const ticketId = await desk.create(3);
  await valueOf(desk.tickets['tickets.comment']({ ticketId, text: 'x', delivery: 'phone' }, lin));
  expect((await page()).rows).toMatchObject([{ id: ticketId, due: null }]);
  await save({ amount: 2, unit: 'h' });
  const due = { target: 'resolve', at: Date.parse(at('10-12 11:00')) };
  expect((await page({ withinMinutes: 180 })).rows).toMatchObject([{ id: ticketId, due }]);
  await valueOf(desk.tickets['tickets.cancel']({ ticketId, reason: 'duplicate' }, lin));
  await save(null);
  await save({ amount: 3, unit: 'h' });
  expect((await page()).rows).toMatchObject([{ id: ticketId, due: null }]);
});

describe('many at once', () => {
  it('are worked out in slices, and then told of', async () => {
    await desk.desk.commit(desk.desk.deviceActor, (unit) => {
      for (let place = 0; place < 700; place++) {
        const id = `ticket:01J${String(place).padStart(23, '0')}`;
        unit.putLocal(receiveTicket(report, unit.stamp('ticket', id), `INC-7K3Q-${place}`, defaultPriorityMatrix));
      }
      unit.audit({ action: 'test', object: null });
      return succeed(null);
    });
    const told = new Promise<void>((resolve) => desk.sla.index.onSettled(() => resolve()));
    expect(desk.sla.index.isSettled).toBe(false);
    // A row is worked out when it is shown, whoever's turn it is.
    const { due } = await valueOf(
      desk.sla.handlers['sla.due']({ ids: ['ticket:01J00000000000000000000699'], clock: 'leading' }, lin),
    );
    expect(Object.values(due)).toMatchObject([{ target: 'response' }]);
    await told;
    expect(desk.sla.index.isSettled).toBe(true);
    expect(desk.notices).toContainEqual({ name: 'tickets.changed', ids: [], all: true });
    expect((await page({ withinMinutes: 100_000 })).total).toBe(700);
  });
});

describe('a clock that was seen to be wrong', () => {
  it('corrects what its device wrote', async () => {
    const ticketId = await desk.create(2);
    desk.clock.set(at('10-12 10:10'));
    await valueOf(desk.tickets['tickets.comment']({ ticketId, text: 'x', delivery: 'phone' }, lin));
    const response = async () =>
      (await valueOf(desk.sla.handlers['sla.clocks']({ ticketId }, lin))).current.find(
        ({ target }) => target === 'response',
      );
    expect(await response()).toMatchObject({ state: 'met_late', endsAt: Date.parse(at('10-12 10:10')) });
    await desk.desk.commit(desk.desk.deviceActor, (unit) => {
      for (const [seenAt, offsetMs] of [
        [at('10-12 09:30'), 0],
        [at('10-12 11:00'), 15 * 60_000],
      ] as const) {
        const offset: ClockOffset = {
          ...unit.stamp('clockOffset', unit.newId('clockOffset')),
          of: desk.desk.device.id,
          offsetMs,
          seenAt,
        };
        unit.putLocal(offset);
      }
      unit.audit({ action: 'test', object: null });
      return succeed(null);
    });
    expect(await response()).toMatchObject({
      state: 'met',
      startsAt: Date.parse(at('10-12 09:00')),
      endsAt: Date.parse(at('10-12 09:55')),
    });
    expect((await page()).rows[0]?.due).toMatchObject({ target: 'update', at: Date.parse(at('10-12 14:55')) });
  });
});

it('a ticket that is not there has no clocks', async () => {
  const ticketId = 'ticket:01J00000000000000000000009';
  expect(await desk.sla.handlers['sla.clocks']({ ticketId }, root)).toMatchObject({
    failure: { code: 'record.not-found' },
  });
  expect(await valueOf(desk.sla.handlers['sla.due']({ ids: [ticketId], clock: 'leading' }, root))).toMatchObject({
    due: { [ticketId]: null },
  });
});
