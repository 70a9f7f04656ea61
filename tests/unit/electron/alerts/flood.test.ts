import { afterEach, beforeEach, expect, it } from 'vitest';
import { shippedRules } from '#core/alerts/shipped.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import type { LogScan } from '#shared/alerts/alert.ts';
import { scanIdOf } from '#shared/alerts/alert.ts';
import { MAX_WINDOW_TIMES, MAX_WINDOWS } from '#shared/alerts/limits.ts';
import { valueOf } from '../attachments/attaching.ts';
import { lead, logDesk, SOURCE, technician, type LogDesk } from './log-desk.ts';

let kit: LogDesk;
beforeEach(async () => {
  kit = await logDesk();
});
afterEach(() => kit.remove());

const A_SECOND = 10_000;
const START = Date.UTC(2026, 10, 20, 7);
/** So many lines a second. */
const at = (line: number): string => new Date(START + Math.floor((line * 1_000) / A_SECOND)).toISOString();
const scan = () => kit.desk().records.get<LogScan>('logScan', scanIdOf(SOURCE.id))!;
const expectBounded = () => {
  const { windows } = scan();
  expect(windows.length).toBeLessThanOrEqual(MAX_WINDOWS);
  expect(windows.flatMap(({ times }) => times).length).toBeLessThanOrEqual(MAX_WINDOW_TIMES);
};

it('of 10,000 hits a second of one rule is one alert, one ticket and no note on it, and all are counted', async () => {
  const { code: _code, ...content } = shippedRules().find(({ code }) => code === 'disk-full')!;
  const automation = { do: 'ticket', language: 'en' } as const;
  const { 'alerts.saveRule': saveRule } = kit.handlers();
  const own = { ...content, automation };
  valueOf(await saveRule({ code: 'disk-full', isNew: false, seen: null, content: own }, lead));
  kit.rescan();
  const lines = Array.from({ length: 3 * A_SECOND }, (_, line) => `${at(line)} app: No space left on device`);
  await kit.append(...lines);
  await kit.read(1_024);
  const alert = await kit.alert();
  expect(alert).toMatchObject({
    count: lines.length,
    raised: 1,
    waiting: lines.length - 1,
    lastAt: at(lines.length - 1),
  });
  expect([...kit.desk().records.ids('ticket')]).toHaveLength(1);
  const notes = readTimeline(kit.desk().records, alert.ticket!.ticketId).filter(
    ({ event }) => event.kind === 'workNote',
  );
  expect(notes).toHaveLength(0);
  expectBounded();
  // What is written with every batch is a few numbers, not what was seen.
  expect(JSON.stringify(scan()).length).toBeLessThan(2_000);

  // A restart in its midst counts none of it twice.
  await kit.restart();
  await kit.append(`${at(lines.length)} app: No space left on device`);
  await kit.read();
  expect(await kit.alert()).toMatchObject({ count: lines.length + 1, raised: 1 });
});

it('of 10,000 hits a second of every rule there is tells of each problem once, and counts what it tells of', async () => {
  const examples = shippedRules().flatMap(({ examples: [first = ''] }) => first);
  const lines = Array.from({ length: 2 * A_SECOND }, (_, line) => `${at(line)} ${examples[line % examples.length]}`);
  await kit.append(...lines);
  const scans = await kit.scans(1_024);
  const expected = new Map<string, number>();
  for (const { hits } of scans)
    for (const { code, key } of hits) expected.set(`${code} ${key}`, (expected.get(`${code} ${key}`) ?? 0) + 1);
  for (const found of scans) valueOf(await kit.alerts().book.take(SOURCE, found));
  const rows = await kit.list();
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.map(({ raised }) => raised)).toEqual(rows.map(() => 1));
  expect(Object.fromEntries(rows.map(({ code, key, count }) => [`${code} ${key}`, count]))).toEqual(
    Object.fromEntries(rows.map(({ code, key }) => [`${code} ${key}`, expected.get(`${code} ${key}`)])),
  );
  expect(new Set(rows.map(({ code, key }) => `${code} ${key}`)).size).toBe(rows.length);
  expect([...kit.desk().records.ids('ticket')]).toHaveLength(0);
  expectBounded();
});

it('two rules that find more at once both say so on the one ticket that is open for both', async () => {
  const other = { ...SOURCE, id: 'logSource:01J0000000000000000000000T', name: 'other' };
  const full = (second: number) => `${at(second * A_SECOND)} app: No space left on device`;
  const failed = (second: number) =>
    `${at(second * A_SECOND)} systemd[1]: nginx.service: Failed with result 'exit-code'.`;
  await kit.append(full(0), failed(0));
  await kit.read();
  const rows = await kit.list();
  const made: string[] = [];
  for (const { id } of rows)
    made.push(valueOf(await kit.handlers()['alerts.ticket']({ alertId: id, language: 'en' }, technician)).ticketId);
  const [into, from] = made;
  valueOf(await kit.tickets()['tickets.merge']({ ticketId: from!, into: into! }, technician));
  const notes = () => readTimeline(kit.desk().records, into!).filter(({ event }) => event.kind === 'workNote');
  const before = kit.ticket(into!);
  const known = notes().length;

  await kit.append(full(7_200), failed(7_201));
  const found = (await kit.scans(1))[0]!;
  const later = (await kit.scans(1))[1]!;
  // The rules of one source in its turn, those of another one at the same moment.
  const taken = await Promise.all([
    kit.alerts().book.take(SOURCE, found),
    kit.alerts().book.take(other, { ...found, sourceId: other.id }),
    kit.alerts().book.take(SOURCE, later),
  ]);
  expect(taken.map(({ ok }) => ok)).toEqual([true, true, true]);
  const texts = notes().flatMap(({ event }) => (event.kind === 'workNote' ? [event.text] : []));
  expect(texts).toHaveLength(known + 2);
  expect(kit.ticket(into!)).toMatchObject({ number: before.number, state: before.state, title: before.title });
  // Another source has its own alert, and no ticket yet.
  expect(
    (await kit.list()).map(({ sourceName, count, ticket }) => [sourceName, count, ticket?.ticketId ?? null]),
  ).toEqual(
    expect.arrayContaining([
      ['syslog', 2, into],
      ['syslog', 2, into],
      ['other', 1, null],
    ]),
  );
});
