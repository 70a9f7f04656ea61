import { compareKeys, compareRows, sortKey, type TimedRow } from '#shared/queue/order.ts';
import type { QueueOrderBy } from '#shared/queue/sorts.ts';
import { keep } from './keep.ts';

/** Rows by slot; a free slot is undefined. */
export type SlotRows = readonly (TimedRow | undefined)[];

/** Slots upwards; the last `empties` of them have no value to sort by. */
export interface OrderedSlots {
  readonly slots: Int32Array;
  readonly empties: number;
}

/** Above this share of changed rows, sorting anew is cheaper than merging. */
const REBUILD_SHARE = 0.25;

/**
 * All rows in one order, brought up to date when it is read: what changed since is taken out, sorted by itself and merged back,
 * O(n) moves and O(k log n) comparisons for k changes.
 */
export class SlotOrder {
  readonly #by: QueueOrderBy;
  readonly #changed = new Set<number>();
  #ordered: OrderedSlots;

  constructor(by: QueueOrderBy, rows: SlotRows, byNumber: Int32Array | undefined) {
    this.#by = by;
    this.#ordered = byNumber ? sortByKey(by, rows, byNumber) : sortRows(by, rows);
  }

  /** The row in this slot came, changed or went. */
  touch(slot: number): void {
    this.#changed.add(slot);
  }

  /** False once so much has changed that the order should be built anew. */
  isWorthKeeping(): boolean {
    return this.#changed.size <= Math.max(64, this.#ordered.slots.length * REBUILD_SHARE);
  }

  read(rows: SlotRows): OrderedSlots {
    if (this.#changed.size > 0) this.#ordered = this.#merge(rows);
    return this.#ordered;
  }

  #merge(rows: SlotRows): OrderedSlots {
    const by = this.#by;
    const changed = this.#changed;
    const isChanged = new Uint8Array(rows.length);
    for (const slot of changed) isChanged[slot] = 1;
    const kept = keep(this.#ordered.slots, (slot) => isChanged[slot] === 0);
    const arrivals = [...changed].flatMap((slot) => {
      const row = rows[slot];
      return row ? [{ slot, row }] : [];
    });
    arrivals.sort((left, right) => compareRows(by, left.row, right.row));
    const merged = new Int32Array(kept.length + arrivals.length);
    let from = 0;
    let filled = 0;
    for (const { slot, row } of arrivals) {
      const place = lowerBound(by, rows, kept, row, from);
      merged.set(kept.subarray(from, place), filled);
      filled += place - from;
      merged[filled++] = slot;
      from = place;
    }
    merged.set(kept.subarray(from), filled);
    changed.clear();
    return { slots: merged, empties: countEmpties(by, rows, merged) };
  }
}

/** First place from `from` on whose row does not come before `row`. */
const lowerBound = (by: QueueOrderBy, rows: SlotRows, slots: Int32Array, row: TimedRow, from: number): number => {
  let low = from;
  let high = slots.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = rows[slots[middle] ?? -1];
    if (other && compareRows(by, other, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Rows without a value are the last ones. */
const countEmpties = (by: QueueOrderBy, rows: SlotRows, slots: Int32Array): number => {
  let low = 0;
  let high = slots.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[slots[middle] ?? -1];
    if (row && sortKey(row, by) !== null) low = middle + 1;
    else high = middle;
  }
  return slots.length - low;
};

const sortRows = (by: QueueOrderBy, rows: SlotRows): OrderedSlots => {
  const held = rows.flatMap((row, slot) => (row ? [{ slot, row }] : []));
  held.sort((left, right) => compareRows(by, left.row, right.row));
  const slots = Int32Array.from(held, ({ slot }) => slot);
  return { slots, empties: countEmpties(by, rows, slots) };
};

/**
 * Sorts by the rank of each distinct key, then by place in number order: few comparisons of texts, and the bulk is
 * a sort of plain numbers. Same result as `sortRows`.
 */
const sortByKey = (by: QueueOrderBy, rows: SlotRows, byNumber: Int32Array): OrderedSlots => {
  const keys = new Set<number | string>();
  for (const slot of byNumber) {
    const row = rows[slot];
    const key = row ? sortKey(row, by) : null;
    if (key !== null) keys.add(key);
  }
  const ranks = new Map<number | string, number>();
  let rank = -1;
  let last: number | string | undefined;
  for (const key of [...keys].toSorted((left, right) => compareKeys(by, left, right))) {
    // Texts that the collator finds equal share a rank, so that ties go by number there too.
    if (last === undefined || compareKeys(by, last, key) !== 0) rank++;
    ranks.set(key, rank);
    last = key;
  }
  const width = byNumber.length;
  const composed = new Float64Array(width);
  byNumber.forEach((slot, place) => {
    const row = rows[slot];
    const key = row ? sortKey(row, by) : null;
    composed[place] = (key === null ? rank + 1 : (ranks.get(key) ?? 0)) * width + place;
  });
  composed.sort();
  const slots = Int32Array.from(composed, (value) => byNumber[value % width] ?? 0);
  return { slots, empties: countEmpties(by, rows, slots) };
};
