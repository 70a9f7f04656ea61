import { MY_GROUPS, rowTest } from '#shared/queue/filter.ts';
import type { DueFilter, QueueFilter, QueueGroup, QueueOrder } from '#shared/queue/operations.ts';
import type { Behind } from '#shared/home/behind.ts';
import type { TimedRow } from '#shared/queue/order.ts';
import type { QueueOrderBy } from '#shared/queue/sorts.ts';
import { DueGroups } from './due-groups.ts';
import { keep } from './keep.ts';
import type { OrderedSlots } from './slot-order.ts';
import { rowSearch, type TextQuery, type TextSearch } from './text-search.ts';
import type { TicketIndex } from './ticket-index.ts';

/** What one search found: slots in the order asked for, and what its text came to; undefined for an empty text. */
export interface Found {
  readonly slots: Int32Array;
  readonly query: TextQuery | undefined;
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

/** Folded names of the groups that somebody is in. */
export type GroupsOf = (userId: string) => ReadonlySet<string>;

/** Tests rows for being behind a figure, as of now. `me` is the id of who asks. */
export type BehindFigures = (behind: Behind, me: string) => (row: TimedRow) => boolean;

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
/** What a list without words is ordered by where it was asked for the best match. */
const withoutWords: QueueOrderBy = 'priority';

/** Best first; of equals the one before in the order that they come in. */
const byScore = (slots: Int32Array, score: (slot: number) => number): Int32Array => {
  const scored = Array.from(slots, (slot, place) => ({ slot, place, score: score(slot) }));
  scored.sort((left, right) => right.score - left.score || left.place - right.place);
  return Int32Array.from(scored, ({ slot }) => slot);
};

/**
 * Answers filters over the index. Results of this version of the tickets are kept, so that turning a page costs nothing and one more
 * letter only looks through what the rest of the filter lets pass.
 */
export class QueueSearch {
  readonly #index: TicketIndex;
  readonly #dues: DueTest | undefined;
  readonly #texts: TextSearch;
  readonly #families = new Map<string, Family>();
  readonly #groups = new DueGroups();
  readonly #groupsOf: GroupsOf;
  readonly #behind: BehindFigures;
  #version = '';

  /** Without `dues` no ticket is ever due; without `texts` words are found in rows only; without `groupsOf` nobody is in a group; without `behind` no figure has tickets. */
  constructor(
    index: TicketIndex,
    dues?: DueTest,
    texts: TextSearch = rowSearch(index),
    groupsOf: GroupsOf = () => new Set(),
    behind: BehindFigures = () => () => false,
  ) {
    this.#behind = behind;
    this.#groupsOf = groupsOf;
    this.#index = index;
    this.#dues = dues;
    this.#texts = texts;
  }

  /** The whole result. `me` is the id of who asks. */
  find(filter: QueueFilter, order: QueueOrder, me: string): Found {
    const version = `${this.#index.version} ${this.#texts.version}`;
    if (this.#version !== version) {
      this.#families.clear();
      this.#version = version;
    }
    const text = filter.text.trim();
    const key = JSON.stringify([
      { ...filter, text: '' },
      order.by,
      order.descending,
      filter.assignee === 'me' || filter.watching || filter.behind || text !== '' ? me : null,
      filter.group === MY_GROUPS ? [...this.#groupsOf(me)] : null,
      filter.due || filter.feedback ? this.#dues?.second() : null,
      filter.behind || isGrouped(filter, order) ? this.#dues?.minute() : null,
      this.#texts.secondFor(text),
    ]);
    const family = newest(this.#families, key, this.#families.get(key) ?? new Map<string, Found>(), MAX_FAMILIES);
    const found = family.get(text) ?? this.#search(family, text, filter, order, me);
    return newest(family, text, found, MAX_TEXTS);
  }

  #search(family: Family, text: string, filter: QueueFilter, order: QueueOrder, me: string): Found {
    const slots = family.get('')?.slots ?? this.#withoutText(filter, order, me);
    const base = newest(family, '', { slots, query: undefined }, MAX_TEXTS);
    if (text === '') return base;
    const query = this.#texts.open(text, me);
    const passing = query.passes ? keep(slots, query.passes) : slots;
    return { slots: order.by === 'match' && query.score ? byScore(passing, query.score) : passing, query };
  }

  #withoutText(filter: QueueFilter, order: QueueOrder, me: string): Int32Array {
    const ordered =
      order.by === 'match'
        ? this.#index.ordered(withoutWords).slots
        : inDirection(this.#index.ordered(order.by), order.descending);
    const slots =
      this.#dues && isGrouped(filter, order) ? this.#groups.arrange(ordered, this.#index, this.#dues) : ordered;
    const due = filter.due ? this.#dueNow(slots, filter.due) : slots;
    const awaited = filter.feedback ? this.#awaitingFeedback(due) : due;
    const counted = filter.behind ? this.#behindFigure(awaited, filter.behind, me) : awaited;
    const test = rowTest(filter, me, filter.group === MY_GROUPS ? this.#groupsOf(me) : undefined);
    if (!test) return counted;
    return keep(counted, (slot) => {
      const row = this.#index.row(slot);
      return row !== undefined && test(row);
    });
  }

  #dueNow(slots: Int32Array, filter: DueFilter): Int32Array {
    const index = this.#index;
    const test = this.#dues?.test(filter, (slot) => index.row(slot)?.id ?? '') ?? (() => false);
    return keep(slots, (slot) => test(index.dueAt(slot), slot));
  }

  #behindFigure(slots: Int32Array, behind: Behind, me: string): Int32Array {
    const test = this.#behind(behind, me);
    return keep(slots, (slot) => {
      const row = this.#index.row(slot);
      return row !== undefined && test(row);
    });
  }

  #awaitingFeedback(slots: Int32Array): Int32Array {
    const dues = this.#dues;
    return keep(slots, (slot) => dues?.awaitsFeedback(this.#index.row(slot)?.id ?? '') ?? false);
  }

  /** The groups of what `find` has just answered for the same filter and order. */
  groups(slots: Int32Array, filter: QueueFilter, order: QueueOrder): readonly QueueGroup[] | null {
    if (!this.#dues || !isGrouped(filter, order)) return null;
    // What was kept may be older or newer than what was asked last: clocks are set back.
    this.#groups.settle(this.#index.ordered('due').slots, this.#index, this.#dues);
    return this.#groups.count(slots);
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
