/** When a problem has happened often enough to be told of: a sliding window over the times in the log, and a cool-down after it. */
import type { RuleContent } from './rule.ts';

export interface HitWindow {
  /** Of the latest hits, ms since epoch, in order; no more than the threshold needs. */
  readonly times: readonly number[];
  /** Until then hits only count; ms since epoch in the time of the log, null before the first. */
  readonly coolUntil: number | null;
}

export const emptyWindow: HitWindow = { times: [], coolUntil: null };

/** Where a time belongs among others in order: behind those that are the same. */
const placeOf = (times: readonly number[], at: number): number => {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The latest `most` times since `since`, with one more. Never sorted anew: a chatty log has a thousand of them in each window. */
const withHit = (times: readonly number[], at: number, since: number, most: number): readonly number[] => {
  const all = times.slice();
  all.splice(placeOf(times, at), 0, at);
  return all.slice(Math.max(placeOf(all, since - 1), all.length - most));
};

/**
 * One more hit. Lines may come out of order: a late one counts where it belongs. `fires` where the threshold is reached and the cool-down is
 * over, which it is too where the log went back in time by more than it.
 */
export const countHit = (
  { times, coolUntil }: HitWindow,
  { threshold, coolDownSeconds }: Pick<RuleContent, 'threshold' | 'coolDownSeconds'>,
  at: number,
): { readonly window: HitWindow; readonly fires: boolean } => {
  const coolMs = coolDownSeconds * 1_000;
  const isCooling = coolUntil !== null && at < coolUntil && at >= coolUntil - 2 * coolMs;
  const newest = Math.max(at, times.at(-1) ?? at);
  const isBack = newest - at > 2 * coolMs;
  const kept = isBack ? [at] : withHit(times, at, newest - threshold.withinSeconds * 1_000, threshold.count);
  const isReached = threshold.count === 1 || kept.length >= threshold.count;
  if (isReached && !isCooling) return { window: { times: [], coolUntil: at + coolMs }, fires: true };
  return { window: { times: isCooling ? [] : kept, coolUntil }, fires: false };
};
