/** What is known of a log outlives the thread that read it, and never says what does not hold. */
import {
  appendFileSync,
  closeSync,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LogThread } from '#core/logs/log-thread.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { Encoding } from '#shared/logs/source.ts';
import { logRoom } from '../../../support/log-room.ts';
import { eventually } from '../../../support/eventually.ts';

const sourceId = 'logSource:01J0000000000000000000000S';
const viewId = 'view-00000001';
const key = new Uint8Array(32).fill(7);

let folder: string;
let path: string;
let thread: LogThread;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'deskside-kept-')));
  for (const name of ['own', 'spool', 'logs']) mkdirSync(join(folder, name));
  path = join(folder, 'logs', 'app.log');
});
afterEach(async () => {
  await thread.close();
  rmSync(folder, { recursive: true, force: true });
});

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
};

interface Line {
  readonly generation: number;
  readonly line: number;
  readonly text: string;
}

/** Begins to read, as after a start, and answers all lines as soon as there are so many. */
const read = async (total: number, more: Parameters<typeof begin>[0] = {}): Promise<Line[]> => {
  await begin(more);
  return lines(total);
};

const begin = async (more: { readonly encoding?: Encoding; readonly namedUpTo?: number } = {}): Promise<void> => {
  thread = new LogThread({
    worker: logRoom,
    setting: { locale: 'en', spoolFolder: join(folder, 'spool'), key, ownFolder: join(folder, 'own') },
    notify: () => undefined,
    rules: () => ({ rules: [], from: {} }),
    scanned: () => Promise.resolve(succeed(null)),
    log: (line) => {
      throw new Error(line);
    },
  });
  thread.setSources([
    { id: sourceId, name: 'app', kind: 'file', place: path, encoding: 'auto', isWatched: true, namedUpTo: 0, ...more },
  ]);
  const content = { viewId, sourceIds: [sourceId], filters: [], levels: null, timeFrom: null, timeTo: null };
  valueOf(await thread.ask('open', content));
};

const areRead = (total: number): Promise<void> =>
  eventually(async () => {
    const now = valueOf(await thread.ask('states', null))[sourceId];
    expect(now).toMatchObject({ state: 'following', lines: total });
    expect(valueOf(await thread.ask('view', { viewId })).total).toBe(total);
    // A file that was rotated is waited for before the next one is read.
  });

const lines = async (total: number): Promise<Line[]> => {
  await areRead(total);
  const all: Line[] = [];
  while (all.length < total) {
    const from = all.length;
    const window = await thread.ask('window', { viewId, from, count: 500, fields: false, search: null });
    all.push(...valueOf(window).lines.map(({ generation, line, text }) => ({ generation, line, text })));
  }
  return all;
};

const numbered = (from: number, to: number, word = 'line'): string =>
  `${Array.from({ length: to - from + 1 }, (_, index) => `${word} ${from + index} of the log`).join('\n')}\n`;
const numbersOf = (all: readonly Line[]): number[] => all.map(({ text }) => Number(/ (\d+) /.exec(text)?.[1]));
const upTo = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** As logrotate does with `compress` and `delaycompress`. */
const rotate = (): void => {
  const names = readdirSync(join(folder, 'logs'));
  for (let number = 9; number > 1; number--)
    if (names.includes(`app.log.${number}.gz`)) renameSync(`${path}.${number}.gz`, `${path}.${number + 1}.gz`);
  if (names.includes('app.log.1')) {
    writeFileSync(`${path}.2.gz`, gzipSync(readFileSync(`${path}.1`)));
    unlinkSync(`${path}.1`);
  }
  renameSync(path, `${path}.1`);
  writeFileSync(path, '');
};
const kept = (end: string): string => {
  const own = join(folder, 'spool', '01J0000000000000000000000S');
  const name = readdirSync(own).find((each) => each.endsWith(end));
  return join(own, name ?? 'none');
};

it('is one stream with what was rotated before it was read first', async () => {
  writeFileSync(`${path}.2.gz`, gzipSync(numbered(1, 300)));
  writeFileSync(`${path}.1`, numbered(301, 500));
  writeFileSync(path, numbered(501, 700));
  const all = await read(700);
  expect(numbersOf(all)).toEqual(upTo(1, 700));
  expect(all.at(0)).toMatchObject({ generation: 1, line: 1 });
  expect(all.at(-1)).toMatchObject({ generation: 3, line: 200 });
});

it('goes on after a restart: what was rotated away meanwhile is read once, and every line keeps its name', async () => {
  writeFileSync(path, numbered(1, 1_000));
  const before = await read(1_000);
  await thread.close();
  appendFileSync(path, numbered(1_001, 1_100));
  rotate();
  appendFileSync(path, numbered(1_101, 1_200));
  rotate();
  appendFileSync(path, numbered(1_201, 1_300));
  const after = await read(1_300);
  expect(numbersOf(after)).toEqual(upTo(1, 1_300));
  expect(after.slice(0, 1_000)).toEqual(before);
  expect(after.slice(1_000, 1_002).map(({ generation, line }) => [generation, line])).toEqual([
    [1, 1_001],
    [1, 1_002],
  ]);
  expect(after.at(-1)).toMatchObject({ generation: 3, line: 100 });
  // While it is read the names are the same too.
  rotate();
  appendFileSync(path, numbered(1_301, 1_310));
  const live = await lines(1_310);
  await thread.close();
  expect(await read(1_310)).toEqual(live);
});

it('leaves out what is in no file any more, and the rest keeps its names', async () => {
  writeFileSync(path, numbered(1, 400));
  await read(400);
  rotate();
  appendFileSync(path, numbered(401, 800));
  const before = await lines(800);
  await thread.close();
  unlinkSync(`${path}.1`);
  const after = await read(400);
  expect(after).toEqual(before.slice(400));
  appendFileSync(path, numbered(801, 900));
  expect(numbersOf(await lines(500))).toEqual(upTo(401, 900));
  await thread.close();
  const again = await read(500);
  expect(again.slice(0, 400)).toEqual(after);
  expect(again.at(-1)).toMatchObject({ generation: 2, line: 500 });
});

it('is the same without what was kept of its lines, damaged, of another time, or none', async () => {
  writeFileSync(path, numbered(1, 3_000));
  const before = await read(3_000);
  await thread.close();
  const bytes = readFileSync(kept('.lines'));
  const turned = Buffer.from(bytes);
  turned[100] = (turned[100] ?? 0) ^ 1;
  for (const damaged of [turned, bytes.subarray(0, 500), Buffer.alloc(0)]) {
    writeFileSync(kept('.lines'), damaged);
    expect(await read(3_000)).toEqual(before);
    await thread.close();
  }
  appendFileSync(path, numbered(3_001, 3_100));
  const longer = await read(3_100);
  await thread.close();
  // Lines of a time before the place: the rest is read.
  writeFileSync(kept('.lines'), bytes);
  expect(await read(3_100)).toEqual(longer);
  await thread.close();
  // Lines ahead of the place.
  const ahead = readFileSync(kept('.lines'));
  const place = readFileSync(kept('.place'));
  appendFileSync(path, numbered(3_101, 3_200));
  await read(3_200);
  await thread.close();
  writeFileSync(kept('.place'), place);
  expect(numbersOf(await read(3_200))).toEqual(upTo(1, 3_200));
  expect(ahead.length).toBeGreaterThan(0);
});

it('shows the lines of a file whose middle was changed in place as they are now', async () => {
  writeFileSync(path, numbered(1, 6_000));
  await read(6_000);
  await thread.close();
  const text = readFileSync(path, 'utf8');
  const at = text.indexOf('line 3000 ');
  const until = text.indexOf('line 3400 ');
  // As long as before, and of one line instead of 400.
  writeFileSync(path, `${text.slice(0, at)}${'x'.repeat(until - at - 1)}\n${text.slice(until)}`);
  const after = await read(5_601);
  expect(after[2_999]?.text).toMatch(/^x+$/);
  expect(after[3_000]?.text).toBe('line 3400 of the log');
});

/** How many lines of each level there are now. */
const counted = async () => valueOf(await thread.ask('view', { viewId })).levels;

/** One line of a file says something else, in as many bytes. */
const writeOver = (number: number, end: number, word = 'FAIL'): void => {
  const at = readFileSync(path, 'utf8').indexOf(` ${String(number).padStart(6, '0')} `) - 'INFO'.length;
  const file = openSync(path, 'r+');
  writeSync(file, word, at);
  expect(fstatSync(file).size).toBe(end);
  closeSync(file);
};
const told = (from: number, to: number): string =>
  upTo(from, to)
    .map((number) => `INFO ${String(number).padStart(6, '0')} of the log\n`)
    .join('');

it.each([
  ['short', 2_000],
  ['long', 200_000],
])('tells anew how bad the lines of a %s file are that was written over in equal length', async (_, count) => {
  const text = told(1, count);
  // Between the places that are looked at, and among the last lines.
  for (const number of [count >> 1, count - 2]) {
    writeFileSync(path, text);
    await begin();
    await areRead(count);
    expect(await counted()).toMatchObject({ info: count, warning: 0 });
    await thread.close();
    const { mtimeMs } = statSync(path);
    // Clocks of file systems tick more slowly than this runs.
    await eventually(() => {
      writeOver(number, text.length);
      expect(statSync(path).mtimeMs).not.toBe(mtimeMs);
    });
    await begin();
    await areRead(count);
    expect(await counted()).toMatchObject({ info: count - 1, warning: 1 });
    await thread.close();
  }
});

it('tells anew how bad the lines are of a file that was written over in equal length and given its old time again', async () => {
  const count = 200_000;
  const text = told(1, count);
  writeFileSync(path, text);
  utimesSync(path, 1_700_000_000, 1_700_000_000);
  await begin();
  await areRead(count);
  expect(await counted()).toMatchObject({ info: count, warning: 0 });
  await thread.close();
  const { ctimeMs } = statSync(path);
  await eventually(() => {
    writeOver(count >> 1, text.length);
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    expect(statSync(path).ctimeMs).not.toBe(ctimeMs);
  });
  expect(statSync(path).mtimeMs).toBe(1_700_000_000_000);
  await begin();
  await areRead(count);
  expect(await counted()).toMatchObject({ info: count - 1, warning: 1 });
});

it.each([
  ['short', 2_000],
  ['long', 60_000],
])('tells anew how bad the lines of a %s file are that is written over while it is read', async (_, count) => {
  const text = told(1, count);
  writeFileSync(path, text);
  const before = await read(count);
  expect(await counted()).toMatchObject({ info: count, warning: 0 });
  let tries = 0;
  await eventually(async () => {
    // Its checksum follows its lines: what is written over before it is made belongs to it.
    if (tries++ % 50 === 0) writeOver(count >> 1, text.length, tries % 100 === 1 ? 'FAIL' : 'WARN');
    expect(await counted()).toMatchObject({ info: count - 1, warning: 1 });
  });
  const after = await lines(count);
  expect(after[(count >> 1) - 1]).toEqual({
    ...before[(count >> 1) - 1],
    text: expect.stringMatching(/^(?:FAIL|WARN) \d+ of the log$/),
  });
  expect(after.map(({ generation, line }) => [generation, line])).toEqual(
    before.map(({ generation, line }) => [generation, line]),
  );
  await thread.close();
  await begin();
  await areRead(count);
  expect(await counted()).toMatchObject({ info: count - 1, warning: 1 });
});

it('tells anew how bad a line is of a file that has grown as well, where nothing of it is left out', async () => {
  writeFileSync(path, told(1, 20_000));
  await read(20_000);
  await thread.close();
  for (const number of [1, 77, 9_999, 19_990]) writeOver(number, told(1, 20_000).length);
  appendFileSync(path, told(20_001, 20_010));
  await read(20_010);
  expect(await counted()).toMatchObject({ info: 20_006, warning: 4 });
});

it('names lines anew where nothing was kept, and no name means two lines', async () => {
  writeFileSync(path, numbered(1, 10));
  await read(10);
  await thread.close();
  rmSync(kept('.place'));
  expect((await read(10, { namedUpTo: 4 }))[0]).toMatchObject({ generation: 5, line: 1 });
});

it('names lines anew that are read in another encoding', async () => {
  writeFileSync(path, Buffer.from([0xb4, 0xed, 0xce, 0xf3, 0x0a]));
  expect(await read(1, { encoding: 'windows-1252' })).toEqual([{ generation: 1, line: 1, text: '´íÎó' }]);
  await thread.close();
  expect(await read(1, { encoding: 'gb18030' })).toEqual([{ generation: 2, line: 1, text: '错误' }]);
});

it('has names that hold before anybody hears of them, also in a file that was empty when it was met', async () => {
  writeFileSync(path, '');
  await begin();
  await areRead(0);
  appendFileSync(path, numbered(1, 10));
  const before = await lines(10);
  const place = readFileSync(kept('.place'));
  await thread.close();
  rmSync(kept('.lines'));
  writeFileSync(kept('.place'), place);
  appendFileSync(path, numbered(11, 20));
  expect((await read(20)).slice(0, 10)).toEqual(before);
});

it('goes on with a line that was not ended', async () => {
  writeFileSync(path, `${numbered(1, 200)}the beginning`);
  await read(201);
  await thread.close();
  appendFileSync(path, ' and the end\nlast\n');
  const all = await read(202);
  expect(all.slice(200).map(({ text }) => text)).toEqual(['the beginning and the end', 'last']);
  expect(all.at(-1)).toMatchObject({ generation: 1, line: 202 });
});

it('holds nothing of the log in the clear', async () => {
  writeFileSync(path, numbered(1, 2_000, 'secret'));
  await read(2_000);
  await thread.close();
  for (const end of ['.place', '.lines']) {
    const bytes = readFileSync(kept(end));
    expect(bytes.includes('secret')).toBe(false);
    expect(bytes.includes('app.log')).toBe(false);
  }
});
