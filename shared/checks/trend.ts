import type { DaySummary } from './history.ts';

/** Fewer days say nothing of a pace. */
const LEAST_DAYS = 5;
/** What was longer ago is another pace. */
const LOOK_BACK_DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * In how many days a figure that shrinks reaches zero, by the middle of the paces between any two of the last fourteen days (Theil–Sen): one day
 * on which somebody made room, or a download that was deleted again, does not change it. Null where it does not shrink, or too little is known.
 */
export const daysToZero = (days: readonly DaySummary[]): number | null => {
  const last = days.at(-1);
  if (!last) return null;
  const since = Date.parse(last.on) - LOOK_BACK_DAYS * DAY_MS;
  const points = days.flatMap(({ on, least }) => {
    const at = Date.parse(on);
    return least !== null && at > since ? [{ at, least }] : [];
  });
  const now = points.at(-1);
  if (!now || points.length < LEAST_DAYS) return null;
  const paces = points.flatMap((from, place) =>
    points.slice(place + 1).map((to) => ((to.least - from.least) / (to.at - from.at)) * DAY_MS),
  );
  const pace = paces.toSorted((left, right) => left - right)[Math.floor(paces.length / 2)] ?? 0;
  return pace < 0 ? Math.max(0, Math.floor(now.least / -pace)) : null;
};
