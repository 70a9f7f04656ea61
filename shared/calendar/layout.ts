import { dayPlanner, secondsOfDay, type BusinessCalendar, type Span } from './calendar.ts';
import { countUpTo } from './sorted.ts';
import { offsetSegments } from './zone.ts';

const DAY = 86_400;

/** A calendar written out for the dates `[fromDay, toDay)`. Instants and lengths in seconds; every list is sorted. */
export interface Layout {
  readonly fromDay: number;
  readonly toDay: number;
  /** Business intervals of UTC, half-open, never touching, and the seconds in all intervals before each (one entry more, at the end: in all). */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly secondsBefore: Float64Array;
  /** Dates with hours, and the span totals of all such dates before each (one entry more, at the end: of all). */
  readonly days: Float64Array;
  readonly totalBefore: Float64Array;
  /** Where an offset of the zone begins to hold, and the offset. */
  readonly offsetsFrom: Float64Array;
  readonly offsets: Float64Array;
}

const runningSum = (values: readonly number[]): Float64Array => {
  const sums = new Float64Array(values.length + 1);
  values.forEach((value, place) => {
    sums[place + 1] = (sums[place] ?? 0) + value;
  });
  return sums;
};

/** Spans in seconds since midnight, and their sum. */
interface DayHours {
  readonly spans: readonly (readonly [from: number, to: number])[];
  readonly total: number;
}

/** Hours by date, worked out once for each list of spans. */
const hoursReader = (calendar: BusinessCalendar): ((day: number) => DayHours) => {
  const planOf = dayPlanner(calendar);
  const known = new Map<readonly Span[], DayHours>();
  return (day) => {
    const { spans } = planOf(day);
    let hours = known.get(spans);
    if (!hours) {
      const inSeconds = spans.map(({ from, to }) => [secondsOfDay(from), secondsOfDay(to)] as const);
      hours = { spans: inSeconds, total: inSeconds.reduce((sum, [from, to]) => sum + to - from, 0) };
      known.set(spans, hours);
    }
    return hours;
  };
};

export const layOut = (calendar: BusinessCalendar, fromDay: number, toDay: number): Layout => {
  const hoursOn = hoursReader(calendar);
  // Wall clocks are less than a day away from UTC, so these days hold every instant of the dates wanted.
  const segments = offsetSegments(calendar.zone, fromDay - 1, toDay + 1);
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { from, to, offset } of segments) {
    const firstDay = Math.max(fromDay, Math.floor((from + offset) / DAY));
    const lastDay = Math.min(toDay - 1, Math.floor((to - 1 + offset) / DAY));
    for (let day = firstDay; day <= lastDay; day++) {
      for (const [opens, closes] of hoursOn(day).spans) {
        const start = Math.max(from, day * DAY + opens - offset);
        const end = Math.min(to, day * DAY + closes - offset);
        if (start >= end) continue;
        if (ends.at(-1) === start) ends[ends.length - 1] = end;
        else {
          starts.push(start);
          ends.push(end);
        }
      }
    }
  }
  const days: number[] = [];
  const totals: number[] = [];
  for (let day = fromDay; day < toDay; day++) {
    const { total } = hoursOn(day);
    if (total === 0) continue;
    days.push(day);
    totals.push(total);
  }
  return {
    fromDay,
    toDay,
    starts: Float64Array.from(starts),
    ends: Float64Array.from(ends),
    secondsBefore: runningSum(ends.map((end, place) => end - (starts[place] ?? end))),
    days: Float64Array.from(days),
    totalBefore: runningSum(totals),
    offsetsFrom: Float64Array.from(segments, ({ from }) => from),
    offsets: Float64Array.from(segments, ({ offset }) => offset),
  };
};

/** Business seconds laid out before `instant`. */
export const secondsUntil = ({ starts, ends, secondsBefore }: Layout, instant: number): number => {
  const place = countUpTo(starts, instant) - 1;
  if (place < 0) return 0;
  const start = starts[place] ?? 0;
  return (secondsBefore[place] ?? 0) + Math.min(instant, ends[place] ?? start) - start;
};

/** Whether `instant` lies in an interval. */
export const isWithin = ({ starts, ends }: Layout, instant: number): boolean =>
  instant < (ends[countUpTo(starts, instant) - 1] ?? -Infinity);

/** The date that the wall clock of the zone reads at `instant`. */
export const wallDay = ({ offsetsFrom, offsets }: Layout, instant: number): number =>
  Math.floor((instant + (offsets[countUpTo(offsetsFrom, instant) - 1] ?? 0)) / DAY);
