import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sealQuiz } from '#shared/training/quiz.ts';
import { isRight, percentOf, scoreOf } from '#shared/training/score.ts';
import { asShown } from '#shared/training/shuffle.ts';
import { quiz, rightAnswers } from './sample-quiz.ts';

const sentence = { kind: 'truth', prompt: 'So it is', choices: [], right: ['no'], explanation: '' } as const;

const short = (accepted: string, given: string): boolean => isRight({ kind: 'short', right: [accepted] }, [given]);

describe('one answer', () => {
  it('of several choices is all the right ones and no other', () => {
    const many = { kind: 'multiple', right: ['a', 'c'] } as const;
    expect(isRight(many, ['c', 'a'])).toBe(true);
    expect(isRight(many, ['a', 'a', 'c'])).toBe(true);
    for (const given of [[], ['a'], ['a', 'b'], ['a', 'b', 'c']]) expect(isRight(many, given)).toBe(false);
  });

  it.each([
    ['VPN', ' ｖｐｎ '],
    ['Écran bleu', 'ecran  bleu'],
    ['二次验证', '二次验证。'],
    ['1,000', '1000'],
    ['1000', '１０００'],
    ['2.5', '2,5'],
    ['-3', '−3'],
    ['05', '5'],
    ['24 h', '24 H.'],
  ])('accepts for %s also %s', (accepted, given) => expect(short(accepted, given)).toBe(true));

  it.each([
    ['VPN', 'VPNs'],
    ['10', '100'],
    ['2.5', '25'],
    ['24 h', '24'],
    ['no', ''],
  ])('does not accept for %s that somebody writes %j', (accepted, given) => expect(short(accepted, given)).toBe(false));

  it('cannot be judged where the key was kept back', () => {
    expect(() => scoreOf(sealQuiz(quiz), rightAnswers)).toThrow(TypeError);
  });
});

describe('a score', () => {
  it('counts each question once, unanswered as wrong and unknown ones not at all', () => {
    expect(scoreOf(quiz, rightAnswers)).toMatchObject({ right: 4, total: 4, passed: true });
    const some = [...rightAnswers.slice(0, 2), { questionId: 'gone', given: ['b'] }];
    expect(scoreOf(quiz, some)).toMatchObject({ right: 2, total: 4, passed: false });
    expect(scoreOf(quiz, []).questions.map(({ isRight }) => isRight)).toEqual([false, false, false, false]);
  });

  it('passes at the mark and not just below it', () => {
    const three = rightAnswers.slice(0, 3);
    expect(scoreOf({ ...quiz, passMark: 75 }, three).passed).toBe(true);
    expect(scoreOf({ ...quiz, passMark: 76 }, three).passed).toBe(false);
    // Two of three are 66.6 %: not 67, and shown as 66.
    const third = { ...quiz, questions: quiz.questions.slice(0, 3) };
    expect(scoreOf({ ...third, passMark: 67 }, rightAnswers.slice(0, 2)).passed).toBe(false);
    expect(percentOf({ right: 2, total: 3 })).toBe(66);
  });

  it('never shows a percent at or above the mark for what did not pass', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.nat(60),
        fc.integer({ min: 1, max: 100 }),
        (total, some, passMark) => {
          const questions = Array.from({ length: total }, (_, place) => ({ ...sentence, id: `q${place}` }));
          const answers = questions.slice(0, some).map(({ id }) => ({ questionId: id, given: ['no'] }));
          const score = scoreOf({ ...quiz, passMark, questions }, answers);
          expect(score.right).toBe(Math.min(some, total));
          expect(score.passed).toBe(percentOf(score) >= passMark);
        },
      ),
    );
  });

  it('is the same whatever order the questions came in', () => {
    fc.assert(
      fc.property(fc.nat(0xffff_ffff), fc.nat(0xffff_ffff), (seed, other) => {
        const shown = asShown({ ...quiz, shuffle: true }, seed);
        expect(shown.map(({ id }) => id).toSorted()).toEqual(quiz.questions.map(({ id }) => id).toSorted());
        expect(asShown({ ...quiz, shuffle: true }, seed)).toEqual(shown);
        expect(scoreOf({ ...quiz, questions: asShown({ ...quiz, shuffle: true }, other) }, rightAnswers).right).toBe(4);
      }),
    );
  });
});

it('an order is the same for ever: what somebody saw can be shown again', () => {
  const shown = asShown({ ...quiz, shuffle: true }, 20_261_126);
  expect(shown.map(({ id, choices }) => `${id} ${choices.map((each) => each.id).join('')}`)).toEqual([
    'short ',
    'truth ',
    'one cab',
    'many bca',
  ]);
  expect(asShown(quiz, 20_261_126)).toBe(quiz.questions);
});
