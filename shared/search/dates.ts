import { instantOfWall, offsetAt } from '../calendar/zone.ts';
import type { Spelling } from './operators.ts';

/** A day, month or year of the calendar, as written. `month` and `day` are 0 where they were left out. */
interface CalendarDate {
  readonly kind: 'date';
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const dayNames = ['today', 'yesterday', 'tomorrow', 'week', 'last-week', 'month', 'last-month', 'year'] as const;
export type DayName = (typeof dayNames)[number];

export const daySpellings: Readonly<Record<DayName, Spelling>> = {
  today: { en: ['today'], 'zh-CN': ['今天', '今日'] },
  yesterday: { en: ['yesterday'], 'zh-CN': ['昨天', '昨日'] },
  tomorrow: { en: ['tomorrow'], 'zh-CN': ['明天', '明日'] },
  week: { en: ['week', 'this-week', 'thisweek'], 'zh-CN': ['本周', '这周'] },
  'last-week': { en: ['last-week', 'lastweek'], 'zh-CN': ['上周'] },
  month: { en: ['month', 'this-month', 'thismonth'], 'zh-CN': ['本月', '这个月'] },
  'last-month': { en: ['last-month', 'lastmonth'], 'zh-CN': ['上月', '上个月'] },
  year: { en: ['year', 'this-year'], 'zh-CN': ['今年'] },
};

/** A day or longer whose place depends on today. */
interface NamedDay {
  readonly kind: 'named';
  readonly name: DayName;
}

export type Day = CalendarDate | NamedDay;

/** A length of time by the wall clock. */
export interface Length {
  readonly minutes: number;
  /** Written in hours or minutes. */
  readonly isShort: boolean;
}

/** Written time, not yet laid onto a calendar: a day, the time since a length ago, or from one to the other, both included; null is open. */
export type Span =
  | Day
  | { readonly kind: 'within'; readonly length: Length }
  | { readonly kind: 'range'; readonly from: Day | null; readonly to: Day | null };

/** Half-open, ms since epoch. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

const units: Readonly<Record<string, number>> = {
  min: 1,
  分: 1,
  分钟: 1,
  h: 60,
  小时: 60,
  时: 60,
  d: 1440,
  天: 1440,
  日: 1440,
  w: 10_080,
  周: 10_080,
  星期: 10_080,
  mo: 43_200,
  月: 43_200,
  个月: 43_200,
  y: 525_600,
  年: 525_600,
};

/** `2h`, `7d`, `3 周`; undefined for anything else. Text is folded. */
export const parseLength = (text: string): Length | undefined => {
  const [, digits = '', unit = ''] = /^(\d{1,4})(min|m|h|d|w|mo|y|[\u4e00-\u9fff]{1,2})$/u.exec(text) ?? [];
  const minutes = unit === 'm' ? 1 : units[unit];
  if (minutes === undefined) return undefined;
  return { minutes: Number(digits) * minutes, isShort: minutes <= 60 };
};

const dayInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const parseDay = (text: string): Day | undefined => {
  for (const name of dayNames)
    if ([...daySpellings[name].en, ...daySpellings[name]['zh-CN']].includes(text)) return { kind: 'named', name };
  const shape = /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?)?年?$/u.exec(text);
  if (!shape) return undefined;
  const [year, month, day] = [Number(shape[1]), Number(shape[2] ?? 0), Number(shape[3] ?? 0)];
  if (year < 1900 || year > 2999) return undefined;
  if (shape[2] !== undefined && (month < 1 || month > 12)) return undefined;
  if (shape[3] !== undefined && (day < 1 || day > dayInMonth(year, month))) return undefined;
  return { kind: 'date', year, month, day };
};

/** `today`, `7d`, `2026-11`, `2026-11-01..2026-11-30`, `..昨天`; undefined if it is no time. Text is folded. */
export const parseSpan = (text: string): Span | undefined => {
  const length = parseLength(text);
  if (length) return { kind: 'within', length };
  const [left, right, ...more] = text.split(/\.\.+|~/u);
  if (right === undefined) return parseDay(text);
  const from = left === '' || left === undefined ? null : parseDay(left);
  const to = right === '' ? null : parseDay(right);
  if (more.length > 0 || from === undefined || to === undefined || (from === null && to === null)) return undefined;
  return { kind: 'range', from, to };
};

const DAY_S = 86_400;

/** First days of a written day and of what follows it, as whole days since 1970 on the wall calendar. */
const wallDays = (day: Day, today: number): readonly [number, number] => {
  const date = new Date(today * DAY_S * 1000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const monday = today - ((date.getUTCDay() + 6) % 7);
  const dayOf = (inYear: number, inMonth: number, on = 1): number => Date.UTC(inYear, inMonth, on) / 1000 / DAY_S;
  if (day.kind === 'date') {
    if (day.month === 0) return [dayOf(day.year, 0), dayOf(day.year + 1, 0)];
    if (day.day === 0) return [dayOf(day.year, day.month - 1), dayOf(day.year, day.month)];
    const start = dayOf(day.year, day.month - 1, day.day);
    return [start, start + 1];
  }
  switch (day.name) {
    case 'today':
      return [today, today + 1];
    case 'yesterday':
      return [today - 1, today];
    case 'tomorrow':
      return [today + 1, today + 2];
    case 'week':
      return [monday, monday + 7];
    case 'last-week':
      return [monday - 7, monday];
    case 'month':
      return [dayOf(year, month), dayOf(year, month + 1)];
    case 'last-month':
      return [dayOf(year, month - 1), dayOf(year, month)];
    case 'year':
      return [dayOf(year, 0), dayOf(year + 1, 0)];
  }
};

/** A moment and the zone whose calendar counts. */
export interface LocalNow {
  /** ms since epoch. */
  readonly now: number;
  /** IANA name. */
  readonly zone: string;
}

/** Lays written time onto the calendar as of now. */
export const intervalOf = (span: Span, { now, zone }: LocalNow): Interval => {
  if (span.kind === 'within') return { from: now - span.length.minutes * 60_000, to: Infinity };
  const seconds = Math.floor(now / 1000);
  const today = Math.floor((seconds + offsetAt(zone, seconds)) / DAY_S);
  const at = (day: number): number => instantOfWall(zone, day * DAY_S) * 1000;
  if (span.kind !== 'range') {
    const [start, end] = wallDays(span, today);
    return { from: at(start), to: at(end) };
  }
  return {
    from: span.from === null ? -Infinity : at(wallDays(span.from, today)[0]),
    to: span.to === null ? Infinity : at(wallDays(span.to, today)[1]),
  };
};
