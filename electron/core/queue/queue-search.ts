import { rowTest } from '#shared/queue/filter.ts';
import type { DueFilter, QueueFilter, QueueGroup, QueueOrder } from '#shared/queue/operations.ts';
import type { TimedRow } from '#shared/queue/order.ts';
import { isNarrower, matchesTerms, searchTerms, type SearchTerm } from '#shared/queue/text-match.ts';
import { DueGroups } from './due-groups.ts';
import { keep } from './keep.ts';
import type { OrderedSlots } from './slot-order.ts';
import type { TicketIndex } from './ticket-index.ts';

/** What one search found: slots in the order asked for. */
interface Found {
  readonly terms: readonly SearchTerm[];
  readonly slots: Int32Array;
}

/** Searches that share everything but their text. */
type Family = Map<string, Found>;

const MAX_FAMILIES = 24;
const MAX_TEXTS = 6;

/** Tells which tickets are due, as of now; what it answers is good for this second. */
export interface DueTest {
  /** `idOf` names the ticket that is asked about; `dueAt` is NaN where none is due. */
  test(filter: DueFilter, idOf: (slot: number) => string): (dueAt: number, slot: number) => boolean;
  awaitsFeedback(ticketId: string): boolean;
  /** Whole seconds since epoch. */
  second(): number;
  /** Whole minutes since epoch. */
  minute(): number;
}

const newest = <Value>(map: Map<string, Value>, key: string, value: Value, limit: number): Value => {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= limit) break;
    map.delete(oldest);
  }
  return value;
};

/** Downwards is upwards read backwards, except that what has no value stays last. */
const inDirection = ({ slots, empties }: OrderedSlots, descending: boolean): Int32Array => {
  if (!descending) return slots;
  const turned = slots.slice();
  turned.subarray(0, slots.length - empties).reverse();
  return turned;
};

/** Upwards by due time; a list of who waits for an answer goes by another clock. */
const isGrouped = (filter: QueueFilter, { by, descending }: QueueOrder): boolean =>
  by === 'due' && !descending && filter.feedback !== true;

/**
 * Answers filters over the index. Results of this version of the tickets are kept, so that turning a page costs nothing and one more
 * letter only looks through what the letters before it found.
 */
export class QueueSearch {
  readonly #index: TicketIndex;
  readonly #dues: DueTest | undefined;
  readonly #families = new Map<string, Family>();
  readonly #groups = new DueGroups();
  #version = -1;

  /** Without `dues` no ticket is ever due. */
  constructor(index: TicketIndex, dues?: DueTest) {
    this.#index = index;
    this.#dues = dues;
  }

  /** Slots of the whole result. `me` is the id of who asks. */
  find(filter: QueueFilter, order: QueueOrder, me: string): Int32Array {
    if (this.#version !== this.#index.version) {
      this.#families.clear();
      this.#version = this.#index.version;
    }
    const key = JSON.stringify([
      { ...filter, text: '' },
      order.by,
      order.descending,
      filter.assignee === 'me' ? me : null,
      filter.due || filter.feedback ? this.#dues?.second() : null,
      isGrouped(filter, order) ? this.#dues?.minute() : null,
    ]);
    const family = newest(this.#families, key, this.#families.get(key) ?? new Map<string, Found>(), MAX_FAMILIES);
    const terms = searchTerms(filter.text);
    const text = terms.map((term) => term.text).join(' ');
    const found = family.get(text) ?? { terms, slots: this.#search(family, filter, order, me, terms) };
    return newest(family, text, found, MAX_TEXTS).slots;
  }

  #search(
    family: Family,
    filter: QueueFilter,
    order: QueueOrder,
    me: string,
    terms: readonly SearchTerm[],
  ): Int32Array {
    let base: Int32Array | undefined;
    for (const earlier of family.values())
      if (isNarrower(terms, earlier.terms) && (!base || earlier.slots.length < base.length)) base = earlier.slots;
    if (!base) {
      base = this.#withoutText(filter, order, me);
      newest(family, '', { terms: [], slots: base }, MAX_TEXTS);
    }
    if (terms.length === 0) return base;
    const index = this.#index;
    return keep(base, (slot) => matchesTerms(index.text(slot), terms));
  }

  #withoutText(filter: QueueFilter, order: QueueOrder, me: string): Int32Array {
    const ordered = inDirection(this.#index.ordered(order.by), order.descending);
    const slots =
      this.#dues && isGrouped(filter, order) ? this.#groups.arrange(ordered, this.#index, this.#dues) : ordered;
    const due = filter.due ? this.#dueNow(slots, filter.due) : slots;
    const awaited = filter.feedback ? this.#awaitingFeedback(due) : due;
    const test = rowTest(filter, me);
    if (!test) return awaited;
    return keep(awaited, (slot) => {
      const row = this.#index.row(slot);
      return row !== undefined && test(row);
    });
  }

  #dueNow(slots: Int32Array, filter: DueFilter): Int32Array {
    const index = this.#index;
    const test = this.#dues?.test(filter, (slot) => index.row(slot)?.id ?? '') ?? (() => false);
    return keep(slots, (slot) => test(index.dueAt(slot), slot));
  }

  #awaitingFeedback(slots: Int32Array): Int32Array {
    const dues = this.#dues;
    return keep(slots, (slot) => dues?.awaitsFeedback(this.#index.row(slot)?.id ?? '') ?? false);
  }

  /** The groups of what `find` has just answered for the same filter and order. */
  groups(slots: Int32Array, filter: QueueFilter, order: QueueOrder): readonly QueueGroup[] | null {
    return this.#dues && isGrouped(filter, order) ? this.#groups.count(slots) : null;
  }

  rows(slots: Int32Array): TimedRow[] {
    const rows: TimedRow[] = [];
    for (const slot of slots) {
      const row = this.#index.row(slot);
      if (row) rows.push(row);
    }
    return rows;
  }
}
