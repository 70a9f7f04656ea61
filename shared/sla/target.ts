import type { CompiledCalendar } from '../calendar/compiled-calendar.ts';
import { wallClock, type Timekeeping } from '../calendar/timekeeping.ts';

/** `min` and `h` go by the wall clock; `bh` and `bd` are hours and days of the calendar. */
export const targetUnits = ['min', 'h', 'bh', 'bd'] as const;
export type TargetUnit = (typeof targetUnits)[number];

export interface TargetLength {
  readonly amount: number;
  readonly unit: TargetUnit;
}

const SECONDS = { min: 60, h: 3600, bh: 3600 } as const;

export const isBusinessUnit = (unit: TargetUnit): boolean => unit === 'bh' || unit === 'bd';

export const timekeepingFor = ({ unit }: TargetLength, calendar: CompiledCalendar): Timekeeping =>
  isBusinessUnit(unit) ? calendar : wallClock;

/**
 * How long a target is for work that starts at `startsAt`. A business day is that calendar day's span total, so two of them are the totals of the
 * day it starts on (or the next that is worked) and the one after. Null if the calendar has no such days.
 */
export const targetSeconds = (
  { amount, unit }: TargetLength,
  startsAt: number,
  calendar: CompiledCalendar,
): number | null => (unit === 'bd' ? calendar.businessDays(startsAt, amount) : amount * SECONDS[unit]);
