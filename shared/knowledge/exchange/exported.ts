import {
  contentOf,
  stateOf,
  type Article,
  type ArticleAudience,
  type ArticleContent,
  type ArticleKind,
} from '../article.ts';
import { quizOf, type Quiz } from '../../training/quiz.ts';
import type { ArticleRow } from '../row.ts';

/** A published article as it leaves the console. */
export interface ExportedArticle extends Omit<ArticleContent, 'quiz'> {
  /** With what is right: only where whoever exports may know, and whoever gets it is not to be asked. */
  readonly quiz: Quiz | null;
  readonly id: string;
  readonly number: string;
  readonly kind: ArticleKind;
  readonly language: string;
  readonly version: number;
  readonly publishedAt: string | null;
  readonly validUntil: string | null;
  readonly licence: string | null;
  readonly attribution: string | null;
  readonly url: string | null;
  /** Day of the source, `YYYY-MM-DD`. */
  readonly sourceDate: string | null;
}

const exported = (article: Article, withQuiz: boolean): ExportedArticle => ({
  ...contentOf(article),
  quiz: withQuiz ? quizOf(contentOf(article)) : null,
  id: article.id,
  number: article.number,
  kind: article.kind,
  language: article.language,
  version: article.version,
  publishedAt: article.publishedAt,
  validUntil: article.validUntil,
  licence: article.origin?.licence ?? null,
  attribution: article.origin?.attribution ?? null,
  url: article.origin?.url ?? null,
  sourceDate: article.origin?.date ?? null,
});

export interface ChosenExport {
  /** By language, category and title: the order of the pages. */
  readonly articles: readonly ExportedArticle[];
  readonly internal: number;
  readonly unpublished: number;
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const collators = new Map<string, Intl.Collator>();

/** Made once for a language: making one takes as long as comparing a hundred titles. */
const collatorOf = (language: string): Intl.Collator => {
  const known = collators.get(language);
  if (known) return known;
  const collator = new Intl.Collator(language, { numeric: true });
  collators.set(language, collator);
  return collator;
};

/** Uncategorised articles come last. */
const inOrder = (left: ExportedArticle, right: ExportedArticle): number =>
  compare(left.language, right.language) ||
  Number(left.category === null) - Number(right.category === null) ||
  compare(left.category ?? '', right.category ?? '') ||
  collatorOf(left.language).compare(left.title, right.title) ||
  compare(left.number, right.number);

/** How many of these articles may leave for that audience, from what lists know of them. */
export const countExport = (
  rows: Iterable<Pick<ArticleRow, 'standing' | 'audience'>>,
  audience: ArticleAudience,
): { readonly articles: number; readonly internal: number; readonly unpublished: number } => {
  const counts = { articles: 0, internal: 0, unpublished: 0 };
  for (const row of rows)
    if (!row.standing.startsWith('published')) counts.unpublished++;
    else if (audience === 'requester' && row.audience !== 'requester') counts.internal++;
    else counts.articles++;
  return counts;
};

/**
 * What of these articles may leave for that audience: only what is published, and for requesters nothing that is internal. `withQuiz`: their
 * questions go with them, what is right among it; never to requesters.
 */
export const chooseExport = (
  articles: Iterable<Article>,
  audience: ArticleAudience,
  withQuiz: boolean,
): ChosenExport => {
  const chosen: ExportedArticle[] = [];
  let internal = 0;
  let unpublished = 0;
  for (const article of articles) {
    if (stateOf(article) !== 'published') unpublished++;
    else if (audience === 'requester' && contentOf(article).audience !== 'requester') internal++;
    else chosen.push(exported(article, withQuiz && audience === 'internal'));
  }
  return { articles: chosen.toSorted(inOrder), internal, unpublished };
};
