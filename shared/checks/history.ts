import type { CheckStanding, PastResult } from './check.ts';
import type { Outcome } from './finding.ts';

/** Runs that are kept one by one: two days of a check that runs each hour. */
export const MAX_RESULTS = 48;
/** A quarter, and a look back at the one before it begins. */
export const MAX_DAYS = 92;

/** What a day was, of which no run is kept by itself any more. */
export interface DaySummary {
  /** `YYYY-MM-DD` where the desk is. */
  readonly on: string;
  readonly runs: Readonly<Record<Outcome, number>>;
  /** Of the figure that its limits are set on; null where no run had one. */
  readonly least: number | null;
  readonly most: number | null;
}

const none: DaySummary['runs'] = { ok: 0, warning: 0, failed: 0, unknown: 0 };

const counted = (day: DaySummary, { outcome, value }: PastResult): DaySummary => ({
  ...day,
  runs: { ...day.runs, [outcome]: day.runs[outcome] + 1 },
  least: value === null ? day.least : Math.min(day.least ?? value, value),
  most: value === null ? day.most : Math.max(day.most ?? value, value),
});

const DAY_MS = 86_400_000;

/**
 * With one more run, of the day `on`; what is too old to be kept is dropped. A step back over midnight, as of somebody who travels west, adds to
 * the day that was last; days further ahead were noted by a clock that was wrong, and would take in all others until they come.
 */
export const remember = (
  { results, days: noted }: Pick<CheckStanding, 'results' | 'days'>,
  result: PastResult,
  on: string,
): Pick<CheckStanding, 'results' | 'days'> => {
  const days = noted.filter((day) => Date.parse(day.on) <= Date.parse(on) + DAY_MS);
  const last = days.at(-1);
  const isSameDay = last !== undefined && on <= last.on;
  const day = isSameDay ? last : { on, runs: none, least: null, most: null };
  const before = isSameDay ? days.slice(0, -1) : days;
  return {
    results: [...results, result].slice(-MAX_RESULTS),
    days: [...before, counted(day, result)].slice(-MAX_DAYS),
  };
};

/** The worst of a day. */
export const worstOf = ({ runs }: DaySummary): Outcome => {
  if (runs.failed > 0) return 'failed';
  if (runs.warning > 0) return 'warning';
  return runs.ok > 0 ? 'ok' : 'unknown';
};
