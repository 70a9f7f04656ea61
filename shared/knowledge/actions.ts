import { isAllowed, type Role } from '../accounts/roles.ts';
import type { PersonRef } from '../base/record.ts';
import { isSamePerson } from '../tickets/transition.ts';
import { stateOf, type Article } from './article.ts';

export const articleActions = [
  'edit',
  'submit',
  'publish',
  'sendBack',
  'revise',
  'discard',
  'confirm',
  'describe',
  'retire',
  'restore',
] as const;
export type ArticleAction = (typeof articleActions)[number];

/** Where an article stands: its state, and for a published one how far its next version is. */
export const articleStandings = [
  'draft',
  'in_review',
  'published',
  'published_draft',
  'published_in_review',
  'retired',
] as const;
export type ArticleStanding = (typeof articleStandings)[number];

/**
 * All that can be done to an article, as one table: standing → action → the standing it leads to. What is not here is refused. `confirm` says
 * that the published text was looked at and still holds; `describe` changes kind, owner and the day until which it holds, which need no review.
 * Writing on a version in review takes it back from the reviewer. What was discarded before it was ever published is retired, not deleted.
 */
export const articleTransitions: Readonly<
  Record<ArticleStanding, Readonly<Partial<Record<ArticleAction, ArticleStanding>>>>
> = {
  draft: { edit: 'draft', submit: 'in_review', discard: 'retired', describe: 'draft' },
  in_review: { edit: 'draft', publish: 'published', sendBack: 'draft', discard: 'retired', describe: 'in_review' },
  published: { revise: 'published_draft', confirm: 'published', describe: 'published', retire: 'retired' },
  published_draft: {
    edit: 'published_draft',
    submit: 'published_in_review',
    discard: 'published',
    confirm: 'published_draft',
    describe: 'published_draft',
    retire: 'retired',
  },
  published_in_review: {
    edit: 'published_draft',
    publish: 'published',
    sendBack: 'published_draft',
    discard: 'published',
    confirm: 'published_in_review',
    describe: 'published_in_review',
    retire: 'retired',
  },
  retired: { restore: 'draft' },
};

export const standingOf = (article: Pick<Article, 'published' | 'next' | 'retired'>): ArticleStanding => {
  const state = stateOf(article);
  return state === 'published' && article.next
    ? article.next.stage === 'draft'
      ? 'published_draft'
      : 'published_in_review'
    : state;
};

export const nextStanding = (standing: ArticleStanding, action: ArticleAction): ArticleStanding | undefined =>
  articleTransitions[standing][action];

/** Decides what everybody reads. */
const deciding: ReadonlySet<ArticleAction> = new Set<ArticleAction>([
  'publish',
  'sendBack',
  'confirm',
  'retire',
  'restore',
]);

export const isAuthor = (article: Pick<Article, 'next'>, by: PersonRef): boolean =>
  article.next?.authors.some((author) => isSamePerson(author, by)) ?? false;

/**
 * DOMAIN.md §2: publishing needs someone other than the author. Their own version its authors neither publish nor send back; that of others
 * only those who may publish discard.
 */
export const mayDoToArticle = (
  action: ArticleAction,
  article: Pick<Article, 'next'>,
  by: PersonRef,
  held: readonly Role[],
): boolean => {
  if ((action === 'publish' || action === 'sendBack') && isAuthor(article, by)) return false;
  if (action === 'discard' && article.next && !isAuthor(article, by)) return isAllowed(held, 'knowledge.review');
  return isAllowed(held, deciding.has(action) ? 'knowledge.review' : 'knowledge.write');
};

/** What the table allows now to this person, in the order of `articleActions`. */
export const allowedArticleActions = (
  article: Pick<Article, 'published' | 'next' | 'retired'>,
  by: PersonRef,
  held: readonly Role[],
): readonly ArticleAction[] => {
  const standing = standingOf(article);
  return articleActions.filter(
    (action) => nextStanding(standing, action) !== undefined && mayDoToArticle(action, article, by, held),
  );
};
