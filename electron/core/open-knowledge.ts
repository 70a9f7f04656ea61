/**
 * Knowledge of an open desk, composed: articles, their search, import and export, figures of their use, what is suggested beside tickets, and courses. One
 * index of articles and one count of their uses serve all of them.
 */
import { dateIn } from '#shared/calendar/zone.ts';
import type { ProblemRow } from '#shared/problems/row.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { ArticleLinks } from './article-links.ts';
import type { Desk } from './desk.ts';
import type { FeatureParts } from './feature-parts.ts';
import type { Begin } from './first-list.ts';
import { ArticleIndex } from './knowledge/article-index.ts';
import { articleExportHandlers } from './knowledge/exchange/export-handlers.ts';
import { openExchangeThread } from './knowledge/exchange/exchange-thread.ts';
import { articleImportHandlers } from './knowledge/exchange/import-handlers.ts';
import { knowledgeFigureHandlers } from './knowledge/figure-handlers.ts';
import { knowledgeHandlers } from './knowledge/handlers.ts';
import { UseCounts } from './knowledge/use-counts.ts';
import { ArticleSearch } from './search/article-search.ts';
import { errorCodes } from './search/error-terms.ts';
import type { Lexicon } from './search/lexicon.ts';
import type { TicketSearch } from './search/ticket-search.ts';
import { suggestionHandlers } from './suggestions/handlers.ts';
import { trainingHandlers } from './training/handlers.ts';

type Lent = 'platform' | 'articleWorker' | 'log' | 'notify' | 'hold' | 'isOn';

interface KnowledgeParts extends Pick<FeatureParts, Lent> {
  /** Which articles tickets name. */
  readonly links: ArticleLinks;
  readonly tickets: {
    readonly rows: () => Iterable<TicketRow>;
    /** By slot of their search. */
    readonly at: (slot: number) => TicketRow | undefined;
    readonly row: (ticketId: string) => TicketRow | undefined;
    readonly search: TicketSearch;
  };
  readonly ticketsOfProblem: (problemId: string) => readonly string[];
  readonly lexicon: Lexicon;
  /** IANA name. */
  readonly zone: string;
  readonly begin: Begin;
}

export const openKnowledge = (desk: Desk, parts: KnowledgeParts) => {
  const { platform, notify, hold, isOn, links, tickets, lexicon, zone, begin } = parts;
  const thread = openExchangeThread({ worker: parts.articleWorker, log: parts.log });
  desk.onClosing(() => thread.close());
  const texts = new ArticleSearch(desk, { lexicon, begin, onRead: () => notify({ name: 'articles.changed' }) });
  const index = new ArticleIndex(desk);
  const uses = new UseCounts(desk);
  const dayOf = (at: Date) => dateIn(zone, at);
  return {
    handlers: {
      ...knowledgeHandlers(desk, { index, uses, texts, dayOf }),
      ...knowledgeFigureHandlers({
        tickets: tickets.rows,
        articles: () => index.rows(),
        problems: () => desk.records.rows<ProblemRow>('problem'),
        articlesOf: (ticketId) => links.ofTicket(ticketId),
        ticketsOf: parts.ticketsOfProblem,
        now: () => desk.ambient.now().getTime(),
      }),
      ...articleImportHandlers(desk, {
        thread,
        notify,
        hold,
        hasTranslations: (article) => index.hasTranslations(article),
      }),
      ...articleExportHandlers(desk, { thread, index, platform, today: () => dayOf(desk.ambient.now()), isOn }),
      ...suggestionHandlers(desk, {
        articles: {
          index: () => {
            texts.settle();
            return texts.index;
          },
          idAt: (slot) => {
            const found = texts.articleAt(slot);
            return found?.side === 'read' ? found.articleId : undefined;
          },
        },
        tickets: {
          index: () => {
            tickets.search.settle();
            return tickets.search.index;
          },
          idAt: (slot) => tickets.at(slot)?.id,
        },
        codes: errorCodes,
        articleRow: (articleId) => index.row(articleId),
        ticketState: (ticketId) => tickets.row(ticketId)?.state,
        articlesOf: (ticketId) => links.ofTicket(ticketId),
        useOf: (articleId, version) => uses.of(articleId, version),
      }),
      ...trainingHandlers(desk, { articles: index, dayOf }),
    },
    articles: () => index.rows(),
    /** Ends what goes on by itself. */
    stop: () => texts.stop(),
  };
};
