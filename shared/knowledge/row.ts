import type { Projection } from '../base/record.ts';
import { standingOf, type ArticleStanding } from './actions.ts';
import { contentOf, type Article, type ArticleAudience, type ArticleKind } from './article.ts';

/** What lists know of each article without opening it. Times as ms since epoch. */
export type ArticleRow = {
  readonly id: string;
  readonly number: string;
  readonly kind: ArticleKind;
  readonly standing: ArticleStanding;
  readonly language: string;
  readonly family: string;
  readonly title: string;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly audience: ArticleAudience;
  readonly ownerId: string | null;
  readonly owner: string;
  /** Ids of those who write on the next version. */
  readonly authorIds: readonly string[];
  readonly version: number;
  /** There is a published text: not before the first publishing, nor after an article was restored. */
  readonly isReadable: boolean;
  /** Questions of its quiz; 0 for none. */
  readonly questions: number;
  /** `YYYY-MM-DD` */
  readonly validUntil: string | null;
  readonly batch: string | null;
  readonly updatedAt: number;
};

export const articleRow = (article: Article): ArticleRow => {
  const { title, category, tags, audience, quiz } = contentOf(article);
  return {
    id: article.id,
    number: article.number,
    kind: article.kind,
    standing: standingOf(article),
    language: article.language,
    family: article.family,
    title,
    category,
    tags,
    audience,
    ownerId: article.owner.id,
    owner: article.owner.name,
    authorIds: article.next?.authors.flatMap(({ id }) => id ?? []) ?? [],
    version: article.version,
    isReadable: article.published !== null,
    questions: quiz?.questions.length ?? 0,
    validUntil: article.validUntil,
    batch: article.origin?.batch ?? null,
    updatedAt: Date.parse(article.updatedAt),
  };
};

export const articleProjection: Projection<Article> = { type: 'article', version: 4, project: articleRow };
