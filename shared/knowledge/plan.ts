/** What becomes of an article, decided without touching anything; core stores it. */
import type { PersonRef } from '../base/record.ts';
import { refuse, succeed, type Result } from '../base/result.ts';
import { isSamePerson, type Mover } from '../tickets/transition.ts';
import { isAuthor, nextStanding, standingOf, type ArticleAction } from './actions.ts';
import { contentOf, type Article, type ArticleContent, type ArticleKind, type NextVersion } from './article.ts';

/** The article after a change; `publishes` if its text is now a version of its own. */
export interface PlannedArticle {
  readonly article: Article;
  readonly publishes: boolean;
}

export type ArticleMove =
  | { readonly action: 'edit'; readonly content: ArticleContent; readonly note: string }
  | { readonly action: 'submit' | 'publish' | 'revise' | 'discard' | 'restore' }
  | { readonly action: 'sendBack' | 'retire'; readonly reason: string }
  | { readonly action: 'confirm'; readonly validUntil: string | null }
  | {
      readonly action: 'describe';
      readonly kind: ArticleKind;
      readonly owner: PersonRef;
      readonly validUntil: string | null;
    };

/** `article.illegal-transition` { from, action }. */
export const refuseArticleAction = (from: string, action: ArticleAction): Result<never> =>
  refuse('article.illegal-transition', `${action} is not possible from ${from}`, { from, action });

const withAuthor = (authors: readonly PersonRef[], by: PersonRef): readonly PersonRef[] =>
  authors.some((author) => isSamePerson(author, by)) ? authors : [...authors, by];

/** All that a version holds, and nothing of the record around it. */
const saidBy = ({ title, body, category, tags, audience, quiz }: ArticleContent): ArticleContent => ({
  title,
  body,
  category,
  tags,
  audience,
  ...(quiz ? { quiz } : {}),
});

/** A next version that says what is read now. Whether a quiz has to be passed again is decided for each version anew. */
const startOver = (content: ArticleContent, by: PersonRef): NextVersion => ({
  ...saidBy(content),
  ...(content.quiz ? { quiz: { ...content.quiz, reopens: false } } : {}),
  stage: 'draft',
  authors: [by],
  note: '',
  sentBack: null,
});

const onNext = (article: Article, change: (next: NextVersion) => NextVersion): Article => {
  if (!article.next) throw new TypeError('the table lets nobody write where nothing is being written');
  return { ...article, next: change(article.next) };
};

const published = (article: Article, { by, at }: Mover): Article => {
  const { next } = article;
  if (!next) throw new TypeError('the table lets nobody publish where nothing is being written');
  return {
    ...article,
    published: saidBy(next),
    version: article.version + 1,
    publishedAt: at,
    reviewer: by,
    next: null,
  };
};

interface ArticleMover extends Mover {
  /** Whether the person is among the authors of what is read now: their word that it holds is no review of it. */
  readonly wroteIt: boolean;
}

const carryOut = (article: Article, move: ArticleMove, mover: ArticleMover): Article => {
  const { by, at } = mover;
  switch (move.action) {
    case 'edit':
      return onNext(article, (next) => ({
        ...next,
        ...move.content,
        note: move.note,
        stage: 'draft',
        authors: withAuthor(next.authors, by),
      }));
    case 'submit':
      return onNext(article, (next) => ({ ...next, stage: 'in_review', sentBack: null }));
    case 'sendBack':
      return onNext(article, (next) => ({ ...next, stage: 'draft', sentBack: { by, at, reason: move.reason } }));
    case 'publish':
      return published(article, mover);
    case 'revise':
      return { ...article, next: startOver(contentOf(article), by) };
    case 'discard':
      // The text stays with an article that was never published: it is all there is of it.
      return article.published ? { ...article, next: null } : { ...article, retired: { by, at, reason: '' } };
    case 'confirm':
      return { ...article, validUntil: move.validUntil, reviewer: mover.wroteIt ? article.reviewer : by };
    case 'describe':
      return { ...article, kind: move.kind, owner: move.owner, validUntil: move.validUntil };
    case 'retire':
      return { ...article, retired: { by, at, reason: move.reason } };
    case 'restore':
      // What was withdrawn is looked at by somebody else before everybody reads it again; its versions stay.
      return {
        ...article,
        retired: null,
        published: null,
        next: { ...(article.next ?? startOver(contentOf(article), by)), stage: 'draft' },
      };
  }
};

/**
 * One move of the table, or `article.illegal-transition`; `article.own-review` where an author would review their own version;
 * `record.stale` where the article is no longer at the revision that the person saw.
 */
export const planArticleMove = (
  article: Article,
  move: ArticleMove,
  { seen, wroteIt = false, ...mover }: Mover & { readonly seen: number; readonly wroteIt?: boolean },
): Result<PlannedArticle> => {
  const standing = standingOf(article);
  const to = nextStanding(standing, move.action);
  if (to === undefined) return refuseArticleAction(standing, move.action);
  if (article.revision !== seen)
    return refuse('record.stale', `revision ${article.revision} was not seen, but ${seen}`, { fields: [] });
  if ((move.action === 'publish' || move.action === 'sendBack') && isAuthor(article, mover.by))
    return refuse('article.own-review', 'a version is reviewed by somebody who did not write it');
  const changed = carryOut(article, move, { ...mover, wroteIt });
  const planned = { ...changed, updatedAt: mover.at, revision: article.revision + 1 };
  return succeed({ article: planned, publishes: move.action === 'publish' });
};
