import { visibleText } from '../base/visible.ts';
import { fold } from '../search/fold.ts';
import type { Answer, Question, Quiz } from './quiz.ts';

export interface Score {
  readonly right: number;
  readonly total: number;
  readonly passed: boolean;
  /** In the order of the quiz. */
  readonly questions: readonly { readonly id: string; readonly isRight: boolean }[];
}

/** What a reader takes for the same word: case, width, accents and spaces tell none apart, nor does a full stop at the end. */
const wordOf = (text: string): string =>
  fold(visibleText(text))
    .replaceAll(/\s+/gu, ' ')
    .replace(/[.。]$/u, '')
    .trim();

const thousands = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const plain = /^[+-]?\d+(?:[.,]\d+)?$/;

/** `1,000`, `1000` and `１０００` are one number, and so are `2.5` and `2,5`; undefined for what is none. */
const numberOf = (text: string): number | undefined => {
  const word = fold(visibleText(text)).replace('−', '-').replaceAll(/\s/gu, '');
  if (thousands.test(word)) return Number(word.replaceAll(',', ''));
  return plain.test(word) ? Number(word.replace(',', '.')) : undefined;
};

const isAccepted = (given: string, accepted: string): boolean => {
  const [value, wanted] = [numberOf(given), numberOf(accepted)];
  return value !== undefined && wanted !== undefined ? value === wanted : wordOf(given) === wordOf(accepted);
};

/** One answer is right or it is not: of several choices all the right ones and no other. Throws for a question whose key was kept back. */
export const isRight = ({ kind, right }: Pick<Question, 'kind' | 'right'>, given: readonly string[]): boolean => {
  if (right === null) throw new TypeError('what is right was kept back');
  if (kind === 'short') return given.length === 1 && right.some((accepted) => isAccepted(given[0] ?? '', accepted));
  const chosen = new Set(given);
  return chosen.size === new Set(right).size && right.every((id) => chosen.has(id));
};

/**
 * Each question counts the same; one that was not answered is wrong, an answer to a question that there is not counts for nothing. Passed where
 * the share of right ones is at least the pass mark, to the last fraction: 79.9 % is not 80 %.
 */
export const scoreOf = ({ questions, passMark }: Quiz, answers: readonly Answer[]): Score => {
  const given = new Map(answers.map((answer) => [answer.questionId, answer.given]));
  const judged = questions.map((question) => ({
    id: question.id,
    isRight: isRight(question, given.get(question.id) ?? []),
  }));
  const right = judged.filter((each) => each.isRight).length;
  const total = questions.length;
  return { right, total, passed: right * 100 >= passMark * total, questions: judged };
};

/** Whole percent as people read it: rounded down, so that nobody reads the pass mark and has not passed. */
export const percentOf = ({ right, total }: Pick<Score, 'right' | 'total'>): number =>
  total === 0 ? 0 : Math.floor((right * 100) / total);
