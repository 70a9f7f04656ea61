import { InvertedIndex } from '#core/search/inverted-index.ts';
import { bodyTexts, factsOf, rowTexts } from '#shared/search/document.ts';
import { ticketRow, type TicketRow } from '#shared/tickets/row.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';

/** An index over tickets whose slot is their place in `tickets`. */
export class IndexedTickets {
  readonly rows: (TicketRow | undefined)[] = [];
  readonly index = new InvertedIndex((slot) => this.rows[slot]);

  put(slot: number, ticket: Ticket, timeline: readonly TimelineEntry[] = []): void {
    const row = ticketRow(ticket);
    this.rows[slot] = row;
    this.index.put(slot, {
      row: rowTexts(row),
      body: bodyTexts(ticket, timeline),
      tags: ticket.tags,
      facts: factsOf(ticket, timeline),
    });
  }

  remove(slot: number): void {
    this.rows[slot] = undefined;
    this.index.remove(slot);
  }
}
