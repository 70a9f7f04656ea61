import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attachmentsIn } from '#shared/attachments/attachment.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { valueOf } from '../attachments/attaching.ts';
import { randomOf } from './random-lines.ts';
import { logDesk, SOURCE, technician, type LogDesk } from './log-desk.ts';

let kit: LogDesk;
beforeEach(async () => {
  kit = await logDesk();
});
afterEach(() => kit.remove());

const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 20, 7) + seconds * 1_000).toISOString();
const failed = (seconds: number, host = '10.0.0.9'): string =>
  `${at(seconds)} sshd[24200]: Failed password for root from ${host} port 38926 ssh2`;
const full = (seconds: number): string => `${at(seconds)} app: write failed: No space left on device`;
const quiet = (seconds: number): string => `${at(seconds)} app: all is well`;

const HOUR = 3_600;

describe('alerts of a log', () => {
  it('come when the threshold is reached, by the times in the log, and apart for each key', async () => {
    await kit.append(...[0, 1, 2, 3].map((second) => failed(second)), failed(3, '10.0.0.7'));
    await kit.read();
    expect(await kit.list()).toEqual([]);
    await kit.append(failed(4));
    await kit.read();
    expect(await kit.alert()).toMatchObject({
      code: 'ssh-bruteforce',
      key: '10.0.0.9',
      state: 'new',
      count: 5,
      raised: 1,
      firstAt: at(0),
      lastAt: at(4),
      sourceName: 'syslog',
    });
  });

  it('count on through the cool-down and tell of it again after', async () => {
    await kit.append(full(0), full(10), full(20));
    await kit.read(1);
    expect(await kit.alert()).toMatchObject({ count: 3, raised: 1, lastAt: at(20) });
    await kit.append(full(HOUR + 1));
    await kit.read();
    expect(await kit.alert()).toMatchObject({ count: 4, raised: 2, lastAt: at(HOUR + 1) });
  });

  it('are one change where old lines tell of a problem many times at once', async () => {
    await kit.append(...Array.from({ length: 50 }, (_, hour) => full(hour * 2 * HOUR)));
    await kit.read();
    expect(await kit.alert()).toMatchObject({ count: 50, raised: 50, revision: 1 });
  });

  it('keep the lines around, those that come later too', async () => {
    await kit.append(...Array.from({ length: 30 }, (_, second) => quiet(second)), full(30));
    await kit.read(7);
    await kit.append(...Array.from({ length: 30 }, (_, second) => quiet(31 + second)));
    await kit.read(7);
    const { id, raisedBy } = await kit.alert();
    expect(raisedBy).toEqual({ generation: 1, line: 31 });
    const { excerpt } = valueOf(await kit.handlers()['alerts.get']({ alertId: id }, technician));
    expect([excerpt.firstLine, excerpt.line, excerpt.lines.length]).toEqual([11, 31, 41]);
    expect(excerpt.at).toBe(at(30));
    expect(excerpt.lines[0]).toBe(quiet(10));
    expect(excerpt.lines.at(-1)).toBe(quiet(50));
  });

  it('are neither missed nor doubled by a restart at any line', async () => {
    const random = randomOf(11);
    const lines = Array.from({ length: 400 }, (_, second) =>
      random() < 0.2
        ? failed(second, `10.0.0.${1 + Math.floor(random() * 3)}`)
        : random() < 0.05
          ? full(second)
          : quiet(second),
    );
    await kit.append(...lines);
    await kit.read();
    const summary = async () =>
      (await kit.list()).map(({ code, key, count, raised }) => [code, key, count, raised].join(' ')).toSorted();
    const expected = await summary();
    expect(expected.length).toBeGreaterThan(2);

    const other = await logDesk();
    try {
      for (let from = 0; from < lines.length;) {
        const many = 1 + Math.floor(random() * 60);
        await other.append(...lines.slice(from, from + many));
        from += many;
        const scans = await other.scans(1 + Math.floor(random() * 20));
        for (const scan of scans) {
          valueOf(await other.alerts().book.take(SOURCE, scan));
          // What was taken already comes once more, as after an answer that was lost.
          if (random() < 0.2) valueOf(await other.alerts().book.take(SOURCE, scan));
          if (random() < 0.1) break;
        }
        if (random() < 0.5) await other.restart();
      }
      await other.read();
      expect(
        (await other.list()).map(({ code, key, count, raised }) => [code, key, count, raised].join(' ')).toSorted(),
      ).toEqual(expected);
    } finally {
      await other.remove();
    }
  });

  it('go on in the next generation of a file, and count lines that came late to the one before', async () => {
    await kit.append(full(0));
    await kit.read();
    await kit.append(full(HOUR + 1));
    const [scan] = await kit.scans();
    const next = {
      ...scan!,
      generation: 2,
      firstLine: 1,
      nextLine: 2,
      hits: scan!.hits.map((hit) => ({ ...hit, line: 1 })),
    };
    valueOf(await kit.alerts().book.take(SOURCE, next, { mark: 'abc' }));
    expect(await kit.alert()).toMatchObject({ count: 2, raised: 2 });
    expect(kit.alerts().book.positionOf(SOURCE.id)).toEqual({ generation: 2, line: 2, mark: 'abc' });
    valueOf(await kit.alerts().book.take(SOURCE, scan!));
    expect(await kit.alert()).toMatchObject({ count: 3 });
  });

  it('count every line of a reading that begins, whatever its lines are called', async () => {
    await kit.append(full(0));
    const again = await kit.scans();
    await kit.read();
    valueOf(await kit.alerts().book.take(SOURCE, again[0]!, { isFirst: true, mark: 'abc' }));
    expect(await kit.alert()).toMatchObject({ count: 2 });
    valueOf(await kit.alerts().book.take(SOURCE, again[0]!, { isFirst: false, mark: 'abc' }));
    expect(await kit.alert()).toMatchObject({ count: 2 });
  });

  it('take the time of the desk for lines without one', async () => {
    await kit.append('app: No space left on device');
    await kit.read();
    expect(await kit.alert()).toMatchObject({ firstAt: '2026-11-20T08:00:00.000Z' });
  });

  it('know nothing of a source any more that was removed', async () => {
    await kit.append(full(0));
    await kit.read();
    valueOf(await kit.alerts().book.forget(SOURCE.id));
    expect(kit.alerts().book.positionOf(SOURCE.id)).toBeUndefined();
  });
});

describe('what people do with an alert', () => {
  const move = async (to: Parameters<ReturnType<LogDesk['handlers']>['alerts.move']>[0]['to']) => {
    const { id, revision } = await kit.alert();
    return kit.handlers()['alerts.move']({ alertId: id, seen: revision, to }, technician);
  };

  it('muted it only counts; it is new again after', async () => {
    await kit.append(full(0));
    await kit.read();
    valueOf(await move({ state: 'muted', hours: 4 }));
    await kit.append(full(HOUR + 1));
    await kit.read();
    expect(await kit.alert()).toMatchObject({ state: 'muted', count: 2 });
    kit.ambient.set('2026-11-20T12:00:00.000Z');
    expect(await kit.alert()).toMatchObject({ state: 'new', mutedUntil: null });
  });

  it('acknowledged it stays so; closed, the same problem later is another alert', async () => {
    await kit.append(full(0));
    await kit.read();
    valueOf(await move({ state: 'acknowledged' }));
    await kit.append(full(HOUR + 1));
    await kit.read();
    expect(await kit.alert()).toMatchObject({ state: 'acknowledged', raised: 2 });
    valueOf(await move({ state: 'closed' }));
    await kit.append(full(HOUR + 2));
    await kit.read();
    expect(await kit.alert()).toMatchObject({ state: 'closed' });
    await kit.append(full(3 * HOUR));
    await kit.read();
    expect((await kit.list()).map(({ state }) => state)).toEqual(['new', 'closed']);
  });

  it('says which one was seen', async () => {
    await kit.append(full(0));
    await kit.read();
    const { id } = await kit.alert();
    const result = await kit.handlers()['alerts.move']({ alertId: id, seen: 7, to: { state: 'closed' } }, technician);
    expect(result).toMatchObject({ ok: false, failure: { code: 'record.stale', details: { seen: 7, current: 1 } } });
  });
});

describe('many alerts at once', () => {
  const counts = async () => valueOf(await kit.handlers()['alerts.counts']({}, technician));
  const seen = async () => (await kit.list()).map(({ id, revision }) => ({ alertId: id, seen: revision }));

  it('are moved as they were seen; one that changed meanwhile stays, and the trail says each', async () => {
    await kit.append(full(0), ...[0, 1, 2, 3, 4].map((second) => failed(second)));
    await kit.read();
    const alerts = await seen();
    const [changed] = alerts;
    valueOf(await kit.handlers()['alerts.move']({ ...changed!, to: { state: 'muted', hours: 1 } }, technician));
    expect(await counts()).toEqual({ open: 1, unseen: 1, aside: 0 });
    expect(
      valueOf(await kit.handlers()['alerts.moveAll']({ alerts, to: { state: 'acknowledged' } }, technician)),
    ).toEqual({ moved: 1, left: 1 });
    expect(await counts()).toEqual({ open: 1, unseen: 0, aside: 0 });
    const trail = await kit.desk().readAudit(1, kit.desk().auditHead.seq);
    expect(trail.filter((line) => line.includes('"alert.acknowledged"'))).toHaveLength(1);
  });

  it('count again what was muted once that is over', async () => {
    await kit.append(full(0));
    await kit.read();
    const [alert] = await seen();
    valueOf(await kit.handlers()['alerts.move']({ ...alert!, to: { state: 'muted', hours: 1 } }, technician));
    expect(await counts()).toEqual({ open: 0, unseen: 0, aside: 0 });
    kit.ambient.set('2026-11-20T09:00:00.000Z');
    expect(await counts()).toEqual({ open: 1, unseen: 1, aside: 0 });
  });
});

describe('a ticket of an alert', () => {
  const make = async () => {
    const { id } = await kit.alert();
    return kit.handlers()['alerts.ticket']({ alertId: id, language: 'zh-CN' }, technician);
  };

  it('says what the rule knows, in the language asked for, with the lines as a file', async () => {
    await kit.append(quiet(0), full(1));
    await kit.read();
    const { ticketId } = valueOf(await make());
    const ticket = kit.ticket(ticketId);
    expect(ticket).toMatchObject({
      channel: 'log_alert',
      kind: 'incident',
      title: '磁盘已满（syslog）',
      category: '文件与存储',
      impact: 2,
      urgency: 1,
    });
    expect(ticket.description).toContain('可能原因：');
    const [file] = attachmentsIn(readTimeline(kit.desk().records, ticketId));
    expect(file?.name).toBe('syslog-2.log.txt');
    expect(await kit.alert()).toMatchObject({ state: 'acknowledged', ticket: { ticketId, isOpen: true } });
    expect(await make()).toMatchObject({
      ok: false,
      failure: { code: 'alert.has-ticket', details: { number: ticket.number } },
    });
  });

  it('hears of the same problem once a cool-down, instead of more tickets', async () => {
    await kit.append(full(0));
    await kit.read();
    const { ticketId } = valueOf(await make());
    await kit.append(full(10), full(20), full(HOUR + 1), full(HOUR + 2), full(HOUR + 3));
    await kit.read(1);
    const notes = readTimeline(kit.desk().records, ticketId).flatMap(({ event }) =>
      event.kind === 'workNote' ? [event.text] : [],
    );
    expect(notes).toEqual(['同一问题又出现 3 次（syslog），共 4 次，最近一次 2026-11-20 08:00:01。']);
    expect(await kit.list()).toHaveLength(1);
  });

  it('ends its alert: the same problem after that is new', async () => {
    await kit.append(full(0));
    await kit.read();
    const { ticketId } = valueOf(await make());
    valueOf(await kit.tickets()['tickets.cancel']({ ticketId, reason: 'withdrawn' }, technician));
    expect(await kit.alert()).toMatchObject({ state: 'closed' });
    await kit.append(full(2 * HOUR));
    await kit.read();
    expect((await kit.list()).map(({ state, ticket }) => [state, ticket?.isOpen])).toEqual([
      ['new', undefined],
      ['closed', false],
    ]);
  });

  it('that was merged hands the alert to the one it was merged into', async () => {
    await kit.append(full(0), ...[0, 1, 2, 3, 4].map((second) => failed(second)));
    await kit.read();
    const [first, second] = await kit.list();
    const made = async (alertId: string) =>
      valueOf(await kit.handlers()['alerts.ticket']({ alertId, language: 'en' }, technician));
    const [from, into] = [await made(first!.id), await made(second!.id)];
    valueOf(await kit.tickets()['tickets.merge']({ ticketId: from.ticketId, into: into.ticketId }, technician));
    expect((await kit.list()).find(({ id }) => id === first!.id)).toMatchObject({
      state: 'acknowledged',
      ticket: { ticketId: into.ticketId, isOpen: true },
    });
  });

  it('that is over stands on the alert that follows', async () => {
    await kit.append(full(0));
    await kit.read();
    const { ticketId } = valueOf(await make());
    valueOf(await kit.tickets()['tickets.cancel']({ ticketId, reason: 'withdrawn' }, technician));
    await kit.append(full(2 * HOUR));
    await kit.read();
    const [next] = await kit.list();
    expect(valueOf(await kit.handlers()['alerts.get']({ alertId: next!.id }, technician))).toMatchObject({
      state: 'new',
      before: { lastAt: at(0), ticket: { ticketId, isOpen: false } },
    });
  });

  it('is about the asset whose log it is', async () => {
    await kit.append(full(0));
    for (const scan of await kit.scans())
      valueOf(await kit.alerts().book.take({ ...SOURCE, assetId: 'ci:01J0000000000000000000000C' }, scan));
    valueOf(await make());
    // There is no such asset on this desk: the ticket is made all the same.
    expect(kit.linked).toEqual([]);
  });
});
