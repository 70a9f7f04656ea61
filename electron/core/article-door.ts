/** What other features may do with articles on a ticket, whatever they are: name one, take it back, pass them on. */
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Article } from '#shared/knowledge/article.ts';
import { articleEvent, ticketUseId, type TicketUseKind } from '#shared/knowledge/ticket-use.ts';
import type { ArticleUse } from '#shared/knowledge/use.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import { tell } from './ticket-door.ts';
import type { Unit } from './unit.ts';

const stageUse = (unit: Unit, ticketId: string, article: Article, kind: TicketUseKind): readonly TimelineEvent[] => {
  const id = ticketUseId(article.id, ticketId);
  if (unit.get<ArticleUse>('articleUse', id)) return [];
  const use: ArticleUse = {
    ...unit.stamp('articleUse', id),
    articleId: article.id,
    version: article.version,
    kind,
    at: unit.at,
    by: { id: unit.actor.id, name: unit.actor.name },
    ticketId,
    note: '',
  };
  unit.put(use);
  return [articleEvent(article, kind)];
};

/**
 * Stages that an article is used on a ticket and answers with what the timeline is to say of it: nothing where it is named there already.
 * The commit's audit note, written after this, covers it. `record.not-found` if there is no such article; `article.retired` { number } for
 * one that was withdrawn, unless it is named there already.
 */
export const stageArticleUse = (
  unit: Unit,
  ticketId: string,
  articleId: string,
  kind: TicketUseKind,
): Result<readonly TimelineEvent[]> => {
  const article = unit.get<Article>('article', articleId);
  if (!article) return notFound('article', articleId);
  const { number, retired } = article;
  if (retired && !unit.get<ArticleUse>('articleUse', ticketUseId(articleId, ticketId)))
    return refuse('article.retired', `${number} is retired`, { number });
  return succeed(stageUse(unit, ticketId, article, kind));
};

/** What was merged away learns nothing more, and forgets nothing: `link.ended` { number, state }. */
const ongoing = (unit: Unit, ticketId: string): Result<Ticket> => {
  const ticket = unit.get<Ticket>('ticket', ticketId);
  if (!ticket) return notFound('ticket', ticketId);
  const { number, state } = ticket;
  return state === 'merged' ? refuse('link.ended', `${number} was merged`, { number, state }) : succeed(ticket);
};

/** Names articles on a ticket that goes on. */
export const linkArticles = (
  unit: Unit,
  ticketId: string,
  articleIds: readonly string[],
  kind: TicketUseKind = 'linked',
): Result<null> => {
  const ticket = ongoing(unit, ticketId);
  if (!ticket.ok) return ticket;
  const events: TimelineEvent[] = [];
  for (const articleId of new Set(articleIds)) {
    const staged = stageArticleUse(unit, ticketId, articleId, kind);
    if (!staged.ok) return staged;
    events.push(...staged.value);
  }
  if (events.length > 0) tell(unit, ticket.value, events, 'ticket.article');
  return succeed(null);
};

/** Names what another ticket named: also what was retired since, for it helped there. */
export const carryArticles = (unit: Unit, ticketId: string, articleIds: readonly string[]): Result<null> => {
  const ticket = ongoing(unit, ticketId);
  if (!ticket.ok) return ticket;
  const events = articleIds.flatMap((articleId) => {
    const article = unit.get<Article>('article', articleId);
    return article ? stageUse(unit, ticketId, article, 'linked') : [];
  });
  if (events.length > 0) tell(unit, ticket.value, events, 'ticket.article');
  return succeed(null);
};

/** Takes an article off a ticket: it no longer counts as used there. `record.not-found` if it is not named. */
export const unlinkArticle = (unit: Unit, ticketId: string, articleId: string): Result<null> => {
  const ticket = ongoing(unit, ticketId);
  if (!ticket.ok) return ticket;
  const article = unit.get<Article>('article', articleId);
  const id = ticketUseId(articleId, ticketId);
  if (!article || !unit.get<ArticleUse>('articleUse', id)) return notFound('articleUse', id);
  unit.remove(id);
  tell(unit, ticket.value, [articleEvent(article, 'unlinked')], 'ticket.article');
  return succeed(null);
};
