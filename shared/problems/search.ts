import { fold } from '../search/fold.ts';
import { shortNumber } from '../tickets/number.ts';
import { isProblemOpen } from './actions.ts';
import type { Problem } from './problem.ts';
import type { ProblemRow } from './row.ts';

export const problemViews = ['open', 'knownErrors', 'mine', 'all'] as const;
export type ProblemView = (typeof problemViews)[number];

/** Whether a list named so holds this problem. `me` is the id of who asks. */
export const isInView = (row: ProblemRow, view: ProblemView, me: string): boolean => {
  switch (view) {
    case 'open':
      return isProblemOpen(row.state);
    case 'knownErrors':
      return row.isKnownError;
    case 'mine':
      return isProblemOpen(row.state) && row.ownerId === me;
    case 'all':
      return true;
  }
};

/** All that a search may find of a problem, folded once: numbers in every way of writing them, and every text. */
export const problemText = (problem: Problem): string => {
  const { number, title, description, category, owner, rootCause, workaround } = problem;
  const short = shortNumber(number);
  return fold(
    [
      number,
      short,
      number.replaceAll('-', ''),
      short.replaceAll('-', ''),
      title,
      description,
      category ?? '',
      owner?.name ?? '',
      rootCause,
      workaround?.text ?? '',
    ].join('\n'),
  );
};

/** Most pressing first, then what was touched last. */
export const byUrgency = (left: ProblemRow, right: ProblemRow): number =>
  left.priority - right.priority || right.updatedAt - left.updatedAt || (left.id < right.id ? -1 : 1);
