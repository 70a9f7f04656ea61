import { appendFile, rename, rm, utimes } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MAX_FILES } from '#shared/logs/limits.ts';
import { OneSource, sourceId, valueOf, viewId } from './one-source.ts';

let log: OneSource;

beforeEach(async () => {
  log = await OneSource.make();
});
afterEach(() => log.close());

const open = (isWatched = false): Promise<void> => log.open('files', '*.log', isWatched);

it('are merged by time, and each line says which it is of', async () => {
  await log.put('a.log', '2026-11-26T10:00:00Z one\n2026-11-26T10:00:03Z four\n');
  await log.put('b.log', '2026-11-26T10:00:01Z two\n2026-11-26T10:00:02Z three\n');
  await open();
  await log.linesAre(
    'a.log: 2026-11-26T10:00:00Z one',
    'b.log: 2026-11-26T10:00:01Z two',
    'b.log: 2026-11-26T10:00:02Z three',
    'a.log: 2026-11-26T10:00:03Z four',
  );
  expect(await log.now()).toMatchObject({
    lines: 4,
    fileCount: 2,
    problem: null,
    files: [{ name: 'a.log' }, { lines: 2 }],
  });
  const excerpt = valueOf(await log.thread.ask('excerpt', { viewId, lines: { ranks: [0, 1, 2] } }));
  expect(excerpt.parts).toMatchObject([
    { file: 'a.log', firstLine: 1, lastLine: 1 },
    { file: 'b.log', firstLine: 1, lastLine: 2 },
  ]);
});

it('join while they are looked at, go on, and are marked when they go', async () => {
  await log.put('a.log', '2026-11-26T10:00:00Z one\n');
  await open();
  await log.linesAre('a.log: 2026-11-26T10:00:00Z one');
  await log.put('b.log', '2026-11-26T09:00:00Z earlier\n');
  await log.linesAre('b.log: 2026-11-26T09:00:00Z earlier', 'a.log: 2026-11-26T10:00:00Z one');
  await appendFile(log.place('b.log'), '2026-11-26T11:00:00Z later\n');
  await log.linesAre(
    'b.log: 2026-11-26T09:00:00Z earlier',
    'a.log: 2026-11-26T10:00:00Z one',
    'b.log: 2026-11-26T11:00:00Z later',
  );
  await rm(log.place('b.log'));
  await log.until(async () => (await log.now()).files?.[1]?.problem === 'gone');
  await log.until(async () =>
    (await log.window()).gaps.some(({ file, kind }) => file === 'b.log' && kind === 'vanished'),
  );
  expect((await log.window()).lines).toHaveLength(3);
  expect(await log.now()).toMatchObject({ state: 'following', files: [{ state: 'following' }, { state: 'waiting' }] });
});

it('keep what rotation made of them', async () => {
  await log.put('a.log', '2026-11-26T10:00:00Z one\n');
  await open();
  await log.linesAre('a.log: 2026-11-26T10:00:00Z one');
  await rename(log.place('a.log'), log.place('a-20261126.log'));
  await log.put('a.log', '2026-11-26T12:00:00Z two\n');
  await log.linesAre('a.log: 2026-11-26T10:00:00Z one', 'a.log: 2026-11-26T12:00:00Z two');
  await appendFile(log.place('a.log'), '2026-11-26T12:00:01Z three\n');
  await log.linesAre(
    'a.log: 2026-11-26T10:00:00Z one',
    'a.log: 2026-11-26T12:00:00Z two',
    'a.log: 2026-11-26T12:00:01Z three',
  );
  expect((await log.now()).files).toHaveLength(1);
});

it('are searched on while another one joins', async () => {
  const many = Array.from({ length: 40_000 }, (_, line) => `2026-11-26T10:00:00Z line ${line}`).join('\n');
  await log.put('b.log', `${many}\n`);
  await open();
  await log.until(async () => (await log.now()).state === 'following');
  const search = { pattern: 'line 39999', isRegex: false, matchesCase: true };
  const found = log.thread.ask('find', { viewId, search, from: 0, backwards: false, jobId: 'job-00000001' });
  await log.put('a.log', '2026-11-26T09:00:00Z first of all\n');
  const { rank } = valueOf(await found);
  await log.until(async () => (await log.window()).total === 40_001);
  const again = await log.thread.ask('find', { viewId, search, from: 0, backwards: false, jobId: 'job-00000002' });
  expect(valueOf(again).rank).toBe(40_000);
  expect([39_999, 40_000]).toContain(rank);
});

it('are so many at most, those that were written last, and how many is said', async () => {
  for (let day = 0; day < MAX_FILES + 3; day++) {
    const name = `day-${String(day).padStart(3, '0')}x.log`;
    await log.put(name, `${name}\n`);
    await utimes(log.place(name), 1_700_000_000 + day * 3_600, 1_700_000_000 + day * 3_600);
  }
  await open();
  await log.until(async () => (await log.now()).lines === MAX_FILES);
  const state = await log.now();
  expect(state).toMatchObject({ problem: 'left-out', fileCount: MAX_FILES + 3 });
  expect(state.files?.[0]?.name).toBe('day-003x.log');
  await log.put('new.log', 'new\n');
  await log.until(async () => (await log.now()).files?.at(-1)?.name === 'new.log');
  expect((await log.now()).files).toHaveLength(MAX_FILES);
});

it('are each looked through for known problems, under their own names', async () => {
  await log.put('a.log', 'one\n');
  await log.put('b.log', 'one\ntwo\n');
  await open(true);
  await log.until(() => log.scanned.length === 2);
  expect(
    log.scanned.map(({ log, found }) => [log.file, found.place.file, (found.scan as { nextLine: number }).nextLine]),
  ).toEqual(
    expect.arrayContaining([
      ['a.log', 'a.log', 2],
      ['b.log', 'b.log', 3],
    ]),
  );
});

it('are indexed no more once a person stops that, and read to the end when they go on', async () => {
  await log.put('a.log', '2026-11-26T10:00:00Z one\n'.repeat(20_000));
  await log.put('b.log', '2026-11-26T10:00:01Z two\n');
  await open();
  valueOf(await log.thread.ask('stop', { sourceId, isStopped: true }));
  await log.until(async () => (await log.now()).files?.length === 2);
  const { state, problem, readBytes, bytes } = await log.now();
  expect([state, problem]).toEqual(['stopped', 'stopped']);
  expect(readBytes).toBeLessThan(bytes);
  expect(bytes).toBe(25 * 20_001);
  const view = valueOf(await log.thread.ask('view', { viewId }));
  expect(view.readBytes).toBe(view.totalBytes);
  valueOf(await log.thread.ask('stop', { sourceId, isStopped: false }));
  await log.until(async () => (await log.now()).state === 'following');
  expect(await log.now()).toMatchObject({ problem: null, lines: 20_001, bytes, readBytes: bytes });
});
