import type { HoldReason, Priority } from '../tickets/ticket.ts';
import type { SlaBook } from './book.ts';
import type { SlaFacts } from './facts.ts';
import { dueAt, elapsedSeconds, stateAt } from './run.ts';
import { cycleRuns, feedbackRun, judgeOf, type Judge, type SlaTarget, type TargetRun } from './runs.ts';
import { isBusinessUnit } from './target.ts';

/** What a row of the queue says about time: the clock that falls due first. */
export interface QueueDue {
  readonly target: SlaTarget;
  /** ms since epoch; null while paused before the target. */
  readonly at: number | null;
  readonly state: 'running' | 'paused' | 'breached';
  readonly percent: number;
  /** Of the clock's own time, negative once it is overdue; what the row shows. */
  readonly remainingSeconds: number;
  /** How long a day of that time is, to say “1 d 2:10”. */
  readonly daySeconds: number;
  /** Whether it counts at this moment. */
  readonly isCounting: boolean;
  /** Why it stands still, also past the target. */
  readonly pausedReason: HoldReason | null;
  readonly isProvisional: boolean;
}

/** A clock that goes on, with its due time. */
export interface OpenRun {
  readonly run: TargetRun;
  readonly dueAt: number | null;
  readonly judge: Judge | null;
  readonly priority: Priority;
}

/** Every clock of a ticket that still goes on at `now`: those of its cycle, and feedback. */
export const openRuns = (facts: SlaFacts, book: SlaBook, now: number): readonly OpenRun[] => {
  const runs: OpenRun[] = [];
  const cycle = facts.cycles.at(-1);
  const judge = cycle && judgeOf(cycle, book, now);
  if (cycle && judge)
    for (const run of cycleRuns(facts, cycle, judge))
      if (run.endsAt === null) runs.push({ run, dueAt: dueAt(run), judge, priority: cycle.priority });
  const feedback = feedbackRun(facts);
  if (feedback.endsAt === null)
    runs.push({ run: feedback, dueAt: dueAt(feedback), judge: judge ?? null, priority: cycle?.priority ?? 4 });
  return runs;
};

/**
 * The clock that a list goes by: of response, update and resolve the one due first, as Zammad's escalation time is. Feedback has a list of its own.
 * A paused clock only where no other runs. Undefined for a ticket that nobody works on.
 */
export const leadingRun = (facts: SlaFacts, runs: readonly OpenRun[]): OpenRun | undefined => {
  if (facts.cycles.at(-1)?.endsAt !== null) return undefined;
  let first: OpenRun | undefined;
  for (const one of runs) {
    if (one.run.target === 'feedback' || one.run.targetSeconds === null) continue;
    if (!first || (one.dueAt ?? Infinity) < (first.dueAt ?? Infinity) || (one.dueAt === null && first.dueAt === null))
      first = one;
  }
  return first;
};

export const queueDue = (facts: SlaFacts, { run, dueAt: at, judge }: OpenRun, now: number): QueueDue => {
  const state = stateAt(run, at, now);
  const elapsed = elapsedSeconds(run, now);
  const target = run.targetSeconds ?? elapsed;
  const isPaused = run.breaks.at(-1)?.to === Infinity;
  const calendar = isBusinessUnit(run.length.unit) ? judge?.calendar : undefined;
  return {
    target: run.target,
    at,
    state: state === 'breached' || state === 'paused' ? state : 'running',
    percent: target === 0 ? 100 : (elapsed / target) * 100,
    remainingSeconds: target - elapsed,
    daySeconds: calendar?.usualDaySeconds ?? 86_400,
    isCounting: !isPaused && run.timekeeping.isCounting(now),
    pausedReason: isPaused ? facts.holdReason : null,
    isProvisional: at !== null && calendar !== undefined && calendar.isProvisional(at),
  };
};
