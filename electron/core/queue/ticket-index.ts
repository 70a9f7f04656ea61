import { searchableText } from '#shared/queue/text-match.ts';
import type { TimedRow } from '#shared/queue/order.ts';
import type { QueueOrderBy } from '#shared/queue/sorts.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import { ticketRow, type TicketRow } from '#shared/tickets/row.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Change, Desk } from '../desk.ts';
import type { Begin } from '../first-list.ts';
import { SlotOrder, type OrderedSlots } from './slot-order.ts';

/**
 * The rows of all tickets in memory, with every order that was ever asked for. Orders and folded texts are made on first use.
 * A slot is the place of a ticket for as long as it exists; after that it goes to another.
 */
export class TicketIndex {
  readonly #rows: (TimedRow | undefined)[] = [];
  readonly #texts: (string | undefined)[] = [];
  readonly #slots = new Map<string, number>();
  readonly #free: number[] = [];
  /** Slots of open tickets: a desk keeps its ended ones for years, and most questions are not about them. */
  readonly #open = new Set<number>();
  readonly #orders = new Map<QueueOrderBy, SlotOrder>();
  readonly #removeListeners = new Set<(slot: number) => void>();
  /** By slot, beside the rows: a filter walks numbers several times as fast as objects. NaN for none. */
  #dueAts = new Float64Array(0);
  #version: number;

  /** `version` is where counting begins: the time of opening, so that it also grows from one opening to the next. */
  constructor(rows: Iterable<TicketRow>, version: number) {
    this.#version = version;
    for (const row of rows) {
      this.#slots.set(row.id, this.#rows.length);
      if (isOpen(row.state)) this.#open.add(this.#rows.length);
      this.#rows.push({ ...row, dueAt: null });
    }
    this.#version += this.#rows.length;
  }

  /** Grows with every change of any ticket. */
  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#slots.size;
  }

  /** All rows, in no particular order. */
  rows(): readonly TimedRow[] {
    return this.#rows.filter((row) => row !== undefined);
  }

  /** Rows of open tickets, in no particular order: as much work as there are of those. */
  openRows(): readonly TimedRow[] {
    return Array.from(this.#open, (slot) => this.#rows[slot]).filter((row) => row !== undefined);
  }

  row(slot: number): TimedRow | undefined {
    return this.#rows[slot];
  }

  /** When the clock of a ticket falls due, ms since epoch; NaN for none, so that no comparison holds. */
  dueAt(slot: number): number {
    return this.#dueAts[slot] ?? Number.NaN;
  }

  slotOf(ticketId: string): number | undefined {
    return this.#slots.get(ticketId);
  }

  /** What a text filter searches. */
  text(slot: number): string {
    const known = this.#texts[slot];
    if (known !== undefined) return known;
    const row = this.#rows[slot];
    const text = row ? searchableText(row) : '';
    this.#texts[slot] = text;
    return text;
  }

  /** Nobody searches rows by their texts for now; they are folded again when somebody does. */
  forgetTexts(): void {
    this.#texts.length = 0;
  }

  ordered(by: QueueOrderBy): OrderedSlots {
    let order = this.#orders.get(by);
    if (!order?.isWorthKeeping()) {
      const byNumber = by === 'number' ? undefined : this.ordered('number').slots;
      order = new SlotOrder(by, this.#rows, byNumber);
      this.#orders.set(by, order);
    }
    return order.read(this.#rows);
  }

  /** Returns its slot. */
  put(row: TicketRow): number {
    const slot = this.#slots.get(row.id) ?? this.#free.pop() ?? this.#rows.length;
    this.#slots.set(row.id, slot);
    this.#rows[slot] = { ...row, dueAt: this.#rows[slot]?.dueAt ?? null };
    if (isOpen(row.state)) this.#open.add(slot);
    else this.#open.delete(slot);
    this.#touch(slot);
    return slot;
  }

  /** `at` is when the ticket's clock falls due, ms since epoch; null for none. No text and no other order depends on it. */
  setDue(ticketId: string, at: number | null): void {
    const slot = this.#slots.get(ticketId);
    const row = slot === undefined ? undefined : this.#rows[slot];
    if (slot === undefined || !row || row.dueAt === at) return;
    this.#rows[slot] = { ...row, dueAt: at };
    if (slot >= this.#dueAts.length) this.#growDueAts(slot);
    this.#dueAts[slot] = at ?? Number.NaN;
    this.#orders.get('due')?.touch(slot);
    this.#version++;
  }

  /** Called while the slot is still that of the ticket that goes: it may be another's right after. */
  onRemove(listener: (slot: number) => void): void {
    this.#removeListeners.add(listener);
  }

  remove(ticketId: string): void {
    const slot = this.#slots.get(ticketId);
    if (slot === undefined) return;
    for (const listener of this.#removeListeners) listener(slot);
    this.#slots.delete(ticketId);
    this.#rows[slot] = undefined;
    this.#open.delete(slot);
    if (slot < this.#dueAts.length) this.#dueAts[slot] = Number.NaN;
    this.#free.push(slot);
    this.#touch(slot);
  }

  #growDueAts(slot: number): void {
    const grown = new Float64Array(Math.max(slot + 1, this.#rows.length, this.#dueAts.length * 2)).fill(Number.NaN);
    grown.set(this.#dueAts);
    this.#dueAts = grown;
  }

  #touch(slot: number): void {
    this.#texts[slot] = undefined;
    for (const order of this.#orders.values()) order.touch(slot);
    this.#version++;
  }
}

const follow = (index: TicketIndex, { puts, removes }: Change): void => {
  // Folded at once, a few microseconds each, so that the first search after a large import finds it done.
  for (const record of puts) if (record.type === 'ticket') index.text(index.put(ticketRow(record as Ticket)));
  for (const id of removes) if (id.startsWith('ticket:')) index.remove(id);
};

/** Slots folded per turn of the event loop: about a millisecond. */
const FOLD_AT_ONCE = 400;

/** Folds texts between other work, so that the first letter typed does not wait for all of them. */
const foldAhead = (index: TicketIndex, slots: number, from = 0): void => {
  const to = Math.min(slots, from + FOLD_AT_ONCE);
  for (let slot = from; slot < to; slot++) index.text(slot);
  if (to < slots) setImmediate(() => foldAhead(index, slots, to)).unref();
};

/** The index of a desk, kept up with every commit as it is applied. Lives as long as the desk. */
export const openTicketIndex = (desk: Desk, begin: Begin = setImmediate): TicketIndex => {
  const index = new TicketIndex(desk.records.rows<TicketRow>('ticket'), desk.ambient.now().getTime());
  desk.onApplied((change) => follow(index, change));
  begin(() => foldAhead(index, index.size));
  return index;
};
