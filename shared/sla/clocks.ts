import { wholeSeconds } from '../calendar/timekeeping.ts';
import type { SlaBook } from './book.ts';
import type { SlaFacts, SlaCycle } from './facts.ts';
import { dueAt, elapsedSeconds, stateAt, type ClockState } from './run.ts';
import {
  cycleRuns,
  feedbackRun,
  judgeOf,
  timeResolved,
  updateRuns,
  type Judge,
  type SlaTarget,
  type TargetRun,
} from './runs.ts';
import { isBusinessUnit, type TargetLength } from './target.ts';
import { thresholdAt, thresholdPercents, type ThresholdPercent } from './thresholds.ts';

/** A stretch that did not count, placed on a bar of counted time: after `elapsedSeconds`, `seconds` of business time wide. */
export interface ClockBreak {
  readonly kind: 'hold' | 'resolved';
  readonly from: number;
  /** Null while it lasts. */
  readonly to: number | null;
  readonly elapsedSeconds: number;
  readonly seconds: number;
}

/** One clock as a screen shows it. Instants are ms since epoch, lengths seconds of the clock's own time: business time, or the wall clock. */
export interface SlaClock {
  readonly target: SlaTarget;
  readonly cycle: number;
  readonly state: ClockState;
  readonly length: TargetLength;
  readonly basis: 'business' | 'wall';
  readonly startsAt: number;
  readonly endsAt: number | null;
  readonly targetSeconds: number | null;
  readonly elapsedSeconds: number;
  /** Of the target, past 100 where it is missed. */
  readonly percent: number;
  /** Null while a pause stands between now and the target. */
  readonly dueAt: number | null;
  /** Due past the last date whose holidays are known. */
  readonly isProvisional: boolean;
  /** On hold: business time that did not count. */
  readonly pausedSeconds: number;
  /** Between resolving and reopening: business time that did not count. */
  readonly resolvedSeconds: number;
  readonly breaks: readonly ClockBreak[];
  readonly thresholds: readonly { readonly percent: ThresholdPercent; readonly at: number | null }[];
  /** How long a day is for this clock, to say “1 d 2:10”. */
  readonly daySeconds: number;
  /** Update targets of this cycle that were missed, the one that runs included. */
  readonly missedUpdates: number;
  readonly policyId: string | null;
  readonly policyVersion: number | null;
  readonly calendarId: string | null;
  readonly calendarVersion: number | null;
}

export interface TicketClocks {
  /** Of the cycle that runs, or ran last. */
  readonly current: readonly SlaClock[];
  /** Earlier cycles, oldest first, as they were judged when they ended. */
  readonly earlier: readonly SlaClock[];
  readonly feedback: SlaClock;
}

const DAY_SECONDS = 86_400;

const breaksOf = (run: TargetRun, facts: SlaFacts, cycle: SlaCycle | undefined, now: number): readonly ClockBreak[] => {
  const resolved = cycle ? timeResolved(facts, cycle) : [];
  return run.breaks
    .filter(({ from }) => wholeSeconds(from) <= wholeSeconds(now))
    .map(({ from, to }) => ({
      kind: resolved.some((stretch) => stretch.from === from) ? 'resolved' : 'hold',
      from,
      to: to <= now ? to : null,
      elapsedSeconds: elapsedSeconds(run, from),
      seconds: run.timekeeping.seconds(from, Math.min(to, now, run.endsAt ?? Infinity)),
    }));
};

/** `judge` and `cycle` are absent for the feedback clock, which no policy changes. */
const showClock = (run: TargetRun, facts: SlaFacts, now: number, judge?: Judge, cycle?: SlaCycle): SlaClock => {
  const due = dueAt(run);
  const basis = isBusinessUnit(run.length.unit) ? 'business' : 'wall';
  const elapsed = elapsedSeconds(run, now);
  const breaks = breaksOf(run, facts, cycle, now);
  const secondsIn = (kind: ClockBreak['kind']): number =>
    breaks.reduce((sum, pause) => (pause.kind === kind ? sum + pause.seconds : sum), 0);
  const byCalendar = basis === 'business' ? judge?.calendar : undefined;
  return {
    target: run.target,
    cycle: run.cycle,
    state: stateAt(run, due, now),
    length: run.length,
    basis,
    startsAt: run.startsAt,
    endsAt: run.endsAt,
    targetSeconds: run.targetSeconds,
    elapsedSeconds: elapsed,
    percent: run.targetSeconds === null ? 0 : (elapsed / run.targetSeconds) * 100,
    dueAt: due,
    isProvisional: due !== null && byCalendar !== undefined && byCalendar.isProvisional(due),
    pausedSeconds: secondsIn('hold'),
    resolvedSeconds: secondsIn('resolved'),
    breaks,
    thresholds: thresholdPercents.map((percent) => ({ percent, at: thresholdAt(run, percent) })),
    daySeconds: byCalendar?.usualDaySeconds ?? DAY_SECONDS,
    missedUpdates: 0,
    policyId: judge?.policy.id ?? null,
    policyVersion: judge?.policy.version ?? null,
    calendarId: byCalendar?.calendar.id ?? null,
    calendarVersion: byCalendar?.calendar.version ?? null,
  };
};

const isMissed = (run: TargetRun, now: number): boolean => {
  const state = stateAt(run, dueAt(run), now);
  return state === 'breached' || state === 'met_late';
};

/** An update clock stands for all update targets of its cycle: once that ends, one that was missed makes it late. */
const showUpdate = (clock: SlaClock, runs: readonly TargetRun[], now: number): SlaClock => {
  const missedUpdates = runs.filter((run) => isMissed(run, now)).length;
  const state = clock.state === 'met' && missedUpdates > 0 ? 'met_late' : clock.state;
  return { ...clock, missedUpdates, state };
};

const clocksOfCycle = (facts: SlaFacts, cycle: SlaCycle, book: SlaBook, now: number): readonly SlaClock[] => {
  const judge = judgeOf(cycle, book, now);
  if (!judge) return [];
  return cycleRuns(facts, cycle, judge).map((run) => {
    const clock = showClock(run, facts, now, judge, cycle);
    return run.target === 'update' ? showUpdate(clock, updateRuns(facts, cycle, judge), now) : clock;
  });
};

/** All clocks of a ticket at `now` (ms since epoch), computed from its history. */
export const slaClocks = (facts: SlaFacts, book: SlaBook, now: number): TicketClocks => {
  const earlier = facts.cycles.slice(0, -1);
  const last = facts.cycles.at(-1);
  return {
    current: last ? clocksOfCycle(facts, last, book, now) : [],
    earlier: earlier.flatMap((cycle) => clocksOfCycle(facts, cycle, book, now)),
    feedback: showClock(feedbackRun(facts), facts, now),
  };
};
