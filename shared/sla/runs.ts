import type { CompiledCalendar } from '../calendar/compiled-calendar.ts';
import { wallClock } from '../calendar/timekeeping.ts';
import type { SlaBook } from './book.ts';
import type { SlaCycle, SlaFacts } from './facts.ts';
import { clip, unionOf, type Interval } from './intervals.ts';
import type { SlaPolicy } from './policy.ts';
import type { Run } from './run.ts';
import { targetSeconds, timekeepingFor, type TargetLength } from './target.ts';

export const slaTargets = ['response', 'update', 'resolve', 'feedback'] as const;
export type SlaTarget = (typeof slaTargets)[number];

/** A clock of one cycle, with what it goes by. */
export interface TargetRun extends Run {
  readonly target: SlaTarget;
  readonly cycle: number;
  /** Tells the runs of one target in one cycle apart: update targets start again at each reply. From 1. */
  readonly period: number;
  readonly length: TargetLength;
}

/** What judges a cycle. */
export interface Judge {
  readonly policy: SlaPolicy;
  readonly calendar: CompiledCalendar;
}

/** MANUAL 1.5: whoever asks hears from us within a day, by the wall clock, on every channel. */
export const FEEDBACK_TARGET: TargetLength = { amount: 24, unit: 'h' };

/** Undefined if no policy covers the ticket. An ended cycle keeps the versions it was judged by. */
export const judgeOf = (cycle: SlaCycle, book: SlaBook, now: number): Judge | undefined => {
  const at = cycle.endsAt ?? now;
  const policy = book.policy({ service: null, category: cycle.category }, at);
  const calendar = policy && book.calendar(policy.targets[cycle.priority].calendarId, at);
  return policy && calendar ? { policy, calendar } : undefined;
};

type Ending = Pick<Run, 'endsAt' | 'ending'>;
const open: Ending = { endsAt: null, ending: null };

const cycleEnding = ({ endsAt, ending }: SlaCycle): Ending =>
  endsAt === null ? open : { endsAt, ending: ending === 'abandoned' ? 'abandoned' : 'done' };

/** Answered by the first reply from `startsAt` on, given up when the ticket ends or `until` comes first. */
const answer = ({ replies, endedAt }: SlaFacts, startsAt: number, until: number): Ending => {
  const reply = replies.find((at) => at >= startsAt);
  const end = Math.min(endedAt ?? Infinity, until);
  if (reply !== undefined && reply <= end) return { endsAt: reply, ending: 'done' };
  return end === Infinity ? open : { endsAt: Math.max(end, startsAt), ending: 'abandoned' };
};

const NO_BREAKS: readonly Interval[] = [];

/** Written out member by member: it runs for every clock of every ticket, and spreading objects takes ten times as long. */
const runOf = (
  target: SlaTarget,
  cycle: SlaCycle,
  period: number,
  length: TargetLength,
  calendar: CompiledCalendar,
  startsAt: number,
  breaks: readonly Interval[],
  { endsAt, ending }: Ending,
): TargetRun => ({
  target,
  cycle: cycle.number,
  period,
  length,
  timekeeping: timekeepingFor(length, calendar),
  targetSeconds: targetSeconds(length, startsAt, calendar),
  startsAt,
  breaks,
  endsAt,
  ending,
});

const responseRun = (facts: SlaFacts, cycle: SlaCycle, { policy, calendar }: Judge): TargetRun | undefined => {
  const length = policy.targets[cycle.priority].response;
  if (length === null) return undefined;
  const resumes = policy.reopen.kind === 'resume';
  const [firstReply = Infinity] = facts.replies;
  // The clock that goes on was stopped for good by the first answer.
  if (resumes && cycle.number > 1 && firstReply < cycle.startsAt) return undefined;
  const startsAt = resumes ? facts.receivedAt : cycle.startsAt;
  const next = facts.cycles[cycle.number];
  const ending = answer(facts, startsAt, next?.startsAt ?? Infinity);
  return runOf('response', cycle, 1, length, calendar, startsAt, NO_BREAKS, ending);
};

/** When the requester heard from us in a cycle: an update target ends and another begins. */
const timesTold = ({ replies }: SlaFacts, { startsAt, endsAt }: SlaCycle): readonly number[] =>
  replies.filter((at) => at > startsAt && at < (endsAt ?? Infinity));

const updateRun = (
  facts: SlaFacts,
  cycle: SlaCycle,
  { policy, calendar }: Judge,
  told: readonly number[],
  period: number,
): TargetRun | undefined => {
  const length = policy.targets[cycle.priority].update;
  if (length === null) return undefined;
  const startsAt = period === 1 ? cycle.startsAt : (told[period - 2] ?? cycle.startsAt);
  const toldAgainAt = told[period - 1];
  const ending: Ending = toldAgainAt === undefined ? cycleEnding(cycle) : { endsAt: toldAgainAt, ending: 'done' };
  const breaks = clip(facts.pauses, startsAt, toldAgainAt ?? cycle.endsAt ?? Infinity);
  return runOf('update', cycle, period, length, calendar, startsAt, breaks, ending);
};

/** One run for each time that the requester heard from us in a cycle, the last of which is the one that runs. */
export const updateRuns = (facts: SlaFacts, cycle: SlaCycle, judge: Judge): readonly TargetRun[] => {
  const told = timesTold(facts, cycle);
  return Array.from({ length: told.length + 1 }, (_, place) => updateRun(facts, cycle, judge, told, place + 1)).filter(
    (run) => run !== undefined,
  );
};

/** Stretches between the end of one cycle and the start of the next: a bucket of their own. */
export const timeResolved = (facts: SlaFacts, upTo: SlaCycle): readonly Interval[] =>
  facts.cycles.slice(1, upTo.number).map((cycle, place) => ({
    from: facts.cycles[place]?.endsAt ?? cycle.startsAt,
    to: cycle.startsAt,
  }));

const resolveRun = (facts: SlaFacts, cycle: SlaCycle, { policy, calendar }: Judge): TargetRun | undefined => {
  const { reopen, targets } = policy;
  const isReopened = cycle.number > 1;
  const length =
    isReopened && reopen.kind === 'new_target' ? reopen.resolve[cycle.priority] : targets[cycle.priority].resolve;
  if (length === null) return undefined;
  const goesOn = isReopened && reopen.kind === 'resume';
  const startsAt = goesOn ? facts.receivedAt : cycle.startsAt;
  const pauses = clip(facts.pauses, startsAt, cycle.endsAt ?? Infinity);
  const breaks = goesOn ? unionOf([...pauses, ...timeResolved(facts, cycle)]) : pauses;
  return runOf('resolve', cycle, 1, length, calendar, startsAt, breaks, cycleEnding(cycle));
};

/** The clocks of one cycle: response, update as it runs or ended, resolve. Those without a target are absent. */
export const cycleRuns = (facts: SlaFacts, cycle: SlaCycle, judge: Judge): readonly TargetRun[] => {
  const runs: TargetRun[] = [];
  const response = responseRun(facts, cycle, judge);
  if (response) runs.push(response);
  const told = timesTold(facts, cycle);
  const update = updateRun(facts, cycle, judge, told, told.length + 1);
  if (update) runs.push(update);
  const resolve = resolveRun(facts, cycle, judge);
  if (resolve) runs.push(resolve);
  return runs;
};

/**
 * 24 hours from receipt to the first answer that reached the requester, whatever happens meanwhile. A ticket that ends before anybody answered
 * missed it only if the day was over by then.
 */
export const feedbackRun = (facts: SlaFacts): TargetRun => {
  const { endsAt, ending } = answer(facts, facts.receivedAt, Infinity);
  return {
    target: 'feedback',
    cycle: 1,
    period: 1,
    length: FEEDBACK_TARGET,
    timekeeping: wallClock,
    targetSeconds: FEEDBACK_TARGET.amount * 3600,
    startsAt: facts.receivedAt,
    breaks: NO_BREAKS,
    endsAt,
    ending,
  };
};
