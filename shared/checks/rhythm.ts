/** When a check runs next. Instants in ms since 1970; `chance` is a number from 0 up to 1, given by whoever calls. */
import type { Check, QuietHours } from './check.ts';

const MINUTE_MS = 60_000;
/** What failed once is looked at again this soon: a cable that was moved is no alert. */
const CONFIRM_MS = MINUTE_MS;
/** What is known to be broken is asked after less and less, up to so many intervals. */
const MOST_BACK_OFF = 4;
/** Checks of one interval that were begun together drift apart by up to a tenth of it. */
const SPREAD = 0.1;

/** `failedBeyond`: failures since people were told, 0 before. A run that fell due while the laptop slept is made up for once, by this one. */
export const nextRun = (
  { everyMinutes, inARow }: Pick<Check, 'everyMinutes' | 'inARow'>,
  failedInARow: number,
  now: number,
  chance: number,
): number => {
  const every = everyMinutes * MINUTE_MS;
  const beyond = failedInARow - inARow;
  const wait =
    failedInARow > 0 && beyond < 0
      ? Math.min(every, CONFIRM_MS)
      : every * Math.min(MOST_BACK_OFF, 2 ** Math.max(0, beyond));
  return Math.round(now + wait * (1 - SPREAD * chance));
};

export const longestWait = ({ everyMinutes }: Pick<Check, 'everyMinutes'>, now: number): number =>
  now + everyMinutes * MINUTE_MS * MOST_BACK_OFF;

/** A time further off than any that `nextRun` gives was set by a clock that was ahead, and holds nothing up. */
export const isDue = ({ everyMinutes }: Pick<Check, 'everyMinutes'>, nextAt: string | null, now: number): boolean => {
  if (nextAt === null) return true;
  const at = Date.parse(nextAt);
  return at <= now || at > longestWait({ everyMinutes }, now);
};

/** `wallClock` is `HH:MM` where the desk is. */
export const isQuiet = (quiet: QuietHours | null, wallClock: string): boolean => {
  if (quiet === null) return false;
  const { from, to } = quiet;
  return from < to ? wallClock >= from && wallClock < to : wallClock >= from || wallClock < to;
};
