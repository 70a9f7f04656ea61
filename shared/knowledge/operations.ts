import * as z from 'zod';
import { fileHash } from '../attachments/file-refs.ts';
import { command, query } from '../contract/operation.ts';
import { MAX_TITLE } from '../tickets/limits.ts';
import { quizInput } from '../training/quiz-input.ts';
import type { ArticleAction } from './actions.ts';
import { articleAudiences, articleKinds, type Article, type ArticleVersion } from './article.ts';
import { articleOperators } from './grammar.ts';
import { isLanguageTag } from './language-tag.ts';
import type { OperatorValue } from '../search/operations.ts';
import type { ArticleHit, ArticleSearchNews } from './found.ts';
import type { KnowledgeFigures } from './figures.ts';
import type { ArticleRow } from './row.ts';
import { articleViews } from './search.ts';
import { articleUseKinds, type OwnAnswer, type UseSummary } from './use.ts';

/** Characters of an article's text: a manual of some hundred pages. */
export const MAX_ARTICLE = 500_000;
/** Articles on one list; past this many, a search narrows it. */
export const MAX_LISTED_ARTICLES = 500;
/** Of these a list says why they were found. */
export const MAX_EXPLAINED = 60;

const articleId = z.string().regex(/^article:[0-9A-HJKMNP-TV-Z]{26}$/);
const missId = z.string().regex(/^searchMiss:[0-9A-HJKMNP-TV-Z]{26}$/);
const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
const language = z.string().max(35).refine(isLanguageTag);
const day = z.iso.date().nullable();
const reason = z.string().trim().min(1).max(2_000);
const person = z.strictObject({ id: z.string().max(64).nullable(), name: z.string().trim().min(1).max(200) });

const content = z.strictObject({
  title: z.string().trim().min(1).max(MAX_TITLE),
  body: z.string().max(MAX_ARTICLE),
  category: z.string().trim().min(1).max(200).nullable(),
  tags: z.array(z.string().trim().min(1).max(60)).max(40).readonly(),
  audience: z.enum(articleAudiences),
  /** Needs `training.manage`; left out, the article keeps the one it has. */
  quiz: quizInput.nullable().exactOptional(),
});

const move = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('edit'), content, note: z.string().trim().max(2_000) }),
  z.strictObject({ action: z.enum(['submit', 'publish', 'revise', 'discard', 'restore']) }),
  z.strictObject({ action: z.enum(['sendBack', 'retire']), reason }),
  z.strictObject({ action: z.literal('confirm'), validUntil: day }),
  z.strictObject({ action: z.literal('describe'), kind: z.enum(articleKinds), owner: person, validUntil: day }),
]);

/** A version as the list of versions shows it. */
export type ListedVersion = Pick<ArticleVersion, 'version' | 'authors' | 'reviewer' | 'note' | 'at'> & {
  readonly title: string;
};

/** `actions` are those the table allows now, to this person. */
export interface ArticleDetail {
  readonly article: Article;
  /** Newest first. */
  readonly versions: readonly ListedVersion[];
  /** Other languages of the same article. */
  readonly translations: readonly ArticleRow[];
  readonly use: UseSummary;
  /** What the caller said of the version that is read now. */
  readonly own: OwnAnswer;
  /** Tickets that it was used on, the last first. */
  readonly linked: readonly LinkedTicket[];
  readonly actions: readonly ArticleAction[];
}

/** A ticket that an article was used on. */
export interface LinkedTicket {
  readonly id: string;
  readonly number: string;
  readonly title: string;
}

/** Tickets that the reader names; the rest are found by searching. */
export const MAX_LINKED_TICKETS = 20;

/** Why it was found is said of the first `MAX_EXPLAINED` of a search by words. */
export type ListedArticle = ArticleRow & ArticleHit & { readonly use: UseSummary };

/** A search that found nothing. */
export interface ListedMiss {
  readonly id: string;
  readonly text: string;
  readonly times: number;
  readonly lastAt: string;
  /** Begun for it; null if none was. */
  readonly article: { readonly id: string; readonly number: string; readonly title: string } | null;
}

export interface ArticleList {
  /** All that match. */
  readonly total: number;
  readonly rows: readonly ListedArticle[];
  /** What the text of the search came to; null without one. */
  readonly search: ArticleSearchNews | null;
}

export const knowledgeOperations = {
  /**
   * The first `MAX_LISTED_ARTICLES` of those that match: best first, of equals and without words most used first (DOMAIN.md §2). `state:` in the
   * text asks for articles in any view.
   */
  'knowledge.list': query(
    'knowledge.read',
    z.strictObject({
      view: z.enum(articleViews),
      kind: z.enum(articleKinds).nullable(),
      language: language.nullable(),
      text: z.string().max(500),
    }),
  ).returns<ArticleList>(),
  /** Values of a search operator in use whose words begin so, most used first: what completion offers. */
  'knowledge.values': query(
    'knowledge.read',
    z.strictObject({
      operator: z.enum(articleOperators),
      beginning: z.string().max(500),
      count: z.int().min(1).max(50),
    }),
  ).returns<readonly OperatorValue[]>(),
  /** Searches that found nothing, looked for most first. */
  'knowledge.misses': query('knowledge.write', z.strictObject({})).returns<readonly ListedMiss[]>(),
  /** Somebody meant this search, and it found nothing. Kept only if nothing published holds its words. */
  'knowledge.miss': command('knowledge.read', z.strictObject({ text: z.string().max(500) })).returns<null>(),
  /** An article was begun for it. */
  'knowledge.missBegun': command('knowledge.write', z.strictObject({ missId, articleId })).returns<
    readonly ListedMiss[]
  >(),
  /** Nothing is missing: it is kept no longer. */
  'knowledge.dropMiss': command('knowledge.write', z.strictObject({ missId })).returns<readonly ListedMiss[]>(),
  /** How many wait for a review that the caller may give, and how many are past their day. */
  'knowledge.counts': query('knowledge.read', z.strictObject({})).returns<{
    readonly review: number;
    readonly outdated: number;
  }>(),
  /** How far articles are used, and where they are missing. */
  'knowledge.figures': query('knowledge.read', z.strictObject({})).returns<KnowledgeFigures>(),
  /** What is right in a quiz, here and in each version, is for who has `training.manage`: the others may yet have to answer it. */
  'knowledge.get': query('knowledge.read', z.strictObject({ articleId })).returns<ArticleDetail>(),
  'knowledge.version': query(
    'knowledge.read',
    z.strictObject({ articleId, version: z.int().min(1) }),
  ).returns<ArticleVersion>(),
  'knowledge.begin': command(
    'knowledge.write',
    z.strictObject({ kind: z.enum(articleKinds), language, content, translates: articleId.nullable() }),
  ).returns<{ readonly articleId: string; readonly number: string }>(),
  /**
   * One move of the table. `seen` is the revision that the person saw: `record.stale` if it is another by now. Publishing, sending back,
   * confirming, retiring and restoring need `knowledge.review`; `article.own-review` where an author would judge their own version,
   * `article.language-taken` where another is that article in its language since it was retired, `auth.user-disabled` where the new owner left.
   */
  'knowledge.move': command(
    'knowledge.write',
    z.strictObject({ articleId, seen: z.int().min(1), move }),
  ).returns<ArticleDetail>(),
  /**
   * Makes an article the translation of another one, or with `originalId` null an article of its own. One article a language and family:
   * `article.language-taken`; an original with translations stays one: `article.is-original`.
   */
  'knowledge.link': command(
    'knowledge.write',
    z.strictObject({ articleId, seen: z.int().min(1), originalId: articleId.nullable() }),
  ).returns<ArticleDetail>(),
  /** A translation was brought up to that version of its original. */
  'knowledge.follow': command(
    'knowledge.write',
    z.strictObject({ articleId, seen: z.int().min(1), version: z.int().min(0) }),
  ).returns<ArticleDetail>(),
  /** At most PIECE_BYTES from `from` on, verified, of a picture that some text of the article names, now or in a version that is kept. */
  'knowledge.picture': query(
    'knowledge.read',
    z.strictObject({ articleId, sha256: fileHash, from: z.int().min(0) }),
  ).returns<{ readonly base64: string; readonly bytes: number; readonly mediaType: string }>(),
  /**
   * That it was read, used on a ticket, or whether it helped. Of the version that is read now. Opening it again on the same day is accepted and
   * not kept; of two answers about a version the later one counts. What is `linked` or `inserted` names its ticket: once for each counts.
   */
  'knowledge.use': command(
    'knowledge.write',
    z.strictObject({
      articleId,
      kind: z.enum(articleUseKinds),
      ticketId: ticketId.nullable(),
      note: z.string().trim().max(2_000),
    }),
  ).returns<UseSummary>(),
};
