/** What is searched: generated tickets, every third with a work note, in the forms that each side takes. */
import { InvertedIndex } from '#core/search/inverted-index.ts';
import { plainLexicon } from '#core/search/lexicon.ts';
import { openQuery } from '#core/search/search-query.ts';
import { bodyTexts, factsOf, rowTexts } from '#shared/search/document.ts';
import { ticketRow, type TicketRow } from '#shared/tickets/row.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import { generateTickets, generateWorkNote } from '../generate-tickets.ts';

const SEED = 7;

export interface Held {
  readonly ticket: Ticket;
  readonly row: TicketRow;
  readonly timeline: readonly TimelineEntry[];
}

export const holdTickets = (count: number): readonly Held[] =>
  [...generateTickets(count, SEED)].map((ticket, index) => ({
    ticket,
    row: ticketRow(ticket),
    timeline: index % 3 === 0 ? [generateWorkNote(ticket, SEED, index)] : [],
  }));

/** Everything that is searched of a ticket, as one text, its number left out: that is found in its own way. */
export const wholeText = ({ row, ticket, timeline }: Held): string =>
  [...rowTexts(row), ...bodyTexts(ticket, timeline)].map(({ text }) => text).join('\n');

export const indexTickets = (held: readonly Held[]): InvertedIndex => {
  const index = new InvertedIndex((slot) => held[slot]?.row);
  held.forEach(({ ticket, row, timeline }, slot) =>
    index.put(slot, {
      row: rowTexts(row),
      body: bodyTexts(ticket, timeline),
      tags: ticket.tags,
      facts: factsOf(ticket, timeline),
    }),
  );
  return index;
};

/** Slots of what a search finds, as the queue asks for them. */
export const searcher = (index: InvertedIndex, held: readonly Held[]): ((text: string) => Int32Array) => {
  const setting = {
    index,
    lexicon: plainLexicon,
    rows: {
      size: held.length,
      rows: () => held.map(({ row }) => row),
      row: (slot: number) => held[slot]?.row,
      slotOf: () => undefined,
      dueAt: () => Number.NaN,
      onRemove: () => undefined,
    },
    matchRow: () => () => false,
    me: 'user:1',
    zone: 'UTC',
    now: Date.now(),
    facts: () => undefined,
    tagged: () => () => false,
    dueAt: () => Number.NaN,
    dueTest: () => () => false,
  };
  const slots = new Int32Array(held.length);
  return (text) => {
    const { passes } = openQuery(text, setting);
    let count = 0;
    for (let slot = 0; slot < held.length; slot++) if (passes?.(slot)) slots[count++] = slot;
    return slots.slice(0, count);
  };
};
