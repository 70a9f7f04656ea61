/** What a person types to get to a time of a log. */

const SPAN_MS = { s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const isUnit = (unit: string): unit is keyof typeof SPAN_MS => Object.hasOwn(SPAN_MS, unit);

const BACK = /^[-\u2212\u2013](\d{1,6})\s*(s|min|m|h|d)$/u;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]m)?$/u;
/** With its zone: as machines write it. */
const INSTANT = /^\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:z|[+-]\d{2}:?\d{2})$/u;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Days before today. */
const DAYS: Readonly<Record<string, number>> = { today: 0, yesterday: 1, 今天: 0, 昨天: 1, 前天: 2 };

/** A day of the calendar; without a year, the last one there was. */
interface Day {
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number;
}

type Time = readonly [hour: number, minute: number, second: number, ms: number];

/** The moment in the laptop's zone; undefined for one that no calendar has (30 February, 25:00). */
const localMoment = (year: number, month: number, day: number, [hour, minute, second, ms]: Time): Date | undefined => {
  const moment = new Date(year, month - 1, day, hour, minute, second, ms);
  const isReal =
    moment.getFullYear() === year && moment.getMonth() === month - 1 && moment.getDate() === day && hour < 24;
  return isReal && minute < 60 && second < 60 ? moment : undefined;
};

const readTime = (text: string): Time | undefined => {
  const [, hour, minute, second = '0', fraction = '', half] = CLOCK.exec(text) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  const written = Number(hour);
  if (half !== undefined && (written < 1 || written > 12)) return undefined;
  const hours = half === undefined ? written : (written % 12) + (half === 'pm' ? 12 : 0);
  return [hours, Number(minute), Number(second), Number(fraction.slice(0, 3).padEnd(3, '0'))];
};

/** Ways to read a day, the likelier first: `11/26` has the month first, as both languages of this console sort it, `26/11` cannot. */
const readDay = (text: string, now: Date): readonly Day[] => {
  const before = DAYS[text];
  if (before !== undefined) {
    const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() - before);
    return [{ year: day.getFullYear(), month: day.getMonth() + 1, day: day.getDate() }];
  }
  const [, year, inYear, ofMonth] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/u.exec(text) ?? [];
  if (year !== undefined) return [{ year: Number(year), month: Number(inYear), day: Number(ofMonth) }];
  const [, first, second, written] = /^(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}))?$/u.exec(text) ?? [];
  if (first !== undefined) {
    const ofYear = written === undefined ? undefined : Number(written);
    const [one, two] = [Number(first), Number(second)];
    return [
      { year: ofYear, month: one, day: two },
      { year: ofYear, month: two, day: one },
    ].filter(({ month }) => month <= 12);
  }
  const [, dayFirst, name, last] = /^(\d{1,2}) ([a-z]{3,9})(?: (\d{4}))?$/u.exec(text) ?? [];
  if (dayFirst !== undefined && name !== undefined) return named(dayFirst, name, last);
  const [, nameFirst, dayLast, ofLast] = /^([a-z]{3,9}) (\d{1,2})(?: (\d{4}))?$/u.exec(text) ?? [];
  return nameFirst === undefined || dayLast === undefined ? [] : named(dayLast, nameFirst, ofLast);
};

const named = (day: string, name: string, year: string | undefined): readonly Day[] => {
  const month = MONTHS.indexOf(name.slice(0, 3)) + 1;
  return month === 0 ? [] : [{ year: year === undefined ? undefined : Number(year), month, day: Number(day) }];
};

/** Full-width signs, Chinese units and the `T` of machines, as the rest of this reads them. */
const plain = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s*[年月]\s*/gu, '-')
    .replaceAll(/(\d)\s*[日号]\s*/gu, '$1 ')
    .replaceAll(/(\d)\s*[点时]\s*(?=\d)/gu, '$1:')
    .replaceAll(/(\d)\s*[点时]\s*$/gu, '$1:00')
    .replaceAll(/(\d)\s*分\s*(?=\d)/gu, '$1:')
    .replaceAll(/(\d)\s*[分秒]/gu, '$1')
    .replace(/(上午|下午|晚上)\s*(\d{1,2}:[\d:]+)/u, (_, half, clock) => `${clock}${half === '上午' ? 'am' : 'pm'}`)
    .replace(/(?<=\d)t(?=\d)/u, ' ')
    .replace(/(今天|昨天|前天)\s*/u, '$1 ')
    .replaceAll(',', (sign, at: number, text: string) => (/\d,\d/u.test(text.slice(at - 1, at + 2)) ? sign : ' '))
    .replaceAll(/\s+/gu, ' ')
    .replace(/\s(?=[ap]m$)/u, '')
    .trim();

/** When a log was written, and now. RFC 3339. */
export interface LogTimes {
  readonly oldest: string;
  readonly newest: string;
  readonly now: number;
}

/**
 * `15:40` and `15:40:07.5` mean the last time it was so in the log; `yesterday 15:40`, `11/26 15:40`, `26 Nov`, `2026-11-26 15:40` and the same in
 * Chinese what they say; what has a zone is read by it; `−2h` (s, min, h, d) is so long before the newest line. Other times are the laptop's. A day
 * without a year is the last one before the log ends, and of two ways to read one the one counts that lies within the log. Undefined for what is
 * no time.
 */
export const parseWhen = (typed: string, { oldest, newest, now }: LogTimes): string | undefined => {
  const text = plain(typed);
  const back = BACK.exec(text);
  if (back) {
    const [, count = '', unit = ''] = back;
    return isUnit(unit) ? new Date(Date.parse(newest) - Number(count) * SPAN_MS[unit]).toISOString() : undefined;
  }
  if (INSTANT.test(text)) {
    const at = Date.parse(
      text
        .toUpperCase()
        .replace(' ', 'T')
        .replaceAll(' ', '')
        .replace(',', '.')
        .replace(/([+-]\d{2})(\d{2})$/u, '$1:$2'),
    );
    return Number.isNaN(at) ? undefined : new Date(at).toISOString();
  }
  const end = new Date(newest);
  const clock = readTime(text);
  if (clock) {
    for (const daysBefore of [0, 1]) {
      const date = new Date(end.getFullYear(), end.getMonth(), end.getDate() - daysBefore);
      const moment = localMoment(date.getFullYear(), date.getMonth() + 1, date.getDate(), clock);
      if (!moment || moment.getTime() <= end.getTime()) return moment?.toISOString();
    }
    return undefined;
  }
  const split = text.search(/ \d{1,2}:/u);
  const time = split === -1 ? ([0, 0, 0, 0] as const) : readTime(text.slice(split + 1));
  if (!time) return undefined;
  const moments = readDay(split === -1 ? text : text.slice(0, split), new Date(now)).flatMap(
    ({ year, month, day }) => momentOf({ year, month, day }, time, end) ?? [],
  );
  const isWithin = (moment: Date): boolean => moment.getTime() >= dayOf(oldest) && moment.getTime() <= end.getTime();
  return (moments.find(isWithin) ?? moments[0])?.toISOString();
};

const momentOf = ({ year, month, day }: Day, time: Time, end: Date): Date | undefined => {
  if (year !== undefined) return localMoment(year, month, day, time);
  // 29 February was four years ago at most, but for the turn of some centuries.
  for (let before = 0; before <= 8; before++) {
    const moment = localMoment(end.getFullYear() - before, month, day, time);
    if (moment && moment.getTime() <= end.getTime()) return moment;
  }
  return undefined;
};

/** The beginning of its day, in the laptop's zone. */
const dayOf = (at: string): number => new Date(at).setHours(0, 0, 0, 0);
