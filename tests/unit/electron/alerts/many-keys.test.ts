import { afterEach, beforeEach, expect, it } from 'vitest';
import { countHits } from '#core/alerts/count-hits.ts';
import { shippedRules } from '#core/alerts/shipped.ts';
import { Turns } from '#core/turns.ts';
import { MAX_MORE_KEYS, MAX_OPEN_KEYS, MAX_WINDOW_TIMES, MAX_WINDOWS_OF_RULE } from '#shared/alerts/limits.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { valueOf } from '../attachments/attaching.ts';
import { logDesk, SOURCE, technician, type LogDesk } from './log-desk.ts';

let kit: LogDesk;
beforeEach(async () => {
  kit = await logDesk();
});
afterEach(() => kit.remove());

const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 20, 7) + seconds * 1_000).toISOString();
const failedUnit = (unit: string, seconds = 0): string =>
  `${at(seconds)} systemd[1]: ${unit}: Failed with result 'exit-code'.`;
const units = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from }, (_, number) => `job-${from + number}.service`);
const move: ReturnType<LogDesk['handlers']>['alerts.move'] = (input, context) =>
  kit.handlers()['alerts.move'](input, context);
const byMany = async () => (await kit.list()).filter(({ moreKeys }) => moreKeys);

it('a log that names a new key in every line has so many alerts, and one for all further keys', async () => {
  await kit.append(...units(0, 300).map((unit) => failedUnit(unit)));
  await kit.read(50);
  expect(await kit.list()).toHaveLength(MAX_OPEN_KEYS + 1);
  const [more] = await byMany();
  expect(more).toMatchObject({ code: 'systemd-failed', key: '', count: 300 - MAX_OPEN_KEYS });
  expect(more?.moreKeys).toHaveLength(MAX_MORE_KEYS);
  expect(more?.moreKeys?.[0]).toBe(`job-${MAX_OPEN_KEYS}.service`);
});

it('a key that has its alert goes on in it, whatever else comes', async () => {
  await kit.append(...units(0, 40).map((unit) => failedUnit(unit)), failedUnit('job-3.service', 7_200));
  await kit.read();
  const own = (await kit.list()).find(({ key }) => key === 'job-3.service');
  expect(own).toMatchObject({ count: 2, raised: 2 });
});

it('room that was made is taken by the next key; the alert of many stays one, over a restart too', async () => {
  await kit.append(...units(0, 30).map((unit) => failedUnit(unit)));
  await kit.read();
  const [first] = (await kit.list()).filter(({ moreKeys }) => !moreKeys);
  valueOf(await move({ alertId: first!.id, seen: first!.revision, to: { state: 'closed' } }, technician));
  await kit.restart();
  await kit.append(...units(30, 33).map((unit) => failedUnit(unit)));
  await kit.read();
  const open = (await kit.list()).filter(({ state }) => state !== 'closed');
  expect(open).toHaveLength(MAX_OPEN_KEYS + 1);
  expect((await byMany()).map(({ moreKeys }) => moreKeys?.length)).toEqual([12]);
});

it('closed, the next key that has no room begins another alert of many, which says what it follows', async () => {
  await kit.append(...units(0, 25).map((unit) => failedUnit(unit)));
  await kit.read();
  const [more] = await byMany();
  valueOf(await move({ alertId: more!.id, seen: more!.revision, to: { state: 'closed' } }, technician));
  await kit.append(failedUnit('late.service'));
  await kit.read();
  const [next] = (await byMany()).filter(({ state }) => state === 'new');
  expect(next).toMatchObject({ moreKeys: ['late.service'], follows: more!.id });
});

it('its ticket names the keys', async () => {
  await kit.append(...units(0, 22).map((unit) => failedUnit(unit)));
  await kit.read();
  const [more] = await byMany();
  const made = valueOf(await kit.handlers()['alerts.ticket']({ alertId: more!.id, language: 'en' }, technician));
  const ticket = kit.ticket(made.ticketId);
  expect(ticket.title).toBe('A service failed (2 more, syslog)');
  expect(ticket.description).toContain('job-20.service, job-21.service');
  expect(readTimeline(kit.desk().records, made.ticketId).length).toBeGreaterThan(0);
});

it('what is counted is bounded for each rule, so that a chatty one takes nothing from the others', async () => {
  const hit = (code: string, key: string) => ({ code, key, line: 1, at: at(0), excerpt: null });
  const find = (code: string) => shippedRules().find((rule) => rule.code === code);
  const { windows } = await countHits(
    [hit('usb-flap', '1-1'), ...Array.from({ length: 5_000 }, (_, host) => hit('ssh-bruteforce', `10.0.${host}`))],
    [],
    { find, at: at(0), turns: new Turns(() => 0) },
  );
  const of = (code: string) => windows.filter((window) => window.code === code);
  expect(of('usb-flap')).toHaveLength(1);
  expect(of('ssh-bruteforce')).toHaveLength(MAX_WINDOWS_OF_RULE);
  expect(of('ssh-bruteforce').at(-1)?.key).toBe('10.0.4999');
});

it('times that are kept are bounded for each source', async () => {
  const rule = {
    ...shippedRules().find(({ code }) => code === 'ssh-bruteforce')!,
    threshold: { count: 1_000, withinSeconds: 3_600 },
  };
  const hits = Array.from({ length: 60 }, (_, host) =>
    Array.from({ length: 900 }, () => ({ code: rule.code, key: `10.0.0.${host}`, line: 1, at: at(0), excerpt: null })),
  ).flat();
  const { windows } = await countHits(hits, [], { find: () => rule, at: at(0), turns: new Turns(() => 0) });
  const times = windows.reduce((sum, window) => sum + window.times.length, 0);
  expect(times).toBeLessThanOrEqual(MAX_WINDOW_TIMES);
  expect(windows.at(-1)?.times).toHaveLength(900);
});

it('lets others have a turn while it counts', async () => {
  let clock = 0;
  const turns = new Turns(() => (clock += 3));
  let others = 0;
  const other = setInterval(() => others++, 0);
  const rule = shippedRules().find(({ code }) => code === 'disk-full')!;
  const hits = Array.from({ length: 20_000 }, (_, line) => ({
    code: rule.code,
    key: '',
    line,
    at: at(line),
    excerpt: null,
  }));
  await countHits(hits, [], { find: () => rule, at: at(0), turns });
  clearInterval(other);
  expect(others).toBeGreaterThan(0);
});

it('two sources with the same line have an alert each', async () => {
  await kit.append(failedUnit('nginx.service'));
  const [scan] = await kit.scans();
  valueOf(await kit.alerts().book.take(SOURCE, scan!));
  const other = { ...SOURCE, id: 'logSource:01J0000000000000000000000T', name: 'other' };
  valueOf(await kit.alerts().book.take(other, { ...scan!, sourceId: other.id }));
  expect((await kit.list()).map(({ sourceName, count }) => `${sourceName} ${count}`).toSorted()).toEqual([
    'other 1',
    'syslog 1',
  ]);
});

it('batches of one source that are handed over together are taken one after the other', async () => {
  await kit.append(...Array.from({ length: 40 }, (_, second) => failedUnit('nginx.service', second)));
  const scans = await kit.scans(5);
  await Promise.all(scans.map((scan) => kit.alerts().book.take(SOURCE, scan)));
  expect(await kit.alert()).toMatchObject({ count: 40, raised: 1 });
});

it('what is left of a source that is gone goes when the desk is opened', async () => {
  await kit.append(failedUnit('nginx.service'));
  await kit.read();
  expect(kit.alerts().book.positionOf(SOURCE.id)).toBeDefined();
  valueOf(await kit.alerts().book.sweep());
  expect(kit.alerts().book.positionOf(SOURCE.id)).toBeUndefined();
});
