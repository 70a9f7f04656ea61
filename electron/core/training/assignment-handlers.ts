import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Group } from '#shared/groups/group.ts';
import type { Assigned, TrainingAssignment } from '#shared/training/assignment.ts';
import type { PersonRef } from '#shared/base/record.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { knownPerson } from '../known-person.ts';
import { actorOf, personOf } from '../session.ts';
import type { Unit } from '../unit.ts';
import type { CourseIndex } from './course-index.ts';
import { listedAssignment, personKey, targetKey, type TrainingBook } from './training-book.ts';

/** Who is meant, under the names they have now. `record.not-found`, `auth.user-disabled` { name }. */
const targetsOf = (
  unit: Unit,
  people: readonly PersonRef[],
  groupIds: readonly string[],
): Result<readonly Assigned[]> => {
  const targets = new Map<string, Assigned>();
  for (const person of people) {
    const known = knownPerson(person, unit);
    if (!known.ok) return known;
    targets.set(personKey(known.value), { kind: 'person', person: known.value });
  }
  for (const groupId of groupIds) {
    const group = unit.get<Group>('group', groupId);
    if (!group) return notFound('group', groupId);
    targets.set(groupId, { kind: 'group', groupId, name: group.name });
  }
  return succeed([...targets.values()]);
};

/** Who is to pass which course. Assigned again to the same people, the former assignment is replaced: they may try anew. */
export const assignmentHandlers = (
  desk: Desk,
  courses: CourseIndex,
  book: TrainingBook,
): FeatureHandlers<'training.assign' | 'training.withdraw'> => {
  /** Of one course, by whom they are for. */
  const formerOf = (courseId: string): ReadonlyMap<string, TrainingAssignment> =>
    new Map(book.assignments().flatMap((each) => (each.courseId === courseId ? [[targetKey(each.to), each]] : [])));

  const remove = (unit: Unit, assignment: TrainingAssignment): void => {
    unit.remove(assignment.id);
    unit.audit({
      action: 'training.withdraw',
      object: { type: 'trainingAssignment', id: assignment.id, number: null },
      ...unit.difference('trainingAssignment', assignment.id, assignment, undefined),
    });
  };

  return {
    'training.assign': ({ courseId, people, groupIds, dueOn }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        if (!courses.all().some(({ id }) => id === courseId))
          return refuse('training.no-quiz', `${courseId} is no course that can be passed`);
        const targets = targetsOf(unit, people, groupIds);
        if (!targets.ok) return targets;
        const former = formerOf(courseId);
        return succeed(
          targets.value.map((to) => {
            const replaced = former.get(targetKey(to));
            if (replaced) remove(unit, replaced);
            const assignment: TrainingAssignment = {
              ...unit.stamp('trainingAssignment', unit.newId('trainingAssignment')),
              courseId,
              to,
              dueOn,
              by: personOf(session),
            };
            unit.write('training.assign', assignment);
            return listedAssignment(assignment);
          }),
        );
      }),

    'training.withdraw': ({ assignmentId }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const assignment = unit.get<TrainingAssignment>('trainingAssignment', assignmentId);
        if (!assignment) return notFound('trainingAssignment', assignmentId);
        remove(unit, assignment);
        return succeed(null);
      }),
  };
};
