import { possibleOrders, type DateOrder } from './dates.ts';

/** Different values listed per column; a column with more is free text, names or numbers. */
export const MAX_LISTED_VALUES = 80;
const MAX_SAMPLES = 4;
const MAX_LISTED_LENGTH = 80;
const DATE_TRIAL = 200;

/** What all rows of a file say about one column. */
export interface ColumnFacts {
  readonly index: number;
  /** As in the file; repeated columns carry the same. */
  readonly header: string;
  /** Cells that hold something. */
  readonly filled: number;
  readonly averageLength: number;
  readonly samples: readonly string[];
  /** Every value with its count, most frequent first; null if there are too many. */
  readonly values: readonly { readonly value: string; readonly count: number }[] | null;
  /** No two rows have the same. */
  readonly unique: boolean;
  /**
   * Orders in which the filled cells are dates, best first, with how many cells they do not fit. Day and month are told apart by
   * evidence: one 29-02-2016 anywhere in the column decides. Empty for a column that is mostly
   * something else.
   */
  readonly dates: readonly { readonly order: DateOrder; readonly misfits: number }[];
}

/** Collects the facts of one column, cell by cell. */
export class ColumnSurvey {
  readonly #index: number;
  readonly #header: string;
  readonly #emptyMarks: ReadonlySet<string>;
  readonly #samples: string[] = [];
  readonly #fits = new Map<DateOrder, number>();
  #values: Map<string, number> | null = new Map();
  #seen: Set<string> | null = new Set();
  #filled = 0;
  #length = 0;
  #mayBeDates = true;

  constructor(index: number, header: string, emptyMarks: readonly string[]) {
    this.#index = index;
    this.#header = header;
    this.#emptyMarks = new Set(emptyMarks);
  }

  add(cell: string): void {
    if (cell === '' || this.#emptyMarks.has(cell)) return;
    this.#filled++;
    this.#length += cell.length;
    if (this.#samples.length < MAX_SAMPLES && !this.#samples.includes(cell)) this.#samples.push(cell.slice(0, 200));
    this.#count(cell);
    if (this.#seen) {
      if (this.#seen.has(cell)) this.#seen = null;
      else this.#seen.add(cell);
    }
    if (this.#mayBeDates) this.#tryDates(cell);
  }

  #count(cell: string): void {
    if (!this.#values) return;
    if (cell.length > MAX_LISTED_LENGTH || (this.#values.size === MAX_LISTED_VALUES && !this.#values.has(cell))) {
      this.#values = null;
      return;
    }
    this.#values.set(cell, (this.#values.get(cell) ?? 0) + 1);
  }

  #tryDates(cell: string): void {
    for (const order of possibleOrders(cell)) this.#fits.set(order, (this.#fits.get(order) ?? 0) + 1);
    const best = Math.max(0, ...this.#fits.values());
    if (this.#filled >= DATE_TRIAL && best < this.#filled / 2) this.#mayBeDates = false;
  }

  facts(): ColumnFacts {
    const filled = this.#filled;
    const dates = [...this.#fits]
      .map(([order, fits]) => ({ order, misfits: filled - fits }))
      .filter(({ misfits }) => this.#mayBeDates && misfits < filled / 2)
      .toSorted((left, right) => left.misfits - right.misfits);
    return {
      index: this.#index,
      header: this.#header,
      filled,
      averageLength: filled === 0 ? 0 : Math.round(this.#length / filled),
      samples: this.#samples,
      values:
        this.#values &&
        [...this.#values]
          .map(([value, count]) => ({ value, count }))
          .toSorted((left, right) => right.count - left.count),
      unique: this.#seen !== null && filled > 0,
      // An order that explains more cells than another is the evidence; those that explain as many stay open.
      dates: dates.filter(({ misfits }) => misfits === dates[0]?.misfits),
    };
  }
}
