import type { TFunction } from 'i18next';
import type { Question, Quiz } from '#shared/training/quiz.ts';

type Words = TFunction<'knowledgeEditor'>;

const numberOf = (value: number | null, t: Words): string => (value === null ? t('quiz.noLimit') : String(value));

const answersOf = ({ kind, choices, right }: Question, t: Words): readonly string[] => {
  if (kind === 'single' || kind === 'multiple')
    return choices.map(({ id, text }) => `${right === null ? '·' : right.includes(id) ? '✓' : '○'} ${text}`);
  if (right === null) return [];
  return kind === 'truth'
    ? [t('quiz.line', { name: t('quiz.truth'), value: t(right[0] === 'yes' ? 'quiz.yes' : 'quiz.no') })]
    : [t('quiz.line', { name: t('quiz.accepted'), value: right.join(' / ') })];
};

/** A quiz in lines that are read and compared: what it takes to pass, then each question with its answers, the right ones marked. */
export const quizText = ({ passMark, attempts, validMonths, shuffle, reopens, questions }: Quiz, t: Words): string => {
  const isOn = (value: boolean): string => t(value ? 'quiz.on' : 'quiz.off');
  const settings = [
    [t('quiz.passMark'), String(passMark)],
    [t('quiz.attempts'), numberOf(attempts, t)],
    [t('quiz.validMonths'), numberOf(validMonths, t)],
    [t('quiz.shuffle'), isOn(shuffle)],
    [t('quiz.reopens'), isOn(reopens)],
  ] as const;
  return [
    ...settings.map(([name, value]) => t('quiz.line', { name, value })),
    ...questions.flatMap((question, place) => [
      '',
      t('quiz.asked', { number: place + 1, prompt: question.prompt, kind: t(`quiz.kind.${question.kind}`) }),
      ...answersOf(question, t),
      ...(question.explanation === ''
        ? []
        : [t('quiz.line', { name: t('quiz.explanation'), value: question.explanation })]),
    ]),
  ].join('\n');
};
