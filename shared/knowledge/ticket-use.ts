import type { TimelineEvent } from '../tickets/timeline-event.ts';
import { contentOf, type Article } from './article.ts';
import { articleUsePrefix, type ArticleUseKind } from './use.ts';

/** How an article came to a ticket: named as what helps, or its steps put into a text of it. */
export type TicketUseKind = Extract<ArticleUseKind, 'linked' | 'inserted'>;

/** Made of both, so that a ticket counts once for an article, whatever was done with it and on however many consoles. */
export const ticketUseId = (articleId: string, ticketId: string): string =>
  `${articleUsePrefix(articleId)}${ticketId.slice('ticket:'.length)}`;

/** The other way round: the two records that such an id is made of. An id of another kind of use names no ticket that exists. */
export const endsOfUse = (useId: string): { readonly articleId: string; readonly ticketId: string } => {
  const [, article = '', ticket = ''] = useId.split(':');
  return { articleId: `article:${article}`, ticketId: `ticket:${ticket}` };
};

/** What the timeline of a ticket says of an article, as the article is read at that moment. */
export const articleEvent = (
  article: Pick<Article, 'id' | 'number' | 'version' | 'published' | 'next'>,
  change: TicketUseKind | 'unlinked',
): Extract<TimelineEvent, { readonly kind: 'article' }> => ({
  kind: 'article',
  change,
  articleId: article.id,
  number: article.number,
  title: contentOf(article).title,
  version: article.version,
});
