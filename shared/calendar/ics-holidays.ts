import { cutText } from '../base/well-formed.ts';
import type { Holiday } from './calendar.ts';
import { formatDate, parseDate } from './dates.ts';
import { plainText, readIcsEvents, type IcsEvent, type IcsProperty } from './ics-lines.ts';
import { yearlyDates, type YearRange } from './ics-yearly.ts';

/** Why an event of the file is not among the days found. */
export type SkipReason = 'no-date' | 'not-all-day' | 'too-long' | 'unknown-rule' | 'cancelled';

export interface FoundDays {
  /** By date, each once. */
  readonly holidays: readonly Holiday[];
  /** Days that the file itself marks as worked. */
  readonly makeupDays: readonly Holiday[];
  readonly skipped: readonly { readonly line: number; readonly name: string; readonly reason: SkipReason }[];
}

/** Longer than any run of public holidays: such an event is a season or a mistake. */
const MAX_DAYS = 31;
const MAX_NAME = 120;

/**
 * Feeds of Chinese holidays name the days that are worked instead: 国庆节（班）, 春节 补班, 上班. English ones say “make-up” or “adjusted working day”.
 */
const worked =
  /[（(【[]班[）)】\]]|补班|補班|上班|[\s·-]班$|\bmake-?up (?:work|day)|\b(?:adjusted|working|special) work(?:ing)? ?day/iu;

const readDate = (property: IcsProperty | undefined): number | undefined => {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/u.exec(property?.value.trim() ?? '') ?? [];
  return year === undefined ? undefined : parseDate(`${year}-${month}-${day}`);
};

/** Whole days that DTEND or DURATION give; DTEND is the first day after. 1 if neither is there. */
const lengthOf = (event: IcsEvent, start: number): number => {
  const end = readDate(event.properties.find(({ name }) => name === 'DTEND'));
  if (end !== undefined) return Math.max(1, end - start);
  const duration = event.properties.find(({ name }) => name === 'DURATION')?.value ?? '';
  const [, weeks, days] = /^\+?P(?:(\d{1,3})W|(\d{1,3})D)$/u.exec(duration.trim()) ?? [];
  return Math.max(1, Number(weeks ?? 0) * 7 + Number(days ?? 0));
};

type Reading =
  | { readonly days: readonly number[]; readonly name: string; readonly isWorked: boolean }
  | { readonly reason: SkipReason; readonly name: string };

const readEvent = (event: IcsEvent, years: YearRange): Reading => {
  const property = (name: string): IcsProperty | undefined => event.properties.find((one) => one.name === name);
  const name = cutText(plainText(property('SUMMARY')?.value ?? '').trim(), MAX_NAME);
  if (property('STATUS')?.value.trim().toUpperCase() === 'CANCELLED') return { reason: 'cancelled', name };
  const begin = property('DTSTART');
  if (!begin) return { reason: 'no-date', name };
  const start = readDate(begin);
  if (start === undefined) return { reason: begin.value.includes('T') ? 'not-all-day' : 'no-date', name };
  const length = lengthOf(event, start);
  if (length > MAX_DAYS) return { reason: 'too-long', name };

  const rule = property('RRULE');
  const firsts = rule ? yearlyDates(rule.value.trim(), start, years) : [start];
  if (!firsts) return { reason: 'unknown-rule', name };
  const excluded = new Set(
    event.properties
      .filter((one) => one.name === 'EXDATE')
      .flatMap((one) => one.value.split(',').map((value) => readDate({ ...one, value }))),
  );
  const days = firsts
    .filter((first) => !excluded.has(first))
    .flatMap((first) => Array.from({ length }, (_, place) => first + place));
  const mark = property('X-APPLE-SPECIAL-DAY')?.value.trim().toUpperCase();
  return { days, name, isWorked: mark === undefined ? worked.test(name) : mark === 'ALTERNATE-WORKDAY' };
};

/**
 * Holidays and make-up days of an .ics file: all-day events, one day or several, yearly ones written out for `years`. Says what it left out
 * and why. Undefined if the text is no iCalendar file.
 */
export const findHolidays = (text: string, years: YearRange): FoundDays | undefined => {
  const events = readIcsEvents(text);
  if (!events) return undefined;
  const holidays = new Map<number, Holiday>();
  const makeupDays = new Map<number, Holiday>();
  const skipped: { line: number; name: string; reason: SkipReason }[] = [];
  for (const event of events) {
    const reading = readEvent(event, years);
    if ('reason' in reading) {
      skipped.push({ line: event.line, name: reading.name, reason: reading.reason });
      continue;
    }
    const found = reading.isWorked ? makeupDays : holidays;
    for (const day of reading.days) if (!found.has(day)) found.set(day, { date: formatDate(day), name: reading.name });
  }
  const inOrder = (found: ReadonlyMap<number, Holiday>): readonly Holiday[] =>
    [...found].toSorted(([left], [right]) => left - right).map(([, day]) => day);
  return { holidays: inOrder(holidays), makeupDays: inOrder(makeupDays), skipped };
};
