import type { Article, ArticleKind } from '#shared/knowledge/article.ts';
import type { ArticleHit, ArticleSearchNews } from '#shared/knowledge/found.ts';
import type { ArticleRow } from '#shared/knowledge/row.ts';
import { isInArticleView, sideIn, type ArticleSide, type ArticleView } from '#shared/knowledge/search.ts';
import type { UseSummary } from '#shared/knowledge/use.ts';
import type { ArticleAsker } from './article-index.ts';
import type { UsedArticle } from './article-order.ts';

/** The text of a search of articles, understood. */
export interface ArticleQuery {
  /** How well one side of an article matches, 0 for not at all; undefined where no word is looked for. */
  readonly score: ((articleId: string, side: ArticleSide) => number) | undefined;
  /** What its operators ask for. */
  readonly passes: (row: ArticleRow) => boolean;
  /** Whether it says itself in which states an article may be. */
  readonly asksForState: boolean;
  readonly news: ArticleSearchNews;
  /** Why an article was found, and what stands around it. */
  readonly hit: (article: Article, side: ArticleSide) => ArticleHit;
}

/** What knowledge needs of searching; who keeps the full-text index provides it. */
export interface ArticleTexts {
  /** Brings what changed last up to date, so that an answer is not behind the commit before it. */
  settle(): void;
  open(text: string): ArticleQuery;
}

export interface ListAsked extends ArticleAsker {
  readonly view: ArticleView;
  /** Null: all of them. */
  readonly kind: ArticleKind | null;
  readonly language: string | null;
}

export interface FoundArticle {
  readonly row: ArticleRow;
  readonly side: ArticleSide;
  readonly use: UseSummary;
}

/** Scores this near each other, as a share of the best, say the same: use decides. */
const SAME_SHARE = 0.04;

/** What a list holds of what a text asks for, best first, then as they are `ordered`: most used first (DOMAIN.md §2). */
export const findArticles = (
  ordered: readonly UsedArticle[],
  query: ArticleQuery,
  { view, kind, language, me, today }: ListAsked,
): readonly FoundArticle[] => {
  const { score } = query;
  const found = ordered.flatMap(({ row, use }) => {
    const isMeant =
      (kind === null || row.kind === kind) &&
      (language === null || row.language === language) &&
      (query.asksForState || isInArticleView(row, view, me, today));
    if (!isMeant || !query.passes(row)) return [];
    const side = sideIn(row, view);
    const worth = score ? score(row.id, side) : 0;
    return score && worth === 0 ? [] : [{ row, side, worth, use }];
  });
  if (!score) return found;
  const step = Math.max(0, ...found.map(({ worth }) => worth)) * SAME_SHARE;
  const rank = (worth: number): number => (step === 0 ? 0 : Math.round(worth / step));
  return found.toSorted((left, right) => rank(right.worth) - rank(left.worth));
};
