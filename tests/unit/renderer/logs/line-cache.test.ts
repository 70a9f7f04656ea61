import { describe, expect, it } from 'vitest';
import { LineCache } from '#renderer/logs/line-cache.ts';
import { eventually } from '../../../support/eventually.ts';

interface Line {
  readonly rank: number;
  readonly text: string;
}
interface Gap {
  readonly beforeRank: number;
}
interface Answer {
  readonly version: number;
  readonly lines: readonly Line[];
  readonly gaps: readonly Gap[];
}

/** A view of numbered lines whose requests are answered when the test says so. */
const numbered = () => {
  const asked: { readonly from: number; readonly answer: (text?: string) => void; readonly refuse: () => void }[] = [];
  const cache = new LineCache<Line, Gap>(
    (from, count) =>
      new Promise<Answer | undefined>((resolve) => {
        asked.push({
          from,
          answer: (text = 'line') =>
            resolve({
              version: 1,
              lines: Array.from({ length: count }, (_, index) => ({ rank: from + index, text })),
              gaps: [{ beforeRank: from + 3 }],
            }),
          refuse: () => resolve(undefined),
        });
      }),
  );
  return { cache, asked };
};
const settle = () => eventually(() => Promise.resolve());

describe('lines in sight', () => {
  it('are asked for in pieces, once', async () => {
    const { cache, asked } = numbered();
    cache.change(1000, 0);
    cache.want(150, 230);
    expect(asked.map(({ from }) => from)).toEqual([0]);
    asked[0]?.answer();
    await eventually(() => expect(asked.map(({ from }) => from)).toEqual([0, 200]));
    expect(cache.line(199)?.rank).toBe(199);
    expect(cache.line(200)).toBeUndefined();
    expect(cache.gaps(3)).toHaveLength(1);
    asked[1]?.answer();
    await eventually(() => expect(cache.line(230)?.rank).toBe(230));
    cache.want(160, 240);
    expect(asked).toHaveLength(2);
  });
  it('are those that a long scroll stops at', async () => {
    const { cache, asked } = numbered();
    cache.change(1_000_000, 0);
    cache.want(0, 40);
    for (let from = 1000; from <= 900_000; from += 1000) cache.want(from, from + 40);
    asked[0]?.answer();
    await eventually(() => expect(asked.map(({ from }) => from)).toEqual([0, 900_000]));
  });
  it('stay while newer ones are on their way, and are asked for again where they changed', async () => {
    const { cache, asked } = numbered();
    cache.change(450, 0);
    cache.want(0, 449);
    for (const index of [0, 1, 2]) {
      await eventually(() => expect(asked).toHaveLength(index + 1));
      asked[index]?.answer('old');
    }
    await eventually(() => expect(cache.line(440)?.text).toBe('old'));
    cache.change(460, 450);
    expect(cache.line(440)?.text).toBe('old');
    await eventually(() => expect(asked.map(({ from }) => from)).toEqual([0, 200, 400, 400]));
    asked[3]?.answer('new');
    await eventually(() => expect(cache.line(440)?.text).toBe('new'));
    expect(cache.line(10)?.text).toBe('old');
  });
  it('that changed while they were on their way are asked for once more', async () => {
    const { cache, asked } = numbered();
    cache.change(100, 0);
    cache.want(0, 99);
    cache.change(101, 100);
    asked[0]?.answer('early');
    await eventually(() => expect(asked).toHaveLength(2));
    asked[1]?.answer('late');
    await eventually(() => expect(cache.line(99)?.text).toBe('late'));
    await settle();
    expect(asked).toHaveLength(2);
  });
  it('of another view are not shown in this one', async () => {
    const { cache, asked } = numbered();
    cache.change(100, 0);
    cache.want(0, 50);
    cache.clear();
    cache.change(100, 0);
    asked[0]?.answer('of the old view');
    await eventually(() => expect(asked).toHaveLength(2));
    expect(cache.line(5)).toBeUndefined();
    asked[1]?.answer('of the new one');
    await eventually(() => expect(cache.line(5)?.text).toBe('of the new one'));
  });
  it('that were refused are asked for again with the next change, not in a circle', async () => {
    const { cache, asked } = numbered();
    cache.change(10, 0);
    cache.want(0, 9);
    asked[0]?.refuse();
    await settle();
    expect(asked).toHaveLength(1);
    cache.change(11, 10);
    await eventually(() => expect(asked).toHaveLength(2));
  });
});
