import type { SearchNews } from '../search/news.ts';

/** Where in an article a word stands. */
export const articleFields = ['title', 'number', 'tag', 'category', 'text'] as const;
export type ArticleField = (typeof articleFields)[number];

/** Why an article is among what was found: one for each thing that was looked for. */
export interface FoundBy {
  readonly in: ArticleField;
  /** What was found there: the word itself, another of the same meaning, one that it may be a slip of, or the same code. */
  readonly as: 'typed' | 'synonym' | 'typo' | 'code';
  /** What was looked for, as typed. */
  readonly typed: string;
  /** As it stands there. */
  readonly word: string;
}

/** What a list says of an article that a search found. */
export interface ArticleHit {
  readonly why: readonly FoundBy[];
  /** The words around the first hit in its text; null where title, tags and category show all there is. */
  readonly snippet: string | null;
}

/** What a list says about the search behind it. `reading` counts articles. */
export type ArticleSearchNews = SearchNews;
