import { isAllowed, type Role } from '#shared/accounts/roles.ts';
import { compareNames } from '#shared/base/name-order.ts';
import type { PersonRef, StoredRecord } from '#shared/base/record.ts';
import { isIn, type Group } from '#shared/groups/group.ts';
import type { TrainingAssignment } from '#shared/training/assignment.ts';
import type { AttemptRow } from '#shared/training/attempt.ts';
import type { Course, ListedAssignment } from '#shared/training/operations.ts';
import { standingOf, type CourseStanding } from '#shared/training/standing.ts';
import type { Desk } from '../desk.ts';
import type { CourseIndex } from './course-index.ts';

interface KnownUser extends StoredRecord {
  readonly type: 'user';
  readonly displayName: string;
  readonly disabled: boolean;
  readonly roles: readonly Role[];
}

/** Somebody known by name only is told apart by it. */
export const personKey = ({ id, name }: PersonRef): string => id ?? `name:${name}`;

const keyOfRow = ({ personId, person }: AttemptRow): string => personKey({ id: personId, name: person });

/** Who did which course and who is to. Read from the records each time: rows of attempts are in memory, assignments are few. */
export class TrainingBook {
  readonly #desk: Desk;
  readonly #courses: CourseIndex;
  readonly #today: () => string;

  constructor(desk: Desk, courses: CourseIndex, today: () => string) {
    this.#desk = desk;
    this.#courses = courses;
    this.#today = today;
  }

  get today(): string {
    return this.#today();
  }

  /** Newest first. */
  assignments(): readonly TrainingAssignment[] {
    const { records } = this.#desk;
    return [...records.ids('trainingAssignment')]
      .flatMap((id) => records.get<TrainingAssignment>('trainingAssignment', id) ?? [])
      .toSorted((left, right) => (left.createdAt < right.createdAt ? 1 : -1));
  }

  /** Everybody who can sign in and read, under the names they have now; then whoever has a record and is known by name. By name. */
  people(): readonly PersonRef[] {
    const { records } = this.#desk;
    const users = [...records.ids('user')].flatMap((id) => {
      const user = records.get<KnownUser>('user', id);
      return user && !user.disabled && isAllowed(user.roles, 'knowledge.read')
        ? [{ id: user.id, name: user.displayName }]
        : [];
    });
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
    return this.standingsOf(courses, [person])[0] ?? [];
  }

  /** In the order of the people, each in the order of the courses. */
  standingsOf(courses: readonly Course[], people: readonly PersonRef[]): readonly (readonly CourseStanding[])[] {
    const wanted = new Set(people.map(personKey));
    const attempts = new Map<string, AttemptRow[]>();
    for (const row of this.#rows()) {
      const person = keyOfRow(row);
      if (!wanted.has(person)) continue;
      const key = `${person} ${this.#courses.familyOf(row.articleId)}`;
      attempts.set(key, [...(attempts.get(key) ?? []), row]);
    }
    const assigned = this.assignments();
    const today = this.#today();
    return people.map((person) => {
      const mine = assigned.filter((each) => this.#isTo(each, person));
      return courses.map(({ id }) =>
        standingOf({
          attempts: attempts.get(`${personKey(person)} ${id}`) ?? [],
          assignments: mine.filter(({ courseId }) => courseId === id),
          since: this.#courses.since,
          today,
        }),
      );
    });
  }

  /** Newest first. */
  attempts(courseId: string, person: PersonRef): readonly AttemptRow[] {
    const key = personKey(person);
    return [...this.#rows()]
      .filter((row) => keyOfRow(row) === key && this.#courses.familyOf(row.articleId) === courseId)
      .toSorted((left, right) => (left.at < right.at ? 1 : -1));
  }

  #rows(): Iterable<AttemptRow> {
    return this.#desk.records.rows<AttemptRow>('trainingAttempt');
  }

  #isTo({ to }: TrainingAssignment, person: PersonRef): boolean {
    if (to.kind === 'person') return personKey(to.person) === personKey(person);
    const group = this.#desk.records.get<Group>('group', to.groupId);
    if (!group) return false;
    return person.id === null
      ? group.members.some(({ id, name }) => id === null && name === person.name)
      : isIn(group, person.id);
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
