/** The questions at the end of an article. They are part of what it says: a version holds them, and a changed question is reviewed. */

/** `truth`: whether a sentence is so. `short`: a word or a number that is typed. */
export const questionKinds = ['single', 'multiple', 'truth', 'short'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export const MAX_QUESTIONS = 60;
export const MAX_CHOICES = 8;
export const MAX_ACCEPTED = 10;
export const MAX_PROMPT = 1_000;
export const MAX_CHOICE = 300;
export const MAX_EXPLANATION = 2_000;
export const MAX_ATTEMPTS = 20;
export const MAX_VALID_MONTHS = 120;

export interface Choice {
  /** Names it in answers, whatever order it is shown in. */
  readonly id: string;
  readonly text: string;
}

export interface Question {
  /** Names it in answers; stays with a question through its versions. */
  readonly id: string;
  readonly kind: QuestionKind;
  readonly prompt: string;
  /** Of `single` and `multiple`; empty for the others. */
  readonly choices: readonly Choice[];
  /**
   * Ids of the right choices, all of which and no other make the answer right; of `truth` either `yes` or `no`; of `short` the words or
   * numbers that are accepted. Null where it is kept from who reads: they have not answered yet.
   */
  readonly right: readonly string[] | null;
  /** Why that is so; shown with the result. Empty where it is kept, too. */
  readonly explanation: string;
}

export interface Quiz {
  /** Share of the questions that have to be right, in percent. */
  readonly passMark: number;
  /** How often somebody may try before whoever leads lets them again; null: as often as they like. */
  readonly attempts: number | null;
  /** Questions and choices come in another order each time. */
  readonly shuffle: boolean;
  /** After so many months it is to be passed again; null: never. */
  readonly validMonths: number | null;
  /** Whoever passed an earlier version has to pass this one too. */
  readonly reopens: boolean;
  readonly questions: readonly Question[];
}

/** What somebody said to a question: ids of choices, `yes` or `no`, or what they typed. */
export interface Answer {
  readonly questionId: string;
  readonly given: readonly string[];
}

export const quizOf = ({ quiz }: { readonly quiz?: Quiz | null }): Quiz | null => quiz ?? null;

/** The same questions without what is right: what whoever is to answer them may have. */
export const sealQuiz = (quiz: Quiz): Quiz => ({
  ...quiz,
  questions: quiz.questions.map((question) => ({ ...question, right: null, explanation: '' })),
});

/** Whether what is right was kept back. */
export const isSealed = ({ questions }: Quiz): boolean => questions.some(({ right }) => right === null);
