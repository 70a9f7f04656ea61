import type { TimedRow } from '#shared/queue/order.ts';

/** Rows of each list of the team's view; its total is whole. */
const SHOWN = 50;

/** Counts rows and keeps the first ones of an order, without sorting all of them. */
export class FirstRows {
  readonly #compare: (left: TimedRow, right: TimedRow) => number;
  #kept: TimedRow[] = [];
  /** The last of the kept ones, once there are enough: what comes after it is only counted. */
  #last: TimedRow | undefined;
  total = 0;

  constructor(compare: (left: TimedRow, right: TimedRow) => number) {
    this.#compare = compare;
  }

  add(row: TimedRow): void {
    this.total++;
    if (this.#last && this.#compare(row, this.#last) >= 0) return;
    this.#kept.push(row);
    if (this.#kept.length >= 2 * SHOWN) this.#last = this.sorted().at(-1);
  }

  sorted(): readonly TimedRow[] {
    this.#kept = this.#kept.toSorted(this.#compare).slice(0, SHOWN);
    return this.#kept;
  }
}
