import { assigneeKey } from '../queue/filter.ts';
import type { TimedRow } from '../queue/order.ts';
import { isOpen } from '../tickets/actions.ts';
import type { Load } from './operations.ts';

/** What is due within so many minutes of its clock's own time is about to be late. */
export const SOON_MINUTES = 120;

/** The moment between which and `endOfDay` something is due today, both ms since epoch. */
export interface Day {
  readonly now: number;
  readonly endOfDay: number;
}

interface Counting {
  readonly key: string;
  readonly id: string | null;
  name: string;
  nameAt: number;
  open: number;
  readonly byPriority: [number, number, number, number];
  onHold: number;
  dueToday: number;
  overdue: number;
}

export const isDueToday = ({ dueAt }: TimedRow, { now, endOfDay }: Day): boolean =>
  dueAt !== null && dueAt >= now && dueAt <= endOfDay;

export const isOverdue = ({ dueAt }: TimedRow, { now }: Day): boolean => dueAt !== null && dueAt < now;

/** Adds up who has what, in one pass. `people` stand there with nothing, too, under the name they have here now. */
export class LoadCount {
  readonly #day: Day;
  readonly #byId = new Map<string, Counting>();
  /** People who are only names on this desk. */
  readonly #byName = new Map<string, Counting>();
  #open = 0;

  constructor(day: Day, people: Iterable<{ readonly id: string; readonly name: string }>) {
    this.#day = day;
    for (const { id, name } of people) this.#start(id, id, name, Infinity);
  }

  get open(): number {
    return this.#open;
  }

  add(row: TimedRow): void {
    if (!isOpen(row.state)) return;
    this.#open++;
    const { assignee, assigneeId } = row;
    if (assignee === null) return;
    // Two maps, so that no text is made for each row.
    const count =
      (assigneeId === null ? this.#byName.get(assignee) : this.#byId.get(assigneeId)) ??
      this.#start(assigneeKey(row) ?? '', assigneeId, assignee, row.updatedAt);
    if (count.nameAt < row.updatedAt) {
      count.name = assignee;
      count.nameAt = row.updatedAt;
    }
    count.open++;
    count.byPriority[(row.priority - 1) as 0 | 1 | 2 | 3]++;
    if (row.state === 'on_hold') count.onHold++;
    if (isDueToday(row, this.#day)) count.dueToday++;
    if (isOverdue(row, this.#day)) count.overdue++;
  }

  loads(compare: (left: string, right: string) => number): readonly Load[] {
    return [...this.#byId.values(), ...this.#byName.values()]
      .map(({ nameAt: _nameAt, ...load }) => load)
      .toSorted((one, other) => compare(one.name, other.name));
  }

  #start(key: string, id: string | null, name: string, nameAt: number): Counting {
    const count: Counting = {
      key,
      id,
      name,
      nameAt,
      open: 0,
      byPriority: [0, 0, 0, 0],
      onHold: 0,
      dueToday: 0,
      overdue: 0,
    };
    if (id === null) this.#byName.set(name, count);
    else this.#byId.set(id, count);
    return count;
  }
}
