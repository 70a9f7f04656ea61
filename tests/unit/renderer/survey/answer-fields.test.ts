import { describe, expect, it } from 'vitest';
import { answerOf, fromDraft, toDraft, type AnswerFields } from '#renderer/survey/answer-fields.ts';
import { encodeStrokes } from '#shared/survey/strokes.ts';

const first = { cycle: 1, replaces: null } as const;
const correction = { cycle: 1, replaces: 'entry:1' } as const;
const beginning = { language: 'en', name: 'Wang Fang' } as const;
const strokes = [[{ x: 10, y: 20, at: 0, pressure: 0.5 }]];
const filled: AnswerFields = {
  language: 'zh-CN',
  solved: false,
  score: 2,
  comment: '还是不行',
  name: '王芳',
  way: 'drawn',
  strokes,
  typed: 'Wang',
};

describe('what a requester has filled in', () => {
  it('comes back from its draft, the signature too', () => {
    for (const question of [first, correction])
      expect(fromDraft(toDraft(filled, question), question, beginning)).toEqual(filled);
  });

  it('of an earlier cycle, or instead of another answer, says nothing of this one', () => {
    const nothing = { ...beginning, score: null, solved: null, comment: '', strokes: [], typed: '' };
    const others = [{ ...first, cycle: 2 }, correction, { ...correction, replaces: 'entry:2' }];
    for (const other of others) {
      expect(fromDraft(toDraft(filled, first), other, beginning)).toMatchObject(nothing);
      expect(fromDraft(toDraft(filled, other), first, beginning)).toMatchObject(nothing);
    }
    expect(fromDraft(toDraft(filled, correction), { ...correction, replaces: 'entry:2' }, beginning)).toMatchObject(
      nothing,
    );
  });

  it('is an answer once there are score and name, signed in the way that is chosen', () => {
    expect(answerOf(filled)).toMatchObject({ score: 2, signature: { way: 'drawn', strokes: encodeStrokes(strokes) } });
    expect(answerOf({ ...filled, way: 'typed' })).toMatchObject({ signature: { way: 'typed', name: 'Wang' } });
    expect(answerOf({ ...filled, way: 'typed', typed: ' ' })).toMatchObject({ signature: null });
    expect(answerOf({ ...filled, strokes: [] })).toMatchObject({ signature: null });
    expect(answerOf({ ...filled, score: null })).toBeUndefined();
    expect(answerOf({ ...filled, name: ' ' })).toBeUndefined();
  });
});
