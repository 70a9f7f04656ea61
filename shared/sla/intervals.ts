/** Stretches of time in ms since epoch, half-open; `to` is Infinity for one that has not ended. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The same instants as sorted intervals that neither overlap nor touch; empty ones are gone. */
export const unionOf = (intervals: readonly Interval[]): readonly Interval[] => {
  const sorted = intervals.filter(({ from, to }) => from < to);
  if (sorted.length < 2) return sorted;
  const union: { from: number; to: number }[] = [];
  for (const { from, to } of sorted.toSorted((left, right) => left.from - right.from)) {
    const last = union.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else union.push({ from, to });
  }
  return union;
};

const NONE: readonly Interval[] = [];

/** What of `intervals` lies within `[from, to)`. */
export const clip = (intervals: readonly Interval[], from: number, to: number): readonly Interval[] =>
  intervals.length === 0
    ? NONE
    : intervals
        .map((interval) => ({ from: Math.max(interval.from, from), to: Math.min(interval.to, to) }))
        .filter((interval) => interval.from < interval.to);
