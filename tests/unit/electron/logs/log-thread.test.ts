import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CalledFor } from '#core/logs/files/disk-calls.ts';
import { LogThread, type LogThreadOptions } from '#core/logs/log-thread.ts';
import { TookTooLong } from '#core/logs/match/time-limit.ts';
import type { LineBatch } from '#core/logs/thread/known-problems.ts';
import { roomHere } from '#core/logs/thread/serve.ts';
import { succeed } from '#shared/base/result.ts';
import { eventually } from '../../../support/eventually.ts';
import { scannerOfAll } from './scan-log.ts';

let folder: string;
let path: string;
let thread: LogThread | undefined;
const said: string[] = [];

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'deskside-log-thread-')));
  path = join(folder, 'a.log');
  await mkdir(join(folder, 'own'));
  await mkdir(join(folder, 'spool'));
  said.length = 0;
});
afterEach(async () => {
  await thread?.close();
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

const open = (worker: LogThreadOptions['worker'], more: Partial<LogThreadOptions> = {}): LogThread =>
  new LogThread({
    worker,
    setting: {
      locale: 'en',
      spoolFolder: join(folder, 'spool'),
      key: new Uint8Array(32),
      ownFolder: join(folder, 'own'),
    },
    notify: () => undefined,
    rules: () => ({ rules: [], from: {} }),
    scanned: () => Promise.resolve(succeed(null)),
    log: (line) => said.push(line),
    ...more,
  });
const source = (isWatched: boolean) => ({
  id: 'logSource:01J0000000000000000000000S',
  name: 'a',
  kind: 'file' as const,
  place: path,
  encoding: 'utf-8' as const,
  isWatched,
  namedUpTo: 0,
});
const turnsUntil = async (isSo: () => boolean): Promise<void> => {
  while (!isSo())
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
};

it('is started again by itself for what is watched, and not for what is not', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  thread = open(new URL('data:text/javascript,process.exit(3)'));
  thread.setSources([source(true)]);
  await turnsUntil(() => said.length === 1);
  expect(thread.isRunning).toBe(false);
  vi.advanceTimersByTime(5_000);
  await turnsUntil(() => said.length === 2);
  thread.setSources([source(false)]);
  vi.advanceTimersByTime(1_000_000);
  expect(thread.isRunning).toBe(false);
});

it('is started again later each time, but soon after it had worked for long', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let clock = 0;
  const now = vi.spyOn(performance, 'now').mockImplementation(() => clock);
  try {
    thread = open(new URL('data:text/javascript,process.exit(3)'));
    thread.setSources([source(true)]);
    await turnsUntil(() => said.length === 1);
    vi.advanceTimersByTime(5_000);
    await turnsUntil(() => said.length === 2);
    vi.advanceTimersByTime(5_000);
    expect(thread.isRunning).toBe(false);
    vi.advanceTimersByTime(5_000);
    clock += 300_001;
    await turnsUntil(() => said.length === 3);
    vi.advanceTimersByTime(5_000);
    expect(thread.isRunning).toBe(true);
  } finally {
    now.mockRestore();
  }
});

it.skipIf(process.platform === 'win32')(
  'gives up a thread that waits in a call which does not return, and says for which log',
  async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    // Opening a pipe waits until somebody writes to it.
    const script = `
    import { openSync } from 'node:fs';
    import { parentPort, workerData } from 'node:worker_threads';
    const { cells } = workerData;
    parentPort.postMessage({ calls: { number: 1, log: { sourceId: 'one', path: '/drive/a.log' } } });
    Atomics.store(cells, 1, 1);
    Atomics.add(cells, 0, 1);
    openSync(${JSON.stringify(pipe)}, 'r');
  `;
    const hangs = vi.fn<(log: CalledFor, returned: Promise<void>) => void>();
    const notify = vi.fn();
    thread = open(new URL(`data:text/javascript,${encodeURIComponent(script)}`), { hangs, notify });
    thread.setSources([source(true)]);
    const asked = thread.ask('states', null);
    await eventually(() => expect(hangs).toHaveBeenCalledOnce());
    expect(await asked).toMatchObject({ ok: false, failure: { code: 'log.no-view' } });
    const [log, returned] = hangs.mock.calls[0] ?? [];
    expect(log).toEqual({ sourceId: 'one', path: '/drive/a.log' });
    expect(notify).toHaveBeenCalledWith({ name: 'logs.lost' });
    expect(thread.isRunning).toBe(false);
    await writeFile(pipe, '');
    await returned;
  },
);

it('says what a thread could not do, and goes on', async () => {
  thread = open(
    roomHere(() => {
      throw new Error('no such rules');
    }),
  );
  thread.setSources([source(true)]);
  await turnsUntil(() => said.length === 1);
  expect(said[0]).toContain('no such rules');
  expect(await thread.ask('states', null)).toMatchObject({ ok: true });
});

it('looks again, with other rules, at the lines on which a rule took too long', async () => {
  await writeFile(path, `${Array.from({ length: 2_000 }, (_, line) => `line ${line}`).join('\n')}\n`);
  let isSlow = true;
  const batches: LineBatch[] = [];
  const scanner = scannerOfAll((batch) => {
    if (isSlow && batch.lines.some(({ text }) => text === 'line 1500')) throw new TookTooLong();
    batches.push(batch);
    return batch.lines.length;
  });
  thread = open(roomHere(() => scanner));
  thread.setSources([source(true)]);
  await turnsUntil(() => said.length === 1);
  expect(said[0]).toContain('took too long');
  isSlow = false;
  thread.setRules();
  await turnsUntil(() => batches.at(-1)?.lines.at(-1)?.text === 'line 1999');
  let next = 1;
  for (const { firstLine, lines } of batches) {
    expect(firstLine).toBe(next);
    next += lines.length;
  }
  expect(next).toBe(2_001);
});

it('gets on with lines that took long to read and not because of a rule', async () => {
  await writeFile(path, 'line\n');
  let stalls = 0;
  const scanner = scannerOfAll(({ lines }) => {
    if (++stalls < 5) throw new TookTooLong();
    return lines.length;
  });
  const found: unknown[] = [];
  thread = open(
    roomHere(() => scanner),
    {
      scanned: (_, { scan }) => {
        found.push(scan);
        return Promise.resolve(succeed(null));
      },
    },
  );
  thread.setSources([source(true)]);
  await turnsUntil(() => found.length > 0);
  expect(found).toEqual([1]);
  expect(said).toEqual([]);
});

it('goes on without the one rule that took too long, and says which it is', async () => {
  await writeFile(path, `${Array.from({ length: 2_000 }, (_, line) => `line ${line}`).join('\n')}\n`);
  let isSlow = true;
  let last = '';
  const scanner = scannerOfAll(
    ({ lines }) => {
      if (isSlow && lines.some(({ text }) => text === 'line 1500')) throw new TookTooLong();
      last = lines.at(-1)?.text ?? '';
      return lines.length;
    },
    {
      stoppedIn: { code: 'endless', patterns: '[]', text: 'line 1500' },
      putAside: () => {
        isSlow = false;
      },
    },
  );
  const told: unknown[] = [];
  thread = open(
    roomHere(() => scanner),
    {
      stopped: (log, stopped) => {
        told.push({ log, ...stopped });
        return Promise.resolve(succeed(null));
      },
    },
  );
  thread.setSources([source(true)]);
  await turnsUntil(() => last === 'line 1999');
  expect(told).toEqual([
    {
      log: { sourceId: source(true).id, file: null },
      rule: { code: 'endless', patterns: '[]', text: 'line 1500' },
      place: { file: null, generation: 1, line: 1_501 },
    },
  ]);
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('the rule endless took too long');
});
