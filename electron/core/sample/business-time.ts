import { wholeSeconds, type Timekeeping } from '#shared/calendar/timekeeping.ts';

const DAY = 86_400;
const FURTHEST = 1000 * DAY;

/** The first instant at which `seconds` have counted since `from`. Throws a RangeError if that never comes. */
export const timeAfter = (keeping: Timekeeping, from: number, seconds: number): number => {
  const reached = keeping.reach(from, seconds);
  if (reached === null) throw new RangeError('this calendar has no working days');
  return reached;
};

/**
 * The last instant from which `seconds` count until `to`: what began then has gone on for so long. Whole seconds. Throws a RangeError if there is none
 * in a thousand days.
 */
export const timeBefore = (keeping: Timekeeping, to: number, seconds: number): number => {
  const end = wholeSeconds(to);
  if (seconds <= 0) return end * 1000;
  let span = seconds;
  while (keeping.seconds((end - span) * 1000, to) < seconds) {
    if (span > FURTHEST) throw new RangeError('this calendar has no working days');
    span = Math.max(span * 2, DAY);
  }
  let enough = end - span;
  let tooLittle = end;
  while (tooLittle - enough > 1) {
    const middle = Math.floor((enough + tooLittle) / 2);
    if (keeping.seconds(middle * 1000, to) < seconds) tooLittle = middle;
    else enough = middle;
  }
  return enough * 1000;
};
