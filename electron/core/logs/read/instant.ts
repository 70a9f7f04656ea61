/** Turns the parts of a written time into ms since epoch. Times without a zone are those of the zone of this laptop. */

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Digits behind the point, however many, in ms; what is finer is dropped. */
export const fractionMs = (digits: string | undefined): number =>
  digits === undefined || digits === '' ? 0 : Number(digits.slice(0, 3).padEnd(3, '0'));

/** `+08:00`, `-0530`, `Z`, in minutes; undefined for none, or one that is only a name. */
export const zoneMinutes = (zone: string | undefined): number | undefined => {
  if (zone === undefined || zone === '') return undefined;
  if (/^(?:Z|UTC|GMT)$/i.test(zone)) return 0;
  const found = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!found) return undefined;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return found[1] === '-' ? -minutes : minutes;
};

/** Makes instants of local times; the offset of an hour is asked for once, since logs stay in one for many lines. */
const localHours = (): ((year: number, month: number, day: number, hour: number) => number) => {
  let known = Number.NaN;
  let at = 0;
  return (year, month, day, hour) => {
    const key = ((year * 12 + month) * 32 + day) * 24 + hour;
    if (key !== known) {
      known = key;
      at = new Date(year, month - 1, day, hour).getTime();
    }
    return at;
  };
};

const localHour = localHours();

export interface Parts {
  /** Undefined where it is not written down: the newest year that does not lie past `newest`. */
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
  /** Minutes east of UTC; undefined: the zone of this laptop. */
  readonly zone: number | undefined;
}

/** ms since epoch; undefined for what is no time, e.g. month 13. `newest`: no line is later than this by more than a day. */
export const instantOf = (parts: Parts, newest: number): number | undefined => {
  const { month, day, hour, minute, second, ms, zone } = parts;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return undefined;
  const inYear = (year: number): number => {
    const rest = minute * 60_000 + second * 1_000 + ms;
    if (zone !== undefined) return Date.UTC(year, month - 1, day, hour) - zone * 60_000 + rest;
    return localHour(year, month, day, hour) + rest;
  };
  if (parts.year !== undefined) return parts.year < 1970 || parts.year > 2200 ? undefined : inYear(parts.year);
  const latest = new Date(newest + DAY_MS);
  const at = inYear(latest.getFullYear());
  return at > latest.getTime() ? inYear(latest.getFullYear() - 1) : at;
};

/** Seconds, ms, µs or ns since epoch, told apart by how many they are; undefined outside 2001–2100. */
export const epochMs = (digits: string, fraction?: string): number | undefined => {
  const value = Number(digits);
  const ms =
    value < 1e11
      ? value * 1_000 + fractionMs(fraction)
      : value < 1e14
        ? value
        : value < 1e17
          ? value / 1e3
          : value / 1e6;
  return ms > 978_307_200_000 && ms < 4_102_444_800_000 ? Math.floor(ms) : undefined;
};

/** Hours on a clock of twelve; `half` as it is written. */
export const hourOf = (hour: number, half: string | undefined): number => {
  if (half === undefined || half === '') return hour;
  const isAfternoon = /^(?:pm|p\.m\.|下午|晚上|中午)$/i.test(half);
  return (hour % 12) + (isAfternoon ? 12 : 0);
};

export const MAX_FUTURE_MS = DAY_MS + HOUR_MS;
