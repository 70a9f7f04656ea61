/** How the cells of one column write a date. Numbers alone say when counted since 1970 (UTC). */
export const dateOrders = ['ymd', 'dmy', 'mdy', 'unixSeconds', 'unixMillis'] as const;
export type DateOrder = (typeof dateOrders)[number];

/** A date and time of day as written, in whatever zone the file means. Month and day from 1; `offsetMinutes` where the cell says it. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly offsetMinutes: number | null;
}

interface Written {
  /** The three places of the date; a month name is its number and fixes its place. */
  readonly places: readonly [string, string, string];
  readonly monthPlace: 0 | 1 | null;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly offsetMinutes: number | null;
}

/** Month names by their first letters in the languages of the header tables; dots are dropped before. */
const monthNames: readonly (readonly string[])[] = [
  ['january', 'janvier', 'januar', 'jan', 'janv', 'enero', 'ene'],
  ['february', 'février', 'februar', 'feb', 'févr', 'fév', 'febrero'],
  ['march', 'mars', 'märz', 'mar', 'mär', 'marzo'],
  ['april', 'avril', 'apr', 'avr', 'abril', 'abr'],
  ['may', 'mai', 'mayo'],
  ['june', 'juin', 'juni', 'jun', 'junio'],
  ['july', 'juillet', 'juli', 'jul', 'juil', 'julio'],
  ['august', 'août', 'aug', 'agosto', 'ago'],
  ['september', 'septembre', 'sep', 'sept', 'septiembre'],
  ['october', 'octobre', 'oktober', 'oct', 'okt', 'octubre'],
  ['november', 'novembre', 'nov', 'noviembre'],
  ['december', 'décembre', 'dezember', 'dec', 'déc', 'dez', 'diciembre', 'dic'],
];
const monthByName = new Map(monthNames.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));

const NAME = String.raw`\p{L}{3,10}\.?`;
const DATE = String.raw`(\d{1,4}|${NAME})\s*[-/.\s年]\s*(\d{1,2}|${NAME})\s*(?:[-/.,\s月]|,\s)\s*(\d{1,4})日?`;
const TIME = String.raw`(?:(上午|下午)\s*)?(\d{1,2})[:时h](\d{2})分?(?:[:](\d{2})(?:[.,](\d{1,9}))?)?\s*(am|pm|a\.m\.|p\.m\.)?`;
const ZONE = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?`;
const pattern = new RegExp(`^${DATE}(?:(?:[T,]|\\s)\\s*${TIME}${ZONE})?$`, 'iu');

/** No place is further from UTC. */
const MAX_OFFSET_MINUTES = 14 * 60;

/** Undefined for an offset that no place has. */
const offsetOf = (text: string | undefined): number | null | undefined => {
  if (text === undefined) return null;
  if (/^[zug]/iu.test(text)) return 0;
  const sign = text.startsWith('-') ? -1 : 1;
  const minutes = Number(text.slice(-2));
  const offset = Number(text.slice(1, 3)) * 60 + minutes;
  return minutes <= 59 && offset <= MAX_OFFSET_MINUTES ? sign * offset : undefined;
};

const halfDay = (hour: number, mark: string | undefined): number | null => {
  if (mark === undefined) return hour <= 23 ? hour : null;
  // 下午 14:05 is how people write it; 14:05 PM is a mistake, and nobody knows which.
  if (hour > 12) return mark === '下午' && hour <= 23 ? hour : null;
  const afternoon = mark === '下午' || mark.toLowerCase().startsWith('p');
  return (hour % 12) + (afternoon ? 12 : 0);
};

const read = (cell: string): Written | null => {
  if (cell.length < 6 || cell.length > 48) return null;
  const match = pattern.exec(cell.trim());
  if (!match) return null;
  const [
    ,
    first = '',
    second = '',
    third = '',
    cjkHalf,
    hours = '0',
    minutes = '0',
    seconds = '0',
    fraction = '0',
    half,
    zone,
  ] = match;
  const nameOf = (place: string): number | undefined => monthByName.get(place.replace('.', '').toLowerCase());
  const places: [string, string, string] = [first, second, third];
  let monthPlace: 0 | 1 | null = null;
  for (const place of [0, 1] as const) {
    if (/^\d/u.test(places[place])) continue;
    const month = nameOf(places[place]);
    if (month === undefined || monthPlace !== null) return null;
    monthPlace = place;
    places[place] = String(month);
  }
  const hour = halfDay(Number(hours), cjkHalf ?? half);
  const offsetMinutes = offsetOf(zone);
  if (hour === null || offsetMinutes === undefined || Number(minutes) > 59 || Number(seconds) > 59) return null;
  return {
    places,
    monthPlace,
    hour,
    minute: Number(minutes),
    second: Number(seconds),
    millisecond: Math.trunc(Number(`0.${fraction}`) * 1000),
    offsetMinutes,
  };
};

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Two digits as POSIX reads them: 69–99 are 1969–1999, 00–68 are 2000–2068. */
const fullYear = (digits: string): number | null => {
  const year = Number(digits);
  if (digits.length === 4) return year >= 1970 && year <= 2200 ? year : null;
  return digits.length === 2 ? (year >= 69 ? 1900 + year : 2000 + year) : null;
};

const arrange = (written: Written, order: 'ymd' | 'dmy' | 'mdy'): WallTime | null => {
  const [a, b, c] = written.places;
  const [year, month, day, monthPlace] = order === 'ymd' ? [a, b, c, 1] : order === 'dmy' ? [c, b, a, 1] : [c, a, b, 0];
  if (written.monthPlace !== null && written.monthPlace !== monthPlace) return null;
  if (order === 'ymd' && year.length !== 4) return null;
  if (month.length > 2 || day.length > 2) return null;
  const full = fullYear(year);
  const { hour, minute, second, millisecond, offsetMinutes } = written;
  const inYear = Number(month);
  const inMonth = Number(day);
  if (full === null || inYear < 1 || inYear > 12 || inMonth < 1 || inMonth > daysInMonth(full, inYear)) return null;
  return { year: full, month: inYear, day: inMonth, hour, minute, second, millisecond, offsetMinutes };
};

const sinceEpoch = (cell: string, unit: 1 | 1000): WallTime | null => {
  if (!(unit === 1000 ? /^\d{9,10}(\.\d+)?$/u : /^\d{12,13}$/u).test(cell)) return null;
  const at = new Date(Number(cell) * unit);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    millisecond: at.getUTCMilliseconds(),
    offsetMinutes: 0,
  };
};

/** Reads a cell in the given order; null if it is no date in that order (31 April, month 13, other words). */
export const readDate = (cell: string, order: DateOrder): WallTime | null => {
  const text = cell.trim();
  if (order === 'unixSeconds') return sinceEpoch(text, 1000);
  if (order === 'unixMillis') return sinceEpoch(text, 1);
  const written = read(text);
  return written && arrange(written, order);
};

/** Every order in which the cell is a date: none for other text, several where day and month could change places. */
export const possibleOrders = (cell: string): readonly DateOrder[] => {
  const text = cell.trim();
  if (/^\d+(\.\d+)?$/u.test(text)) {
    if (sinceEpoch(text, 1000)) return ['unixSeconds'];
    return sinceEpoch(text, 1) ? ['unixMillis'] : [];
  }
  const written = read(text);
  return written ? (['ymd', 'dmy', 'mdy'] as const).filter((order) => arrange(written, order) !== null) : [];
};
