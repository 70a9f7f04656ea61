import type { BusinessCalendar } from '#shared/calendar/calendar.ts';
import { SlaBook } from '#shared/sla/book.ts';
import { factsOf, type SlaFacts } from '#shared/sla/facts.ts';
import { defaultTargets, type SlaPolicy } from '#shared/sla/policy.ts';
import type { Version } from '#shared/sla/versions.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import { shanghai, weekdaysIn } from '../calendar/calendars.ts';
import { lin, ticketIn } from '../tickets/sample-ticket.ts';

export const always: BusinessCalendar = {
  ...weekdaysIn('UTC', '00:00-24:00'),
  id: 'calendar:always',
  week: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]),
};

export const policy: SlaPolicy = {
  id: 'slaPolicy:01J00000000000000000000001',
  name: 'Usual',
  scope: { services: [], categories: [] },
  targets: defaultTargets({ always: always.id, business: shanghai.id }),
  reopen: { kind: 'resume' },
  version: 1,
};

/** The same for every priority. */
export const resolveIn = (amount: number, unit: 'min' | 'h' | 'bh' | 'bd', calendarId = shanghai.id): SlaPolicy => {
  const targets = { response: null, update: null, resolve: { amount, unit }, calendarId } as const;
  return { ...policy, targets: { 1: targets, 2: targets, 3: targets, 4: targets } };
};

const first = <Content>(content: Content, judgesFrom = '2020-01-01T00:00:00.000Z', version = 1): Version<Content> => ({
  version,
  judgesFrom,
  savedBy: 'user:1',
  savedAt: judgesFrom,
  content,
});

export interface Saved {
  readonly policy: SlaPolicy;
  readonly from?: string;
}

/** A book whose one policy was saved in these versions. */
export const bookOf = (
  policies: readonly Saved[] = [{ policy }],
  calendars: readonly BusinessCalendar[] = [shanghai, always],
): SlaBook =>
  new SlaBook(
    [
      {
        id: policy.id,
        versions: policies.map((saved, place) =>
          first(saved.policy, saved.from ?? '2020-01-01T00:00:00.000Z', place + 1),
        ),
      },
    ],
    calendars.map((calendar) => ({ id: calendar.id, versions: [first(calendar)] })),
  );

const iso = (at: number): string => new Date(at).toISOString();

/** Something that happened, and when (ms since epoch). */
export interface Happening {
  readonly at: number;
  readonly event: TimelineEvent;
  readonly by?: { readonly id: string | null; readonly name: string };
  readonly device?: string;
}

export const moveTo = (at: number, to: Ticket['state'], from: Ticket['state'] = 'in_progress'): Happening => ({
  at,
  event: { kind: 'transition', action: to, from, to, reason: null },
});

export const say = (at: number, delivery: 'phone' | 'mail' | 'in_person' | 'pending' = 'mail'): Happening => ({
  at,
  event: { kind: 'comment', text: 'x', delivery },
});

export const entriesOf = (happenings: readonly Happening[]): readonly TimelineEntry[] =>
  happenings.map(({ at, event, by, device }, place) => ({
    id: `entry:01J00000000000000000000001:${String(place).padStart(26, '0')}`,
    type: 'entry',
    schema: 1,
    createdAt: iso(at),
    updatedAt: iso(at),
    createdBy: lin.id ?? '',
    device: device ?? 'device:1',
    ticketId: 'ticket:01J00000000000000000000001',
    at: iso(at),
    by: by ?? lin,
    event,
    imported: null,
  }));

/** A ticket received at `receivedAt`, as its last move left it. */
export const ticketAt = (
  receivedAt: number,
  happenings: readonly Happening[],
  change: Partial<Ticket> = {},
): { readonly ticket: Ticket; readonly timeline: readonly TimelineEntry[] } => {
  const timeline = entriesOf(happenings);
  const moves = timeline
    .toSorted((left, right) => Date.parse(left.at) - Date.parse(right.at))
    .flatMap(({ event }) => (event.kind === 'transition' ? [event.to] : []));
  const state = change.state ?? moves.at(-1) ?? 'new';
  const ticket = ticketIn(state, {
    receivedAt: iso(receivedAt),
    createdAt: iso(receivedAt),
    device: 'device:1',
    ...change,
  });
  return { ticket, timeline };
};

export const factsAt = (
  receivedAt: number,
  happenings: readonly Happening[],
  change: Partial<Ticket> = {},
): SlaFacts => {
  const { ticket, timeline } = ticketAt(receivedAt, happenings, change);
  return factsOf(ticket, timeline);
};
