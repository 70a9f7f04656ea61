import { quantile } from '../services/measures.ts';
import { ageBounds } from './behind.ts';

const DAY_MS = 86_400_000;

export interface Backlog {
  readonly total: number;
  /** Whole days; null where nothing is open. */
  readonly medianDays: number | null;
  /** As many as there are in each of `ageBounds`. */
  readonly buckets: readonly number[];
}

const daysOld = (createdAt: number, now: number): number => Math.max(0, Math.floor((now - createdAt) / DAY_MS));

/** The place in `ageBounds` of a ticket that came at `createdAt`; both ms since epoch. A day is 24 hours by the wall clock. */
export const ageBucket = (createdAt: number, now: number): number => {
  const days = daysOld(createdAt, now);
  return ageBounds.findLastIndex((bound) => days >= bound);
};

export const backlogOf = (createdAts: readonly number[], now: number): Backlog => {
  const buckets = ageBounds.map(() => 0);
  for (const at of createdAts) {
    const bucket = ageBucket(at, now);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  const days = createdAts.map((at) => daysOld(at, now)).toSorted((left, right) => left - right);
  return { total: createdAts.length, medianDays: days.length === 0 ? null : quantile(days, 0.5), buckets };
};
