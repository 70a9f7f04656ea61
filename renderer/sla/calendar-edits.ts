import type { BusinessCalendar, Holiday, MakeupDay } from '#shared/calendar/calendar.ts';
import type { CalendarContent } from '#shared/calendar/schema.ts';
import type { Weekday } from '#shared/calendar/dates.ts';

/** What a person makes of one date. */
export type DayChoice =
  | { readonly kind: 'week' }
  | { readonly kind: 'holiday'; readonly name: string }
  | { readonly kind: 'makeup'; readonly name: string; readonly like: Weekday };

const byDate = <Day extends { readonly date: string }>(days: readonly Day[]): readonly Day[] =>
  days.toSorted((left, right) => (left.date < right.date ? -1 : 1));

const without = <Day extends { readonly date: string }>(days: readonly Day[], date: string): readonly Day[] =>
  days.filter((day) => day.date !== date);

export const withDay = (calendar: CalendarContent, date: string, choice: DayChoice): CalendarContent => {
  const holidays: readonly Holiday[] = without(calendar.holidays, date);
  const makeupDays: readonly MakeupDay[] = without(calendar.makeupDays, date);
  const { name } = { name: '', ...choice };
  return {
    ...calendar,
    holidays: [...(choice.kind === 'holiday' ? byDate([...holidays, { date, name }]) : holidays)],
    makeupDays: [
      ...(choice.kind === 'makeup' ? byDate([...makeupDays, { date, name, like: choice.like }]) : makeupDays),
    ] as CalendarContent['makeupDays'],
  };
};

/** Days of a file join those that are there; of two for one date the file's counts. Days worked are like a Monday until somebody says otherwise. */
export const withFoundDays = (
  calendar: CalendarContent,
  found: { readonly holidays: readonly Holiday[]; readonly makeupDays: readonly Holiday[] },
): CalendarContent => {
  let next = calendar;
  for (const { date, name } of found.holidays) next = withDay(next, date, { kind: 'holiday', name });
  for (const { date, name } of found.makeupDays) next = withDay(next, date, { kind: 'makeup', name, like: 1 });
  return next;
};

/** What may be sent back: the parts of a calendar that a person edits. */
export const contentOf = ({
  name,
  zone,
  week,
  holidays,
  makeupDays,
  validUntil,
}: BusinessCalendar): CalendarContent => ({
  name,
  zone,
  week: week.map((spans) => [...spans]),
  holidays: [...holidays],
  makeupDays: makeupDays.map((day) => ('spans' in day ? { ...day, spans: [...day.spans] } : day)),
  validUntil,
});
