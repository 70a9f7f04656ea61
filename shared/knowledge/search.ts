import { isOutdated } from './article.ts';
import type { ArticleRow } from './row.ts';

export const articleViews = ['published', 'faq', 'review', 'writing', 'outdated', 'retired'] as const;
export type ArticleView = (typeof articleViews)[number];

/** Whether a list named so holds this article. `me` is the id of who asks, `today` is `YYYY-MM-DD`. */
export const isInArticleView = (row: ArticleRow, view: ArticleView, me: string, today: string): boolean => {
  const { standing } = row;
  const isPublished = standing.startsWith('published');
  switch (view) {
    case 'published':
      return isPublished;
    case 'faq':
      return isPublished && row.kind === 'faq';
    case 'review':
      return (standing === 'in_review' || standing === 'published_in_review') && !row.authorIds.includes(me);
    case 'writing':
      return row.authorIds.includes(me) && standing !== 'retired';
    case 'outdated':
      return isPublished && isOutdated(row, today);
    case 'retired':
      return standing === 'retired';
  }
};

/** An article has two texts: what is read, and what is being written. */
export type ArticleSide = 'read' | 'written';

/** Which of them a list named so is about. */
export const sideIn = ({ standing, isReadable }: ArticleRow, view: ArticleView): ArticleSide => {
  const isWritten = standing !== 'published' && standing !== 'retired';
  if (view === 'review' || view === 'writing') return isWritten ? 'written' : 'read';
  return isReadable ? 'read' : 'written';
};
