import * as z from 'zod';
import { command, query } from '../contract/operation.ts';
import { behind } from '../home/behind.ts';
import { ticketKinds, ticketStates } from '../tickets/ticket.ts';
import type { TicketRow } from '../tickets/row.ts';
import type { QueueDue } from '../sla/due.ts';
import type { SearchNews } from '../search/news.ts';
import { clockSorts, queueSorts, searchSorts } from './sorts.ts';

/** Overdue by now, due before the day is over and not yet overdue, or due within so many minutes of the clock's own time (business time, for a target in business hours), overdue included. */
const dueFilter = z.union([
  z.literal('breached'),
  z.literal('today'),
  z.strictObject({ withinMinutes: z.int().min(0).max(1_000_000) }),
]);
export type DueFilter = z.output<typeof dueFilter>;

/** What to show. Empty lists mean no restriction; `text` is a search (`shared/search`): words found anywhere on a ticket, and operators. */
export const queueFilter = z.strictObject({
  text: z.string().max(500),
  states: z.array(z.enum(ticketStates)).max(ticketStates.length),
  priorities: z.array(z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])).max(4),
  kinds: z.array(z.enum(ticketKinds)).max(2),
  /** `me`, `none`, a user id, or `name:<name>` for someone who is only a name on this desk. */
  assignee: z.string().max(220).nullable(),
  /** A name, or `MY_GROUPS`. */
  group: z.string().max(120).nullable(),
  category: z.string().max(200).nullable(),
  importBatch: z.string().max(64).nullable(),
  /** Only tickets that whoever asks watches. */
  watching: z.boolean().optional(),
  due: dueFilter.nullable().optional(),
  /** Only tickets whose requester has not heard from us; each row then carries that clock. */
  feedback: z.boolean().optional(),
  /** Only tickets that a figure of Home or of a service was made of, as of now. */
  behind: behind.nullable().optional(),
});
export type QueueFilter = z.output<typeof queueFilter>;

export const queueOrder = z.strictObject({
  by: z.enum([...queueSorts, ...clockSorts, ...searchSorts]),
  descending: z.boolean(),
});
export type QueueOrder = z.output<typeof queueOrder>;

/** A row with its time: of the clock that falls due first, or of feedback where the filter asks for it; null without one that runs. */
export type QueueRow = TicketRow & { readonly due: QueueDue | null };

/** How a list in due order is divided: by what decides. `soon`: within two hours of the clock's own time; `none`: no clock runs. */
export const dueGroups = ['breached', 'soon', 'later', 'paused', 'none'] as const;
export interface QueueGroup {
  readonly id: (typeof dueGroups)[number];
  readonly count: number;
}

/** Rows `from … from + rows.length` of the whole ordered result. `version` grows with every change of any ticket. */
export interface QueuePage {
  readonly total: number;
  /** All tickets on this laptop. */
  readonly held: number;
  readonly version: number;
  readonly from: number;
  readonly rows: readonly QueueRow[];
  /** Of the whole result, in its order; null where it is not in due order. */
  readonly groups: readonly QueueGroup[] | null;
  /** Of the text of the filter; null where it is empty. */
  readonly search: SearchNews | null;
}

export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly filter: QueueFilter;
  readonly order: QueueOrder;
}

export const queueOperations = {
  'queue.page': query(
    'tickets.read',
    z.strictObject({ filter: queueFilter, order: queueOrder, from: z.int().min(0), count: z.int().min(0).max(1000) }),
  ).returns<QueuePage>(),
  /** Position of one ticket in the ordered result, −1 if the filter leaves it out. */
  'queue.position': query(
    'tickets.read',
    z.strictObject({ filter: queueFilter, order: queueOrder, ticketId: z.string().max(64) }),
  ).returns<number>(),
  /** Tickets behind each saved view and each built-in one, for the numbers in the navigation. */
  'queue.counts': query('tickets.read', z.strictObject({})).returns<{
    readonly open: number;
    readonly mine: number;
    readonly unassigned: number;
    /** Requesters who wait for an answer, whatever the state of their ticket. */
    readonly feedback: number;
    readonly views: Readonly<Record<string, number>>;
  }>(),
  /** Distinct values in use, most used first, for the filter menus. The `id` of an assignee is what `QueueFilter.assignee` takes. */
  'queue.facets': query('tickets.read', z.strictObject({})).returns<{
    readonly groups: readonly string[];
    readonly categories: readonly string[];
    readonly assignees: readonly { readonly id: string; readonly name: string }[];
  }>(),
  /**
   * Ids of the tickets, and of the problems and articles that the caller may read, with these numbers, written in full (`formatNumber`); a
   * number that is not on this laptop is left out.
   */
  'queue.named': query('tickets.read', z.strictObject({ numbers: z.array(z.string().max(32)).max(200) })).returns<
    Readonly<Record<string, string>>
  >(),
  'queue.views': query('tickets.read', z.strictObject({})).returns<readonly SavedView[]>(),
  'queue.saveView': command(
    'tickets.read',
    z.strictObject({
      id: z.string().max(64).nullable(),
      name: z.string().trim().min(1).max(60),
      filter: queueFilter,
      order: queueOrder,
    }),
  ).returns<SavedView>(),
  'queue.removeView': command('tickets.read', z.strictObject({ id: z.string().max(64) })).returns<null>(),
};
