import type { CompiledCalendar } from './compiled-calendar.ts';
import { instantOfWall, offsetAt } from './zone.ts';

const DAY = 86_400;

/**
 * The same time of day `count` working dates after `start` (ms since epoch). The date of `start` does not count; a time of day that the clock
 * skips becomes the first after it. Throws a RangeError if the calendar has no more working dates.
 */
export const addBusinessDays = (start: number, count: number, calendar: CompiledCalendar): number => {
  if (count === 0) return start;
  const day = calendar.workingDayAfter(start, count);
  if (day === null) throw new RangeError('this calendar has no working days');
  const { zone } = calendar.calendar;
  const instant = Math.floor(start / 1000);
  const timeOfDay = (((instant + offsetAt(zone, instant)) % DAY) + DAY) % DAY;
  return instantOfWall(zone, day * DAY + timeOfDay) * 1000 + (start - instant * 1000);
};
