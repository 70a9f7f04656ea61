import { ArticleSearch } from '#core/search/article-search.ts';
import { plainLexicon } from '#core/search/lexicon.ts';
import type { Desk } from '#core/desk.ts';

/** The full-text index of articles of a desk on which every word means itself. */
export const articleTexts = (desk: Desk): ArticleSearch =>
  new ArticleSearch(desk, { lexicon: plainLexicon, onRead: () => undefined });
