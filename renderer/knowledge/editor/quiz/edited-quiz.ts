import {
  isSealed,
  MAX_ACCEPTED,
  MAX_ATTEMPTS,
  MAX_VALID_MONTHS,
  type Choice,
  type Question,
  type QuestionKind,
  type Quiz,
} from '#shared/training/quiz.ts';
import { wrongKey } from '#shared/training/quiz-input.ts';

/** A question as its form holds it. */
export interface EditedQuestion {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly prompt: string;
  /** Kept while another kind is chosen, so that nothing is lost by looking. */
  readonly choices: readonly Choice[];
  /** Ids of the right choices. */
  readonly right: readonly string[];
  readonly truth: 'yes' | 'no' | '';
  /** What is accepted, one a line. */
  readonly accepted: string;
  readonly explanation: string;
}

/** A quiz as its form holds it: numbers as typed. */
export interface EditedQuiz {
  readonly passMark: string;
  /** Empty: as often as they like. */
  readonly attempts: string;
  readonly shuffle: boolean;
  /** Empty: for ever. */
  readonly validMonths: string;
  readonly reopens: boolean;
  readonly questions: readonly EditedQuestion[];
}

/** `sealed`: it has one, or may have, that this person neither sees nor writes. */
export type QuizEdit = EditedQuiz | 'sealed' | null;

export const blankQuestion = (newId: () => string): EditedQuestion => ({
  id: newId(),
  kind: 'single',
  prompt: '',
  choices: [
    { id: newId(), text: '' },
    { id: newId(), text: '' },
  ],
  right: [],
  truth: '',
  accepted: '',
  explanation: '',
});

export const blankQuiz = (newId: () => string): EditedQuiz => ({
  passMark: '80',
  attempts: '',
  shuffle: true,
  validMonths: '',
  reopens: false,
  questions: [blankQuestion(newId)],
});

const editedQuestion = ({ id, kind, prompt, choices, right, explanation }: Question): EditedQuestion => {
  const key = right ?? [];
  return {
    id,
    kind,
    prompt,
    choices,
    right: kind === 'single' || kind === 'multiple' ? key : [],
    truth: kind === 'truth' ? (key[0] === 'yes' ? 'yes' : 'no') : '',
    accepted: kind === 'short' ? key.join('\n') : '',
    explanation,
  };
};

const words = (value: number | null): string => (value === null ? '' : String(value));

export const editedQuiz = (quiz: Quiz | null | undefined): QuizEdit => {
  if (!quiz) return null;
  if (isSealed(quiz)) return 'sealed';
  return {
    passMark: String(quiz.passMark),
    attempts: words(quiz.attempts),
    shuffle: quiz.shuffle,
    validMonths: words(quiz.validMonths),
    reopens: quiz.reopens,
    questions: quiz.questions.map(editedQuestion),
  };
};

const linesOf = (text: string): readonly string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

const keyOf = ({ kind, choices, right, truth, accepted }: EditedQuestion): readonly string[] => {
  if (kind === 'truth') return truth === '' ? [] : [truth];
  if (kind === 'short') return linesOf(accepted).slice(0, MAX_ACCEPTED);
  return right.filter((id) => choices.some((choice) => choice.id === id));
};

/** Choices of which something was typed; an empty line at the end is only room for another. */
const choicesOf = ({ kind, choices }: EditedQuestion): readonly Choice[] =>
  kind === 'single' || kind === 'multiple'
    ? choices.flatMap(({ id, text }) => (text.trim() === '' ? [] : [{ id, text: text.trim() }]))
    : [];

const questionIn = (edited: EditedQuestion): Question => {
  const choices = choicesOf(edited);
  return {
    id: edited.id,
    kind: edited.kind,
    prompt: edited.prompt.trim(),
    choices,
    right: keyOf({ ...edited, choices }),
    explanation: edited.explanation.trim(),
  };
};

/** Undefined for what is no whole number from `least` to `most`; null for nothing typed. */
const wholeIn = (typed: string, most: number): number | null | undefined => {
  const text = typed.trim();
  if (text === '') return null;
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : undefined;
};

/** What the form says, as far as it says it: `wrongIn` tells whether that is a quiz. */
export const quizIn = (edited: EditedQuiz): Quiz => ({
  passMark: wholeIn(edited.passMark, 100) ?? 0,
  attempts: wholeIn(edited.attempts, MAX_ATTEMPTS) ?? null,
  shuffle: edited.shuffle,
  validMonths: wholeIn(edited.validMonths, MAX_VALID_MONTHS) ?? null,
  reopens: edited.reopens,
  questions: edited.questions.map(questionIn),
});

export type QuizSetting = 'passMark' | 'attempts' | 'validMonths';
export type QuestionLack = 'prompt' | 'choices' | 'twice' | 'right';

export interface QuizLacks {
  readonly settings: readonly QuizSetting[];
  /** By id of the question. */
  readonly questions: ReadonlyMap<string, QuestionLack>;
  readonly isEmpty: boolean;
}

const lackOf = (edited: EditedQuestion): QuestionLack | undefined => {
  const { kind, prompt, choices, right } = questionIn(edited);
  return prompt === '' ? 'prompt' : wrongKey({ kind, choices, right: right ?? [] });
};

/** What has to be mended before it can be saved. */
export const wrongIn = (edited: EditedQuiz): QuizLacks => ({
  settings: [
    ...(wholeIn(edited.passMark, 100) ? [] : (['passMark'] as const)),
    ...(wholeIn(edited.attempts, MAX_ATTEMPTS) === undefined ? (['attempts'] as const) : []),
    ...(wholeIn(edited.validMonths, MAX_VALID_MONTHS) === undefined ? (['validMonths'] as const) : []),
  ],
  questions: new Map(
    edited.questions.flatMap((question) => {
      const lack = lackOf(question);
      return lack ? [[question.id, lack] as const] : [];
    }),
  ),
  isEmpty: edited.questions.length === 0,
});

export const isWhole = (edited: EditedQuiz): boolean => {
  const { settings, questions, isEmpty } = wrongIn(edited);
  return settings.length === 0 && questions.size === 0 && !isEmpty;
};

/** As a field of a draft: empty for none. */
export const quizDraft = (edit: QuizEdit): string => (edit === null ? '' : JSON.stringify(edit));

/** What a draft kept; `begun` where it kept nothing of a quiz, or nothing that can be read. */
export const keptQuiz = (field: string | undefined, begun: QuizEdit): QuizEdit => {
  if (field === undefined) return begun;
  if (field === '') return null;
  try {
    const read = JSON.parse(field) as QuizEdit;
    return read === 'sealed' || Array.isArray(read?.questions) ? read : begun;
  } catch {
    return begun;
  }
};
