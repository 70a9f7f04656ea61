/** The calendars and the policy that every desk starts with, from `resources/calendars`. Ids are hashed, so that two consoles of a desk make the same. */
import { calendarContent, type CalendarContent } from '#shared/calendar/schema.ts';
import { isZone } from '#shared/calendar/zone.ts';
import { defaultTargets, type SlaPolicy } from '#shared/sla/policy.ts';
import type { Content } from '#shared/sla/book.ts';
import { shippedCalendars, type ShippedCalendar } from '#shared/sla/records.ts';
import { shippedUlid } from '../shipped-ulid.ts';
import always from '../../../resources/calendars/always.json' with { type: 'json' };
import china2026 from '../../../resources/calendars/cn-2026.json' with { type: 'json' };
import mondayToFriday from '../../../resources/calendars/mon-fri.json' with { type: 'json' };

const files: Readonly<Record<ShippedCalendar, unknown>> = { 'cn-2026': china2026, 'mon-fri': mondayToFriday, always };

/** Names of the zone that all of mainland China keeps. */
const mainland = new Set(['Asia/Shanghai', 'Asia/Chongqing', 'Asia/Chungking', 'Asia/Harbin', 'Asia/Urumqi', 'PRC']);

export const shippedCalendarId = (name: ShippedCalendar): string => `calendar:${shippedUlid(name)}`;

export interface Shipped {
  readonly calendars: readonly {
    readonly id: string;
    readonly shipped: ShippedCalendar;
    readonly content: CalendarContent;
  }[];
  readonly policy: { readonly id: string; readonly content: Content<SlaPolicy> };
}

/**
 * For a laptop in `zone`: the mainland calendar is the business calendar where its hours are, Monday to Friday elsewhere. Throws if a file under
 * `resources/calendars` does not hold what it should.
 */
export const shippedFor = (zone: string): Shipped => {
  const local = isZone(zone) ? zone : 'UTC';
  const calendars = shippedCalendars.map((shipped) => {
    const content = calendarContent.parse(files[shipped]);
    return {
      id: shippedCalendarId(shipped),
      shipped,
      content: shipped === 'cn-2026' ? content : { ...content, zone: local },
    };
  });
  const business = shippedCalendarId(mainland.has(local) ? 'cn-2026' : 'mon-fri');
  return {
    calendars,
    policy: {
      id: `slaPolicy:${shippedUlid('policy')}`,
      content: {
        name: 'P1–P4',
        scope: { services: [], categories: [] },
        targets: defaultTargets({ always: shippedCalendarId('always'), business }),
        reopen: { kind: 'resume' },
      },
    },
  };
};
