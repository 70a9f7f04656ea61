import * as z from 'zod';
import type { PersonRef } from '../base/record.ts';
import { command, query } from '../contract/operation.ts';
import type { ArticleContent } from '../knowledge/article.ts';
import type { TrainingAssignment } from './assignment.ts';
import type { AttemptRow, TrainingAttempt } from './attempt.ts';
import { answersInput } from './quiz-input.ts';
import type { Quiz } from './quiz.ts';
import { SEEDS } from './shuffle.ts';
import type { CourseStanding } from './standing.ts';

/** People named at once in one assignment. */
const MAX_PEOPLE = 200;

const articleId = z.string().regex(/^article:[0-9A-HJKMNP-TV-Z]{26}$/);
const attemptId = z.string().regex(/^trainingAttempt:[0-9A-HJKMNP-TV-Z]{26}:[0-9A-HJKMNP-TV-Z]{26}$/);
const person = z.strictObject({ id: z.string().max(64).nullable(), name: z.string().trim().min(1).max(200) });

/** A course in one language: a published article with a quiz. */
export interface CourseVariant {
  readonly articleId: string;
  readonly number: string;
  readonly language: string;
  readonly title: string;
  readonly version: number;
  readonly questions: number;
  readonly passMark: number;
  readonly attempts: number | null;
  readonly validMonths: number | null;
}

/** An article with a quiz in all its languages; `id` is their family. Passed in one of them it is passed. */
export interface Course {
  readonly id: string;
  readonly variants: readonly CourseVariant[];
}

export type MyCourse = Course & { readonly standing: CourseStanding };

/** A course as whoever is to pass it opens it: what to read, the questions without what is right, and their own attempts. */
export interface OpenCourse extends MyCourse {
  readonly variant: CourseVariant;
  readonly content: Pick<ArticleContent, 'title' | 'body'>;
  readonly quiz: Quiz;
  /** In any language, newest first. */
  readonly attempts: readonly AttemptRow[];
}

/**
 * An attempt with the questions as they were then, and what is right. `quiz` is null where that version is no longer here, and for who reads
 * records and may yet have to answer: to them no answers are told either.
 */
export interface AttemptResult {
  readonly attempt: TrainingAttempt;
  readonly quiz: Quiz | null;
  readonly article: { readonly id: string; readonly number: string; readonly title: string; readonly language: string };
}

export type ListedAssignment = Pick<TrainingAssignment, 'id' | 'courseId' | 'to' | 'dueOn' | 'by' | 'createdAt'>;

export interface TrainingMatrix {
  /** `YYYY-MM-DD` where the desk is. */
  readonly today: string;
  /** By title in no language in particular: the first of each. */
  readonly courses: readonly Course[];
  /** Everybody who can sign in here, and whoever is known by name and has a record; by name. `standings` as `courses`. */
  readonly people: readonly { readonly person: PersonRef; readonly standings: readonly CourseStanding[] }[];
  /** Newest first. */
  readonly assignments: readonly ListedAssignment[];
}

export const trainingOperations = {
  /** All courses, and how the caller stands. */
  'training.mine': query('knowledge.read', z.strictObject({})).returns<{
    readonly today: string;
    readonly courses: readonly MyCourse[];
  }>(),
  /** Courses that the caller is to do; of these, how many are overdue. */
  'training.counts': query('knowledge.read', z.strictObject({})).returns<{
    readonly asked: number;
    readonly overdue: number;
  }>(),
  /** `training.no-quiz` where the article is none that can be passed. */
  'training.open': query('knowledge.read', z.strictObject({ articleId })).returns<OpenCourse>(),
  /**
   * Hands in for the caller, whoever is named on the desk: scored here, kept for ever. `training.other-version` { version } where another one
   * was published since the questions were fetched, `training.no-attempts` where none is left. The same seed again is the same attempt: what
   * it came to is told once more, and nothing is used up.
   */
  'training.handIn': command(
    'knowledge.read',
    z.strictObject({
      articleId,
      version: z.int().min(1),
      seed: z
        .int()
        .min(0)
        .max(SEEDS - 1),
      answers: answersInput,
    }),
  ).returns<AttemptResult>(),
  /** One's own, or with `training.read` anybody's: how it went, and with `training.manage` what was answered and what is right. */
  'training.attempt': query('knowledge.read', z.strictObject({ attemptId })).returns<AttemptResult>(),
  /** Of one person about one course, newest first. */
  'training.attempts': query('training.read', z.strictObject({ courseId: articleId, person })).returns<
    readonly AttemptRow[]
  >(),
  'training.matrix': query('training.read', z.strictObject({})).returns<TrainingMatrix>(),
  /** One line for each person and course, gaps among them; in the trail. */
  'training.export': command('training.read', z.strictObject({ language: z.enum(['en', 'zh-CN']) })).returns<{
    readonly csv: string;
    readonly rows: number;
  }>(),
  /** People and groups, each of which has to be here. A day that is past is accepted: it is overdue at once. */
  'training.assign': command(
    'training.manage',
    z
      .strictObject({
        courseId: articleId,
        people: z.array(person).max(MAX_PEOPLE).readonly(),
        groupIds: z
          .array(z.string().regex(/^group:[0-9A-HJKMNP-TV-Z]{26}$/))
          .max(60)
          .readonly(),
        dueOn: z.iso.date().nullable(),
      })
      .refine(({ people, groupIds }) => people.length + groupIds.length > 0, { message: 'somebody' }),
  ).returns<readonly ListedAssignment[]>(),
  'training.withdraw': command(
    'training.manage',
    z.strictObject({ assignmentId: z.string().regex(/^trainingAssignment:[0-9A-HJKMNP-TV-Z]{26}$/) }),
  ).returns<null>(),
};
