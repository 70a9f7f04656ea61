import type { CompiledCalendar } from '#shared/calendar/compiled-calendar.ts';
import type { Timekeeping } from '#shared/calendar/timekeeping.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import { SlaBook } from '#shared/sla/book.ts';
import type { SlaPolicy } from '#shared/sla/policy.ts';
import type { CalendarRecord, SlaPolicyRecord } from '#shared/sla/records.ts';
import { targetSeconds, timekeepingFor, type TargetLength } from '#shared/sla/target.ts';
import type { Priority } from '#shared/tickets/ticket.ts';
import type { Records } from '../storage/store.ts';

/** What the desk promises for one priority. Lengths are seconds that `keeping` counts. */
export interface Pace {
  readonly keeping: Timekeeping;
  readonly response: number;
  /** How often the requester hears of it. */
  readonly update: number;
  /** Whether `update` is a target: where it is none, it is what courtesy asks for. */
  readonly promisesUpdates: boolean;
  readonly resolve: number;
}

/** When the desk works, and how fast. */
export interface Hours {
  readonly calendar: CompiledCalendar;
  readonly paces: Readonly<Record<Priority, Pace>>;
}

const recordsOf = <R extends StoredRecord>(records: Records, type: R['type']): readonly R[] =>
  [...records.ids(type)].flatMap((id) => records.get<R>(type, id) ?? []);

const missing = (): never => {
  throw new Error('a sample desk has the calendars and the policy that ship');
};

const paceOf = (policy: SlaPolicy, priority: Priority, book: SlaBook, now: number): Pace => {
  const { response, update, resolve, calendarId } = policy.targets[priority];
  const calendar = book.calendar(calendarId, now) ?? missing();
  const secondsOf = (length: TargetLength): number => targetSeconds(length, now, calendar) ?? missing();
  if (!response || !resolve) return missing();
  return {
    keeping: timekeepingFor(resolve, calendar),
    response: secondsOf(response),
    update: update ? secondsOf(update) : Math.floor(secondsOf(resolve) / 3),
    promisesUpdates: update !== null,
    resolve: secondsOf(resolve),
  };
};

/** By the rules that the desk was made with. Throws if it has none. */
export const readHours = (records: Records, now: number): Hours => {
  const book = new SlaBook(
    recordsOf<SlaPolicyRecord>(records, 'slaPolicy'),
    recordsOf<CalendarRecord>(records, 'calendar'),
  );
  const policy = book.policy({ service: null, category: null }, now) ?? missing();
  const pace = (priority: Priority): Pace => paceOf(policy, priority, book, now);
  return {
    calendar: book.calendar(policy.targets[3].calendarId, now) ?? missing(),
    paces: { 1: pace(1), 2: pace(2), 3: pace(3), 4: pace(4) },
  };
};
