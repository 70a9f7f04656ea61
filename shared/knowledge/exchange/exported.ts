import {
  contentOf,
  stateOf,
  type Article,
  type ArticleAudience,
  type ArticleContent,
  type ArticleKind,
} from '../article.ts';

/** A published article as it leaves the console. */
export interface ExportedArticle extends ArticleContent {
  readonly number: string;
  readonly kind: ArticleKind;
  readonly language: string;
  readonly version: number;
  readonly publishedAt: string | null;
  readonly validUntil: string | null;
  readonly licence: string | null;
  readonly attribution: string | null;
  readonly url: string | null;
}

const exported = (article: Article): ExportedArticle => ({
  ...contentOf(article),
  number: article.number,
  kind: article.kind,
  language: article.language,
  version: article.version,
  publishedAt: article.publishedAt,
  validUntil: article.validUntil,
  licence: article.origin?.licence ?? null,
  attribution: article.origin?.attribution ?? null,
  url: article.origin?.url ?? null,
});

export interface ChosenExport {
  /** By language, category and title: the order of the pages. */
  readonly articles: readonly ExportedArticle[];
  readonly internal: number;
  readonly unpublished: number;
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Uncategorised articles come last. */
const inOrder = (left: ExportedArticle, right: ExportedArticle): number =>
  compare(left.language, right.language) ||
  Number(left.category === null) - Number(right.category === null) ||
  compare(left.category ?? '', right.category ?? '') ||
  left.title.localeCompare(right.title, left.language, { numeric: true }) ||
  compare(left.number, right.number);

/** What of these articles may leave for that audience: only what is published, and for requesters nothing that is internal. */
export const chooseExport = (articles: Iterable<Article>, audience: ArticleAudience): ChosenExport => {
  const chosen: ExportedArticle[] = [];
  let internal = 0;
  let unpublished = 0;
  for (const article of articles) {
    if (stateOf(article) !== 'published') unpublished++;
    else if (audience === 'requester' && contentOf(article).audience !== 'requester') internal++;
    else chosen.push(exported(article));
  }
  return { articles: chosen.toSorted(inOrder), internal, unpublished };
};
