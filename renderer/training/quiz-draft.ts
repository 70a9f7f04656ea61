import type { Answer, Quiz } from '#shared/training/quiz.ts';
import { SEEDS } from '#shared/training/shuffle.ts';

/** An attempt that was begun: what is shown in which order, and what was answered so far. */
export interface BegunAttempt {
  readonly seed: number;
  /** The version whose questions were seen. */
  readonly version: number;
  readonly given: ReadonlyMap<string, readonly string[]>;
}

export const quizDraftKey = (articleId: string): string => `quiz:${articleId}`;

export const beginAttempt = (version: number): BegunAttempt => ({
  seed: (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % SEEDS,
  version,
  given: new Map(),
});

/** As fields of a draft; `title` is what a person recognises it by. */
export const attemptDraft = (
  { seed, version, given }: BegunAttempt,
  title: string,
): Readonly<Record<string, string>> => ({
  title,
  seed: String(seed),
  version: String(version),
  given: JSON.stringify([...given]),
});

const isGiven = (value: unknown): value is [string, string[]] =>
  Array.isArray(value) &&
  value.length === 2 &&
  typeof value[0] === 'string' &&
  Array.isArray(value[1]) &&
  value[1].every((each) => typeof each === 'string');

/** Undefined where nothing was begun, or nothing that can be read. */
export const keptAttempt = (fields: Readonly<Record<string, string>>): BegunAttempt | undefined => {
  const [seed, version] = [Number(fields['seed'] ?? ''), Number(fields['version'] ?? '')];
  if (fields['given'] === undefined || !Number.isSafeInteger(seed) || !Number.isSafeInteger(version)) return undefined;
  try {
    const given: unknown = JSON.parse(fields['given']);
    return Array.isArray(given) && given.every(isGiven) ? { seed, version, given: new Map(given) } : undefined;
  } catch {
    return undefined;
  }
};

/** Answers to questions that there are, of choices that there are; what was left empty is no answer. */
export const answersIn = ({ questions }: Quiz, { given }: BegunAttempt): readonly Answer[] =>
  questions.flatMap(({ id, kind, choices }) => {
    const known =
      kind === 'single' || kind === 'multiple'
        ? (given.get(id) ?? []).filter((each) => choices.some((choice) => choice.id === each))
        : (given.get(id) ?? []).filter((each) => each.trim() !== '');
    return known.length === 0 ? [] : [{ questionId: id, given: known }];
  });
