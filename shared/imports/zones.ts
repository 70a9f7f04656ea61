import type { WallTime } from './dates.ts';

const DAY = 86_400_000;

/**
 * Turns wall times of one IANA zone into instants. A time that the zone skips (spring) is read with the offset before the jump,
 * so it lands as much later; a time that happens twice (autumn) is the first of the two. Offsets are kept per day: reading
 * 50,000 dates asks the time zone data a few hundred times.
 */
export const zoneReader = (zone: string): ((wall: WallTime) => number) => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const measure = (instant: number): number => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
    const wall = Date.UTC(
      part['year'] ?? 0,
      (part['month'] ?? 1) - 1,
      part['day'] ?? 1,
      part['hour'] ?? 0,
      part['minute'] ?? 0,
      part['second'] ?? 0,
    );
    return wall - Math.floor(instant / 1000) * 1000;
  };
  const starts = new Map<number, number>();
  const atStartOf = (day: number): number => {
    const known = starts.get(day);
    if (known !== undefined) return known;
    const offset = measure(day * DAY);
    starts.set(day, offset);
    return offset;
  };
  const offsetAt = (instant: number): number => {
    const day = Math.floor(instant / DAY);
    const offset = atStartOf(day);
    return offset === atStartOf(day + 1) ? offset : measure(instant);
  };
  return (wall) => {
    const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second, wall.millisecond);
    if (wall.offsetMinutes !== null) return asUtc - wall.offsetMinutes * 60_000;
    const before = offsetAt(asUtc - DAY);
    const after = offsetAt(asUtc + DAY);
    if (before === after && offsetAt(asUtc - before) === before) return asUtc - before;
    for (const offset of [before, after]) if (offsetAt(asUtc - offset) === offset) return asUtc - offset;
    return asUtc - before;
  };
};

/** Whether this computer's time zone data knows the name. */
export const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};
