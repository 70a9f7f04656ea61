import { describe, expect, it } from 'vitest';
import { sortedInPieces } from '#shared/visits/sort-in-pieces.ts';

interface Card {
  readonly key: number;
  readonly place: number;
}

/** What it comes to, and the most comparisons between two pauses. */
const run = (values: readonly Card[]) => {
  let compared = 0;
  let most = 0;
  const work = sortedInPieces(values, (left, right) => {
    most = Math.max(most, ++compared);
    return left.key - right.key;
  });
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) return { sorted: step.value, most };
    compared = 0;
  }
};

describe('sorting in pieces', () => {
  it.each([0, 1, 63, 64, 65, 129, 1_000, 20_000])('orders %i as a sort does, equals as they came', (count) => {
    const values = Array.from({ length: count }, (_, place) => ({ key: (place * 7_919) % 613, place }));
    const { sorted, most } = run(values);
    expect(sorted).toEqual(values.toSorted((left, right) => left.key - right.key));
    expect(most).toBeLessThan(600);
  });
});
