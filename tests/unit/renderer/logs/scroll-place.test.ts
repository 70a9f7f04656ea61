import { describe, expect, it } from 'vitest';
import { isScaled, lastTop, moved, placeOf, scrollHeight, scrollTopOf, showing } from '#renderer/logs/scroll-place.ts';

const short = { total: 1000, view: 400 };
const long = { total: 8_390_000, view: 400 };

describe('where a list is scrolled to', () => {
  it('is by pixels where the whole list fits into what browsers scroll', () => {
    expect(isScaled(short)).toBe(false);
    expect(scrollHeight(short)).toBe(20_000);
    expect(placeOf(210, short)).toEqual({ at: 'line', rank: 10.5 });
    expect(scrollTopOf({ at: 'line', rank: 10.5 }, short)).toBeCloseTo(210);
  });
  it('is by share where it does not, and every line can be reached', () => {
    expect(isScaled(long)).toBe(true);
    expect(scrollHeight(long)).toBeLessThan(16_000_000);
    for (const rank of [0, 1, 4_000_000, 8_389_900]) {
      const place = placeOf(scrollTopOf({ at: 'line', rank }, long), long);
      expect(place.at === 'line' && Math.abs(place.rank - rank) < 1e-3).toBe(true);
    }
    expect(moved({ at: 'line', rank: 4_000_000 }, 20, long)).toEqual({ at: 'line', rank: 4_000_001 });
  });
  it('is the end at the end, and where all is in sight', () => {
    expect(placeOf(19_600, short)).toEqual({ at: 'end' });
    expect(placeOf(scrollTopOf({ at: 'end' }, long), long)).toEqual({ at: 'end' });
    expect(placeOf(0, { total: 3, view: 400 })).toEqual({ at: 'end' });
    expect(moved({ at: 'line', rank: 970 }, 1000, short)).toEqual({ at: 'end' });
    expect(moved({ at: 'end' }, -20, short)).toEqual({ at: 'line', rank: lastTop(short) - 1 });
    expect(moved({ at: 'line', rank: 2 }, -1000, short)).toEqual({ at: 'line', rank: 0 });
  });
  it('moves no more than it must to show a line', () => {
    const place = { at: 'line', rank: 100 } as const;
    expect(showing(105, place, short)).toBe(place);
    expect(showing(99, place, short)).toEqual({ at: 'line', rank: 99 });
    expect(showing(120, place, short)).toEqual({ at: 'line', rank: 101 });
    expect(showing(500, place, short, 5)).toEqual({ at: 'line', rank: 486 });
    expect(showing(999, place, short)).toEqual({ at: 'end' });
  });
});
