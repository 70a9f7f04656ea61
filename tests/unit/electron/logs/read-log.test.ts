import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ReadLog } from '#core/logs/thread/read-log.ts';
import { followedFile, today } from './streams.ts';

const PIECE = 1024 * 1024;
const line = `2026-11-26T10:00:00Z INFO ${'x'.repeat(100)}\n`;

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskside-read-log-'));
  path = join(folder, 'a.log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Takes one piece at a time: the clock goes on by more than a stretch at each look. */
const read = (): ReadLog => {
  let clock = 0;
  const mono = (): number => (clock += 10);
  const source = {
    id: 'logSource:1',
    name: 'a',
    kind: 'file',
    place: path,
    encoding: 'auto',
    isWatched: false,
    namedUpTo: 0,
  } as const;
  return new ReadLog(source, path, null, followedFile(path, folder, mono), {
    now: () => today,
    mono,
    log: () => undefined,
  });
};

it('says of a large log when all of its lines are there, before anything else is found out about them', () => {
  const lines = Math.ceil((3.5 * PIECE) / line.length);
  writeFileSync(path, line.repeat(lines));
  const log = read();
  let step = log.step();
  for (let steps = 0; !step.isFilled && steps < 20; steps++) {
    expect(log.stream.lines).toBeLessThan(lines);
    step = log.step();
  }
  expect(step).toMatchObject({ isFilled: true, more: true, news: true });
  expect(log.stream.lines).toBe(lines);
  expect(log.stream.ordered).toBe(0);
  expect(log.stream.classified).toBe(0);
  while (step.more) {
    step = log.step();
    expect(step.isFilled).toBe(false);
  }
  expect(log.stream.classified).toBe(lines);
  log.close();
});

it('says so once: lines that come later are known in the step in which they come', () => {
  writeFileSync(path, line.repeat(10_000));
  const log = read();
  while (log.step().more);
  appendFileSync(path, line);
  log.wake();
  expect(log.step()).toMatchObject({ isFilled: false, news: true });
  while (log.step().more);
  expect(log.stream.classified).toBe(10_001);
  log.close();
});

it('counts what it skips of a long hole as read, and tells of the hole once', () => {
  writeFileSync(path, '');
  truncateSync(path, 8 * PIECE);
  appendFileSync(path, `\n${line}`);
  const size = 8 * PIECE + 1 + line.length;
  const log = read();
  const shares: number[] = [];
  for (let more = true; more;) {
    ({ more } = log.step());
    const { bytes, readBytes } = log.now();
    if (more && log.stream.lines === 0) {
      expect(bytes).toBe(size);
      shares.push(readBytes);
    }
  }
  expect(shares.length).toBeGreaterThan(3);
  expect(shares).toEqual(shares.toSorted((one, other) => one - other));
  expect(shares.at(-1)).toBeGreaterThan(4 * PIECE);
  expect(log.stream.events.map(({ kind }) => kind)).toEqual(['nul-run']);
  const { bytes, readBytes } = log.now();
  expect(readBytes).toBe(bytes);
  log.close();
});
