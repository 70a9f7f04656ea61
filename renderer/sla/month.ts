import { formatDate, parseDate, weekdayOf } from '#shared/calendar/dates.ts';

/** A month as `2026-10`. */
export type Month = string;

export const monthOf = (date: string): Month => date.slice(0, 7);

export const monthAfter = (month: Month, by: number): Month => {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
};

/** The weeks that a month touches, Monday first: six rows of seven dates at most, the days of its neighbours included. */
export const weeksOf = (month: Month): readonly (readonly string[])[] => {
  const first = parseDate(`${month}-01`) ?? 0;
  const next = parseDate(`${monthAfter(month, 1)}-01`) ?? 0;
  const start = first - ((weekdayOf(first) + 6) % 7);
  const weeks: string[][] = [];
  for (let monday = start; monday < next; monday += 7)
    weeks.push(Array.from({ length: 7 }, (_, day) => formatDate(monday + day)));
  return weeks;
};
