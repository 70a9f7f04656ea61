/** What searching needs from the rest of the desk; `open-features.ts` passes it in. */
import type { DueFilter } from '#shared/queue/operations.ts';
import type { BelongingOperator } from '#shared/search/operators.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';

/** The rows of all tickets; a slot is the place of a ticket for as long as it exists. */
export interface SearchRows {
  readonly size: number;
  rows(): readonly TicketRow[];
  row(slot: number): TicketRow | undefined;
  slotOf(ticketId: string): number | undefined;
  /** ms since epoch, NaN for none. */
  dueAt(slot: number): number;
  /** Called while the slot is still that of the ticket that goes. */
  onRemove(listener: (slot: number) => void): void;
}

/** What tickets belong to besides what their rows show. */
export interface Belonging {
  /** Grows whenever a ticket may belong to something else, or under another name, although it did not change. */
  readonly version: number;
  /** All there is of this kind with what it goes by, first what lists show; one thing may have several names. */
  names(kind: BelongingOperator): Iterable<readonly [id: string, name: string]>;
  /** Ids of what the ticket belongs to; none for most. */
  idsOf(kind: BelongingOperator, row: TicketRow): readonly string[];
}

/** Where nothing is known of people, places and things. */
export const belongsNowhere: Belonging = { version: 0, names: () => [], idsOf: () => [] };

/** Finds words in what rows show, letter by letter: what answers for a ticket that has not been read yet. */
export type MatchRow = (words: string) => (slot: number) => boolean;

export type ReadTimeline = (ticketId: string) => readonly TimelineEntry[];

/** Tells whether a ticket is due, as of now. */
export type DueNow = (filter: DueFilter) => (slot: number) => boolean;
