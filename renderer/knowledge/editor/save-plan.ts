import { dayIn } from '#renderer/ui/date-time-text.ts';
import { standingOf } from '#shared/knowledge/actions.ts';
import type { Article } from '#shared/knowledge/article.ts';
import type { ArticleMove } from '#shared/knowledge/plan.ts';
import { contentIn, editedOf, isSameContent, type EditedArticle } from './edited-article.ts';
import { isWhole } from './quiz/edited-quiz.ts';

/**
 * The moves that make the article what the form says, in their order, each on the revision that the one before led to; with `submit` it waits for
 * review in the end. None where nothing is to be done.
 */
export const movesFor = (
  article: Article,
  edited: EditedArticle,
  { submit }: { readonly submit: boolean },
): readonly ArticleMove[] => {
  const before = editedOf(article);
  const content = contentIn(edited);
  const note = edited.note.trim();
  const isWritten = !isSameContent(contentIn(before), content) || before.note.trim() !== note;
  const isDescribed =
    before.kind !== edited.kind ||
    before.validUntil !== edited.validUntil ||
    before.owner.id !== edited.owner.id ||
    before.owner.name !== edited.owner.name;
  const standing = standingOf(article);
  const moves: ArticleMove[] = [];
  if (isWritten) {
    if (standing === 'published') moves.push({ action: 'revise' });
    moves.push({ action: 'edit', content, note });
  }
  if (isDescribed)
    moves.push({
      action: 'describe',
      kind: edited.kind,
      owner: edited.owner,
      validUntil: dayIn(edited.validUntil) ?? null,
    });
  const waits = standing === 'in_review' || standing === 'published_in_review';
  const isBeingWritten = isWritten || standing === 'draft' || standing === 'published_draft';
  if (submit && isBeingWritten && !(waits && !isWritten)) moves.push({ action: 'submit' });
  return moves;
};

export type Lack = 'title' | 'body' | 'validUntil' | 'quiz';

/** What still has to be written, or written as a day, before somebody can review it. */
export const lacking = ({ title, body, validUntil, quiz }: EditedArticle): readonly Lack[] => [
  ...(title.trim() === '' ? (['title'] as const) : []),
  ...(dayIn(validUntil) === undefined ? (['validUntil'] as const) : []),
  ...(quiz !== null && quiz !== 'sealed' && !isWhole(quiz) ? (['quiz'] as const) : []),
  ...(body.trim() === '' ? (['body'] as const) : []),
];
