import type { PersonRef } from '#shared/base/record.ts';
import type { Group } from '#shared/groups/group.ts';
import type { Article } from '#shared/knowledge/article.ts';
import type { Assigned, TrainingAssignment } from '#shared/training/assignment.ts';
import { attemptPrefix, monthsAfter, type TrainingAttempt } from '#shared/training/attempt.ts';
import { quizOf } from '#shared/training/quiz.ts';
import { scoreOf } from '#shared/training/score.ts';
import type { Actor } from '../session.ts';
import type { Unit } from '../unit.ts';
import type { Library } from './library.ts';

const DAY_MS = 86_400_000;

interface Handed {
  readonly key: string;
  readonly by: PersonRef;
  readonly daysAgo: number;
  /** Questions answered wrongly, from the first. */
  readonly wrong: number;
}

/** Who passed which course of the sample desk, who has yet to, and whose pass is about to end. */
export const putTraining = (
  unit: Unit,
  actor: Actor,
  { articles }: Pick<Library, 'articles'>,
  groups: readonly Group[],
  ulidAt: (instant: number, place: number) => string,
): void => {
  const me: PersonRef = { id: actor.id, name: actor.name };
  const named = (name: string): PersonRef => ({ id: null, name });
  const now = unit.now.getTime();
  const courseOf = (key: string): Article => {
    const found = articles.find((story) => story.key === key)?.article;
    if (!found) throw new Error(`sample course: there is no ${key}`);
    return found;
  };
  const dayOf = (days: number): string => new Date(now + days * DAY_MS).toISOString().slice(0, 10);

  const handIn = ({ key, by, daysAgo, wrong }: Handed, place: number): void => {
    const { id, version, published } = courseOf(key);
    const quiz = published && quizOf(published);
    if (!quiz) throw new Error(`sample course: ${key} has no quiz`);
    const instant = now - daysAgo * DAY_MS;
    const at = new Date(instant).toISOString();
    const answers = quiz.questions.map(({ id: questionId, right }, order) => ({
      questionId,
      given: order < wrong ? [] : (right ?? []).slice(0, quiz.questions[order]?.kind === 'short' ? 1 : undefined),
    }));
    const { right, total, passed } = scoreOf(quiz, answers);
    const attempt: TrainingAttempt = {
      ...unit.stamp('trainingAttempt', attemptPrefix(id) + ulidAt(instant, place)),
      createdAt: at,
      updatedAt: at,
      articleId: id,
      version,
      person: by,
      seed: 20_261_015 + place,
      answers,
      right,
      total,
      passed,
      at,
      validUntil: passed && quiz.validMonths !== null ? monthsAfter(at.slice(0, 10), quiz.validMonths) : null,
    };
    unit.putLocal(attempt);
  };

  const assign = (key: string, to: Assigned, daysAgo: number, dueInDays: number): void => {
    const at = new Date(now - daysAgo * DAY_MS).toISOString();
    const assignment: TrainingAssignment = {
      ...unit.stamp('trainingAssignment', unit.newId('trainingAssignment')),
      createdAt: at,
      updatedAt: at,
      courseId: courseOf(key).family,
      to,
      dueOn: dayOf(dueInDays),
      by: named('Ana Ruiz'),
    };
    unit.putLocal(assignment);
  };

  const handed: readonly Handed[] = [
    { key: 'granting-access-en', by: me, daysAgo: 172, wrong: 0 },
    { key: 'granting-access-en', by: named('Sam Okafor'), daysAgo: 60, wrong: 1 },
    { key: 'granting-access-zh', by: named('林悦'), daysAgo: 44, wrong: 0 },
    { key: 'suspicious-mail-en', by: named('Sam Okafor'), daysAgo: 12, wrong: 2 },
    { key: 'suspicious-mail-en', by: named('Sam Okafor'), daysAgo: 11, wrong: 0 },
    { key: 'suspicious-mail-zh', by: named('林悦'), daysAgo: 9, wrong: 1 },
    { key: 'suspicious-mail-zh', by: named('陈涛'), daysAgo: 8, wrong: 3 },
  ];
  handed.forEach(handIn);
  const [group] = groups;
  if (group) assign('suspicious-mail-en', { kind: 'group', groupId: group.id, name: group.name }, 20, 6);
  assign('suspicious-mail-en', { kind: 'person', person: named('陈涛') }, 20, -3);
};
