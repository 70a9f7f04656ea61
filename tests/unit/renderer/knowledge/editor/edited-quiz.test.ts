import { describe, expect, it } from 'vitest';
import {
  blankQuiz,
  editedQuiz,
  isWhole,
  keptQuiz,
  quizDraft,
  quizIn,
  wrongIn,
  type EditedQuestion,
  type EditedQuiz,
} from '#renderer/knowledge/editor/quiz/edited-quiz.ts';
import { sealQuiz } from '#shared/training/quiz.ts';
import { quizInput } from '#shared/training/quiz-input.ts';
import { quiz } from '../../../shared/training/sample-quiz.ts';

const form = (): EditedQuiz => {
  const edited = editedQuiz(quiz);
  if (!edited || edited === 'sealed') throw new TypeError('the quiz is there');
  return edited;
};
const withFirst = (fields: Partial<EditedQuestion>): EditedQuiz => {
  const { questions, ...rest } = form();
  return { ...rest, questions: questions.map((each, place) => (place === 0 ? { ...each, ...fields } : each)) };
};
const lackOf = (fields: Partial<EditedQuestion>) => wrongIn(withFirst(fields)).questions.get('one');

it('a quiz comes out of its form as it went in, and out of a draft', () => {
  expect(quizIn(form())).toEqual(quiz);
  expect(isWhole(form())).toBe(true);
  expect(keptQuiz(quizDraft(form()), null)).toEqual(form());
  expect(keptQuiz('', form())).toBeNull();
  expect(keptQuiz(undefined, form())).toEqual(form());
  for (const broken of ['{', '7', 'null', '{"questions":1}']) expect(keptQuiz(broken, null)).toBeNull();
});

it('whoever may not see it writes nothing of it', () => {
  expect(editedQuiz(sealQuiz(quiz))).toBe('sealed');
  expect(keptQuiz(quizDraft('sealed'), null)).toBe('sealed');
});

describe('a form that is not a quiz yet', () => {
  it('says of each question what is missing', () => {
    let made = 0;
    const blank = blankQuiz(() => `id${made++}`);
    expect([...wrongIn(blank).questions.values()]).toEqual(['prompt']);
    expect(lackOf({ prompt: '  ' })).toBe('prompt');
    expect(
      lackOf({
        choices: [
          { id: 'a', text: 'A' },
          { id: 'b', text: ' ' },
        ],
        right: ['a'],
      }),
    ).toBe('choices');
    expect(
      lackOf({
        choices: [
          { id: 'a', text: 'A' },
          { id: 'b', text: 'a' },
        ],
        right: ['a'],
      }),
    ).toBe('twice');
    expect(lackOf({ right: [] })).toBe('right');
    expect(lackOf({ kind: 'truth' })).toBe('right');
    expect(lackOf({ kind: 'short', accepted: ' \n ' })).toBe('right');
    expect(lackOf({})).toBeUndefined();
  });

  it('says which numbers are none', () => {
    expect(wrongIn({ ...form(), passMark: '', attempts: '0', validMonths: 'a year' }).settings).toEqual([
      'passMark',
      'attempts',
      'validMonths',
    ]);
    expect(wrongIn({ ...form(), passMark: '100', attempts: '', validMonths: ' 12 ' }).settings).toEqual([]);
    expect(isWhole({ ...form(), questions: [] })).toBe(false);
  });
});

it('what the form calls whole, the core takes', () => {
  const forms = [
    form(),
    withFirst({ kind: 'truth', truth: 'no' }),
    withFirst({ kind: 'short', accepted: 'one\n one \ntwo' }),
    withFirst({ kind: 'multiple', right: ['a', 'b'] }),
    withFirst({ choices: [...(form().questions[0]?.choices ?? []), { id: 'd', text: '  ' }] }),
  ];
  for (const each of forms) {
    expect(isWhole(each)).toBe(true);
    expect(quizInput.safeParse(quizIn(each)).success).toBe(true);
  }
});
