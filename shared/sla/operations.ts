import * as z from 'zod';
import type { BusinessCalendar } from '../calendar/calendar.ts';
import type { FoundDays } from '../calendar/ics-holidays.ts';
import { calendarContent } from '../calendar/schema.ts';
import { command, query } from '../contract/operation.ts';
import type { TicketClocks } from './clocks.ts';
import type { QueueDue } from './due.ts';
import type { SlaPolicy } from './policy.ts';
import type { ShippedCalendar } from './records.ts';
import type { SlaTarget } from './runs.ts';
import { targetUnits } from './target.ts';
import type { ThresholdPercent } from './thresholds.ts';

const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
const calendarId = z.string().regex(/^calendar:[0-9A-HJKMNP-TV-Z]{26}$/);
const policyId = z.string().regex(/^slaPolicy:[0-9A-HJKMNP-TV-Z]{26}$/);

const length = z.strictObject({ amount: z.int().min(1).max(10_000), unit: z.enum(targetUnits) });
const byPriority = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ 1: value, 2: value, 3: value, 4: value });
const names = z.array(z.string().trim().min(1).max(200)).max(200);

export const policyContent = z.strictObject({
  name: z.string().trim().min(1).max(120),
  scope: z.strictObject({ services: names, categories: names }),
  targets: byPriority(
    z.strictObject({ response: length.nullable(), update: length.nullable(), resolve: length.nullable(), calendarId }),
  ),
  reopen: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('resume') }),
    z.strictObject({ kind: z.literal('restart') }),
    z.strictObject({ kind: z.literal('new_target'), resolve: byPriority(length) }),
  ]),
});

/** `version` is null for one that is new; else the version that the person saw, and `record.stale` { seen, current } if it is not the newest. */
const edited = {
  version: z.int().min(1).nullable(),
  /** From when it judges. Null: from now on. An earlier instant judges ended cycles anew, and the audit trail says so. */
  judgesFrom: z.iso.datetime().nullable(),
};

interface Saved {
  readonly judgesFrom: string;
  readonly savedAt: string;
  readonly savedBy: string;
}

/** The newest version of a calendar. */
export interface CalendarView extends BusinessCalendar, Saved {
  readonly shipped: ShippedCalendar | null;
}

/** The newest version of a policy. */
export interface PolicyView extends SlaPolicy, Saved {
  readonly isDefault: boolean;
}

/** A threshold that was noticed. */
export interface NoticedThreshold {
  readonly target: SlaTarget;
  readonly cycle: number;
  readonly percent: ThresholdPercent;
  readonly reachedAt: string;
  readonly noticedAt: string;
}

export const slaOperations = {
  'sla.policies': query('tickets.read', z.strictObject({})).returns<readonly PolicyView[]>(),
  /** Refused with `record.not-found` { type: 'calendar' } if a target names a calendar that is not there. */
  'sla.savePolicy': command(
    'settings.manage',
    z.strictObject({ id: policyId.nullable(), ...edited, policy: policyContent }),
  ).returns<PolicyView>(),
  'sla.calendars': query('tickets.read', z.strictObject({})).returns<readonly CalendarView[]>(),
  'sla.saveCalendar': command(
    'settings.manage',
    z.strictObject({ id: calendarId.nullable(), ...edited, calendar: calendarContent }),
  ).returns<CalendarView>(),
  /** Days found in the text of an .ics file, for a person to look at and save with the calendar: changes nothing. `import.unreadable` if it is none. */
  'sla.importHolidays': query(
    'settings.manage',
    z.strictObject({ text: z.string().max(2_000_000) }),
  ).returns<FoundDays>(),
  /** `at` is when they were read: a countdown goes on from there. */
  'sla.clocks': query('tickets.read', z.strictObject({ ticketId })).returns<
    TicketClocks & { readonly at: number; readonly noticed: readonly NoticedThreshold[] }
  >(),
  /** The times of rows, by ticket; null for one without. `leading`: of the clock that falls due first. */
  'sla.due': query(
    'tickets.read',
    z.strictObject({ ids: z.array(ticketId).max(1000), clock: z.enum(['leading', 'feedback']) }),
  ).returns<{
    readonly at: number;
    readonly due: Readonly<Record<string, QueueDue | null>>;
  }>(),
};
