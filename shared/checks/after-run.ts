import type { Check, CheckStanding } from './check.ts';
import type { Finding } from './finding.ts';
import { remember } from './history.ts';
import { gauges } from './limits.ts';
import { nextRun } from './rhythm.ts';

/** What people are told of: never twice of the same. */
export type CheckNews = 'failing' | 'recovered';

export interface RunMoment {
  /** ms since 1970. */
  readonly now: number;
  /** `YYYY-MM-DD` where the desk is. */
  readonly today: string;
  readonly isQuiet: boolean;
  /** From 0 up to 1. */
  readonly chance: number;
}

/** A laptop that was on no network looks again this soon, and its history tells of that once. */
const OFFLINE_MS = 5 * 60_000;

/** The figure that limits are set on, if this finding has it. */
export const valueOf = ({ diagnostic, measures }: Pick<Finding, 'diagnostic' | 'measures'>): number | null => {
  const gauge = gauges[diagnostic.kind];
  return measures.find(({ key }) => key === gauge?.measure)?.value ?? null;
};

type Standing = Omit<CheckStanding, 'id' | 'type' | 'schema' | 'createdAt' | 'updatedAt' | 'createdBy' | 'device'>;

/**
 * What is known after a run, and what people are told of it. `unknown` neither counts as a failure nor ends a row of them: a laptop without a
 * network says nothing of a server. A failure in quiet hours is told with the first one after them.
 */
export const afterRun = <Before extends Standing>(
  check: Check,
  before: Before,
  finding: Finding,
  { now, today, isQuiet, chance }: RunMoment,
): { readonly standing: Before; readonly news: CheckNews | null } => {
  const { outcome, meaning, at } = finding;
  const isFailed = outcome === 'failed';
  const isGood = outcome === 'ok' || outcome === 'warning';
  const failedInARow = isFailed ? before.failedInARow + 1 : isGood ? 0 : before.failedInARow;
  const goodInARow = isGood ? before.goodInARow + 1 : isFailed ? 0 : before.goodInARow;
  let { alert } = before;
  let news: CheckNews | null = null;
  if (alert === null && failedInARow >= check.inARow) alert = { since: at, toldAt: null };
  if (alert !== null && goodInARow >= check.inARow) {
    if (alert.toldAt !== null) news = 'recovered';
    alert = null;
  }
  if (alert?.toldAt === null && isFailed && !isQuiet) {
    news = 'failing';
    alert = { ...alert, toldAt: new Date(now).toISOString() };
  }
  const isOffline = meaning === 'noNetwork';
  const isSameSilence = isOffline && before.last?.meaning === 'noNetwork';
  const next = isOffline
    ? Math.min(nextRun(check, 0, now, chance), now + OFFLINE_MS)
    : nextRun(check, failedInARow, now, chance);
  return {
    standing: {
      ...before,
      ...(isSameSilence ? {} : remember(before, { at, outcome, meaning, value: valueOf(finding) }, today)),
      last: finding,
      failedInARow,
      goodInARow,
      alert,
      nextAt: new Date(next).toISOString(),
    },
    news,
  };
};
