import type { AttemptRow } from '#shared/training/attempt.ts';
import type { Question, Quiz } from '#shared/training/quiz.ts';

const question = (id: string, more: Partial<Question> & Pick<Question, 'kind' | 'right'>): Question => ({
  id,
  prompt: `What about ${id}?`,
  choices: [],
  explanation: `Because of ${id}.`,
  ...more,
});

const choices = [
  { id: 'a', text: 'Unplug it' },
  { id: 'b', text: 'Restart it' },
  { id: 'c', text: 'Call the site' },
];

/** One question of each kind. */
export const quiz: Quiz = {
  passMark: 75,
  attempts: 2,
  shuffle: false,
  validMonths: 12,
  reopens: false,
  questions: [
    question('one', { kind: 'single', choices, right: ['b'] }),
    question('many', { kind: 'multiple', choices, right: ['a', 'c'] }),
    question('truth', { kind: 'truth', right: ['no'] }),
    question('short', { kind: 'short', right: ['24 h', '1,440'] }),
  ],
};

/** All of them right. */
export const rightAnswers = [
  { questionId: 'one', given: ['b'] },
  { questionId: 'many', given: ['c', 'a'] },
  { questionId: 'truth', given: ['no'] },
  { questionId: 'short', given: ['24 H'] },
];

export const attempt = (at: string, more: Partial<AttemptRow> = {}): AttemptRow => ({
  id: `trainingAttempt:${at}`,
  articleId: 'article:en',
  version: 1,
  personId: 'user:lin',
  person: 'Lin Yue',
  right: 4,
  total: 4,
  passed: true,
  at,
  validUntil: null,
  ...more,
});
