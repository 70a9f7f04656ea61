import { appendFile, mkdir, mkdtemp, realpath, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LogThread } from '#core/logs/log-thread.ts';
import type { Found } from '#core/logs/thread/known-problems.ts';
import type { LogName } from '#core/logs/thread/log-name.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import { MAX_FILES } from '#shared/logs/limits.ts';
import type { LogWindow } from '#shared/logs/operations.ts';
import type { SourceNow } from '#shared/logs/source.ts';
import { logRoom } from '../../../support/log-room.ts';

const id = 'logSource:01J0000000000000000000000S';
const viewId = 'view-00000001';

let folder: string;
let thread: LogThread;
let scanned: { readonly log: LogName; readonly found: Found }[];

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'deskside-several-')));
  for (const name of ['own', 'spool', 'logs']) await mkdir(join(folder, name));
  scanned = [];
  thread = new LogThread({
    worker: logRoom,
    setting: {
      locale: 'en',
      spoolFolder: join(folder, 'spool'),
      ownFolder: join(folder, 'own'),
      key: new Uint8Array(32),
    },
    notify: () => undefined,
    rules: () => ({ rules: [], from: {} }),
    scanned: (log, found) => {
      scanned.push({ log, found });
      return Promise.resolve(succeed(null));
    },
    log: () => undefined,
  });
});
afterEach(async () => {
  await thread.close();
  await rm(folder, { recursive: true, force: true });
});

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
};

const put = (name: string, text: string): Promise<void> => writeFile(join(folder, 'logs', name), text);

const open = async (isWatched = false): Promise<void> => {
  const place = join(folder, 'logs', '*.log');
  thread.setSources([{ id, name: 'logs', kind: 'files', place, encoding: 'auto', isWatched, namedUpTo: 0 }]);
  const all = { filters: [], levels: null, timeFrom: null, timeTo: null };
  valueOf(await thread.ask('open', { viewId, sourceIds: [id], ...all }));
};

const window = async (): Promise<LogWindow> =>
  valueOf(await thread.ask('window', { viewId, from: 0, count: 500, fields: false, search: null }));

const now = async (): Promise<SourceNow> => {
  const state = valueOf(await thread.ask('states', null))[id];
  if (!state) throw new Error('no such source');
  return state;
};

/** Folders are looked through every other second. */
const until = (isSo: () => Promise<boolean>): Promise<void> =>
  vi.waitFor(
    async () => {
      if (!(await isSo())) throw new Error('not yet');
    },
    { timeout: 30_000, interval: 50 },
  );

const linesAre = (...lines: string[]): Promise<void> =>
  until(async () => {
    const shown = (await window()).lines.map(({ file, text }) => `${file ?? ''}: ${text}`);
    return JSON.stringify(shown) === JSON.stringify(lines);
  });

it('are merged by time, and each line says which it is of', async () => {
  await put('a.log', '2026-11-26T10:00:00Z one\n2026-11-26T10:00:03Z four\n');
  await put('b.log', '2026-11-26T10:00:01Z two\n2026-11-26T10:00:02Z three\n');
  await open();
  await linesAre(
    'a.log: 2026-11-26T10:00:00Z one',
    'b.log: 2026-11-26T10:00:01Z two',
    'b.log: 2026-11-26T10:00:02Z three',
    'a.log: 2026-11-26T10:00:03Z four',
  );
  expect(await now()).toMatchObject({
    lines: 4,
    fileCount: 2,
    problem: null,
    files: [{ name: 'a.log' }, { lines: 2 }],
  });
  const excerpt = valueOf(await thread.ask('excerpt', { viewId, lines: { ranks: [0, 1, 2] } }));
  expect(excerpt.parts).toMatchObject([
    { file: 'a.log', firstLine: 1, lastLine: 1 },
    { file: 'b.log', firstLine: 1, lastLine: 2 },
  ]);
});

it('join while they are looked at, go on, and are marked when they go', async () => {
  await put('a.log', '2026-11-26T10:00:00Z one\n');
  await open();
  await linesAre('a.log: 2026-11-26T10:00:00Z one');
  await put('b.log', '2026-11-26T09:00:00Z earlier\n');
  await linesAre('b.log: 2026-11-26T09:00:00Z earlier', 'a.log: 2026-11-26T10:00:00Z one');
  await appendFile(join(folder, 'logs', 'b.log'), '2026-11-26T11:00:00Z later\n');
  await linesAre(
    'b.log: 2026-11-26T09:00:00Z earlier',
    'a.log: 2026-11-26T10:00:00Z one',
    'b.log: 2026-11-26T11:00:00Z later',
  );
  await rm(join(folder, 'logs', 'b.log'));
  await until(async () => (await now()).files?.[1]?.problem === 'gone');
  await until(async () => (await window()).gaps.some(({ file, kind }) => file === 'b.log' && kind === 'vanished'));
  expect((await window()).lines).toHaveLength(3);
  expect(await now()).toMatchObject({ state: 'following', files: [{ state: 'following' }, { state: 'waiting' }] });
});

it('keep what rotation made of them', async () => {
  await put('a.log', '2026-11-26T10:00:00Z one\n');
  await open();
  await linesAre('a.log: 2026-11-26T10:00:00Z one');
  await rename(join(folder, 'logs', 'a.log'), join(folder, 'logs', 'a-20261126.log'));
  await put('a.log', '2026-11-26T12:00:00Z two\n');
  await linesAre('a.log: 2026-11-26T10:00:00Z one', 'a.log: 2026-11-26T12:00:00Z two');
  await appendFile(join(folder, 'logs', 'a.log'), '2026-11-26T12:00:01Z three\n');
  await linesAre(
    'a.log: 2026-11-26T10:00:00Z one',
    'a.log: 2026-11-26T12:00:00Z two',
    'a.log: 2026-11-26T12:00:01Z three',
  );
  expect((await now()).files).toHaveLength(1);
});

it('are searched on while another one joins', async () => {
  const many = Array.from({ length: 40_000 }, (_, line) => `2026-11-26T10:00:00Z line ${line}`).join('\n');
  await put('b.log', `${many}\n`);
  await open();
  await until(async () => (await now()).state === 'following');
  const search = { pattern: 'line 39999', isRegex: false, matchesCase: true };
  const found = thread.ask('find', { viewId, search, from: 0, backwards: false, jobId: 'job-00000001' });
  await put('a.log', '2026-11-26T09:00:00Z first of all\n');
  const { rank } = valueOf(await found);
  await until(async () => (await window()).total === 40_001);
  const again = await thread.ask('find', { viewId, search, from: 0, backwards: false, jobId: 'job-00000002' });
  expect(valueOf(again).rank).toBe(40_000);
  expect([39_999, 40_000]).toContain(rank);
});

it('are so many at most, those that were written last, and how many is said', async () => {
  for (let day = 0; day < MAX_FILES + 3; day++) {
    const name = `day-${String(day).padStart(3, '0')}x.log`;
    await put(name, `${name}\n`);
    await utimes(join(folder, 'logs', name), 1_700_000_000 + day * 3_600, 1_700_000_000 + day * 3_600);
  }
  await open();
  await until(async () => (await now()).lines === MAX_FILES);
  const state = await now();
  expect(state).toMatchObject({ problem: 'left-out', fileCount: MAX_FILES + 3 });
  expect(state.files?.[0]?.name).toBe('day-003x.log');
  await put('new.log', 'new\n');
  await until(async () => (await now()).files?.at(-1)?.name === 'new.log');
  expect((await now()).files).toHaveLength(MAX_FILES);
});

it('are each looked through for known problems, under their own names', async () => {
  await put('a.log', 'one\n');
  await put('b.log', 'one\ntwo\n');
  await open(true);
  await until(() => Promise.resolve(scanned.length === 2));
  expect(
    scanned.map(({ log, found }) => [log.file, found.place.file, (found.scan as { nextLine: number }).nextLine]),
  ).toEqual(
    expect.arrayContaining([
      ['a.log', 'a.log', 2],
      ['b.log', 'b.log', 3],
    ]),
  );
});

it('are indexed no more once a person stops that, and read to the end when they go on', async () => {
  await put('a.log', '2026-11-26T10:00:00Z one\n'.repeat(20_000));
  await put('b.log', '2026-11-26T10:00:01Z two\n');
  await open();
  valueOf(await thread.ask('stop', { sourceId: id, isStopped: true }));
  await until(async () => (await now()).files?.length === 2);
  const { state, problem, readBytes, bytes } = await now();
  expect([state, problem]).toEqual(['stopped', 'stopped']);
  expect(readBytes).toBeLessThan(bytes);
  expect(bytes).toBe(25 * 20_001);
  const view = valueOf(await thread.ask('view', { viewId }));
  expect(view.readBytes).toBe(view.totalBytes);
  valueOf(await thread.ask('stop', { sourceId: id, isStopped: false }));
  await until(async () => (await now()).state === 'following');
  expect(await now()).toMatchObject({ problem: null, lines: 20_001, bytes, readBytes: bytes });
});
