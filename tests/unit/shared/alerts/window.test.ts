import fc from 'fast-check';
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

  it('counts in the hour that comes twice, however long the cool-down is, and in that before it', () => {
    const long = { ...rule, coolDownSeconds: 7_200 };
    expect(firings([3_590, 3_595, 0, 5, 10], long)).toEqual([10]);
    expect(firings([3_500, 3_595, 0, 100, 200, 205, 300, 3_580], long)).toEqual([]);
    expect(firings([3_590, 3_595, 0, 100, 200, 3_596], long)).toEqual([3_596]);
  });

  it('fires with the first hit of an hour that comes again for which enough lie within its time', () => {
    const run = fc
      .array(fc.integer({ min: 0, max: 300 }), { maxLength: 12 })
      .map((times) => times.toSorted((one, other) => one - other))
      .filter((times) => firings(times).length === 0);
    fc.assert(
      fc.property(run, run, (first, second) => {
        // What was too old when the hour ended counts no more.
        const last = first.filter((time) => time >= (first.at(-1) ?? 0) - 60);
        const expected = second.findIndex((at, place) => {
          const all = [...last, ...second.slice(0, place + 1)];
          const isEnough = (from: number): boolean =>
            all.filter((time) => time >= from && time <= from + 60).length >= 3;
          return all.some((from) => from <= at && at <= from + 60 && isEnough(from));
        });
        expect(firings([...first, ...second], { ...rule, coolDownSeconds: 7_200 }).slice(0, 1)).toEqual(
          expected === -1 ? [] : [second[expected]],
        );
      }),
    );
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
