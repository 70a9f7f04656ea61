import type { Task } from '#shared/tasks/task.ts';
import type { Desk } from '../desk.ts';

/**
 * Tasks that somebody still has to do, by whom. All tasks are read when the first person asks; from then on every commit is followed as it is
 * applied, so that nobody's day costs more the more was ever done here.
 */
export class OpenTasks {
  readonly #desk: Pick<Desk, 'records' | 'onApplied'>;
  readonly #byPerson = new Map<string, Set<string>>();
  /** By task: whose it is. */
  readonly #people = new Map<string, string>();
  #isRead = false;

  constructor(desk: Pick<Desk, 'records' | 'onApplied'>) {
    this.#desk = desk;
    desk.onApplied(({ puts, removes }) => {
      if (!this.#isRead) return;
      for (const record of puts) if (record.type === 'task') this.#put(record as Task);
      for (const id of removes) this.#drop(id);
    });
  }

  /** In the order of their tickets, and of each in the order they were added. */
  of(userId: string): readonly Task[] {
    const { records } = this.#desk;
    if (!this.#isRead) {
      for (const id of records.ids('task')) {
        const task = records.get<Task>('task', id);
        if (task) this.#put(task);
      }
      this.#isRead = true;
    }
    return [...(this.#byPerson.get(userId) ?? [])].toSorted().flatMap((id) => records.get<Task>('task', id) ?? []);
  }

  #put({ id, state, assignee }: Task): void {
    this.#drop(id);
    if (state !== 'open' || assignee === null || assignee.id === null) return;
    this.#people.set(id, assignee.id);
    const theirs = this.#byPerson.get(assignee.id) ?? new Set();
    this.#byPerson.set(assignee.id, theirs.add(id));
  }

  #drop(id: string): void {
    const person = this.#people.get(id);
    if (person === undefined) return;
    this.#people.delete(id);
    this.#byPerson.get(person)?.delete(id);
  }
}
