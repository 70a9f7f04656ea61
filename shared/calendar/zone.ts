/** Offsets of IANA zones. Instants and offsets are whole seconds, since 1970 and east of UTC. */
import { formatDate } from './dates.ts';

const DAY = 86_400;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsetsByDay = new Map<string, Map<number, number>>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
};

export const isZone = (name: string): boolean => {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
};

/** What to add to `instant` for the wall clock of `zone`. Throws a RangeError for a zone that does not exist. */
export const offsetAt = (zone: string, instant: number): number => {
  // Reading the text takes a twentieth of what `formatToParts` does.
  const [month = 1, day = 1, year = 0, hour = 0, minute = 0, second = 0] =
    formatOf(zone)
      .format(instant * 1000)
      .match(/\d+/gu)
      ?.map(Number) ?? [];
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - instant;
};

const offsetOnDay = (zone: string, day: number): number => {
  let known = offsetsByDay.get(zone);
  if (!known) {
    known = new Map();
    offsetsByDay.set(zone, known);
  }
  let offset = known.get(day);
  if (offset === undefined) {
    offset = offsetAt(zone, day * DAY);
    known.set(day, offset);
  }
  return offset;
};

/** A stretch of time, half-open, during which a zone keeps one offset. */
export interface OffsetSegment {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** First instant in (`from`, `to`] with the offset that holds at `to`, given one change between them. */
const changeBetween = (zone: string, from: number, to: number, offset: number): number => {
  let before = from;
  let after = to;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(zone, middle) === offset) after = middle;
    else before = middle;
  }
  return after;
};

/**
 * All segments from the start of one UTC day to the start of another, in order. A change that is taken back within the same UTC day would
 * be missed; no zone has ever done that.
 */
export const offsetSegments = (zone: string, fromDay: number, toDay: number): readonly OffsetSegment[] => {
  const segments: OffsetSegment[] = [];
  let from = fromDay * DAY;
  let offset = offsetOnDay(zone, fromDay);
  for (let day = fromDay + 1; day <= toDay; day++) {
    const next = offsetOnDay(zone, day);
    if (next === offset) continue;
    const change = changeBetween(zone, (day - 1) * DAY, day * DAY, next);
    segments.push({ from, to: change, offset });
    from = change;
    offset = next;
  }
  if (from < toDay * DAY) segments.push({ from, to: toDay * DAY, offset });
  return segments;
};

/**
 * The instant at which the wall clock of `zone` reads `wall` (seconds since 1970 as if it were UTC): the first of two if clocks repeat it, the
 * end of the gap if they skip it.
 */
export const instantOfWall = (zone: string, wall: number): number => {
  const before = offsetAt(zone, wall - DAY);
  const after = offsetAt(zone, wall + DAY);
  for (const offset of before === after ? [before] : [before, after])
    if (offsetAt(zone, wall - offset) === offset) return wall - offset;
  return changeBetween(zone, wall - DAY, wall + DAY, after);
};

/** The date that the wall clock of `zone` shows at `at`, `YYYY-MM-DD`. */
export const dateIn = (zone: string, at: Date): string => {
  const instant = Math.floor(at.getTime() / 1000);
  return formatDate(Math.floor((instant + offsetAt(zone, instant)) / DAY));
};
