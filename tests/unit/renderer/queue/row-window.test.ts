import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AHEAD, CHUNK, indexOf, missingIn, rowAt, withPage, type RowWindow } from '#renderer/queue/row-window.ts';
import { pageOf } from './rows.ts';

const filled = (total: number, version = 1): RowWindow => withPage(undefined, 'key', pageOf(total, 0, CHUNK, version));

describe('the window over a result', () => {
  it('gives rows by their place and nothing beyond the end', () => {
    const window = withPage(filled(150), 'key', pageOf(150, 128, CHUNK));
    expect(rowAt(window, 0)?.number).toBe('INC-7K3Q-000001');
    expect(rowAt(window, 149)?.number).toBe('INC-7K3Q-000150');
    expect(rowAt(window, 64)).toBeUndefined();
    expect(rowAt(window, 150)).toBeUndefined();
  });

  it('finds a ticket by id where it is held', () => {
    const window = withPage(filled(300), 'key', pageOf(300, 192, CHUNK));
    expect(indexOf(window, rowAt(window, 200)?.id ?? '')).toBe(200);
    expect(indexOf(window, 'ticket:none')).toBe(-1);
  });

  it('asks for what is missing in whole chunks, the first gap only, and never more than the lead', () => {
    expect(missingIn(filled(1000), 0, 40)).toBeUndefined();
    expect(missingIn(filled(1000), 60, 70)).toEqual({ from: CHUNK, count: CHUNK });
    expect(missingIn(filled(100_000), 0, 90_000)).toEqual({ from: CHUNK, count: AHEAD });
    const gap = withPage(filled(1000), 'key', pageOf(1000, 3 * CHUNK, CHUNK));
    expect(missingIn(gap, 0, 1000)).toEqual({ from: CHUNK, count: 2 * CHUNK });
  });

  it('asks again for rows of an older version, and shows them meanwhile', () => {
    const old = withPage(filled(200), 'key', pageOf(200, CHUNK, CHUNK, 1));
    const newer = withPage(old, 'key', pageOf(200, 0, CHUNK, 2));
    expect(rowAt(newer, CHUNK)).toBeDefined();
    expect(missingIn(newer, 0, 2 * CHUNK)).toEqual({ from: CHUNK, count: CHUNK });
  });

  it('ignores an answer older than what it shows', () => {
    const now = filled(200, 5);
    expect(withPage(now, 'key', pageOf(900, 0, CHUNK, 4))).toBe(now);
  });

  it('forgets everything when filter or order change', () => {
    const other = withPage(filled(200, 9), 'other', pageOf(3, 0, 3, 2));
    expect(other).toMatchObject({ key: 'other', total: 3, version: 2 });
    expect(rowAt(other, 3)).toBeUndefined();
  });

  it('does not ask for ever for rows that an answer did not bring', () => {
    const page = { total: 10, held: 10, version: 1, from: 0, rows: [], groups: null, search: null };
    const empty = withPage(undefined, 'key', page);
    expect(missingIn(empty, 0, 10)).toBeUndefined();
  });

  it('keeps a bounded number of rows, those near the last page', () => {
    let window: RowWindow | undefined;
    for (let from = 0; from < 100_000; from += CHUNK) window = withPage(window, 'key', pageOf(100_000, from, CHUNK));
    expect(window?.chunks.size).toBeLessThanOrEqual(64);
    expect(window && rowAt(window, 99_999)).toBeDefined();
    expect(window && rowAt(window, 0)).toBeUndefined();
  });

  it('is complete once everything it asked for has come, in whatever order it is looked at', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2000 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 300 })), { maxLength: 12 }),
        (total, looks) => {
          let window = filled(total);
          for (const [from, length] of looks) {
            for (
              let span = missingIn(window, from, from + length);
              span;
              span = missingIn(window, from, from + length)
            ) {
              window = withPage(window, 'key', pageOf(total, span.from, span.count));
            }
            for (let index = from; index < Math.min(from + length, total); index++)
              expect(rowAt(window, index)?.number).toBe(`INC-7K3Q-${String(index + 1).padStart(6, '0')}`);
          }
        },
      ),
    );
  });
});
