import { dayPlanner, secondsOfDay, type BusinessCalendar } from '../calendar/calendar.ts';
import { instantOfWall, offsetAt } from '../calendar/zone.ts';
import type { Site } from './place.ts';

const DAY = 86_400;
/** How far ahead a change is looked for: past this, a place is closed, or open, as far as anybody plans. */
const FURTHEST_DAYS = 60;

/**
 * The hours of a site by its own clock; `calendar` is the one that it names. Its zone gives way to that of the site: a shop opens at nine
 * where it stands. Null where no hours are known.
 */
export const hoursOf = (
  { id, name, zone, hours }: Pick<Site, 'id' | 'name' | 'zone' | 'hours'>,
  calendar: BusinessCalendar | null,
): BusinessCalendar | null => {
  if (calendar) return { ...calendar, zone };
  if (!hours) return null;
  return { id, name, zone, week: hours, holidays: [], makeupDays: [], validUntil: null, version: 1 };
};

export interface Opening {
  readonly isOpen: boolean;
  /** When that changes next, ms since epoch; null if not within `FURTHEST_DAYS`. */
  readonly until: number | null;
}

/** Whether a place is open at `at` (ms since epoch), and until when. Hours that go on past midnight are one stretch. */
export const openingAt = (hours: BusinessCalendar, at: number): Opening => {
  const now = Math.floor(at / 1000);
  const today = Math.floor((now + offsetAt(hours.zone, now)) / DAY);
  const planOf = dayPlanner(hours);
  let openTo: number | null = null;
  for (let day = today - 1; day <= today + FURTHEST_DAYS; day++)
    for (const span of planOf(day).spans) {
      const from = instantOfWall(hours.zone, day * DAY + secondsOfDay(span.from));
      const to = instantOfWall(hours.zone, day * DAY + secondsOfDay(span.to));
      if (to <= now || to <= from) continue;
      if (openTo !== null) {
        if (from > openTo) return { isOpen: true, until: openTo * 1000 };
        openTo = to;
      } else if (from <= now) openTo = to;
      else return { isOpen: false, until: from * 1000 };
    }
  return {
    isOpen: openTo !== null,
    until: openTo !== null && openTo < now + (FURTHEST_DAYS - 1) * DAY ? openTo * 1000 : null,
  };
};
