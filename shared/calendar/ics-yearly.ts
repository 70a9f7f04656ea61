import { formatDate, parseDate, weekdayOf } from './dates.ts';

/** Which years of a rule that has no end are written out. */
export interface YearRange {
  readonly from: number;
  readonly to: number;
}

const weekdayCodes = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const known = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'WKST']);

const monthStart = (year: number, month: number): number =>
  parseDate(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`) ?? Number.NaN;

const monthLength = (year: number, month: number): number =>
  (month === 12 ? monthStart(year + 1, 1) : monthStart(year, month + 1)) - monthStart(year, month);

/** Day of the month: `4TH` the fourth Thursday, `-1MO` the last Monday; undefined where the month has none. */
const nthWeekday = (year: number, month: number, nth: number, weekday: number): number | undefined => {
  const length = monthLength(year, month);
  const first = weekdayOf(monthStart(year, month));
  const last = weekdayOf(monthStart(year, month) + length - 1);
  const day =
    nth > 0 ? 1 + ((weekday - first + 7) % 7) + (nth - 1) * 7 : length - ((last - weekday + 7) % 7) + (nth + 1) * 7;
  return day >= 1 && day <= length ? day : undefined;
};

const whole = (text: string | undefined, otherwise: number): number => {
  if (text === undefined) return otherwise;
  return /^-?\d{1,4}$/u.test(text) ? Number(text) : Number.NaN;
};

/**
 * The dates of a yearly rule from `start` on, in days since 1970, one a year: on the day it began, on a day of a month, or on the nth weekday of
 * a month, with INTERVAL, COUNT and UNTIL. Undefined for every other rule: a holiday that needs more is entered by its dates. A day without its
 * month is such a rule: RFC 5545 means that day of every month, or that weekday of the year. Work is bounded by the years asked for, whatever
 * the rule says.
 */
export const yearlyDates = (rule: string, start: number, years: YearRange): readonly number[] | undefined => {
  const parts: Record<string, string> = {};
  for (const part of rule.toUpperCase().split(';')) {
    const [key = '', value = ''] = part.split('=', 2);
    if (key === '') continue;
    if (!known.has(key)) return undefined;
    parts[key] = value;
  }
  const startText = formatDate(start);
  const startYear = Number(startText.slice(0, 4));
  const interval = whole(parts['INTERVAL'], 1);
  const count = whole(parts['COUNT'], Infinity);
  const month = whole(parts['BYMONTH'], Number(startText.slice(5, 7)));
  const monthDay = whole(parts['BYMONTHDAY'], Number(startText.slice(8, 10)));
  const [, nth, code = ''] = /^([+-]?[1-5])([A-Z]{2})$/u.exec(parts['BYDAY'] ?? '') ?? [];
  const weekday = weekdayCodes.indexOf(code);
  const hasDay = parts['BYDAY'] !== undefined;
  if (parts['FREQ'] !== 'YEARLY' || !(interval >= 1) || !(count >= 1) || !(month >= 1 && month <= 12)) return undefined;
  if (parts['BYMONTH'] === undefined && (hasDay || parts['BYMONTHDAY'] !== undefined)) return undefined;
  if (hasDay ? weekday < 0 || parts['BYMONTHDAY'] !== undefined : !(monthDay >= 1 && monthDay <= 31)) return undefined;
  const untilText = parts['UNTIL'];
  const until =
    untilText === undefined
      ? Infinity
      : parseDate(`${untilText.slice(0, 4)}-${untilText.slice(4, 6)}-${untilText.slice(6, 8)}`);
  if (until === undefined) return undefined;

  const dates: number[] = [];
  let left = count;
  for (let year = startYear; year <= years.to && left > 0; year += interval) {
    const day = hasDay ? nthWeekday(year, month, Number(nth), weekday) : monthDay;
    if (day === undefined || day > monthLength(year, month)) continue;
    const date = monthStart(year, month) + day - 1;
    if (date < start) continue;
    if (date > until) break;
    left--;
    if (year >= years.from) dates.push(date);
  }
  return dates;
};
