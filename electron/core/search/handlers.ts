/** Full-text search over tickets: the index in memory, what it says about a hit, and what completion offers. Lists themselves belong to `queue`. */
import { succeed } from '#shared/base/result.ts';
import { bodyTexts, numberTexts, rowTexts } from '#shared/search/document.ts';
import { hitFinder } from '#shared/search/hits.ts';
import type { Snippet } from '#shared/search/operations.ts';
import { snippetOf } from '#shared/search/snippet.ts';
import { ticketRow } from '#shared/tickets/row.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { OperatorValues } from './operator-values.ts';
import type { ReadTimeline, SearchRows } from './ports.ts';
import type { TicketSearch } from './ticket-search.ts';

type SearchOperation = 'search.snippets' | 'search.values';

export interface SearchHandlerParts {
  readonly search: TicketSearch;
  readonly rows: SearchRows & { readonly version: number };
  readonly readTimeline: ReadTimeline;
}

export const searchHandlers = (
  desk: Desk,
  { search, rows, readTimeline }: SearchHandlerParts,
): FeatureHandlers<SearchOperation> => {
  const values = new OperatorValues();
  return {
    'search.snippets': ({ text, ticketIds }, { session }) => {
      search.settle();
      const { words } = search.open(text, session.userId);
      const inRow = words.map((word) => hitFinder([word], 'row'));
      const inBody = hitFinder(words, 'body');
      const snippets: Record<string, Snippet> = {};
      if (!inBody) return succeed(snippets);
      for (const id of ticketIds) {
        const ticket = desk.records.get<Ticket>('ticket', id);
        if (!ticket) continue;
        const row = ticketRow(ticket);
        const shown = [...rowTexts(row).map(({ text: each }) => each), ...numberTexts(row)];
        const isAllShown = inRow.every((find) => !find || shown.some((each) => find(each).length > 0));
        const snippet = isAllShown ? undefined : snippetOf(bodyTexts(ticket, readTimeline(id)), inBody);
        if (snippet) snippets[id] = snippet;
      }
      return succeed(snippets);
    },

    'search.values': ({ operator, beginning, count }) => {
      search.settle();
      const found = values.find(operator, beginning, {
        version: rows.version + search.version,
        rows: () => rows.rows(),
        tags: () => search.tags.counts(search.index),
        belonging: search.belonging,
      });
      return succeed(found.slice(0, count));
    },
  };
};
