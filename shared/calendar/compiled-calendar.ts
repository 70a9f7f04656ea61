import { usualDaySeconds, type BusinessCalendar } from './calendar.ts';
import { parseDate } from './dates.ts';
import { isWithin, layOut, secondsUntil, wallDay, type Layout } from './layout.ts';
import { countBelow, countUpTo } from './sorted.ts';
import { wholeSeconds, type Timekeeping } from './timekeeping.ts';

const DAY = 86_400;
/** Days laid out at a time, at least. */
const STRIDE = 400;
/** How far ahead working time is looked for: a calendar without any for this long has no more. */
const FURTHEST_DAYS = 10 * 366;

/**
 * A calendar laid out as sorted intervals of UTC, so that counting and finding a due time are binary searches. An instant counts exactly when
 * the wall clock of the zone reads a time within the spans of the date it reads: an hour that clocks skip counts for nothing, one that
 * they repeat counts twice. Laid out as far as it is asked for; throws a RangeError for a zone that does not exist.
 */
export class CompiledCalendar implements Timekeeping {
  readonly calendar: BusinessCalendar;
  readonly usualDaySeconds: number;
  readonly #validUntilDay: number;
  #layout: Layout | undefined;

  constructor(calendar: BusinessCalendar) {
    this.calendar = calendar;
    this.usualDaySeconds = usualDaySeconds(calendar);
    this.#validUntilDay = calendar.validUntil === null ? Infinity : (parseDate(calendar.validUntil) ?? -Infinity);
  }

  seconds(from: number, to: number): number {
    const start = wholeSeconds(from);
    const end = wholeSeconds(to);
    if (end <= start) return 0;
    const layout = this.#covering(start, end);
    return secondsUntil(layout, end) - secondsUntil(layout, start);
  }

  reach(from: number, seconds: number): number | null {
    const start = wholeSeconds(from);
    if (seconds <= 0) return start * 1000;
    return this.#search(start, (layout) => {
      const { starts, secondsBefore } = layout;
      const goal = secondsUntil(layout, start) + seconds;
      if ((secondsBefore.at(-1) ?? 0) < goal) return undefined;
      // The interval in which the goal is reached is the last one with less than it before.
      const place = countBelow(secondsBefore, goal) - 1;
      return ((starts[place] ?? 0) + goal - (secondsBefore[place] ?? 0)) * 1000;
    });
  }

  isCounting(at: number): boolean {
    const instant = wholeSeconds(at);
    return isWithin(this.#covering(instant, instant), instant);
  }

  /** `at` itself if that is within business hours or just at their end, else the next opening; null if none comes. */
  nextOpen(at: number): number | null {
    if (this.isCounting(at) || this.isCounting(at - 1000)) return at;
    const counted = this.reach(at, 1);
    return counted === null ? null : counted - 1000;
  }

  /** The date that the wall clock of the zone reads, in days since 1970. */
  dayAt(at: number): number {
    const instant = wholeSeconds(at);
    return wallDay(this.#covering(instant, instant), instant);
  }

  /**
   * Span totals of the first `count` working dates from the date of `from` on: what `count` business days come to for work that starts then.
   * Null if there are not that many.
   */
  businessDays(from: number, count: number): number | null {
    const day = this.dayAt(from);
    return this.#search(wholeSeconds(from), ({ days, totalBefore }) => {
      const place = countBelow(days, day);
      const total = totalBefore[place + count];
      return total === undefined ? undefined : total - (totalBefore[place] ?? 0);
    });
  }

  /** The `count`-th working date after the date of `from`; null if there is none. */
  workingDayAfter(from: number, count: number): number | null {
    const day = this.dayAt(from);
    return this.#search(wholeSeconds(from), ({ days }) => days[countUpTo(days, day) + count - 1]);
  }

  /** Whether the holidays of the date of `at` are not known yet. */
  isProvisional(at: number): boolean {
    return this.#validUntilDay !== Infinity && this.dayAt(at) > this.#validUntilDay;
  }

  /** Lays out more and more after `start` until `find` finds something; null if it never does. */
  #search(start: number, find: (layout: Layout) => number | undefined): number | null {
    let end = start;
    for (;;) {
      const layout = this.#covering(start, end);
      const found = find(layout);
      if (found !== undefined) return found;
      if (layout.toDay * DAY - start > FURTHEST_DAYS * DAY) return null;
      end = layout.toDay * DAY;
    }
  }

  /** A layout that surely holds every instant from `start` to `end`. */
  #covering(start: number, end: number): Layout {
    // A day more on either side: the wall clock may read another date than UTC.
    const firstDay = Math.floor(start / DAY) - 1;
    const lastDay = Math.floor(end / DAY) + 1;
    const known = this.#layout;
    if (known && firstDay >= known.fromDay && lastDay < known.toDay) return known;
    const more = Math.max(STRIDE, known ? known.toDay - known.fromDay : 0);
    const fromDay = known && firstDay >= known.fromDay ? known.fromDay : firstDay - STRIDE;
    const toDay = known && lastDay < known.toDay ? known.toDay : lastDay + more;
    this.#layout = layOut(this.calendar, fromDay, toDay);
    return this.#layout;
  }
}
