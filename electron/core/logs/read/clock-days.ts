/**
 * Days of lines that tell the hour alone. A day is over where the clock goes back; a line that tells a date says which day it is. What lies in
 * between is inferred: a day in which nothing was written is not seen.
 */

const DAY_MS = 86_400_000;
/** Lines of several threads are a little out of order, and once a year an hour comes twice: neither begins a day. */
const BACK_MS = 65 * 60_000;

/** Days since 1970 on a calendar, and ms since midnight on its clock: without a zone, so that a day of 23 or 25 hours is one. */
export interface Wall {
  readonly day: number;
  readonly clock: number;
}

export const wallOf = (at: number, isUtc: boolean): Wall => {
  const moment = new Date(at);
  const wall = isUtc
    ? at
    : Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()) +
      moment.getHours() * 3_600_000 +
      moment.getMinutes() * 60_000 +
      moment.getSeconds() * 1_000 +
      moment.getMilliseconds();
  const day = Math.floor(wall / DAY_MS);
  return { day, clock: wall - day * DAY_MS };
};

export const instantOfWall = ({ day, clock }: Wall, isUtc: boolean): number => {
  if (isUtc) return day * DAY_MS + clock;
  const date = new Date(day * DAY_MS);
  const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const minutes = Math.floor(clock / 60_000);
  return new Date(year, month, dayOfMonth, Math.floor(minutes / 60), minutes % 60, 0, clock % 60_000).getTime();
};

/** The latest day on which a clock may have stood there, for something that was written at `latest`. */
export const lastDayOf = (clock: number, latest: Wall): number =>
  clock > latest.clock + BACK_MS ? latest.day - 1 : latest.day;

/** Follows the lines of a log, from one that is known on. */
export class ClockDays {
  #wall: Wall | undefined;

  constructor(from: Wall | undefined) {
    this.#wall = from;
  }

  get wall(): Wall | undefined {
    return this.#wall;
  }

  /** The next line that tells the hour. */
  take(clock: number): Wall {
    const before = this.#wall;
    const isNext = before !== undefined && before.clock - clock > BACK_MS;
    this.#wall = { day: (before?.day ?? 0) + (isNext ? 1 : 0), clock };
    return this.#wall;
  }

  /** A line tells its date. */
  set(wall: Wall): void {
    this.#wall = wall;
  }
}
