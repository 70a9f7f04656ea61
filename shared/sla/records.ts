import type { StoredRecord } from '../base/record.ts';
import type { BusinessCalendar } from '../calendar/calendar.ts';
import type { Content } from './book.ts';
import type { SlaPolicy } from './policy.ts';
import type { Version } from './versions.ts';

/** Calendars that every desk starts with. */
export const shippedCalendars = ['cn-2026', 'mon-fri', 'always'] as const;
export type ShippedCalendar = (typeof shippedCalendars)[number];

/** `calendar:<ULID>`. Versions only grow in number: what judged an ended cycle stays readable. */
export interface CalendarRecord extends StoredRecord {
  readonly type: 'calendar';
  readonly schema: 1;
  /** Which of the product's own it began as; a screen has its name in both languages. */
  readonly shipped: ShippedCalendar | null;
  readonly versions: readonly Version<Content<BusinessCalendar>>[];
}

/** `slaPolicy:<ULID>`. */
export interface SlaPolicyRecord extends StoredRecord {
  readonly type: 'slaPolicy';
  readonly schema: 1;
  /** The one that every desk starts with. */
  readonly isDefault: boolean;
  readonly versions: readonly Version<Content<SlaPolicy>>[];
}
