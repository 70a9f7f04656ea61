import type { Article } from '#shared/knowledge/article.ts';
import { articleRow, type ArticleRow } from '#shared/knowledge/row.ts';
import { isInArticleView, type ArticleView } from '#shared/knowledge/search.ts';
import type { Desk } from '../desk.ts';

/** Who asks, and `YYYY-MM-DD` where the desk is. */
export interface ArticleAsker {
  readonly me: string;
  readonly today: string;
}

/** The rows of all articles in memory. Lives as long as the desk. */
export class ArticleIndex {
  readonly #rows = new Map<string, ArticleRow>();

  constructor(desk: Desk) {
    for (const row of desk.records.rows<ArticleRow>('article')) this.#rows.set(row.id, row);
    desk.onApplied(({ puts, removes }) => {
      for (const record of puts)
        if (record.type === 'article') this.#rows.set(record.id, articleRow(record as Article));
      for (const id of removes) this.#rows.delete(id);
    });
  }

  rows(): Iterable<ArticleRow> {
    return this.#rows.values();
  }

  row(articleId: string): ArticleRow | undefined {
    return this.#rows.get(articleId);
  }

  /** Those that the view holds, in no particular order. */
  inView(view: ArticleView, { me, today }: ArticleAsker): readonly ArticleRow[] {
    return [...this.#rows.values()].filter((row) => isInArticleView(row, view, me, today));
  }

  /** All languages of one article. */
  family(family: string): readonly ArticleRow[] {
    return [...this.#rows.values()].filter((row) => row.family === family);
  }

  hasTranslations({ id, family }: Pick<Article, 'id' | 'family'>): boolean {
    for (const row of this.#rows.values()) if (row.family === family && row.id !== id) return true;
    return false;
  }

  /** The other languages of an article. */
  translations({ id, family }: Pick<Article, 'id' | 'family'>): readonly ArticleRow[] {
    return this.family(family).filter((row) => row.id !== id);
  }
}
