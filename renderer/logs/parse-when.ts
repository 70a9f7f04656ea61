/** What a person types to get to a time of a log. */

const SPAN_MS = { s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const isUnit = (unit: string): unit is keyof typeof SPAN_MS => Object.hasOwn(SPAN_MS, unit);

const BACK = /^[-\u2212\u2013](\d{1,6})\s*(s|min|m|h|d)$/u;
const CLOCK = /^(?:(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+|$))?(?:(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?)?$/u;

/** The moment in the laptop's zone; undefined for one that no calendar has (30 February, 25:00). */
const localMoment = (date: readonly [number, number, number], time: readonly [number, number, number, number]) => {
  const [year, month, day] = date;
  const [hour, minute, second, ms] = time;
  const moment = new Date(year, month - 1, day, hour, minute, second, ms);
  const isReal =
    moment.getFullYear() === year && moment.getMonth() === month - 1 && moment.getDate() === day && hour < 24;
  return isReal && minute < 60 && second < 60 ? moment : undefined;
};

/**
 * `15:40` and `15:40:07.5` mean the last time it was so in the log, `2026-10-10 15:40` and `2026-10-10` what they say, `−2h` (s, min, h, d) so
 * long before its newest line. Times are the laptop's. `newest` is RFC 3339. Undefined for what is no time.
 */
export const parseWhen = (typed: string, newest: string): string | undefined => {
  const text = typed
    .trim()
    .toLowerCase()
    .replaceAll('：', ':')
    .replace(/(?<=\d)t(?=\d)/u, ' ');
  const back = BACK.exec(text);
  if (back) {
    const [, count = '', unit = ''] = back;
    return isUnit(unit) ? new Date(Date.parse(newest) - Number(count) * SPAN_MS[unit]).toISOString() : undefined;
  }
  const clock = text === '' ? null : CLOCK.exec(text);
  if (!clock) return undefined;
  const [, year, month, day, hour, minute, second, fraction] = clock;
  const time = [
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
    Number((fraction ?? '').padEnd(3, '0')),
  ] as const;
  if (year !== undefined) return localMoment([Number(year), Number(month), Number(day)], time)?.toISOString();
  const end = new Date(newest);
  for (const daysBefore of [0, 1]) {
    const date = new Date(end.getFullYear(), end.getMonth(), end.getDate() - daysBefore);
    const moment = localMoment([date.getFullYear(), date.getMonth() + 1, date.getDate()], time);
    if (!moment) return undefined;
    if (moment.getTime() <= end.getTime()) return moment.toISOString();
  }
  return undefined;
};
