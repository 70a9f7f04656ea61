import * as z from 'zod';
import { isVisible } from '../base/visible.ts';
import { fold } from '../search/fold.ts';
import {
  MAX_ACCEPTED,
  MAX_ATTEMPTS,
  MAX_CHOICE,
  MAX_CHOICES,
  MAX_EXPLANATION,
  MAX_PROMPT,
  MAX_QUESTIONS,
  MAX_VALID_MONTHS,
  questionKinds,
  type Choice,
  type QuestionKind,
} from './quiz.ts';

export const partId = z.string().regex(/^[a-z0-9]{1,16}$/);

const seen = (most: number) => z.string().trim().min(1).max(most).refine(isVisible);

const choice = z.strictObject({ id: partId, text: seen(MAX_CHOICE) });

/** Texts that a reader could not tell apart. */
const isTwice = (texts: readonly string[]): boolean =>
  new Set(texts.map((text) => fold(text).trim())).size < texts.length;

interface Keyed {
  readonly kind: QuestionKind;
  readonly choices: readonly Choice[];
  readonly right: readonly string[];
}

/** What is wrong with the choices of a question, or with which of them are right; undefined where nothing is. */
export const wrongKey = ({ kind, choices, right }: Keyed): 'choices' | 'twice' | 'right' | undefined => {
  switch (kind) {
    case 'single':
    case 'multiple': {
      if (choices.length < 2) return 'choices';
      if (isTwice(choices.map(({ text }) => text)) || new Set(choices.map(({ id }) => id)).size < choices.length)
        return 'twice';
      const isKnown = right.every((id) => choices.some((each) => each.id === id)) && !isTwice(right);
      return isKnown && (kind === 'single' ? right.length === 1 : right.length > 0) ? undefined : 'right';
    }
    case 'truth':
      return choices.length === 0 && right.length === 1 && (right[0] === 'yes' || right[0] === 'no')
        ? undefined
        : 'right';
    case 'short':
      return choices.length === 0 && right.length > 0 && right.every(isVisible) ? undefined : 'right';
  }
};

const question = z
  .strictObject({
    id: partId,
    kind: z.enum(questionKinds),
    prompt: seen(MAX_PROMPT),
    choices: z.array(choice).max(MAX_CHOICES).readonly(),
    /** Null is what somebody got who may not know; written back it would take the key away, and is refused. */
    right: z.array(seen(MAX_CHOICE)).min(1).max(MAX_ACCEPTED).readonly().nullable(),
    explanation: z.string().trim().max(MAX_EXPLANATION),
  })
  .refine(({ right, ...each }) => right !== null && wrongKey({ ...each, right }) === undefined, {
    message: 'choices, and which of them are right',
  });

/** A whole quiz: every question can be answered, and it is known what is right. */
export const quizInput = z.strictObject({
  passMark: z.int().min(1).max(100),
  attempts: z.int().min(1).max(MAX_ATTEMPTS).nullable(),
  shuffle: z.boolean(),
  validMonths: z.int().min(1).max(MAX_VALID_MONTHS).nullable(),
  reopens: z.boolean(),
  questions: z
    .array(question)
    .min(1)
    .max(MAX_QUESTIONS)
    .readonly()
    .refine((questions) => new Set(questions.map(({ id }) => id)).size === questions.length, {
      message: 'a question named once',
    }),
});

/** Answers as somebody hands them in. */
export const answersInput = z
  .array(
    z.strictObject({
      questionId: partId,
      given: z.array(z.string().max(MAX_CHOICE)).max(MAX_CHOICES).readonly(),
    }),
  )
  .max(MAX_QUESTIONS)
  .readonly();
