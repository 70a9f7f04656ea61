/** Articles beside the ticket: which may answer it, and which were used on it. How they are ranked is in `rank.ts` and `shared/suggestions`. */
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { contentOf, type Article } from '#shared/knowledge/article.ts';
import { ticketUseId } from '#shared/knowledge/ticket-use.ts';
import type { ArticleUse } from '#shared/knowledge/use.ts';
import type { OfferedArticle, Suggestions, TicketArticle } from '#shared/suggestions/operations.ts';
import { whyOf } from '#shared/suggestions/why.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { linkArticles, unlinkArticle } from '../article-door.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf, type Session } from '../session.ts';
import type { Unit } from '../unit.ts';
import { rankArticles, type Asked, type RankSources } from './rank.ts';

type SuggestionOperation =
  | 'suggestions.stock'
  | 'suggestions.forTicket'
  | 'suggestions.forText'
  | 'suggestions.ofTicket'
  | 'suggestions.link'
  | 'suggestions.unlink';

const nothing: ReadonlySet<string> = new Set();

export const suggestionHandlers = (desk: Desk, sources: RankSources): FeatureHandlers<SuggestionOperation> => {
  const { records } = desk;

  const offered = ({ id, number, kind, language, version, ...article }: Article): OfferedArticle => {
    const { title } = contentOf(article);
    return { id, number, title, kind, language, version, uses: sources.useOf(id, version).uses };
  };

  const hasArticles = (): boolean => sources.articles.index().live > 0;

  const suggest = (asked: Asked, limit: number): Suggestions => {
    const ranked = rankArticles(asked, sources);
    const shown = ranked.slice(0, limit).flatMap((each) => {
      const article = records.get<Article>('article', each.row.id);
      return article ? [{ article: offered(article), why: whyOf(each, asked.text, contentOf(article)) }] : [];
    });
    return { shown, total: ranked.length, hasArticles: hasArticles() };
  };

  const ofTicket = (ticketId: string): readonly TicketArticle[] => {
    const solution = records.get<Ticket>('ticket', ticketId)?.resolution?.articleId;
    return [...sources.articlesOf(ticketId)]
      .flatMap((articleId): TicketArticle[] => {
        const article = records.get<Article>('article', articleId);
        const use = records.get<ArticleUse>('articleUse', ticketUseId(articleId, ticketId));
        if (!article || !use || (use.kind !== 'linked' && use.kind !== 'inserted')) return [];
        const { kind, version: usedVersion, at, by } = use;
        return [{ article: offered(article), kind, usedVersion, at, by: by.name, isSolution: articleId === solution }];
      })
      .toSorted((left, right) => Date.parse(left.at) - Date.parse(right.at));
  };

  const change = async (
    session: Session,
    ticketId: string,
    plan: (unit: Unit) => Result<null>,
  ): Promise<Result<readonly TicketArticle[]>> => {
    const done = await desk.commit(actorOf(session), plan);
    return done.ok ? succeed(ofTicket(ticketId)) : done;
  };

  return {
    'suggestions.stock': () => succeed({ hasArticles: hasArticles() }),

    'suggestions.forTicket': ({ ticketId, language, limit }) => {
      const ticket = records.get<Ticket>('ticket', ticketId);
      if (!ticket) return notFound('ticket', ticketId);
      return succeed(suggest({ text: ticket, ticketId, language, without: sources.articlesOf(ticketId) }, limit));
    },

    'suggestions.forText': ({ language, limit, ...text }) =>
      succeed(suggest({ text, ticketId: null, language, without: nothing }, limit)),

    'suggestions.ofTicket': ({ ticketId }) => succeed(ofTicket(ticketId)),

    'suggestions.link': ({ ticketId, articleId, kind }, { session }) =>
      change(session, ticketId, (unit) => linkArticles(unit, ticketId, [articleId], kind)),

    'suggestions.unlink': ({ ticketId, articleId }, { session }) =>
      change(session, ticketId, (unit) => {
        const ticket = unit.get<Ticket>('ticket', ticketId);
        if (ticket?.resolution?.articleId === articleId)
          return refuse('article.is-solution', `${ticket.number} is resolved with it`, { number: ticket.number });
        return unlinkArticle(unit, ticketId, articleId);
      }),
  };
};
