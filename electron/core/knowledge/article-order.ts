import type { ArticleRow } from '#shared/knowledge/row.ts';
import { byUse, type UseSummary } from '#shared/knowledge/use.ts';
import type { Desk } from '../desk.ts';
import type { ArticleIndex } from './article-index.ts';
import type { UseCounts } from './use-counts.ts';

export interface UsedArticle {
  readonly row: ArticleRow;
  readonly use: UseSummary;
}

/** All articles, most used first (DOMAIN.md §2): put in order once, and again when an article, a use or the day is another. */
export class ArticleOrder {
  readonly #index: ArticleIndex;
  readonly #uses: Pick<UseCounts, 'of'>;
  #kept: { readonly day: string; readonly articles: readonly UsedArticle[] } | undefined;

  constructor(desk: Desk, index: ArticleIndex, uses: Pick<UseCounts, 'of'>) {
    this.#index = index;
    this.#uses = uses;
    desk.onApplied(({ puts, removes }) => {
      const isAnother =
        puts.some(({ type }) => type === 'article' || type === 'articleUse') ||
        removes.some((id) => id.startsWith('article:') || id.startsWith('articleUse:'));
      if (isAnother) this.#kept = undefined;
    });
  }

  /** As of that day: a use grows old with it. */
  all(day: string): readonly UsedArticle[] {
    if (this.#kept?.day === day) return this.#kept.articles;
    const ranked = [...this.#index.rows()].map((row) => {
      const use = this.#uses.of(row.id, row.version);
      return { row, use, ranked: { ...use, title: row.title } };
    });
    const articles = ranked.toSorted((left, right) => byUse(left.ranked, right.ranked));
    this.#kept = { day, articles };
    return articles;
  }
}
