import { matchesTerms, searchTerms } from '#shared/queue/text-match.ts';
import type { Article } from '#shared/knowledge/article.ts';
import { articleRow, type ArticleRow } from '#shared/knowledge/row.ts';
import { articleText, isInArticleView, type ArticleView } from '#shared/knowledge/search.ts';
import type { Desk } from '../desk.ts';

/** The rows of all articles in memory; what a search looks through is read on the first one. Lives as long as the desk. */
export class ArticleIndex {
  readonly #desk: Desk;
  readonly #rows = new Map<string, ArticleRow>();
  readonly #texts = new Map<string, string>();

  constructor(desk: Desk) {
    this.#desk = desk;
    for (const row of desk.records.rows<ArticleRow>('article')) this.#rows.set(row.id, row);
    desk.onApplied(({ puts, removes }) => {
      for (const record of puts) {
        if (record.type !== 'article') continue;
        this.#rows.set(record.id, articleRow(record as Article));
        this.#texts.delete(record.id);
      }
      for (const id of removes) {
        this.#rows.delete(id);
        this.#texts.delete(id);
      }
    });
  }

  rows(): Iterable<ArticleRow> {
    return this.#rows.values();
  }

  /** Those that the view holds and in which every word occurs, in no particular order. */
  find(view: ArticleView, text: string, { me, today }: { readonly me: string; readonly today: string }): ArticleRow[] {
    const terms = searchTerms(text);
    return [...this.#rows.values()].filter(
      (row) => isInArticleView(row, view, me, today) && (terms.length === 0 || matchesTerms(this.#text(row.id), terms)),
    );
  }

  /** All languages of one article. */
  family(family: string): readonly ArticleRow[] {
    return [...this.#rows.values()].filter((row) => row.family === family);
  }

  /** The other languages of an article. */
  translations({ id, family }: Pick<Article, 'id' | 'family'>): readonly ArticleRow[] {
    return this.family(family).filter((row) => row.id !== id);
  }

  #text(articleId: string): string {
    const known = this.#texts.get(articleId);
    if (known !== undefined) return known;
    const article = this.#desk.records.get<Article>('article', articleId);
    const text = article ? articleText(article) : '';
    this.#texts.set(articleId, text);
    return text;
  }
}
