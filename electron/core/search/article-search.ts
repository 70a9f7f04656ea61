import type { Article } from '#shared/knowledge/article.ts';
import { articleGrammar, meetsCondition } from '#shared/knowledge/grammar.ts';
import type { ArticleRow } from '#shared/knowledge/row.ts';
import type { ArticleSide } from '#shared/knowledge/search.ts';
import { parseIn } from '#shared/search/parse.ts';
import type { Change, Desk } from '../desk.ts';
import type { Begin } from '../first-list.ts';
import { articleHits } from './article-hit.ts';
import { articleDocument } from './article-texts.ts';
import type { InvertedIndex } from './inverted-index.ts';
import type { Lexicon } from './lexicon.ts';
import { LiveIndex, type SlotText } from './live-index.ts';
import type { Numbered } from './number-texts.ts';
import { findWords } from './word-query.ts';

export interface ArticleSearchParts {
  readonly lexicon: Lexicon;
  /** When reading may begin. */
  readonly begin?: Begin;
  /** All has been read after a time when it had not. */
  readonly onRead: () => void;
}

/** How much more tags and category of an article say than its text. */
const ROW_BOOST = 0.8;

/** The full-text index of the articles of a desk: what is read of each, and what is being written. */
export class ArticleSearch {
  readonly #desk: Desk;
  readonly #lexicon: Lexicon;
  readonly #places = new Map<string, number>();
  /** By place. What is known outside of an article does not change: its id and its number. */
  readonly #known: Pick<Article, 'id' | 'number'>[] = [];
  readonly #live: LiveIndex;

  constructor(desk: Desk, { lexicon, begin, onRead }: ArticleSearchParts) {
    this.#desk = desk;
    this.#lexicon = lexicon;
    for (const row of desk.records.rows<ArticleRow>('article')) this.#placeOf(row);
    this.#live = new LiveIndex(
      desk.ambient,
      {
        ids: () => this.#places.keys(),
        size: () => this.#places.size,
        numbered: (slot) => this.#numbered(slot),
        read: (articleId) => this.#read(articleId),
        rowBoost: ROW_BOOST,
        onRead: (done, total) => {
          if (done === total) onRead();
        },
      },
      begin,
    );
    desk.onApplied((change) => this.#follow(change));
    desk.onClosing(() => this.#live.stop());
  }

  /** Grows whenever the same text may find other articles. */
  get version(): number {
    return this.#live.version + this.#lexicon.version;
  }

  get index(): InvertedIndex {
    return this.#live.index;
  }

  /** Reads what changed, if it is little: an answer is then not behind the commit before it. */
  settle(): void {
    this.#live.settle();
  }

  /** Reads everything now, however long it takes. */
  settleAll(): void {
    this.#live.settleAll();
  }

  stop(): void {
    this.#live.stop();
  }

  /** Where one side of an article stands in the index. */
  slotOf(articleId: string, side: ArticleSide): number | undefined {
    const place = this.#places.get(articleId);
    return place === undefined ? undefined : place * 2 + (side === 'read' ? 0 : 1);
  }

  /** Whose side stands in a slot. */
  articleAt(slot: number): { readonly articleId: string; readonly side: ArticleSide } | undefined {
    const known = this.#known[slot >>> 1];
    return known && { articleId: known.id, side: slot % 2 === 0 ? 'read' : 'written' };
  }

  /** The text of a search of articles, understood: how well each side of an article matches, and why it does. */
  open(text: string) {
    const { index } = this.#live;
    const pieces = parseIn(articleGrammar, text);
    const conditions = pieces.filter((piece) => piece.kind === 'condition');
    const found = findWords(
      index,
      pieces.filter((piece) => piece.kind === 'word'),
      this.#lexicon,
    );
    const { scores } = found;
    return {
      score:
        scores &&
        ((articleId: string, side: ArticleSide): number => {
          const slot = this.slotOf(articleId, side);
          const doc = slot === undefined ? undefined : index.docAt(slot);
          return doc === undefined ? 0 : (scores[doc] ?? 0);
        }),
      passes: (row: ArticleRow): boolean =>
        conditions.every(({ condition, isNegated }) => meetsCondition(row, condition) !== isNegated),
      asksForState: conditions.some(({ condition, isNegated }) => condition.on === 'state' && !isNegated),
      news: {
        words: found.words.map(({ text: word, isWhole }) => ({ text: word, isWhole })),
        takenFor: found.takenFor,
        reading: this.#live.reading,
      },
      hit: articleHits(found.words),
    };
  }

  #placeOf({ id, number }: Pick<Article, 'id' | 'number'>): number {
    const known = this.#places.get(id);
    if (known !== undefined) return known;
    const place = this.#known.push({ id, number }) - 1;
    this.#places.set(id, place);
    return place;
  }

  #numbered(slot: number): Numbered | undefined {
    const known = this.#known[slot >>> 1];
    return known && { number: known.number, externalId: null };
  }

  #read(articleId: string): readonly SlotText[] {
    const article = this.#desk.records.get<Article>('article', articleId);
    if (!article) return [];
    const place = this.#placeOf(article);
    return [
      { slot: place * 2, document: articleDocument(article.published) },
      { slot: place * 2 + 1, document: articleDocument(article.next) },
    ];
  }

  #follow({ puts, removes }: Change): void {
    for (const id of removes) {
      const place = this.#places.get(id);
      if (place === undefined) continue;
      this.#live.empty(place * 2);
      this.#live.empty(place * 2 + 1);
      this.#places.delete(id);
    }
    const articles = puts.filter((record): record is Article => record.type === 'article');
    for (const article of articles) this.#placeOf(article);
    this.#live.changed(articles.map(({ id }) => id));
    this.#live.gone(removes);
  }
}
