import type { DraftFields } from '#renderer/drafts/draft-saver.ts';
import { scores, type Score, type Signature, type SurveyAnswer, type SurveyLanguage } from '#shared/survey/answer.ts';
import { decodeStrokes, encodeStrokes, type Stroke } from '#shared/survey/strokes.ts';

/** What the requester has filled in so far. */
export interface AnswerFields {
  readonly language: SurveyLanguage;
  readonly solved: boolean | null;
  readonly score: Score | null;
  readonly comment: string;
  readonly name: string;
  readonly way: Signature['way'];
  readonly strokes: readonly Stroke[];
  readonly typed: string;
}

const solvedText = (solved: boolean | null): string => (solved === null ? '' : solved ? 'yes' : 'no');

/** What is asked: about which cycle, and instead of which answer. */
export interface SurveyQuestion {
  readonly cycle: number;
  /** Entry of the answer whose place this one takes; null for the first. */
  readonly replaces: string | null;
}

/** As the draft keeps it; a draft of an answer to another question says nothing of this one. */
export const toDraft = (fields: AnswerFields, { cycle, replaces }: SurveyQuestion): DraftFields => ({
  cycle: String(cycle),
  replaces: replaces ?? '',
  language: fields.language,
  solved: solvedText(fields.solved),
  score: fields.score === null ? '' : String(fields.score),
  text: fields.comment,
  name: fields.name,
  way: fields.way,
  strokes: encodeStrokes(fields.strokes),
  typed: fields.typed,
});

export const fromDraft = (
  draft: DraftFields,
  { cycle, replaces }: SurveyQuestion,
  beginning: Pick<AnswerFields, 'language' | 'name'>,
): AnswerFields => {
  const isOfThis = draft['cycle'] === String(cycle) && (draft['replaces'] ?? '') === (replaces ?? '');
  const kept: DraftFields = isOfThis ? draft : {};
  const language = kept['language'];
  const solved = kept['solved'];
  return {
    language: language === 'en' || language === 'zh-CN' ? language : beginning.language,
    solved: solved === 'yes' ? true : solved === 'no' ? false : null,
    score: scores.find((score) => String(score) === kept['score']) ?? null,
    comment: kept['text'] ?? '',
    name: kept['name'] ?? beginning.name,
    way: kept['way'] === 'typed' ? 'typed' : 'drawn',
    strokes: decodeStrokes(kept['strokes'] ?? '') ?? [],
    typed: kept['typed'] ?? '',
  };
};

const signatureOf = ({ way, strokes, typed }: AnswerFields): Signature | null => {
  if (way === 'typed') return typed.trim() === '' ? null : { way, name: typed.trim() };
  return strokes.length === 0 ? null : { way, strokes: encodeStrokes(strokes) };
};

/** Undefined while score or name is missing. */
export const answerOf = (fields: AnswerFields): SurveyAnswer | undefined => {
  const { score, name, comment, language, solved } = fields;
  if (score === null || name.trim() === '') return undefined;
  return { score, comment: comment.trim(), answeredBy: name.trim(), signature: signatureOf(fields), language, solved };
};
