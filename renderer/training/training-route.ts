import { hrefOf } from '#renderer/ui/route.ts';

/**
 * `#/training` my courses · `#/training/<article>` a course · `#/training/<article>/quiz` its questions · `#/training/<attempt>` what an attempt
 * came to · `#/training/team` who did what.
 */
export type TrainingPlace =
  | { readonly kind: 'mine' | 'team' }
  | { readonly kind: 'course' | 'quiz'; readonly articleId: string }
  | { readonly kind: 'attempt'; readonly attemptId: string };

export const trainingPlace = ([first, second]: readonly string[]): TrainingPlace => {
  if (first === 'team') return { kind: 'team' };
  if (first?.startsWith('trainingAttempt:') === true) return { kind: 'attempt', attemptId: first };
  if (first?.startsWith('article:') === true) return { kind: second === 'quiz' ? 'quiz' : 'course', articleId: first };
  return { kind: 'mine' };
};

export const courseHref = (articleId: string): string => hrefOf('training', articleId);
export const attemptHref = (attemptId: string): string => hrefOf('training', attemptId);
