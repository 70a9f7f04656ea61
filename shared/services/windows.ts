/** Stretches of time that figures are of: whole days of the desk's calendar, half-open, instants in ms since epoch. */
import { formatDate } from '../calendar/dates.ts';
import { instantOfWall, offsetAt } from '../calendar/zone.ts';
import type { Interval } from '../search/dates.ts';
import { windowDays, type MeasureWindow } from './goals.ts';

const DAY_S = 86_400;
export const TREND_WEEKS = 13;
export const FLOW_DAYS = 14;

const dayOf = (now: number, zone: string): number => {
  const seconds = Math.floor(now / 1000);
  return Math.floor((seconds + offsetAt(zone, seconds)) / DAY_S);
};

/** Where a day begins on the wall clock of the zone: at the end of the gap where the clock skips its midnight. */
const startOf = (day: number, zone: string): number => instantOfWall(zone, day * DAY_S) * 1000;

/** The days of a window up to and including `now`. A day has 23 or 25 hours where the clock is changed. */
export const windowOf = (window: MeasureWindow, now: number, zone: string): Interval => ({
  from: startOf(dayOf(now, zone) - windowDays[window] + 1, zone),
  to: now + 1,
});

/** The last thirteen times seven days, oldest first; the last one ends with `now`. Together they are the quarter. */
export const trendWeeks = (now: number, zone: string): readonly Interval[] => {
  const tomorrow = dayOf(now, zone) + 1;
  return Array.from({ length: TREND_WEEKS }, (_, place) => {
    const first = tomorrow - 7 * (TREND_WEEKS - place);
    return { from: startOf(first, zone), to: Math.min(startOf(first + 7, zone), now + 1) };
  });
};

/** The last fourteen days, oldest first; the last one is today so far. */
export const flowDays = (now: number, zone: string): readonly (Interval & { readonly day: string })[] => {
  const today = dayOf(now, zone);
  return Array.from({ length: FLOW_DAYS }, (_, place) => {
    const day = today - FLOW_DAYS + 1 + place;
    return { day: formatDate(day), from: startOf(day, zone), to: Math.min(startOf(day + 1, zone), now + 1) };
  });
};
