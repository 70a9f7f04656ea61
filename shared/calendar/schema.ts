import * as z from 'zod';
import { secondsOfDay } from './calendar.ts';
import { parseDate } from './dates.ts';
import { isZone } from './zone.ts';

const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
const date = z.string().refine((text) => parseDate(text) !== undefined, 'no such date');
const name = z.string().trim().max(120);

const spans = z
  .array(z.strictObject({ from: time, to: time }))
  .max(12)
  .refine(
    (list) =>
      list.every(
        ({ from, to }, place) =>
          secondsOfDay(from) < secondsOfDay(to) && secondsOfDay(from) >= secondsOfDay(list[place - 1]?.to ?? '00:00'),
      ),
    'spans end after they begin, in order, without overlap',
  );

const weekday = z.union([
  z.literal(0),
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
]);

const hasEachDateOnce = (days: readonly { readonly date: string }[]): boolean =>
  new Set(days.map((day) => day.date)).size === days.length;

export const holidayList = z.array(z.strictObject({ date, name })).max(2000).refine(hasEachDateOnce, 'each date once');

/** Hours of seven days, Sunday first. */
export const weekHours = z.array(spans).length(7);

/** What a person edits of a calendar; id and version are the console's. */
export const calendarContent = z.strictObject({
  name: name.min(1),
  zone: z.string().max(64).refine(isZone, 'no such time zone'),
  week: weekHours,
  holidays: holidayList,
  makeupDays: z
    .array(
      z.union([z.strictObject({ date, name, like: weekday }), z.strictObject({ date, name, spans: spans.min(1) })]),
    )
    .max(500)
    .refine(hasEachDateOnce, 'each date once'),
  validUntil: date.nullable(),
});
export type CalendarContent = z.output<typeof calendarContent>;
