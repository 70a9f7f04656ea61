import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Segment } from '#core/logs/follow/segment.ts';
import { LineIndex } from '#core/logs/index/line-index.ts';

const segmentOf = (id: number, bytes: Buffer): Segment => ({
  id,
  name: `${id}.log`,
  generation: id,
  encoding: 'utf-8',
  start: 0,
  end: bytes.length,
  readBefore: 0,
  isSealed: true,
  isGone: false,
  read: () => 0,
});

/** Of several files, the last one open: lines of these lengths each. */
const indexOf = (files: readonly (readonly number[])[]): LineIndex => {
  const index = new LineIndex();
  for (const [place, lengths] of files.entries()) {
    const bytes = Buffer.from(lengths.map((length) => 'x'.repeat(length)).join('\n'));
    index.begin(segmentOf(place + 1, bytes));
    index.add(bytes, 0);
  }
  return index;
};

/** Block by block. */
const lastWithin = (index: LineIndex, first: number, bytes: number): number => {
  const from = index.block(first);
  let last = first;
  while (last + 1 < index.blocks) {
    const next = index.block(last + 1);
    if (next.segment !== from.segment || next.to - from.from > bytes) break;
    last++;
  }
  return last;
};

it('knows how many blocks lie within so many bytes, of one file and not of the next', () => {
  const lengths = fc
    .tuple(fc.nat({ max: 700 }), fc.nat({ max: 9 }))
    .map(([count, length]) => Array.from({ length: count }, (_, place) => (place * length) % 11));
  fc.assert(
    fc.property(
      fc.array(lengths, { minLength: 1, maxLength: 4 }),
      fc.nat({ max: 6_000 }),
      fc.boolean(),
      (files, bytes, isShown) => {
        const index = indexOf(files);
        index.showOpenLine(isShown);
        for (let block = 0; block < index.blocks; block++)
          expect(index.lastWithin(block, bytes), `block ${block}`).toBe(lastWithin(index, block, bytes));
      },
    ),
    { numRuns: 200 },
  );
});
