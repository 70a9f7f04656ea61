import { CompiledCalendar } from '#shared/calendar/compiled-calendar.ts';
import type { BusinessCalendar } from '#shared/calendar/calendar.ts';
import { calendarContent } from '#shared/calendar/schema.ts';
import { mondayToFriday } from '#shared/calendar/plain-calendar.ts';
import china2026 from '../../../../resources/calendars/cn-2026.json' with { type: 'json' };

/** The calendar of DOMAIN.md's vectors is the one that the product ships. */
export const shanghai: BusinessCalendar = {
  ...calendarContent.parse(china2026),
  id: 'calendar:01J0000000000000000000CN26',
  version: 1,
};

/** Hours as wall-clock texts, `09:00-17:00`. */
export const weekdaysIn = (zone: string, ...hours: readonly string[]): BusinessCalendar =>
  mondayToFriday(
    zone,
    hours.map((span) => ({ from: span.slice(0, 5), to: span.slice(6) })),
  );

export const compile = (calendar: BusinessCalendar): CompiledCalendar => new CompiledCalendar(calendar);

/** `2026-10-08 11:30` by the wall clock of Shanghai, ms since epoch. */
export const inShanghai = (wall: string): number => Date.parse(`${wall.replace(' ', 'T')}:00+08:00`);
