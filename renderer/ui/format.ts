/** Dates, numbers and durations as the two languages write them (24 h; `Thu 15 Oct 21:00`, `10 月 15 日周四 21:00`). Pure: `now` is an argument. */
export type FormatLanguage = 'en' | 'zh-CN';

/** An RFC 3339 string, ms since epoch, or a Date. */
export type Moment = string | number | Date;

export interface Format {
  readonly language: FormatLanguage;
  /** `21:00` */
  time(at: Moment): string;
  /** `21:00:07` */
  timeWithSeconds(at: Moment): string;
  /** `Thu 15 Oct`, with the year when it is not that of `now`. */
  day(at: Moment, now: Moment): string;
  /** `Thu 15 Oct 21:00`, with the year when it is not that of `now`. */
  dateTime(at: Moment, now: Moment): string;
  /** `15:36` today, else the day and the time: the shortest that is not ambiguous. */
  moment(at: Moment, now: Moment): string;
  /** `2026-10-15 21:00:07.402 +08:00`, for records and hashes. */
  exact(at: Moment): string;
  number(value: number): string;
  /** `62 %` from 0.62. */
  percent(share: number): string;
  /** Binary steps, decimal names, as file managers show them: `1.4 GB`. */
  bytes(value: number): string;
  /** `1:12` hours and minutes, `−0:38` when past. */
  hours(ms: number): string;
  /** `22 min`, `1 h 12 min`, `2 d 4 h`: the two largest units. */
  duration(ms: number): string;
  /** What is left of a target, in the clock's own days: `1:12`, `1 d 2:10`, `−0:38` once it is overdue. */
  remaining(seconds: number, daySeconds: number): string;
  /** The same as a sentence would have it: `1 h 12 min`, `1 d 2 h`; never negative. */
  span(seconds: number, daySeconds: number): string;
  /** `12 s ago` up to a day, then the moment. */
  ago(at: Moment, now: Moment): string;
  /** `A, B, C` / `A、B、C`, for values that stand beside each other. */
  series(items: readonly string[]): string;
  /** `A, B and C` / `A、B 和 C`, within a sentence. */
  list(items: readonly string[]): string;
}

const instant = (at: Moment): Date => (at instanceof Date ? at : new Date(at));

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const units = {
  en: { day: ' d', hour: ' h', minute: ' min', second: ' s', ago: (span: string) => `${span} ago`, now: 'just now' },
  'zh-CN': {
    day: ' 天',
    hour: ' 小时',
    minute: ' 分钟',
    second: ' 秒',
    ago: (span: string) => `${span}前`,
    now: '刚刚',
  },
} as const;

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

type Part = 'weekday' | 'day' | 'month' | 'year' | 'hour' | 'minute' | 'second';

export const createFormat = (language: FormatLanguage, timeZone?: string): Format => {
  const zone = timeZone === undefined ? {} : { timeZone };
  const calendar = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    weekday: 'short',
    day: 'numeric',
    month: language === 'en' ? 'short' : 'numeric',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...zone,
  });
  const offset = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'longOffset', ...zone });
  const numbers = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'zh-CN');
  const oneDigit = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'zh-CN', { maximumFractionDigits: 1 });
  const lists = new Intl.ListFormat(language === 'en' ? 'en-GB' : 'zh-CN', { type: 'conjunction' });
  const words = units[language];

  const partsOf = (at: Moment): Record<Part, string> => {
    const found = { weekday: '', day: '', month: '', year: '', hour: '', minute: '', second: '' };
    for (const part of calendar.formatToParts(instant(at))) {
      // The units are taken off numbers; 周日 keeps its 日.
      if (part.type in found)
        found[part.type as Part] = part.type === 'weekday' ? part.value : part.value.replace(/[月日年]/g, '');
    }
    return found;
  };
  const sameDay = (a: Record<Part, string>, b: Record<Part, string>): boolean =>
    a.year === b.year && a.month === b.month && a.day === b.day;

  const time = (at: Moment): string => {
    const parts = partsOf(at);
    return `${parts.hour}:${parts.minute}`;
  };
  const day = (at: Moment, now: Moment): string => {
    const parts = partsOf(at);
    const otherYear = parts.year !== partsOf(now).year;
    if (language === 'en') {
      return `${parts.weekday} ${parts.day} ${parts.month.slice(0, 3)}${otherYear ? ` ${parts.year}` : ''}`;
    }
    return `${otherYear ? `${parts.year} 年 ` : ''}${parts.month} 月 ${parts.day} 日${parts.weekday}`;
  };
  const dateTime = (at: Moment, now: Moment): string => `${day(at, now)} ${time(at)}`;
  const moment = (at: Moment, now: Moment): string =>
    sameDay(partsOf(at), partsOf(now)) ? time(at) : dateTime(at, now);
  const durationInDays = (ms: number, dayMs: number): string => {
    const size = Math.abs(ms);
    const two = (big: number, bigName: string, small: number, smallName: string): string =>
      `${big}${bigName}${small > 0 ? ` ${small}${smallName}` : ''}`;
    if (size >= dayMs) return two(Math.floor(size / dayMs), words.day, Math.floor((size % dayMs) / HOUR), words.hour);
    if (size >= HOUR) return two(Math.floor(size / HOUR), words.hour, Math.floor((size % HOUR) / MINUTE), words.minute);
    if (size >= MINUTE) return `${Math.floor(size / MINUTE)}${words.minute}`;
    return `${Math.floor(size / SECOND)}${words.second}`;
  };
  const duration = (ms: number): string => durationInDays(ms, DAY);
  const hours = (ms: number): string => {
    const minutes = Math.floor(Math.abs(ms) / MINUTE);
    return `${ms < 0 ? '−' : ''}${Math.floor(minutes / 60)}:${pad(minutes % 60)}`;
  };

  return {
    language,
    time,
    timeWithSeconds: (at) => `${time(at)}:${partsOf(at).second}`,
    day,
    dateTime,
    moment,
    exact: (at) => {
      const parts = partsOf(at);
      const month = new Intl.DateTimeFormat('en-GB', { month: '2-digit', ...zone }).format(instant(at));
      const name = offset.formatToParts(instant(at)).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
      const shift = name === 'GMT' ? '+00:00' : name.replace('GMT', '');
      return `${parts.year}-${month}-${pad(Number(parts.day))} ${parts.hour}:${parts.minute}:${parts.second}.${pad(instant(at).getUTCMilliseconds(), 3)} ${shift}`;
    },
    number: (value) => numbers.format(value),
    percent: (share) => `${Math.round(share * 100)} %`,
    bytes: (value) => {
      const names = ['B', 'KB', 'MB', 'GB', 'TB'];
      const step = value < 1 ? 0 : Math.min(names.length - 1, Math.floor(Math.log2(value) / 10));
      return `${oneDigit.format(value / 1024 ** step)} ${names[step] ?? 'B'}`;
    },
    hours,
    remaining: (seconds, daySeconds) => {
      const size = Math.abs(seconds);
      if (size < daySeconds) return hours(seconds * SECOND);
      const days = Math.floor(size / daySeconds);
      return `${seconds < 0 ? '−' : ''}${days}${words.day} ${hours((size % daySeconds) * SECOND)}`;
    },
    span: (seconds, daySeconds) => durationInDays(seconds * SECOND, daySeconds * SECOND),
    duration,
    ago: (at, now) => {
      const passed = instant(now).getTime() - instant(at).getTime();
      if (passed < 5 * SECOND) return words.now;
      return passed < DAY ? words.ago(duration(passed >= HOUR ? passed - (passed % HOUR) : passed)) : dateTime(at, now);
    },
    series: (items) => items.join(language === 'en' ? ', ' : '、'),
    list: (items) => lists.format(items),
  };
};
