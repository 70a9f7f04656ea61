import type { TFunction } from 'i18next';
import type { Question, Quiz } from '#shared/training/quiz.ts';

type Words = TFunction<'knowledgeEditor'>;

const numberOf = (value: number | null, t: Words): string => (value === null ? t('quiz.noLimit') : String(value));

const choicesOf = ({ kind, choices, right }: Question, t: Words): readonly string[] => {
  if (kind === 'truth')
    return right === null ? [] : [`   ${t('quiz.rightAnswer')}: ${t(right[0] === 'yes' ? 'quiz.yes' : 'quiz.no')}`];
  if (kind === 'short') return right === null ? [] : [`   ${t('quiz.accepted')}: ${right.join(' / ')}`];
  return choices.map(({ id, text }) => `   ${right === null ? '·' : right.includes(id) ? '[✓]' : '[ ]'} ${text}`);
};

/** A quiz in lines that are read and compared: what it takes to pass, then each question with its answers, the right ones marked. */
export const quizText = ({ passMark, attempts, validMonths, shuffle, reopens, questions }: Quiz, t: Words): string =>
  [
    `${t('quiz.passMark')}: ${passMark} %`,
    `${t('quiz.attempts')}: ${numberOf(attempts, t)}`,
    `${t('quiz.validMonths')}: ${numberOf(validMonths, t)}`,
    `${t('quiz.shuffle')}: ${t(shuffle ? 'quiz.on' : 'quiz.off')}`,
    `${t('quiz.reopens')}: ${t(reopens ? 'quiz.on' : 'quiz.off')}`,
    ...questions.flatMap((question, place) => [
      '',
      `${place + 1}. ${question.prompt} (${t(`quiz.kind.${question.kind}`)})`,
      ...choicesOf(question, t),
      ...(question.explanation === '' ? [] : [`   ${t('quiz.explanation')}: ${question.explanation}`]),
    ]),
  ].join('\n');
