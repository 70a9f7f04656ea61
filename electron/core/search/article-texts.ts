import type { Article, ArticleContent } from '#shared/knowledge/article.ts';
import { plainText } from '#shared/knowledge/plain-text.ts';
import type { ArticleSide } from '#shared/knowledge/search.ts';
import type { SearchDocument } from './inverted-index.ts';

export const contentAt = (article: Article, side: ArticleSide): ArticleContent | null =>
  side === 'read' ? article.published : article.next;

/** What is searched of an article on one side: title, tags and category say more than the text. */
export const articleDocument = (content: ArticleContent | null): SearchDocument | undefined =>
  content
    ? {
        row: [content.title, ...content.tags, ...(content.category === null ? [] : [content.category])].map((text) => ({
          text,
        })),
        body: [{ text: plainText(content.body) }],
        tags: content.tags,
        facts: 0,
      }
    : undefined;
