/** When a problem has happened often enough to be told of: a sliding window over the times in the log, and a cool-down after it. */
import type { RuleContent } from './rule.ts';

export interface HitWindow {
  /** Of the latest hits, ms since epoch, in order; no more than twice what the threshold needs. */
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

/** With one more, without what is before `since`. Never sorted anew: a chatty log has a thousand of them in each window. */
const withHit = (times: readonly number[], at: number, since: number, most: number): readonly number[] => {
  const all = times.slice();
  all.splice(placeOf(times, at), 0, at);
  return all.slice(Math.max(placeOf(all, since - 1), all.length - most));
};

/** How many of them, this one included, lie within so long of each other. */
const mostWithin = (times: readonly number[], at: number, withinMs: number): number => {
  const end = placeOf(times, at + withinMs);
  let first = placeOf(times, at - withinMs - 1);
  let most = 0;
  for (let last = placeOf(times, at) - 1; last < end; last++) {
    while ((times[last] ?? 0) - (times[first] ?? 0) > withinMs) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
};

/**
 * One more hit. Lines may come out of order: a late one counts where it belongs, also where many are late, as in the hour that comes twice when
 * clocks are put back. `fires` where the threshold is reached and the cool-down is over, which it is too where the log went back in time by more
 * than it.
 */
export const countHit = (
  { times, coolUntil }: HitWindow,
  { threshold, coolDownSeconds }: Pick<RuleContent, 'threshold' | 'coolDownSeconds'>,
  at: number,
): { readonly window: HitWindow; readonly fires: boolean } => {
  const coolMs = coolDownSeconds * 1_000;
  const isCooling = coolUntil !== null && at < coolUntil && at >= coolUntil - 2 * coolMs;
  const withinMs = threshold.withinSeconds * 1_000;
  const isBack = (times.at(-1) ?? at) - at > 2 * coolMs;
  const kept = isBack ? [at] : withHit(times, at, at - withinMs, 2 * threshold.count);
  const isReached = threshold.count === 1 || mostWithin(kept, at, withinMs) >= threshold.count;
  if (isReached && !isCooling) return { window: { times: [], coolUntil: at + coolMs }, fires: true };
  return { window: { times: isCooling ? [] : kept, coolUntil }, fires: false };
};
