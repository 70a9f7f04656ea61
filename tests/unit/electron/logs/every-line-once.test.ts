import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LinePosition } from '#core/known-problems.ts';
import { TookTooLong } from '#core/logs/match/time-limit.ts';
import type { LineScanner } from '#core/logs/thread/known-problems.ts';
import { scannerOfAll, scanningOf } from './scan-log.ts';
import { fileStream } from './streams.ts';

let folder: string;
let path: string;
/** What the scanner was shown, in order. */
let shown: string[];

const linesFrom = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, line) => `line ${from + line}\n`).join('');

/** Wants every line; takes too long on the text that is given. */
const scannerOf = (slow?: string): LineScanner =>
  scannerOfAll((...batches) => {
    const texts = batches.flatMap(({ lines }) => lines.map(({ text }) => text));
    if (slow !== undefined && texts.includes(slow)) throw new TookTooLong();
    shown.push(...texts);
    return texts.length;
  });

/** The log as a console reads it that was started now. */
const open = (from?: LinePosition) => {
  const { stream, wake, close } = fileStream(path, folder);
  const scanning = scanningOf(stream, from);
  const lookAtAll = (scanner = scannerOf()): void => {
    while (scanning.scan(scanner, true) !== undefined) scanning.isOwed = false;
  };
  return { scanning, lookAtAll, wake, close };
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskside-'));
  path = join(folder, 'app.log');
  shown = [];
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('goes on behind the last line that was looked at before a restart, when more comes to its block than was there', () => {
  writeFileSync(path, linesFrom(0, 1_054));
  const before = open();
  before.lookAtAll();
  before.close();
  const after = open(before.scanning.position);
  after.lookAtAll();
  appendFileSync(path, linesFrom(1_054, 3_000));
  after.wake();
  after.lookAtAll();
  after.close();
  expect(shown.map((text) => `${text}\n`).join('')).toBe(linesFrom(0, 3_000));
});

it('goes on with every line that came since it looked for the one on which a rule took too long', () => {
  writeFileSync(path, linesFrom(0, 54));
  const { scanning, lookAtAll, wake, close } = open();
  const slow = 'line 20';
  expect(() => lookAtAll(scannerOf(slow))).toThrow(TookTooLong);
  expect(scanning.placeOfText(slow)).toMatchObject({ line: 21 });
  expect(scanning.placeOfText('no such line')).toBeNull();
  appendFileSync(path, linesFrom(54, 3_000));
  wake();
  lookAtAll();
  close();
  expect(shown.map((text) => `${text}\n`).join('')).toBe(linesFrom(0, 3_000));
});
