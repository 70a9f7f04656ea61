import type { Check, CheckStanding, PastResult, Warned } from './check.ts';
import type { Finding, Meaning } from './finding.ts';
import { remember, type DaySummary } from './history.ts';
import { gauges } from './limits.ts';
import { longestWait, nextRun } from './rhythm.ts';
import { daysToZero } from './trend.ts';

/** What people are told of: never twice of the same. */
export type CheckNews = 'failing' | 'recovered' | 'warning';

export interface RunMoment {
  /** ms since 1970. */
  readonly now: number;
  /** `YYYY-MM-DD` where the desk is. */
  readonly today: string;
  readonly isQuiet: boolean;
  /** From 0 up to 1. */
  readonly chance: number;
}

/** A laptop that is on no network, or hears nobody on it, looks again this soon, and its history tells of that once. */
const OFFLINE_MS = 5 * 60_000;

const OFFLINE: ReadonlySet<Meaning> = new Set(['noNetwork', 'cutOff', 'silentBeyond', 'silentAll']);

/** The figure that limits are set on, if this finding has it. */
export const valueOf = ({ diagnostic, measures }: Pick<Finding, 'diagnostic' | 'measures'>): number | null => {
  const gauge = gauges[diagnostic.kind];
  return measures.find(({ key }) => key === gauge?.measure)?.value ?? null;
};

type Standing = Omit<CheckStanding, 'id' | 'type' | 'schema' | 'createdAt' | 'updatedAt' | 'createdBy' | 'device'>;

/** Known to become wrong, with time left to do something. */
const AHEAD: ReadonlySet<Meaning> = new Set([
  'tlsExpiring',
  'diskLow',
  'diskFillsSoon',
  'memoryLow',
  'timeBehind',
  'timeAhead',
]);

/** A disk that is full within so many days at its pace is a warning. */
const FILLS_SOON_DAYS = 14;

/** A disk that shrinks, with in how many days it is full; one that is fine by its room alone may not be by that. */
const withPace = (finding: Finding, days: readonly DaySummary[]): Finding => {
  if (finding.diagnostic.kind !== 'disk' || valueOf(finding) === null) return finding;
  const left = daysToZero(days);
  if (left === null) return finding;
  const measures = [...finding.measures, { key: 'daysToFull', value: left } as const];
  const isSoon = finding.outcome === 'ok' && left <= FILLS_SOON_DAYS;
  return { ...finding, measures, ...(isSoon ? { outcome: 'warning', meaning: 'diskFillsSoon' } : {}) };
};

/**
 * Whether it failed so often that somebody has to know: so many times one after another, or as often among one run less than twice as many, since
 * what comes and goes is felt as well. Runs that say nothing do not count.
 */
const failsOften = (inARow: number, results: readonly PastResult[], recoveredAt: string | null): boolean => {
  const known = results.filter(
    ({ outcome, at }) => outcome !== 'unknown' && (recoveredAt === null || at > recoveredAt),
  );
  const failures = known.slice(1 - 2 * inARow).filter(({ outcome }) => outcome === 'failed');
  return failures.length >= inARow;
};

/** The warning that holds after a run: begun by so many in a row of one meaning, over after so many that are fine. */
const warnedAfter = (inARow: number, before: Warned | null, results: readonly PastResult[]): Warned | null => {
  const latest = results.slice(-inARow);
  const last = latest.at(-1);
  if (!last || latest.length < inARow) return before;
  if (latest.every(({ outcome }) => outcome === 'ok')) return null;
  const isOne =
    AHEAD.has(last.meaning) &&
    latest.every(({ meaning, outcome }) => outcome === 'warning' && meaning === last.meaning);
  return isOne && before?.meaning !== last.meaning ? { meaning: last.meaning, at: last.at } : before;
};

/**
 * What is known after a run, and what people are told of it. `unknown` neither counts as a failure nor ends a row of them: a laptop without a
 * network says nothing of a server. A failure in quiet hours is told with the first one after them, and so is a warning.
 */
export const afterRun = <Before extends Standing>(
  check: Check,
  before: Before,
  found: Finding,
  { now, today, isQuiet, chance }: RunMoment,
): { readonly standing: Before; readonly news: CheckNews | null } => {
  const isOffline = OFFLINE.has(found.meaning);
  const isSameSilence = isOffline && before.last?.meaning === found.meaning;
  const resultOf = ({ at, outcome, meaning, ...rest }: Finding): PastResult => ({
    at,
    outcome,
    meaning,
    value: valueOf(rest),
  });
  const finding = withPace(found, remember(before, resultOf(found), today).days);
  const { outcome, meaning, at } = finding;
  const kept = isSameSilence
    ? { results: before.results, days: before.days }
    : remember(before, resultOf(finding), today);
  const isFailed = outcome === 'failed';
  const isGood = outcome === 'ok' || outcome === 'warning';
  const failedInARow = isFailed ? before.failedInARow + 1 : isGood ? 0 : before.failedInARow;
  const goodInARow = isGood ? before.goodInARow + 1 : isFailed ? 0 : before.goodInARow;
  let { alert, recoveredAt = null, warned = null } = before;
  let news: CheckNews | null = null;
  const isOften = failedInARow >= check.inARow || failsOften(check.inARow, kept.results, recoveredAt);
  if (alert === null && isFailed && isOften) alert = { since: at, toldAt: null };
  if (alert !== null && goodInARow >= check.inARow) {
    if (alert.toldAt !== null) news = 'recovered';
    alert = null;
    recoveredAt = at;
  }
  if (alert?.toldAt === null && isFailed && !isQuiet) {
    news = 'failing';
    alert = { ...alert, toldAt: new Date(now).toISOString() };
  }
  const foreseen = warnedAfter(check.inARow, warned, kept.results);
  if (alert === null && news === null && !(isQuiet && foreseen !== null)) {
    if (foreseen !== null && foreseen !== warned) news = 'warning';
    warned = foreseen;
  }
  const usual = nextRun(check, failedInARow, now, chance);
  const next = isOffline
    ? Math.min(nextRun(check, 0, now, chance), now + OFFLINE_MS)
    : meaning === 'timeKiss'
      ? // Who asks to be left alone is.
        longestWait(check, now)
      : usual;
  return {
    standing: {
      ...before,
      ...kept,
      last: finding,
      lastGood: before.last?.outcome === 'ok' ? before.last : (before.lastGood ?? null),
      failedInARow,
      goodInARow,
      alert,
      warned,
      recoveredAt,
      nextAt: new Date(next).toISOString(),
    },
    news,
  };
};
