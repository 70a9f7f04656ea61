import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CALL_CELL_BYTES, callCells, callOn, tellCalls } from '#core/logs/files/disk-calls.ts';
import { TookTooLong, withinMs } from '#core/logs/match/time-limit.ts';

const cells = new Int32Array(new SharedArrayBuffer(CALL_CELL_BYTES));
const isInCall = (): boolean => Atomics.load(cells, callCells.count) % 2 === 1;

let folder: string;
let file: number;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskside-'));
  writeFileSync(join(folder, 'log'), 'line\n');
  file = openSync(join(folder, 'log'), 'r');
  tellCalls({ cells, tell: () => undefined });
});

afterAll(() => {
  closeSync(file);
  rmSync(folder, { recursive: true, force: true });
});

it('tells of a call for as long as it goes on, whatever comes of it', () => {
  expect(callOn(file, isInCall)).toBe(true);
  expect(isInCall()).toBe(false);
  expect(() =>
    callOn(file, () => {
      throw new Error('EIO');
    }),
  ).toThrow('EIO');
  expect(isInCall()).toBe(false);
});

it('tells of none any more when what called was stopped meanwhile', () => {
  const endless = (): never => {
    for (;;);
  };
  expect(() => withinMs(20, () => callOn(file, endless))).toThrow(TookTooLong);
  expect(isInCall()).toBe(false);
  expect(callOn(file, isInCall)).toBe(true);
  expect(isInCall()).toBe(false);
});
