/** Calendar dates without a time or a zone: `2026-10-09`, or days since 1970-01-01, which can be counted with. */

/** 0 Sunday … 6 Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const DAY_MS = 86_400_000;
const shape = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Undefined if the text is no date that exists. */
export const parseDate = (text: string): number | undefined => {
  const [, year, month, day] = shape.exec(text) ?? [];
  if (year === undefined) return undefined;
  const instant = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const date = new Date(instant);
  // A day past the end of its month rolls over; Date.UTC reads years below 100 as 19xx.
  return date.toISOString().startsWith(text) ? instant / DAY_MS : undefined;
};

export const formatDate = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

export const weekdayOf = (day: number): Weekday => ((((day + 4) % 7) + 7) % 7) as Weekday;

/** Days from one `YYYY-MM-DD` to another, negative when it has passed. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
