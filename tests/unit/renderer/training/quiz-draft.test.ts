import { expect, it } from 'vitest';
import { answersIn, attemptDraft, keptAttempt, type BegunAttempt } from '#renderer/training/quiz-draft.ts';
import { trainingPlace } from '#renderer/training/training-route.ts';
import { quiz } from '../../shared/training/sample-quiz.ts';

const begun: BegunAttempt = {
  seed: 7,
  version: 2,
  given: new Map([
    ['one', ['b', 'gone']],
    ['truth', ['no']],
    ['short', ['  ']],
    ['former', ['a']],
  ]),
};

it('an attempt in progress comes back from its draft', () => {
  expect(keptAttempt(attemptDraft(begun, 'Docks'))).toEqual(begun);
  expect(keptAttempt({})).toBeUndefined();
  for (const given of ['', '{}', '[1]', '[["one",1]]', '[["one",["b"]]'])
    expect(keptAttempt({ ...attemptDraft(begun, 'Docks'), given })).toBeUndefined();
});

it('what is handed in names questions and choices that there are; what was left empty is no answer', () => {
  expect(answersIn(quiz, begun)).toEqual([
    { questionId: 'one', given: ['b'] },
    { questionId: 'truth', given: ['no'] },
  ]);
});

it('an address that is no place in training is the list of courses', () => {
  expect(trainingPlace(['article:1', 'quiz'])).toEqual({ kind: 'quiz', articleId: 'article:1' });
  expect(trainingPlace(['article:1', 'other'])).toEqual({ kind: 'course', articleId: 'article:1' });
  expect(trainingPlace(['trainingAttempt:1:2'])).toEqual({ kind: 'attempt', attemptId: 'trainingAttempt:1:2' });
  for (const rest of [[], ['nothing'], ['mine']]) expect(trainingPlace(rest)).toEqual({ kind: 'mine' });
});
