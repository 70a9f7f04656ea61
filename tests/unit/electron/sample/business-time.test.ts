import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CompiledCalendar } from '#shared/calendar/compiled-calendar.ts';
import { mondayToFriday } from '#shared/calendar/plain-calendar.ts';
import { wallClock } from '#shared/calendar/timekeeping.ts';
import { timeAfter, timeBefore } from '#core/sample/business-time.ts';

const berlin = new CompiledCalendar(mondayToFriday('Europe/Berlin'));

describe('the time before which so much counted', () => {
  it.each([
    ['2026-10-14T12:00', 2 * 3600, '2026-10-14T10:00'],
    ['2026-10-14T12:00', 4 * 3600, '2026-10-13T16:00'],
    ['2026-10-18T23:40', 1, '2026-10-16T16:59:59'],
    ['2026-10-18T23:40', 0, '2026-10-18T23:40'],
    ['2026-10-26T10:00', 9 * 3600, '2026-10-23T09:00'],
  ])('%s, less %i s, is %s in Berlin', (to, seconds, from) => {
    const offset = (wall: string): string => (wall < '2026-10-25T03:00' ? '+02:00' : '+01:00');
    const instant = (wall: string): Date => new Date(wall + offset(wall));
    expect(new Date(timeBefore(berlin, instant(to).getTime(), seconds))).toEqual(instant(from));
  });

  it('is the latest from which it counts, and leads back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(berlin, wallClock),
        fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
        fc.integer({ min: 1, max: 400 * 3600 }),
        (keeping, to, seconds) => {
          const from = timeBefore(keeping, to, seconds);
          expect(keeping.seconds(from, to)).toBe(seconds);
          expect(keeping.seconds(from + 1000, to)).toBe(seconds - 1);
          expect(timeAfter(keeping, from, seconds)).toBeLessThanOrEqual(to);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is not there in a calendar without hours', () => {
    const closed = new CompiledCalendar(mondayToFriday('UTC', []));
    expect(() => timeBefore(closed, 0, 1)).toThrow(RangeError);
    expect(() => timeAfter(closed, 0, 1)).toThrow(RangeError);
  });
});
