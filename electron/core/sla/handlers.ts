/** Policies, calendars and clocks for the screens: what they are and how a ticket stands by them. The rules are in `shared/sla`. */
import { refuse, succeed } from '#shared/base/result.ts';
import { findHolidays } from '#shared/calendar/ics-holidays.ts';
import { slaClocks, type TicketClocks } from '#shared/sla/clocks.ts';
import { factsOf } from '#shared/sla/facts.ts';
import type { NoticedThreshold } from '#shared/sla/operations.ts';
import { thresholdPrefix, type ThresholdRecord } from '#shared/sla/thresholds.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import type { DueIndex, TimelineReader } from './due-index.ts';
import { calendarView, policyView, saveCalendar, savePolicy } from './edit-rules.ts';
import type { SlaRules } from './rules.ts';

type SlaOperation =
  | 'sla.policies'
  | 'sla.savePolicy'
  | 'sla.calendars'
  | 'sla.saveCalendar'
  | 'sla.importHolidays'
  | 'sla.clocks'
  | 'sla.due';

/** Years of a yearly holiday that an import writes out: the last one, for tickets still open, and some ahead. */
const YEARS_BEHIND = 1;
const YEARS_AHEAD = 4;

const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
  left.name < right.name ? -1 : Number(left.name > right.name);

export interface SlaParts {
  readonly rules: SlaRules;
  readonly index: DueIndex;
  readonly readTimeline: TimelineReader;
}

/** How a ticket stands by its clocks at `at`, ms since epoch; undefined where there is no such ticket. */
export const clocksReader =
  (desk: Desk, { rules, readTimeline }: Pick<SlaParts, 'rules' | 'readTimeline'>) =>
  (ticketId: string, at: number): TicketClocks | undefined => {
    const ticket = desk.records.get<Ticket>('ticket', ticketId);
    return ticket && slaClocks(factsOf(ticket, readTimeline(ticketId), rules.correct), rules.book, at);
  };

export const slaHandlers = (desk: Desk, { rules, index, readTimeline }: SlaParts): FeatureHandlers<SlaOperation> => {
  const clocksOf = clocksReader(desk, { rules, readTimeline });
  const now = (): number => desk.ambient.now().getTime();

  const noticedOf = (ticketId: string): readonly NoticedThreshold[] =>
    desk.records
      .idsWithPrefix(thresholdPrefix(ticketId))
      .flatMap((id) => desk.records.get<ThresholdRecord>('threshold', id) ?? [])
      .map(({ target, cycle, percent, reachedAt, createdAt }) => ({
        target,
        cycle,
        percent,
        reachedAt,
        noticedAt: createdAt,
      }))
      .toSorted((left, right) => (left.reachedAt < right.reachedAt ? -1 : 1));

  return {
    'sla.policies': () => succeed(rules.policies.map(policyView).toSorted(byName)),
    'sla.calendars': () => succeed(rules.calendars.map(calendarView).toSorted(byName)),

    'sla.savePolicy': ({ policy, ...edit }, { session }) =>
      desk.commit(actorOf(session), (unit) => savePolicy(unit, edit, policy)),

    'sla.saveCalendar': ({ calendar, ...edit }, { session }) =>
      desk.commit(actorOf(session), (unit) => saveCalendar(unit, edit, calendar)),

    'sla.importHolidays': ({ text }) => {
      const year = desk.ambient.now().getUTCFullYear();
      const found = findHolidays(text, { from: year - YEARS_BEHIND, to: year + YEARS_AHEAD });
      return found ? succeed(found) : refuse('import.unreadable', 'this is no iCalendar file', { format: 'ics' });
    },

    'sla.clocks': ({ ticketId }) => {
      const at = now();
      const clocks = clocksOf(ticketId, at);
      return clocks
        ? succeed({ ...clocks, at, noticed: noticedOf(ticketId) })
        : refuse('record.not-found', `there is no ticket ${ticketId}`, { type: 'ticket', id: ticketId });
    },

    'sla.due': ({ ids, clock }) => {
      index.settle();
      const dueOf = (id: string) => (clock === 'feedback' ? index.feedbackOf(id) : index.dueOf(id));
      return succeed({ at: now(), due: Object.fromEntries(ids.map((id) => [id, dueOf(id)])) });
    },
  };
};
