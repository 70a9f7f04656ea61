export const scores = [1, 2, 3, 4, 5] as const;
/** 1 very dissatisfied … 5 very satisfied. DOMAIN.md §6 counts 4 and 5 as satisfied. */
export type Score = (typeof scores)[number];

export const surveyLanguages = ['en', 'zh-CN'] as const;
/** The languages that a requester is asked in. */
export type SurveyLanguage = (typeof surveyLanguages)[number];

/** By hand, as `encodeStrokes` writes it, or by typing one's name: a drawing cannot be asked of everybody. */
export type Signature =
  | { readonly way: 'drawn'; readonly strokes: string }
  | { readonly way: 'typed'; readonly name: string };

/** What a requester said when their ticket was handed over. */
export interface SurveyAnswer {
  readonly score: Score;
  readonly comment: string;
  /** The name they gave: not always the requester's own. */
  readonly answeredBy: string;
  readonly signature: Signature | null;
  readonly language: SurveyLanguage;
  /** Whether they say that it is solved; null where they did not say. */
  readonly solved: boolean | null;
}

export const MAX_COMMENT = 4000;
export const MAX_NAME = 200;
