import { describe, expect, it } from 'vitest';
import { isSealed, sealQuiz } from '#shared/training/quiz.ts';
import { quizInput, wrongKey } from '#shared/training/quiz-input.ts';
import { quiz } from './sample-quiz.ts';

const accepts = (value: unknown): boolean => quizInput.safeParse(value).success;
const withQuestion = (more: object) => ({ ...quiz, questions: [{ ...quiz.questions[0], ...more }] });

describe('a quiz', () => {
  it('is taken whole, and sealed it is not: a key that was kept back would be lost', () => {
    expect(accepts(quiz)).toBe(true);
    expect(accepts(sealQuiz(quiz))).toBe(false);
    expect(isSealed(sealQuiz(quiz))).toBe(true);
    expect(JSON.stringify(sealQuiz(quiz))).not.toMatch(/Because|24 h|"no"/);
  });

  it.each([
    ['no question', { ...quiz, questions: [] }],
    ['a question named twice', { ...quiz, questions: [quiz.questions[0], quiz.questions[0]] }],
    ['one choice', withQuestion({ choices: [{ id: 'a', text: 'A' }], right: ['a'] })],
    [
      'two choices that read the same',
      withQuestion({
        choices: [
          { id: 'a', text: 'VPN' },
          { id: 'b', text: 'ｖｐｎ ' },
        ],
      }),
    ],
    ['nothing that is right', withQuestion({ right: [] })],
    ['two right choices of one', withQuestion({ right: ['a', 'b'] })],
    ['a right choice that there is not', withQuestion({ right: ['z'] })],
    ['a question that nobody sees', withQuestion({ prompt: '\u200b' })],
    ['a pass mark of nothing', { ...quiz, passMark: 0 }],
    ['a truth that is neither', withQuestion({ kind: 'truth', choices: [], right: ['maybe'] })],
    ['an id that is not one', withQuestion({ id: '__proto__' })],
  ])('with %s is refused', (_what, wrong) => expect(accepts(wrong)).toBe(false));

  it('says what is wrong with a key', () => {
    const two = [
      { id: 'a', text: 'A' },
      { id: 'b', text: 'B' },
    ];
    expect(wrongKey({ kind: 'single', choices: two.slice(1), right: [] })).toBe('choices');
    expect(wrongKey({ kind: 'single', choices: two, right: [] })).toBe('right');
    expect(wrongKey({ kind: 'multiple', choices: [...two, { id: 'c', text: 'a' }], right: ['a'] })).toBe('twice');
    expect(wrongKey({ kind: 'multiple', choices: two, right: ['a', 'b'] })).toBeUndefined();
  });
});
