import type { Article, ArticleKind } from '#shared/knowledge/article.ts';
import type { ArticleHit, ArticleSearchNews } from '#shared/knowledge/found.ts';
import type { ArticleRow } from '#shared/knowledge/row.ts';
import { sideIn, type ArticleSide, type ArticleView } from '#shared/knowledge/search.ts';
import { byUse, type UseSummary } from '#shared/knowledge/use.ts';
import type { ArticleAsker, ArticleIndex } from './article-index.ts';

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

/** What a list holds of what a text asks for, best first; without words most used first (DOMAIN.md §2). */
export const findArticles = (
  index: ArticleIndex,
  query: ArticleQuery,
  { view, kind, language, ...asker }: ListAsked,
  useOf: (row: ArticleRow) => UseSummary,
): readonly FoundArticle[] => {
  const { score } = query;
  const rows = query.asksForState ? [...index.rows()] : index.inView(view, asker);
  const found = rows.flatMap((row) => {
    const isMeant = (kind === null || row.kind === kind) && (language === null || row.language === language);
    if (!isMeant || !query.passes(row)) return [];
    const side = sideIn(row, view);
    const worth = score ? score(row.id, side) : 0;
    if (score && worth === 0) return [];
    const use = useOf(row);
    // Put together once: a list of thousands is compared tens of thousands of times.
    return { row, side, worth, use, ranked: { ...use, title: row.title } };
  });
  const step = Math.max(0, ...found.map(({ worth }) => worth)) * SAME_SHARE;
  const rank = (worth: number): number => (step === 0 ? 0 : Math.round(worth / step));
  return found.toSorted((left, right) => rank(right.worth) - rank(left.worth) || byUse(left.ranked, right.ranked));
};
