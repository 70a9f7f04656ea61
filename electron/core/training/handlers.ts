/** Courses: articles with a quiz. Who is to pass which, what they answered and what it came to. The rules are in `shared/training`. */
import { isAllowed } from '#shared/accounts/roles.ts';
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { articleVersionPrefix, contentOf, type Article, type ArticleVersion } from '#shared/knowledge/article.ts';
import { monthsAfter, type TrainingAttempt } from '#shared/training/attempt.ts';
import type { AttemptResult, MyCourse, TrainingMatrix } from '#shared/training/operations.ts';
import { quizOf, sealQuiz } from '#shared/training/quiz.ts';
import { scoreOf } from '#shared/training/score.ts';
import { attemptsLeft } from '#shared/training/standing.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf, personOf, type Session } from '../session.ts';
import { Turns } from '../turns.ts';
import { assignmentHandlers } from './assignment-handlers.ts';
import { CourseIndex, type CourseArticles } from './course-index.ts';
import { recordsCsv } from './records-csv.ts';
import { listedAssignment, TrainingBook } from './training-book.ts';

type TrainingOperation =
  | 'training.mine'
  | 'training.counts'
  | 'training.open'
  | 'training.handIn'
  | 'training.attempt'
  | 'training.attempts'
  | 'training.matrix'
  | 'training.export'
  | 'training.assign'
  | 'training.withdraw';

export interface TrainingDeps {
  readonly articles: CourseArticles;
  /** The day of a moment where the desk is, `YYYY-MM-DD`. */
  readonly dayOf: (at: Date) => string;
}

const noQuiz = (articleId: string): Result<never> =>
  refuse('training.no-quiz', `${articleId} is no course that can be passed`);

export const trainingHandlers = (desk: Desk, { articles, dayOf }: TrainingDeps): FeatureHandlers<TrainingOperation> => {
  const { records } = desk;
  const courses = new CourseIndex(desk, articles);
  const book = new TrainingBook(desk, courses, () => dayOf(desk.ambient.now()));

  const mine = (session: Session): readonly MyCourse[] => {
    const all = courses.all();
    const standings = book.standings(all, personOf(session));
    return all.flatMap((course, place) => {
      const standing = standings[place];
      return standing ? [{ ...course, standing }] : [];
    });
  };

  const courseOf = (session: Session, articleId: string): MyCourse | undefined =>
    mine(session).find(({ variants }) => variants.some((variant) => variant.articleId === articleId));

  const versionOf = ({ articleId, version }: TrainingAttempt): ArticleVersion | undefined => {
    for (const id of records.idsWithPrefix(articleVersionPrefix(articleId))) {
      const found = records.get<ArticleVersion>('articleVersion', id);
      if (found?.version === version) return found;
    }
    return undefined;
  };

  /** What somebody handed in of an attempt that they began: its seed names it. Handed in again, as after a crash, it counts once. */
  const handedIn = (
    { articleId, version, seed }: Pick<TrainingAttempt, 'articleId' | 'version' | 'seed'>,
    session: Session,
  ): TrainingAttempt | undefined =>
    book
      .attempts(courses.familyOf(articleId), personOf(session))
      .filter((row) => row.articleId === articleId && row.version === version)
      .flatMap(({ id }) => records.get<TrainingAttempt>('trainingAttempt', id) ?? [])
      .find((attempt) => attempt.seed === seed);

  const resultOf = (attempt: TrainingAttempt): AttemptResult => {
    const article = records.get<Article>('article', attempt.articleId);
    const content = versionOf(attempt)?.content;
    return {
      attempt,
      quiz: content ? quizOf(content) : null,
      article: {
        id: attempt.articleId,
        number: article?.number ?? '',
        title: content?.title ?? (article ? contentOf(article).title : ''),
        language: article?.language ?? 'en',
      },
    };
  };

  const matrix = async (turns: Turns): Promise<TrainingMatrix> => {
    const all = courses.all();
    const known = book.people();
    const standingsOf = book.standingsOf(all, known);
    const people: TrainingMatrix['people'][number][] = [];
    for (const person of known) {
      people.push({ person, standings: standingsOf(person) });
      if (turns.due) await turns.rest();
    }
    return { today: book.today, courses: all, people, assignments: book.assignments().map(listedAssignment) };
  };
  const newTurns = (): Turns => new Turns(() => desk.ambient.mono());

  return {
    ...assignmentHandlers(desk, courses, book),

    'training.mine': (_input, { session }) => succeed({ today: book.today, courses: mine(session) }),

    'training.counts': (_input, { session }) => {
      const asked = mine(session).filter(({ standing }) => standing.isAsked);
      return succeed({
        asked: asked.length,
        overdue: asked.filter(({ standing }) => standing.isOverdue).length,
      });
    },

    'training.open': ({ articleId }, { session }) => {
      const read = courses.read(articleId);
      const course = courseOf(session, articleId);
      if (!read || !course) return noQuiz(articleId);
      const { title, body } = read.content;
      return succeed({
        ...course,
        variant: read.variant,
        content: { title, body },
        quiz: sealQuiz(read.quiz),
        attempts: book.attempts(course.id, personOf(session)),
      });
    },

    'training.handIn': async ({ articleId, version, seed, answers }, { session }) => {
      const done = await desk.commit(actorOf(session), (unit) => {
        const read = courses.read(articleId);
        const course = courseOf(session, articleId);
        if (!read || !course) return noQuiz(articleId);
        if (read.variant.version !== version)
          return refuse('training.other-version', `version ${version} is not the one that is read now`, {
            version: read.variant.version,
          });
        const { quiz } = read;
        const already = handedIn({ articleId, version, seed }, session);
        if (already) return succeed(already);
        if (attemptsLeft(quiz.attempts, course.standing) === 0)
          return refuse('training.no-attempts', 'every attempt was used', { allowed: quiz.attempts });
        const known = new Set(quiz.questions.map(({ id }) => id));
        const { right, total, passed } = scoreOf(quiz, answers);
        const attempt: TrainingAttempt = {
          ...unit.stamp('trainingAttempt', unit.newChildId('trainingAttempt', articleId)),
          articleId,
          version,
          person: personOf(session),
          seed,
          answers: answers.filter(({ questionId }) => known.has(questionId)),
          right,
          total,
          passed,
          at: unit.at,
          validUntil: passed && quiz.validMonths !== null ? monthsAfter(dayOf(unit.now), quiz.validMonths) : null,
        };
        unit.put(attempt);
        unit.audit({
          action: 'training.handIn',
          object: { type: 'article', id: articleId, number: read.article.number },
          ...unit.difference('trainingAttempt', attempt.id, undefined, attempt),
        });
        return succeed(attempt);
      });
      return done.ok ? succeed(resultOf(done.value)) : done;
    },

    'training.attempt': ({ attemptId }, { session }) => {
      const attempt = records.get<TrainingAttempt>('trainingAttempt', attemptId);
      if (!attempt) return notFound('trainingAttempt', attemptId);
      const mayKnow = attempt.person.id === session.userId || isAllowed(session.roles, 'training.manage');
      if (mayKnow) return succeed(resultOf(attempt));
      // Answers that passed tell what is right as well as the key does.
      return isAllowed(session.roles, 'training.read')
        ? succeed({ ...resultOf({ ...attempt, answers: [] }), quiz: null })
        : refuse('auth.denied', 'the attempt of somebody else needs training.read', {
            operation: 'training.attempt',
            permission: 'training.read',
          });
    },

    'training.attempts': ({ courseId, person }) => succeed(book.attempts(courseId, person)),

    'training.matrix': async () => succeed(await matrix(newTurns())),

    'training.export': async ({ language }, { session }) => {
      const turns = newTurns();
      const all = await matrix(turns);
      const csv = await recordsCsv(all, { language, dayOf, isPractice: desk.isPractice }, turns);
      const rows = all.people.length * all.courses.length;
      const noted = await desk.commit(actorOf(session), (unit) => {
        unit.audit({ action: 'training.export', object: null, after: { rows } });
        return succeed(null);
      });
      return noted.ok ? succeed({ csv, rows }) : noted;
    },
  };
};
