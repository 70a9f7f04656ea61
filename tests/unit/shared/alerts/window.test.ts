import { describe, expect, it } from 'vitest';
import { countHit, emptyWindow, type HitWindow } from '#shared/alerts/window.ts';

const rule = { threshold: { count: 3, withinSeconds: 60 }, coolDownSeconds: 600 };
const second = 1_000;

/** At which of these times, in seconds, it fires. */
const firings = (times: readonly number[], of = rule): readonly number[] => {
  let window: HitWindow = emptyWindow;
  const fired: number[] = [];
  for (const time of times) {
    const counted = countHit(window, of, time * second);
    window = counted.window;
    if (counted.fires) fired.push(time);
  }
  return fired;
};

describe('the window of a rule', () => {
  it('fires with the hit that reaches the threshold within its time', () => {
    expect(firings([0, 20, 59])).toEqual([59]);
    expect(firings([0, 20, 60])).toEqual([60]);
    expect(firings([0, 20, 61])).toEqual([]);
  });

  it('slides: hits that are too old no longer count', () => {
    expect(firings([0, 50, 100, 110])).toEqual([110]);
  });

  it('is quiet through the cool-down and needs the whole threshold again after it', () => {
    expect(firings([0, 1, 2, 3, 4, 5, 600, 601, 602, 603, 604])).toEqual([2, 604]);
  });

  it('counts on where clocks are put back by an hour, and through the end of a year', () => {
    expect(firings([3_590, 3_595, 0, 5, 10])).toEqual([10]);
    expect(firings([3_590, 3_595, 7_200, 7_205, 7_210])).toEqual([7_210]);
    const newYear = Date.UTC(2026, 11, 31, 23, 59, 40) / second;
    expect(firings([newYear, newYear + 10, newYear + 30])).toEqual([newYear + 30]);
    // A leap day and a year that has none.
    const march = Date.UTC(2028, 1, 29, 23, 59, 50) / second;
    expect(firings([march, march + 5, march + 15])).toEqual([march + 15]);
  });

  it('counts a late line where it belongs', () => {
    expect(firings([100, 130, 90])).toEqual([90]);
    expect(firings([100, 130, 60])).toEqual([]);
  });

  it('stays quiet for a late line that is of the time of the cool-down', () => {
    expect(firings([0, 1, 2, 500, -5, -4, -3])).toEqual([2]);
  });

  it('begins anew where the log goes back by more than the cool-down', () => {
    expect(firings([100_000, 100_001, 100_002, 0, 1, 2])).toEqual([100_002, 2]);
  });

  it('fires at once where one is enough, and once a cool-down', () => {
    const one = { threshold: { count: 1, withinSeconds: 0 }, coolDownSeconds: 600 };
    expect(firings([0, 1, 599, 600, 601], one)).toEqual([0, 600]);
  });
});
