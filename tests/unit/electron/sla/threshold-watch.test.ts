import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refuse, succeed } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { AuditEntry } from '#shared/audit/entry.ts';
import type { ThresholdRecord } from '#shared/sla/thresholds.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { at, lin, slaDesk, valueOf, type SlaDesk } from './sla-desk.ts';

let desk: SlaDesk;
beforeEach(async () => {
  desk = await slaDesk('10-12 09:00');
});
afterEach(() => desk.remove());

const records = (of = desk): readonly ThresholdRecord[] =>
  [...of.desk.records.ids('threshold')].flatMap((id) => of.desk.records.get<ThresholdRecord>('threshold', id) ?? []);

/** The clock goes to `wall`, then the timer. What was told, as `response 50`. */
const roundAt = async (wall: string, of = desk): Promise<readonly string[]> => {
  of.clock.set(at(wall));
  of.settle();
  of.notices.length = 0;
  await of.sla.watch.runRound();
  return of.notices
    .filter((notice): notice is Extract<Notice, { name: 'sla.threshold' }> => notice.name === 'sla.threshold')
    .flatMap(({ thresholds }) => thresholds.map(({ target, percent }) => `${target} ${percent}`));
};
const answer = (ticketId: string, of = desk) =>
  valueOf(of.tickets['tickets.comment']({ ticketId, text: 'x', delivery: 'phone' }, lin));

describe('a threshold', () => {
  it('is told once, when it is reached', async () => {
    const ticketId = await desk.create(2);
    expect(await roundAt('10-12 09:29')).toEqual([]);
    expect(await roundAt('10-12 09:30')).toEqual(['response 50']);
    expect(await roundAt('10-12 09:31')).toEqual([]);
    expect(await roundAt('10-12 09:45')).toEqual(['response 75']);
    const { noticed } = await valueOf(desk.sla.handlers['sla.clocks']({ ticketId }, lin));
    expect(noticed).toMatchObject([
      { target: 'response', percent: 50, reachedAt: at('10-12 09:30'), noticedAt: at('10-12 09:30') },
      { target: 'response', percent: 75 },
    ]);
  });

  it('waits while the clock is in doubt, and is told when it is not any more', async () => {
    await desk.create(2);
    desk.trust(false);
    expect(await roundAt('10-12 09:30')).toEqual([]);
    expect(records()).toEqual([]);
    desk.trust(true);
    expect(await roundAt('10-12 09:31')).toEqual(['response 50']);
  });

  it('is in the audit trail, with the ticket', async () => {
    const ticketId = await desk.create(2);
    await roundAt('10-12 09:30');
    const { seq } = desk.desk.auditHead;
    const [line = ''] = await desk.desk.readAudit(seq, seq);
    expect(JSON.parse(line) as AuditEntry).toMatchObject({
      action: 'sla.threshold',
      actor: desk.desk.device.id,
      object: { type: 'ticket', id: ticketId, number: 'INC-7K3Q-000001' },
      after: { target: 'response', percent: 50, reachedAt: at('10-12 09:30') },
    });
  });

  it('after a sleep is the highest that was missed; the others are noted with it', async () => {
    await desk.create(2);
    expect(await roundAt('10-12 09:58')).toEqual(['response 90']);
    expect(records()).toMatchObject([{ percent: 90, alsoPassed: [50, 75], reachedAt: at('10-12 09:54') }]);
    expect(await roundAt('10-12 09:59')).toEqual([]);
  });

  it('is not told of a clock that was stopped meanwhile', async () => {
    const ticketId = await desk.create(2);
    desk.clock.set(at('10-12 09:40'));
    await answer(ticketId);
    expect(await roundAt('10-12 09:59')).toEqual([]);
  });

  it('of an update clock comes again after each reply', async () => {
    const ticketId = await desk.create(2);
    desk.clock.set(at('10-12 09:10'));
    await answer(ticketId);
    expect(await roundAt('10-12 11:10')).toEqual(['update 50']);
    await answer(ticketId);
    // Two hours later is after lunch: half of the resolve target is gone too.
    expect(await roundAt('10-12 14:10')).toEqual(['resolve 50', 'update 50']);
  });

  it('survives a restart as told', async () => {
    await desk.create(2);
    await roundAt('10-12 09:30');
    await desk.reopen();
    expect(await roundAt('10-12 09:31')).toEqual([]);
    expect(await roundAt('10-12 09:45')).toEqual(['response 75']);
  });
});

describe('a target that grew', () => {
  it('is not told of again for less than was told before', async () => {
    const ticketId = await desk.create(2);
    expect(await roundAt('10-12 09:54')).toEqual(['response 90']);
    const { ticket } = await valueOf(desk.tickets['tickets.get']({ ticketId }, lin));
    const seen = { impact: ticket.impact, urgency: ticket.urgency };
    await valueOf(desk.tickets['tickets.edit']({ ticketId, seen, impact: 2, urgency: 2 }, lin));
    // Half of the four hours that P3 has, then nine tenths.
    expect(await roundAt('10-12 11:30')).toEqual([]);
    expect(await roundAt('10-12 13:50')).toEqual([]);
    expect(await roundAt('10-12 14:00')).toContain('response 100');
  });
});

describe('a disk that refuses', () => {
  it('is asked again in a while, not at once', async () => {
    await desk.create(2);
    const commit = vi.spyOn(desk.desk, 'commit').mockResolvedValue(refuse('storage.full', 'no room'));
    expect(await roundAt('10-12 09:30')).toEqual([]);
    expect(desk.waits()).toBe(60_000);
    commit.mockRestore();
    expect(await roundAt('10-12 09:31')).toEqual(['response 50']);
  });
});

describe('outside hours', () => {
  it('a notice waits for opening', async () => {
    await desk.create(4);
    desk.clock.set(at('10-12 17:30'));
    // The feedback rule reaches half of its day at 21:00, when nobody is there.
    expect(await roundAt('10-12 17:30')).toContain('response 90');
    expect(await roundAt('10-12 21:00')).toEqual([]);
    expect(desk.waits()).toBe(60_000);
    expect(await roundAt('10-13 08:59')).toEqual([]);
    expect(await roundAt('10-13 09:00')).toContain('feedback 100');
  });

  it('P1 does not', async () => {
    desk.clock.set(at('10-17 23:00'));
    await desk.create(1);
    expect(await roundAt('10-17 23:08')).toEqual(['response 50']);
  });
});

describe('the timer', () => {
  it('is set for the next threshold, and at most a minute ahead', async () => {
    await desk.create(2);
    desk.clock.set(at('10-12 09:29'));
    await roundAt('10-12 09:29');
    expect(desk.waits()).toBe(60_000);
    desk.clock.set(new Date(Date.parse(at('10-12 09:29')) + 40_000).toISOString());
    await desk.sla.watch.runRound();
    expect(desk.waits()).toBe(20_000);
  });

  it('ends with the desk', async () => {
    await desk.create(2);
    desk.settle();
    desk.sla.stop();
    expect(desk.waits()).toBeNull();
    expect(await roundAt('10-12 09:30')).toEqual([]);
  });
});

describe('history', () => {
  const putTicket = (id: string, change: Partial<Ticket>) =>
    desk.desk.commit(desk.desk.deviceActor, (unit) => {
      const ticket = unit.get<Ticket>('ticket', id);
      if (!ticket) throw new Error('no ticket');
      unit.write('test', { ...ticket, ...change } satisfies Ticket);
      return succeed(null);
    });

  it('that came with an import is not told of, what it reaches here is', async () => {
    const id = await desk.create(2);
    const imported = { batch: 'importBatch:1', system: 'glpi', externalId: '7', digest: '' };
    // Fifty minutes of it, on the Saturday that is worked, were before it came here.
    await putTicket(id, { imported, receivedAt: at('10-10 17:10') });
    expect(await roundAt('10-12 09:01')).toEqual([]);
    expect(await roundAt('10-12 09:10')).toEqual(['response 100']);
  });

  it('that came with a late import is not told of, though the desk was there', async () => {
    desk.clock.set(at('10-12 09:30'));
    const id = await desk.create(2);
    const imported = { batch: 'importBatch:1', system: 'glpi', externalId: '7', digest: '' };
    await putTicket(id, { imported, receivedAt: at('10-10 17:10') });
    expect(await roundAt('10-12 09:40')).toEqual([]);
  });

  it('from before the desk had targets is not told of either', async () => {
    const id = await desk.create(2);
    await putTicket(id, { receivedAt: at('09-01 09:00') });
    expect(await roundAt('10-12 09:30')).toEqual([]);
  });
});

describe('two laptops', () => {
  it('that notice the same thing make one record', async () => {
    const ticketId = await desk.create(2);
    const other = await slaDesk('10-12 09:00');
    await other.desk.commit(other.desk.deviceActor, (unit) => {
      for (const type of ['ticket', 'entry'])
        for (const id of desk.desk.records.ids(type)) {
          const record = desk.desk.records.get(type, id);
          if (record) unit.putLocal(record);
        }
      return succeed(null);
    });
    expect(await roundAt('10-12 09:30')).toEqual(['response 50']);
    expect(await roundAt('10-12 09:30', other)).toEqual(['response 50']);
    expect(records(other).map(({ id }) => id)).toEqual(records().map(({ id }) => id));
    // What the other told already is not told here.
    const seventyFive = await roundAt('10-12 09:45', other).then(() => records(other).at(-1) ?? records(other)[0]);
    await desk.desk.commit(desk.desk.deviceActor, (unit) => {
      for (const record of records(other)) unit.putLocal(record);
      return succeed(null);
    });
    expect(seventyFive?.ticketId).toBe(ticketId);
    expect(await roundAt('10-12 09:46')).toEqual([]);
    await other.remove();
  });
});

it('many at once are one notice that names the most pressing', async () => {
  for (let place = 0; place < 60; place++) await desk.create(place < 3 ? 2 : 3);
  desk.clock.set(at('10-12 11:05'));
  desk.settle();
  desk.notices.length = 0;
  await desk.sla.watch.runRound();
  const told = desk.notices.filter(
    (notice): notice is Extract<Notice, { name: 'sla.threshold' }> => notice.name === 'sla.threshold',
  );
  expect(told).toHaveLength(1);
  expect(told[0]?.total).toBe(records().length);
  expect(told[0]?.thresholds).toHaveLength(50);
  expect(told[0]?.thresholds.slice(0, 3).map(({ percent }) => percent)).toEqual([100, 100, 100]);
  expect(records().length).toBeGreaterThan(60);
});
