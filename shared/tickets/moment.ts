/** Past this offset a clock is not a little behind but wrong (DOMAIN.md §1, SLA clock 7): its times are kept as they are. */
const MAX_SKEW_MS = 60_000;

/**
 * When a change of a record happens: `now`, or one millisecond after the last change if the clock has not moved past it, so that
 * a timeline does not run backwards on one desk. Both RFC 3339.
 */
export const momentAfter = (updatedAt: string, now: string): string => {
  const last = Date.parse(updatedAt);
  const current = Date.parse(now);
  return current > last || last - current > MAX_SKEW_MS ? now : new Date(last + 1).toISOString();
};
