import { succeed } from '#shared/base/result.ts';
import {
  figuresSince,
  isWithin,
  knowledgeFigures,
  type FigureProblem,
  type FigureTicket,
} from '#shared/knowledge/figures.ts';
import type { ArticleRow } from '#shared/knowledge/row.ts';
import type { ProblemRow } from '#shared/problems/row.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { FeatureHandlers } from '../dispatch.ts';

export interface FigureSources {
  tickets(): Iterable<TicketRow>;
  articles(): Iterable<ArticleRow>;
  problems(): Iterable<ProblemRow>;
  /** Ids of the articles named on a ticket. */
  articlesOf(ticketId: string): ReadonlySet<string>;
  /** Ids of the tickets behind a problem. */
  ticketsOf(problemId: string): readonly string[];
  /** ms since epoch. */
  now(): number;
}

/** How far the articles of this desk are used, and where they are missing. */
export const knowledgeFigureHandlers = (sources: FigureSources): FeatureHandlers<'knowledge.figures'> => ({
  'knowledge.figures': () => {
    const published = [...sources.articles()].filter(({ standing }) => standing.startsWith('published'));
    const ids = new Set(published.map(({ id }) => id));
    const hasArticle = (ticketId: string): boolean => {
      for (const id of sources.articlesOf(ticketId)) if (ids.has(id)) return true;
      return false;
    };
    const now = sources.now();
    const since = figuresSince(now);
    const tickets: FigureTicket[] = [];
    for (const ticket of sources.tickets()) {
      if (!isWithin(ticket, since)) continue;
      const { id, category, resolvedAt, createdAt } = ticket;
      tickets.push({ category, resolvedAt, createdAt, hasArticle: hasArticle(id) });
    }
    const problems = Array.from(sources.problems(), ({ id, number, title }): FigureProblem => ({
      id,
      number,
      title,
      tickets: sources.ticketsOf(id).map(hasArticle),
    }));
    return succeed(
      knowledgeFigures(
        tickets,
        published.map(({ category }) => category),
        problems,
        now,
      ),
    );
  },
});
