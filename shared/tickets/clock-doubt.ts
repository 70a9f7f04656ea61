/**
 * Why rules that act by themselves do not go by the wall clock: it was set while the console ran (`jumped`), or stands far after or before
 * the time that was last believed (`ahead`, `behind`). A wrong clock closes tickets that nobody can open again. Times RFC 3339.
 */
export interface ClockDoubt {
  readonly reason: 'jumped' | 'ahead' | 'behind';
  /** What the clock said when the doubt arose. */
  readonly saidAt: string;
  /** What it would say had nobody set it, or what it said when it was last believed. */
  readonly trustedAt: string;
}

/** Instants in ms since epoch. */
export interface ClockReading {
  readonly now: number;
  /** The time that was last believed, from earlier runs of the console. */
  readonly knownAt: number;
  /** What the clock should say by the time that has passed, sleep included, since it was first believed in this run; null before that. */
  readonly expectedAt: number | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A laptop may lie in a drawer for months; after a year somebody says whether the date is right. */
const MAX_AHEAD_MS = 366 * DAY_MS;

/** Null for a clock that can be believed. Within a run it may go wrong by an hour; from one to the next it may lag by a day. */
export const clockDoubt = ({ now, knownAt, expectedAt }: ClockReading): ClockDoubt | null => {
  const doubt = (reason: ClockDoubt['reason'], trusted: number): ClockDoubt => ({
    reason,
    saidAt: new Date(now).toISOString(),
    trustedAt: new Date(trusted).toISOString(),
  });
  if (expectedAt !== null) return Math.abs(now - expectedAt) > HOUR_MS ? doubt('jumped', expectedAt) : null;
  if (now - knownAt > MAX_AHEAD_MS) return doubt('ahead', knownAt);
  return knownAt - now > DAY_MS ? doubt('behind', knownAt) : null;
};

/** Whether a time that a person saw and confirmed is still the clock's. Both ms since epoch. */
export const isStillShown = (shown: number, now: number): boolean => Math.abs(now - shown) <= HOUR_MS;
