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

/**
 * Stages that an article is used on a ticket and answers with what the timeline is to say of it: nothing where it is named there already.
 * The commit's audit note, written after this, covers it. `record.not-found` if there is no such article.
 */
export const stageArticleUse = (
  unit: Unit,
  ticketId: string,
  articleId: string,
  kind: TicketUseKind,
): Result<readonly TimelineEvent[]> => {
  const article = unit.get<Article>('article', articleId);
  if (!article) return notFound('article', articleId);
  const id = ticketUseId(articleId, ticketId);
  if (unit.get<ArticleUse>('articleUse', id)) return succeed([]);
  const use: ArticleUse = {
    ...unit.stamp('articleUse', id),
    articleId,
    version: article.version,
    kind,
    at: unit.at,
    by: { id: unit.actor.id, name: unit.actor.name },
    ticketId,
    note: '',
  };
  unit.put(use);
  return succeed([articleEvent(article, kind)]);
};

/** Names articles on a ticket that goes on. What was merged away learns nothing more: `link.ended` { number, state }. */
export const linkArticles = (
  unit: Unit,
  ticketId: string,
  articleIds: readonly string[],
  kind: TicketUseKind = 'linked',
): Result<null> => {
  const ticket = unit.get<Ticket>('ticket', ticketId);
  if (!ticket) return notFound('ticket', ticketId);
  const { number, state } = ticket;
  if (state === 'merged') return refuse('link.ended', `${number} was merged`, { number, state });
  const events: TimelineEvent[] = [];
  for (const articleId of new Set(articleIds)) {
    const staged = stageArticleUse(unit, ticketId, articleId, kind);
    if (!staged.ok) return staged;
    events.push(...staged.value);
  }
  if (events.length > 0) tell(unit, ticket, events, 'ticket.article');
  return succeed(null);
};

/** Takes an article off a ticket: it no longer counts as used there. `record.not-found` if it is not named. */
export const unlinkArticle = (unit: Unit, ticketId: string, articleId: string): Result<null> => {
  const ticket = unit.get<Ticket>('ticket', ticketId);
  const article = unit.get<Article>('article', articleId);
  const id = ticketUseId(articleId, ticketId);
  if (!ticket || !article || !unit.get<ArticleUse>('articleUse', id)) return notFound('articleUse', id);
  unit.remove(id);
  tell(unit, ticket, [articleEvent(article, 'unlinked')], 'ticket.article');
  return succeed(null);
};
