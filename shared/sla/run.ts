import { wholeSeconds, type Timekeeping } from '../calendar/timekeeping.ts';
import type { Interval } from './intervals.ts';

/** One clock from its start, with what interrupts it. Computed from history, never a counter: the same history gives the same figures. */
export interface Run {
  readonly timekeeping: Timekeeping;
  readonly startsAt: number;
  /** Sorted, apart from each other, within the run. The last may end at Infinity. */
  readonly breaks: readonly Interval[];
  readonly endsAt: number | null;
  readonly ending: 'done' | 'abandoned' | null;
  /** Seconds; null if the calendar has no such time, so that the target is never reached. */
  readonly targetSeconds: number | null;
}

export type ClockState = 'none' | 'running' | 'paused' | 'met' | 'breached' | 'met_late';

/** Seconds that counted by `at`: business time since the start less business time within breaks. Never decreases; stands still once the run ended. */
export const elapsedSeconds = ({ timekeeping, startsAt, breaks, endsAt }: Run, at: number): number => {
  const end = endsAt === null ? at : Math.min(at, endsAt);
  let elapsed = timekeeping.seconds(startsAt, end);
  for (const { from, to } of breaks) {
    if (from >= end) break;
    elapsed -= timekeeping.seconds(from, Math.min(to, end));
  }
  return elapsed;
};

/** The first instant at which `seconds` have counted, as if the run went on; null while a break without an end comes before it. */
export const reachedAt = ({ timekeeping, startsAt, breaks }: Run, seconds: number): number | null => {
  let left = seconds;
  let from = startsAt;
  for (const pause of breaks) {
    const counted = timekeeping.seconds(from, pause.from);
    if (counted >= left) return timekeeping.reach(from, left);
    if (pause.to === Infinity) return null;
    left -= counted;
    from = pause.to;
  }
  return timekeeping.reach(from, left);
};

/** Sooner than `reachedAt` of the target where there is none. */
export const dueAt = (run: Run): number | null =>
  run.targetSeconds === null ? null : reachedAt(run, run.targetSeconds);

/** Answered in the very second it is due is in time; one second later is late, also in the evening after hours that ended just then. */
const isLate = (at: number, due: number | null): boolean => due !== null && wholeSeconds(at) > wholeSeconds(due);

export const isPausedAt = ({ breaks, endsAt }: Run, at: number): boolean =>
  (endsAt === null || wholeSeconds(at) < wholeSeconds(endsAt)) &&
  breaks.some(({ from, to }) => wholeSeconds(from) <= wholeSeconds(at) && wholeSeconds(at) < wholeSeconds(to));

/** `due` is `dueAt(run)`. A run that was given up is breached if it was late by then, else it is nothing. */
export const stateAt = (run: Run, due: number | null, at: number): ClockState => {
  const { endsAt, ending } = run;
  if (endsAt !== null && wholeSeconds(endsAt) <= wholeSeconds(at)) {
    const late = isLate(endsAt, due);
    if (ending === 'done') return late ? 'met_late' : 'met';
    return late ? 'breached' : 'none';
  }
  if (isLate(at, due)) return 'breached';
  return isPausedAt(run, at) ? 'paused' : 'running';
};
