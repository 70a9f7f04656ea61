import { timeAfter, timeBefore } from './business-time.ts';
import type { Cast } from './casting.ts';
import { lengthOf, type Course } from './course.ts';
import type { Pace } from './pace.ts';
import type { Ending, Setting } from './story.ts';

const DAY = 86_400_000;
const SIX_WEEKS = 42 * DAY;
const WEEKEND = 2 * DAY;

/** Business days after the resolution of history that nothing else happens: it is confirmed or closed by rule within them, and reopened before. */
const afterwards: Readonly<Partial<Record<Ending, number>>> = { closed: 4, 'reopened-and-closed': 12, cancelled: 1 };

/** Mails and forms also come in while nobody is there, the more the longer that lasts; null if this one did not. */
const startWhileClosed = ({ chance, now, hours }: Setting): number | null => {
  const start = Math.floor(now - chance.next() * WEEKEND);
  return !hours.calendar.isCounting(now) && hours.calendar.seconds(start, now) === 0 ? start : null;
};

/** When a ticket came in that stands as its course says, in whole seconds. Whatever is resolved is too young to be closed by rule. */
const startOf = ({ ending }: Cast, pace: Pace, course: Course, { chance, now, hours }: Setting): number => {
  const { calendar } = hours;
  const daysAgo = (days: number): number => timeBefore(calendar, now, Math.floor(days * calendar.usualDaySeconds));
  const length = lengthOf(course);
  if (ending === 'resolved') return timeBefore(pace.keeping, daysAgo(chance.between(0.05, 2.4)), length);
  const settled = afterwards[ending];
  if (settled === undefined) return timeBefore(pace.keeping, now, length);
  const earliest = now - SIX_WEEKS;
  const latest = timeBefore(pace.keeping, daysAgo(settled), length);
  return timeAfter(calendar, earliest, Math.floor(chance.next() * calendar.seconds(earliest, latest)));
};

const isSelfService = ({ supportCase }: Cast): boolean =>
  supportCase.channel === 'portal' || supportCase.channel === 'email';

/** When a ticket came in; ms since epoch. */
export const receiptOf = (cast: Cast, pace: Pace, course: Course, setting: Setting): number => {
  // Within its second, so that no two come in at once: of the clocks, whole seconds count.
  const start = startOf(cast, pace, course, setting) + Math.floor(setting.chance.between(0, 1000));
  const mayWait = cast.ending === 'new' && cast.standing === 'in_time' && isSelfService(cast);
  return (mayWait ? startWhileClosed(setting) : null) ?? start;
};
