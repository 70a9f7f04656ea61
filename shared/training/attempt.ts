import type { PersonRef, Projection, StoredRecord } from '../base/record.ts';
import type { Answer } from './quiz.ts';

/** Answers that somebody handed in, and what they came to; append-only. Id: `trainingAttempt:<article ULID>:<ULID>`. */
export interface TrainingAttempt extends StoredRecord {
  readonly type: 'trainingAttempt';
  readonly schema: 1;
  readonly articleId: string;
  /** The version whose questions were answered. */
  readonly version: number;
  readonly person: PersonRef;
  /** Of the order in which they were shown. */
  readonly seed: number;
  readonly answers: readonly Answer[];
  readonly right: number;
  readonly total: number;
  readonly passed: boolean;
  /** Handed in. */
  readonly at: string;
  /** Of one that passed, the last day on which it counts, `YYYY-MM-DD`; null: no end. */
  readonly validUntil: string | null;
}

export const attemptPrefix = (articleId: string): string => `trainingAttempt:${articleId.slice('article:'.length)}:`;

/** What lists and standings know of an attempt. */
export type AttemptRow = {
  readonly id: string;
  readonly articleId: string;
  readonly version: number;
  readonly personId: string | null;
  readonly person: string;
  readonly right: number;
  readonly total: number;
  readonly passed: boolean;
  readonly at: string;
  readonly validUntil: string | null;
};

export const attemptRow = (attempt: TrainingAttempt): AttemptRow => ({
  id: attempt.id,
  articleId: attempt.articleId,
  version: attempt.version,
  personId: attempt.person.id,
  person: attempt.person.name,
  right: attempt.right,
  total: attempt.total,
  passed: attempt.passed,
  at: attempt.at,
  validUntil: attempt.validUntil,
});

export const attemptProjection: Projection<TrainingAttempt> = {
  type: 'trainingAttempt',
  version: 1,
  project: attemptRow,
};

/** The day so many months later; of a month that has no such day, its last: 31 January and one month is 28 February. */
export const monthsAfter = (day: string, months: number): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
};
