import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pieceRoom } from '#core/logs/files/piece-memory.ts';
import { newlineScanner, plainScanner } from '#core/logs/index/newline-scan.ts';

const EVERY = 128;
const PIECE = 4_096;

const marksOf = (make: typeof plainScanner, pieces: readonly Uint8Array[]): { marks: number[]; left: number } => {
  const scanner = make(EVERY);
  let base = 0;
  const marks: number[] = [];
  for (const piece of pieces) {
    for (const mark of scanner.scan(piece)) marks.push(base + mark);
    base += piece.length;
  }
  return { marks, left: scanner.left };
};

const piece = fc
  .tuple(fc.integer({ min: 0, max: PIECE }), fc.integer({ min: 1, max: 200 }), fc.integer())
  .map(([length, gap, seed]) => Uint8Array.from({ length }, (_, at) => ((at * 31 + seed) % gap === 0 ? 10 : 11)));

it('finds the same marks with and without the module, however the bytes are cut', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      expect(marksOf(newlineScanner, pieces)).toEqual(marksOf(plainScanner, pieces));
    }),
  );
});

it('is not misled by what a longer piece left behind', () => {
  const scanner = newlineScanner(EVERY);
  scanner.scan(new Uint8Array(PIECE).fill(10));
  const { left } = scanner;
  expect([...scanner.scan(new Uint8Array(3).fill(65))]).toEqual([]);
  expect(scanner.left).toBe(left);
});

it('counts a piece of nothing but newlines', () => {
  const scanner = newlineScanner(EVERY);
  expect([...scanner.scan(new Uint8Array(300).fill(10))]).toEqual([128, 256]);
  expect(scanner.left).toBe(84);
});

it('finds the same in the memory that files are read into, wherever a piece lies there', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(piece, fc.nat({ max: 300 })), { maxLength: 6 }), (placed) => {
      const copies: typeof plainScanner = (every) => {
        const scanner = newlineScanner(every);
        let next = 0;
        return {
          get left() {
            return scanner.left;
          },
          scan: (bytes) => {
            const from = placed[next++]?.[1] ?? 0;
            pieceRoom().fill(10).set(bytes, from);
            return scanner.scan(pieceRoom().subarray(from, from + bytes.length));
          },
        };
      };
      const pieces = placed.map(([bytes]) => bytes);
      expect(marksOf(copies, pieces)).toEqual(marksOf(plainScanner, pieces));
    }),
    { numRuns: 30 },
  );
});

it('counts for each of several texts by itself', () => {
  const one = newlineScanner(EVERY);
  const other = newlineScanner(EVERY);
  one.scan(new Uint8Array(100).fill(10));
  expect(other.left).toBe(EVERY);
  expect([...other.scan(new Uint8Array(EVERY).fill(10))]).toEqual([EVERY]);
  expect([...one.scan(new Uint8Array(28).fill(10))]).toEqual([28]);
});
