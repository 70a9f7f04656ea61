/**
 * Business calendars: which wall-clock times of which dates count, in one zone. What lives here is pure; records, versions and files belong to
 * `electron/core/sla`. Counting with a calendar is `CompiledCalendar`.
 */
import { parseDate, weekdayOf, type Weekday } from './dates.ts';

/** Wall-clock times of one day, half-open: `09:00` counts, `12:00` does not. `to` may be `24:00`. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

export interface Holiday {
  /** `2026-10-01`. */
  readonly date: string;
  readonly name: string;
}

/** A date that is worked though its week or a holiday says otherwise: like some weekday, or with hours of its own. */
export type MakeupDay = Holiday & ({ readonly like: Weekday } | { readonly spans: readonly Span[] });

export interface BusinessCalendar {
  /** `calendar:<ULID>`. */
  readonly id: string;
  readonly name: string;
  /** IANA name. */
  readonly zone: string;
  /** Seven entries, Sunday first; spans of a day in order, apart from each other. */
  readonly week: readonly (readonly Span[])[];
  readonly holidays: readonly Holiday[];
  readonly makeupDays: readonly MakeupDay[];
  /** The last date whose holidays are known; what falls due later is provisional. Null: no such end. */
  readonly validUntil: string | null;
  /** From 1, one more with every change. */
  readonly version: number;
}

/** Seconds since midnight of `HH:MM`. */
export const secondsOfDay = (time: string): number => Number(time.slice(0, 2)) * 3600 + Number(time.slice(3, 5)) * 60;

export const spanSeconds = (spans: readonly Span[]): number =>
  spans.reduce((sum, { from, to }) => sum + secondsOfDay(to) - secondsOfDay(from), 0);

/** Why a date is worked or not. */
export interface DayPlan {
  readonly kind: 'week' | 'holiday' | 'makeup';
  /** Of the holiday or make-up day; null for a day like every week. */
  readonly name: string | null;
  readonly spans: readonly Span[];
}

const closed: readonly Span[] = [];

/** Looks days up by date. A make-up day beats a holiday, a holiday beats the week. */
export const dayPlanner = (calendar: BusinessCalendar): ((day: number) => DayPlan) => {
  const holidays = new Map(calendar.holidays.map((holiday) => [parseDate(holiday.date), holiday]));
  const makeupDays = new Map(calendar.makeupDays.map((makeup) => [parseDate(makeup.date), makeup]));
  const week = calendar.week.map((spans): DayPlan => ({ kind: 'week', name: null, spans }));
  return (day) => {
    const makeup = makeupDays.get(day);
    if (makeup) {
      const spans = 'spans' in makeup ? makeup.spans : (calendar.week[makeup.like] ?? []);
      return { kind: 'makeup', name: makeup.name, spans };
    }
    const holiday = holidays.get(day);
    if (holiday) return { kind: 'holiday', name: holiday.name, spans: closed };
    return week[weekdayOf(day)] ?? { kind: 'week', name: null, spans: closed };
  };
};

/** Length of the working day that this calendar has most often, for saying “2 days”; a whole day where nothing is worked. */
export const usualDaySeconds = ({ week }: BusinessCalendar): number => {
  const counts = new Map<number, number>();
  for (const spans of week) {
    const seconds = spanSeconds(spans);
    if (seconds > 0) counts.set(seconds, (counts.get(seconds) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([one, left], [other, right]) => right - left || other - one);
  return most?.[0] ?? 86_400;
};
