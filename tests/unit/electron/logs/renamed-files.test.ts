import { appendFile, copyFile, rename, truncate } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { OneSource } from './one-source.ts';

let log: OneSource;

beforeEach(async () => {
  log = await OneSource.make();
  await log.put('app-now.log', '2026-11-26T10:00:00Z one\n');
  await log.open('files', 'app-*.log');
  await log.linesAre('app-now.log: 2026-11-26T10:00:00Z one');
});
afterEach(() => log.close());

const move = (from: string, to: string): Promise<void> => rename(log.place(from), log.place(to));
const add = (name: string, text: string): Promise<void> => appendFile(log.place(name), text);

/** Long enough for the folder to be looked through once more. */
const lookedThrough = (): Promise<void> => wait(2_600);

it('a file that gets another name that the pattern fits stays the log that it was', async () => {
  await move('app-now.log', 'app-first.log');
  await log.put('app-now.log', '2026-11-26T11:00:00Z two\n');
  await lookedThrough();
  await log.linesAre('app-now.log: 2026-11-26T10:00:00Z one', 'app-now.log: 2026-11-26T11:00:00Z two');
  expect(await log.now()).toMatchObject({ problem: null, fileCount: 1, files: [{ name: 'app-now.log' }] });
});

it('also while nothing is under its old name, and it is read on there', async () => {
  await move('app-now.log', 'app-first.log');
  await lookedThrough();
  await add('app-first.log', '2026-11-26T10:00:01Z two\n');
  await log.linesAre('app-now.log: 2026-11-26T10:00:00Z one', 'app-now.log: 2026-11-26T10:00:01Z two');
  await log.until(async () => (await log.now()).state === 'following');
  expect(await log.now()).toMatchObject({ problem: null, files: [{ state: 'following', problem: null }] });
});

it('also where that happened while the console was not running', async () => {
  await log.restart(async () => {
    await add('app-now.log', '2026-11-26T10:00:01Z two\n');
    await move('app-now.log', 'app-first.log');
    await log.put('app-now.log', '2026-11-26T11:00:00Z three\n');
    await log.put('app-other.log', '2026-11-26T12:00:00Z other\n');
  });
  await log.open('files', 'app-*.log');
  const lines = [
    'app-now.log: 2026-11-26T10:00:00Z one',
    'app-now.log: 2026-11-26T10:00:01Z two',
    'app-now.log: 2026-11-26T11:00:00Z three',
    'app-other.log: 2026-11-26T12:00:00Z other',
  ];
  await log.linesAre(...lines);
  await lookedThrough();
  await log.linesAre(...lines);
  // Once more: its rotated file is known by what is kept of it.
  await log.restart(() => add('app-now.log', '2026-11-26T13:00:00Z four\n'));
  await log.open('files', 'app-*.log');
  await log.linesAre(...lines, 'app-now.log: 2026-11-26T13:00:00Z four');
});

it('and where nothing came under its old name', async () => {
  await log.restart(async () => {
    await move('app-now.log', 'app-first.log');
    await add('app-first.log', '2026-11-26T10:00:01Z two\n');
  });
  await log.open('files', 'app-*.log');
  await log.linesAre('app-now.log: 2026-11-26T10:00:00Z one', 'app-now.log: 2026-11-26T10:00:01Z two');
});

it('files that are numbered on are one log, each line once', async () => {
  await log.put('app-2.log', '2026-11-26T09:00:00Z zero\n');
  await log.linesAre('app-2.log: 2026-11-26T09:00:00Z zero', 'app-now.log: 2026-11-26T10:00:00Z one');
  await move('app-2.log', 'app-3.log');
  await move('app-now.log', 'app-2.log');
  await log.put('app-now.log', '2026-11-26T11:00:00Z two\n');
  await lookedThrough();
  const lines = [
    'app-2.log: 2026-11-26T09:00:00Z zero',
    'app-now.log: 2026-11-26T10:00:00Z one',
    'app-now.log: 2026-11-26T11:00:00Z two',
  ];
  await log.linesAre(...lines);
  await log.restart(() => Promise.resolve());
  await log.open('files', 'app-*.log');
  await log.linesAre(...lines);
});

it('a copy beside a log that goes on is a log of its own; one that was made to empty it is none', async () => {
  await copyFile(log.place('app-now.log'), log.place('app-copy.log'));
  await log.linesAre('app-copy.log: 2026-11-26T10:00:00Z one', 'app-now.log: 2026-11-26T10:00:00Z one');
  await add('app-now.log', '2026-11-26T10:00:01Z two\n');
  await log.until(async () => (await log.window()).total === 3);
  await copyFile(log.place('app-now.log'), log.place('app-kept.log'));
  await truncate(log.place('app-now.log'));
  await add('app-now.log', '2026-11-26T11:00:00Z three\n');
  await lookedThrough();
  await log.linesAre(
    'app-copy.log: 2026-11-26T10:00:00Z one',
    'app-now.log: 2026-11-26T10:00:00Z one',
    'app-now.log: 2026-11-26T10:00:01Z two',
    'app-now.log: 2026-11-26T11:00:00Z three',
  );
});
