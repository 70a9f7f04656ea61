import type { PersonRef, StoredRecord } from '../base/record.ts';
import type { Quiz } from '../training/quiz.ts';

export const articleKinds = ['howto', 'known_error', 'faq', 'manual', 'training', 'policy'] as const;
export type ArticleKind = (typeof articleKinds)[number];

/** DOMAIN.md §2. A published article whose next version is being written is still published. */
export const articleStates = ['draft', 'in_review', 'published', 'retired'] as const;
export type ArticleState = (typeof articleStates)[number];

/** `requester`: may be shown and given to those who ask for help. */
export const articleAudiences = ['internal', 'requester'] as const;
export type ArticleAudience = (typeof articleAudiences)[number];

/** What an article says: all that a version holds. */
export interface ArticleContent {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly audience: ArticleAudience;
  /** Questions at its end; null or absent: it has none. */
  readonly quiz?: Quiz | null;
}

/** Where an article that was written elsewhere comes from; its licence asks that this stays with it. */
export interface ArticleOrigin {
  /** File or page, as the import had it: the same origin again is the same article. */
  readonly path: string;
  readonly url: string | null;
  /** Name of the licence, e.g. `CC BY 4.0`; null if none was given. */
  readonly licence: string | null;
  /** Who is to be named. */
  readonly attribution: string | null;
  /** Day that the source gives itself, `YYYY-MM-DD`; absent where it gives none. */
  readonly date?: string;
  readonly batch: string;
  /** Proves what title, text and tags said as they were imported: lower-case hex SHA-256. */
  readonly digest: string;
}

/** The version that is being written. */
export interface NextVersion extends ArticleContent {
  readonly stage: 'draft' | 'in_review';
  /** Everybody who wrote on it, the first one first: none of them may publish it. */
  readonly authors: readonly PersonRef[];
  /** What changes and why, for the reviewer and the list of versions. */
  readonly note: string;
  /** Why the reviewer sent it back; null if nobody did, or since it was submitted again. */
  readonly sentBack: { readonly by: PersonRef; readonly at: string; readonly reason: string } | null;
}

/** One language of one piece of knowledge. Numbered like tickets: `KB-7K3Q-000012`, given offline, never changed. */
export interface Article extends StoredRecord {
  readonly type: 'article';
  readonly schema: 1;
  /** Grows with each change: names a state of the record where no clock can. */
  readonly revision: number;
  readonly number: string;
  readonly kind: ArticleKind;
  /** BCP 47, e.g. `en`, `zh-CN`. */
  readonly language: string;
  /** Shared by all translations of one article: the id of the first of them. */
  readonly family: string;
  readonly owner: PersonRef;
  /** What everybody reads; null before the first publishing. */
  readonly published: ArticleContent | null;
  /** How often it was published; 0 before the first time. */
  readonly version: number;
  readonly publishedAt: string | null;
  /** By whom, other than the authors, its text was found right; null for what came with an import. */
  readonly reviewer: PersonRef | null;
  readonly next: NextVersion | null;
  readonly retired: { readonly by: PersonRef; readonly at: string; readonly reason: string } | null;
  /** Last day, `YYYY-MM-DD`, on which it may be relied upon without being looked at again; null: no end. */
  readonly validUntil: string | null;
  /** Of another language: which version of which article this text follows; null for an original. */
  readonly translates: { readonly articleId: string; readonly version: number } | null;
  readonly origin: ArticleOrigin | null;
}

/** A version as it was published, kept for ever. Id: `articleVersion:<article ULID>:<ULID>`. */
export interface ArticleVersion extends StoredRecord {
  readonly type: 'articleVersion';
  readonly schema: 1;
  readonly articleId: string;
  /** From 1. */
  readonly version: number;
  readonly content: ArticleContent;
  readonly authors: readonly PersonRef[];
  readonly reviewer: PersonRef | null;
  readonly note: string;
  readonly at: string;
}

export const articleVersionPrefix = (articleId: string): string =>
  `articleVersion:${articleId.slice('article:'.length)}:`;

export const stateOf = ({ published, next, retired }: Pick<Article, 'published' | 'next' | 'retired'>): ArticleState =>
  retired ? 'retired' : published ? 'published' : next?.stage === 'in_review' ? 'in_review' : 'draft';

/** What somebody who may read it sees: the published text, or before the first publishing what is being written. */
export const contentOf = ({ published, next }: Pick<Article, 'published' | 'next'>): ArticleContent => {
  const content = published ?? next;
  if (!content) throw new TypeError('an article has a published text or one being written');
  return content;
};

/** Past its last day it wants looking at; `today` is `YYYY-MM-DD` where the desk is. */
export const isOutdated = ({ validUntil }: Pick<Article, 'validUntil'>, today: string): boolean =>
  validUntil !== null && validUntil < today;
