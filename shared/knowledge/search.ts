import { fold } from '../search/fold.ts';
import { shortNumber } from '../tickets/number.ts';
import { isOutdated, type Article, type ArticleContent } from './article.ts';
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

const textsOf = (content: ArticleContent | null): readonly string[] =>
  content ? [content.title, content.category ?? '', ...content.tags, content.body] : [];

/** All that a search may find of an article, folded once: its number in every way of writing it, what is read and what is being written. */
export const articleText = ({ number, owner, published, next }: Article): string => {
  const short = shortNumber(number);
  return fold(
    [
      number,
      short,
      number.replaceAll('-', ''),
      short.replaceAll('-', ''),
      owner.name,
      ...textsOf(published),
      ...textsOf(next),
    ].join('\n'),
  );
};
