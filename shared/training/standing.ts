import { daysBetween } from '../calendar/dates.ts';
import type { TrainingAssignment } from './assignment.ts';
import type { AttemptRow } from './attempt.ts';

export type CourseState = 'todo' | 'passed' | 'repeat';

/** Days before its end from which a pass is worth repeating, as for certificates. */
export const ENDING_DAYS = 30;

export interface CourseStanding {
  readonly state: CourseState;
  /** Somebody is to do it: it was assigned to them, or what they passed no longer counts. */
  readonly isAsked: boolean;
  /** Why it is to be passed again. */
  readonly why: 'expired' | 'changed' | null;
  /** The last one that passed. */
  readonly pass: AttemptRow | null;
  /** Last day, `YYYY-MM-DD`; null: none was set, or nothing is to be done. */
  readonly dueOn: string | null;
  readonly isOverdue: boolean;
  /** It counts still, and not for long. */
  readonly isEnding: boolean;
  /** Attempts of this round: since the last pass, or since it was assigned, whichever came later. */
  readonly used: number;
}

interface Told {
  /** Of one person about one course, in any language and order. */
  readonly attempts: readonly AttemptRow[];
  /** To this person or a group of theirs. */
  readonly assignments: readonly Pick<TrainingAssignment, 'createdAt' | 'dueOn'>[];
  /** The version of an article from which on a pass counts. */
  readonly since: (articleId: string) => number;
  /** `YYYY-MM-DD` where the desk is. */
  readonly today: string;
}

/** On its last day a pass still counts, and on the last day something is not overdue. */
export const standingOf = ({ attempts, assignments, since, today }: Told): CourseStanding => {
  const counts = (attempt: AttemptRow): boolean => attempt.version >= since(attempt.articleId);
  let pass: AttemptRow | null = null;
  for (const attempt of attempts) if (attempt.passed && (!pass || attempt.at > pass.at)) pass = attempt;
  const why = !pass
    ? null
    : !counts(pass)
      ? 'changed'
      : pass.validUntil !== null && pass.validUntil < today
        ? 'expired'
        : null;
  const state: CourseState = !pass ? 'todo' : why ? 'repeat' : 'passed';
  // What was asked before the last pass was done by it.
  const open = state === 'passed' ? [] : assignments.filter(({ createdAt }) => !pass || createdAt > pass.at);
  const days = [...open.map(({ dueOn }) => dueOn), why === 'expired' ? (pass?.validUntil ?? null) : null];
  const dueOn = days.filter((day) => day !== null).toSorted()[0] ?? null;
  const begins = [pass?.at ?? '', ...assignments.map(({ createdAt }) => createdAt)].toSorted().at(-1) ?? '';
  const left = state === 'passed' && pass?.validUntil ? daysBetween(today, pass.validUntil) : null;
  return {
    state,
    isAsked: open.length > 0 || state === 'repeat',
    why,
    pass,
    dueOn,
    isOverdue: dueOn !== null && dueOn < today,
    isEnding: left !== null && left <= ENDING_DAYS,
    used: attempts.filter((attempt) => counts(attempt) && attempt.at > begins).length,
  };
};

/** Null: as often as they like. */
export const attemptsLeft = (allowed: number | null, { used }: Pick<CourseStanding, 'used'>): number | null =>
  allowed === null ? null : Math.max(0, allowed - used);
