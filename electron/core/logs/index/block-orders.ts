/** By which the blocks of a log are put in order among those of others: the time of their first lines, never less than that of the block before. */
import type { Segment } from '../follow/segment.ts';
import { MAX_FUTURE_MS } from '../read/instant.ts';
import type { LineReader } from '../read/line-reader.ts';
import { decode, withoutColours } from '../text/decode.ts';
import { unitOf } from '../text/encoding.ts';
import { Floats } from './growing.ts';
import type { LineIndex } from './line-index.ts';

/** Of a line: holds its time. */
const LINE_HEAD = 512;

/** Looked through for the entry that a line belongs to. */
const LOOKED_AT = 4_096;

export class BlockOrders {
  readonly #index: LineIndex;
  readonly #orders = new Floats();

  constructor(index: LineIndex) {
    this.#index = index;
  }

  /** Blocks of which it is known. */
  get length(): number {
    return this.#orders.length;
  }

  /** Of a block; of one that there is not, infinity. */
  at(block: number): number {
    return block < this.#orders.length ? this.#orders.at(block) : Number.POSITIVE_INFINITY;
  }

  /** How many blocks begin at `order` or before. */
  countUpTo(order: number): number {
    return this.#orders.countUpTo(order);
  }

  /** Of the next block; never less than that of the one before. */
  push(order: number): void {
    this.#orders.push(this.length === 0 ? order : Math.max(order, this.at(this.length - 1)));
  }

  /** Blocks from this one on are not known any more. */
  forget(block: number): void {
    while (this.#orders.length > block) this.#orders.pop();
  }

  /** Of the first blocks, at most `count`. */
  first(count: number): Float64Array {
    return this.#orders.first(count);
  }

  /** In place of what is known. */
  set(orders: Float64Array): void {
    this.#orders.set(orders);
  }

  /** Dates the next blocks, at most `count`; `newest`: when something came last. Answers whether there are more. */
  advance(reader: LineReader, newest: number, count: number): boolean {
    const { blocks } = this.#index;
    for (let done = 0; done < count && this.#orders.length < blocks; done++) {
      const place = this.#orders.length;
      const before = place === 0 ? 0 : this.#orders.at(place - 1);
      if (this.#index.block(place).lines === 0) return false;
      this.#orders.push(Math.max(before, this.#timeAtStart(place, reader, newest + MAX_FUTURE_MS) ?? before));
    }
    return this.#orders.length < blocks;
  }

  /**
   * Of the entry that the first line of a block belongs to; where none is above it, of the first one below. A clock that was set to another
   * century would put every line that follows behind its own: what lies behind `latest` is no time.
   */
  #timeAtStart(place: number, reader: LineReader, latest: number): number | null {
    const { segment, from, to } = this.#index.block(place);
    const timeOf = (line: string): number | null => {
      const at = reader.timeOf(line) ?? null;
      return at !== null && at <= latest ? at : null;
    };
    const [first = ''] = textAt(segment, from, Math.min(LINE_HEAD, to - from));
    const own = timeOf(first);
    if (own !== null) return own;
    const below = textAt(segment, from, Math.min(LOOKED_AT, to - from));
    const start = Math.max(segment.start, from - LOOKED_AT);
    const above = textAt(segment, start, from - start).toReversed();
    for (const line of [...above, ...below]) {
      const at = timeOf(line);
      if (at !== null) return at;
    }
    return null;
  }
}

const textAt = (segment: Segment, from: number, length: number): readonly string[] => {
  const bytes = Buffer.allocUnsafe(Math.max(0, length - (length % unitOf(segment.encoding))));
  const read = segment.read(bytes, from);
  return decode(bytes.subarray(0, read), segment.encoding).split('\n').map(withoutColours);
};
