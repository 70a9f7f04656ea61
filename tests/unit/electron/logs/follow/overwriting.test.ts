/** A file that is followed is looked at again and again; its times tell when its content is to be compared. */
import {
  appendFileSync,
  mkdtempSync,
  openSync,
  closeSync,
  rmSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileAt, LogFile } from '#core/logs/follow/log-file.ts';
import { Overwriting } from '#core/logs/follow/overwriting.ts';
import { Source } from '#core/logs/follow/source.ts';

const STEP = 1024 * 1024;
const content = Buffer.from(Array.from({ length: 3 * STEP + 5 }, (_, at) => 32 + ((at * at) % 90)));

let folder: string;
let path: string;
let source: Source;
let overwriting: Overwriting;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskside-overwriting-'));
  path = join(folder, 'a.log');
  writeFileSync(path, content);
  setTime(1);
  const file = LogFile.open(path, 'a.log');
  if (typeof file === 'string') throw new Error(file);
  source = new Source(file, 'a.log', 1, 'utf-8');
  overwriting = new Overwriting();
  source.advance(content);
  source.sum(content.length);
  look();
});
afterEach(() => {
  source.file?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** In steps that every file system tells apart. */
const setTime = (minute: number): void => utimesSync(path, 1_700_000_000, 1_700_000_000 + minute * 60);

const look = (): void => {
  const there = fileAt(path);
  if (typeof there === 'string') throw new Error(there);
  overwriting.note(source, there);
};

const writeOver = (at: number): void => {
  const file = openSync(path, 'r+');
  writeSync(file, '\n', at);
  closeSync(file);
};

/** How many steps it took to rule it out, or to find it. */
const settle = (): number => {
  let steps = 0;
  for (; overwriting.isPossible && !overwriting.isFound && steps < 100; steps++) overwriting.step(STEP);
  return steps;
};

it.each([0, 2_000_000, content.length - 1])('finds one byte that is another, at %d', (at) => {
  writeOver(at);
  setTime(2);
  expect(overwriting.isPossible).toBe(false);
  look();
  expect(overwriting.isPossible).toBe(true);
  expect(settle()).toBe(4);
  expect(overwriting.isFound).toBe(true);
});

it('goes by what is now known of the file from then on', () => {
  writeOver(7);
  setTime(2);
  look();
  settle();
  overwriting = new Overwriting();
  look();
  setTime(3);
  look();
  settle();
  expect(overwriting.isFound).toBe(false);
});

it('is ruled out where only the times are others', () => {
  for (const minute of [2, 3]) {
    setTime(minute);
    look();
    expect(overwriting.isPossible).toBe(true);
    expect(settle()).toBe(4);
    expect(overwriting.isPossible).toBe(false);
  }
});

it('reads nothing of a file that only grows', () => {
  for (const minute of [2, 3]) {
    appendFileSync(path, 'more\n');
    setTime(minute);
    look();
    source.advance(Buffer.from('more\n'));
    look();
    expect(overwriting.isPossible).toBe(false);
  }
});

it('is found as well where the file grows meanwhile', () => {
  writeOver(2_000_000);
  setTime(2);
  look();
  overwriting.step(STEP);
  appendFileSync(path, 'more\n');
  setTime(3);
  look();
  source.advance(Buffer.from('more\n'));
  look();
  settle();
  expect(overwriting.isFound).toBe(true);
});
