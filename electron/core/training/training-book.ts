import { compareNames } from '#shared/base/name-order.ts';
import type { PersonRef } from '#shared/base/record.ts';
import { isIn, type Group } from '#shared/groups/group.ts';
import type { Assigned, TrainingAssignment } from '#shared/training/assignment.ts';
import { attemptRow, type AttemptRow, type TrainingAttempt } from '#shared/training/attempt.ts';
import type { Course, ListedAssignment } from '#shared/training/operations.ts';
import { standingOf, type CourseStanding } from '#shared/training/standing.ts';
import type { Desk } from '../desk.ts';
import { peopleAllowed } from '../known-person.ts';
import type { CourseIndex } from './course-index.ts';

/** Somebody known by name only is told apart by it. */
export const personKey = ({ id, name }: PersonRef): string => id ?? `name:${name}`;

export const targetKey = (to: Assigned): string => (to.kind === 'group' ? to.groupId : personKey(to.person));

const isMember = (group: Group, { id, name }: PersonRef): boolean =>
  id === null ? group.members.some((member) => member.id === null && member.name === name) : isIn(group, id);

const addTo = <T>(lists: Map<string, T[]>, key: string, item: T): void => {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
};

const keyOfRow = ({ personId, person }: AttemptRow): string => personKey({ id: personId, name: person });

/** Who did which course and who is to, by id: read from the records when first asked, kept with each change from then on. */
interface Pages {
  readonly attempts: Map<string, AttemptRow>;
  readonly assignments: Map<string, TrainingAssignment>;
}

const readPages = ({ records }: Desk): Pages => {
  const attempts = new Map<string, AttemptRow>();
  for (const row of records.rows<AttemptRow>('trainingAttempt')) attempts.set(row.id, row);
  const assignments = new Map<string, TrainingAssignment>();
  for (const id of records.ids('trainingAssignment')) {
    const assignment = records.get<TrainingAssignment>('trainingAssignment', id);
    if (assignment) assignments.set(id, assignment);
  }
  return { attempts, assignments };
};

/** Who did which course and who is to. Lives as long as the desk. */
export class TrainingBook {
  readonly #desk: Desk;
  readonly #courses: CourseIndex;
  readonly #today: () => string;
  #read: Pages | undefined;

  constructor(desk: Desk, courses: CourseIndex, today: () => string) {
    this.#desk = desk;
    this.#courses = courses;
    this.#today = today;
    desk.onApplied(({ puts, removes }) => {
      if (!this.#read) return;
      const { attempts, assignments } = this.#read;
      for (const record of puts)
        if (record.type === 'trainingAttempt') attempts.set(record.id, attemptRow(record as TrainingAttempt));
        else if (record.type === 'trainingAssignment') assignments.set(record.id, record as TrainingAssignment);
      for (const id of removes) if (!attempts.delete(id)) assignments.delete(id);
    });
  }

  get today(): string {
    return this.#today();
  }

  /** Newest first. */
  assignments(): readonly TrainingAssignment[] {
    return [...this.#pages.assignments.values()].toSorted((left, right) => (left.createdAt < right.createdAt ? 1 : -1));
  }

  /** Everybody who can sign in and read, under the names they have now; then whoever has a record and is known by name. By name. */
  people(): readonly PersonRef[] {
    const users = peopleAllowed(this.#desk.records, 'knowledge.read');
    const named = new Set<string>();
    for (const { personId, person } of this.#rows()) if (personId === null) named.add(person);
    for (const { to } of this.assignments())
      if (to.kind === 'person' && to.person.id === null) named.add(to.person.name);
    return [...users, ...[...named].map((name) => ({ id: null, name }))].toSorted((left, right) =>
      compareNames(left.name, right.name),
    );
  }

  /** Of one person, by course: its family. */
  standings(courses: readonly Course[], person: PersonRef): readonly CourseStanding[] {
    return this.standingsOf(courses, [person])(person);
  }

  /** How each of these people stands, in the order of the courses: asked of one at a time, so that others get a turn in between. */
  standingsOf(
    courses: readonly Course[],
    people: readonly PersonRef[],
  ): (person: PersonRef) => readonly CourseStanding[] {
    const wanted = new Set(people.map(personKey));
    const attempts = new Map<string, AttemptRow[]>();
    for (const row of this.#rows()) {
      const person = keyOfRow(row);
      if (wanted.has(person)) addTo(attempts, `${person} ${this.#courses.familyOf(row.articleId)}`, row);
    }
    const assignments = new Map<string, TrainingAssignment[]>();
    const groupIds = new Set<string>();
    for (const each of this.#pages.assignments.values()) {
      addTo(assignments, `${targetKey(each.to)} ${each.courseId}`, each);
      if (each.to.kind === 'group') groupIds.add(each.to.groupId);
    }
    const groups = [...groupIds].flatMap((id) => this.#desk.records.get<Group>('group', id) ?? []);
    const today = this.#today();
    return (person) => {
      const key = personKey(person);
      const targets = [key, ...groups.flatMap((group) => (isMember(group, person) ? [group.id] : []))];
      return courses.map(({ id }) =>
        standingOf({
          attempts: attempts.get(`${key} ${id}`) ?? [],
          assignments: targets.flatMap((target) => assignments.get(`${target} ${id}`) ?? []),
          since: this.#courses.since,
          today,
        }),
      );
    };
  }

  /** Newest first. */
  attempts(courseId: string, person: PersonRef): readonly AttemptRow[] {
    const key = personKey(person);
    return [...this.#rows()]
      .filter((row) => keyOfRow(row) === key && this.#courses.familyOf(row.articleId) === courseId)
      .toSorted((left, right) => (left.at < right.at ? 1 : -1));
  }

  get #pages(): Pages {
    this.#read ??= readPages(this.#desk);
    return this.#read;
  }

  #rows(): Iterable<AttemptRow> {
    return this.#pages.attempts.values();
  }
}

/** What screens are told of an assignment. */
export const listedAssignment = ({ id, courseId, to, dueOn, by, createdAt }: TrainingAssignment): ListedAssignment => ({
  id,
  courseId,
  to,
  dueOn,
  by,
  createdAt,
});
