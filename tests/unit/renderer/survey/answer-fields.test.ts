import { describe, expect, it } from 'vitest';
import { answerOf, fromDraft, toDraft, type AnswerFields } from '#renderer/survey/answer-fields.ts';
import { encodeStrokes } from '#shared/survey/strokes.ts';

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
    expect(fromDraft(toDraft(filled, 1), 1, beginning)).toEqual(filled);
  });

  it('of an earlier cycle says nothing of this one', () => {
    const fresh = fromDraft(toDraft(filled, 1), 2, beginning);
    expect(fresh).toMatchObject({ ...beginning, score: null, solved: null, comment: '', strokes: [], typed: '' });
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
