/** What searching needs from the rest of the desk; `app.ts` passes it in. No behaviour here. */
import type { DueFilter } from '#shared/queue/operations.ts';
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

/** Finds words in what rows show, letter by letter: what answers for a ticket that has not been read yet. */
export type MatchRow = (words: string) => (slot: number) => boolean;

export type ReadTimeline = (ticketId: string) => readonly TimelineEntry[];

/** Tells whether a ticket is due, as of now. */
export type DueNow = (filter: DueFilter) => (slot: number) => boolean;
