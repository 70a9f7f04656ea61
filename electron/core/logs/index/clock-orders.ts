/**
 * Dates the blocks of a log whose lines tell the hour alone. Days are counted from its first line on; which day that was is known where a line tells
 * a date, or else by the last line, which was written when the file was.
 */
import { ClockDays, instantOfWall, lastDayOf, wallOf, type Wall } from '../read/clock-days.ts';
import type { LineReader } from '../read/line-reader.ts';
import { withoutColours } from '../text/decode.ts';
import type { BlockOrders } from './block-orders.ts';
import { chunkAt, textsOf } from './chunk.ts';
import type { LineIndex } from './line-index.ts';

export class ClockOrders {
  readonly #index: LineIndex;
  readonly #orders: BlockOrders;
  /** Of each block that was counted before the day of any was known: where the clock stands at its first line that has one. */
  readonly #counted: Wall[] = [];
  /** Added to days that were counted. */
  #shift: number | undefined;

  constructor(index: LineIndex, orders: BlockOrders) {
    this.#index = index;
    this.#orders = orders;
  }

  /** Blocks from this one on are not known any more. */
  forget(block: number): void {
    if (block === 0) this.#shift = undefined;
    this.#counted.length = Math.min(this.#counted.length, block);
  }

  /** Dates, or counts, the next blocks, at most `count`. `written`: when the last line was. Answers whether there are more. */
  advance(reader: LineReader, written: number, count: number): boolean {
    const { isUtc } = reader;
    if (this.#orders.length > 0) {
      for (let done = 0; done < count && this.#isWhole(this.#orders.length); done++) {
        const days = new ClockDays(wallOf(this.#orders.at(this.#orders.length - 1), isUtc));
        this.#pass(this.#orders.length - 1, days, reader);
        this.#orders.push(instantOfWall(this.#firstOf(this.#orders.length, days, reader), isUtc));
      }
      return this.#isWhole(this.#orders.length);
    }
    for (let done = 0; done < count && this.#isWhole(this.#counted.length); done++) {
      const days = new ClockDays(this.#counted.at(-1));
      if (this.#counted.length > 0) this.#pass(this.#counted.length - 1, days, reader);
      this.#counted.push(this.#firstOf(this.#counted.length, days, reader));
    }
    if (this.#isWhole(this.#counted.length)) return true;
    this.#settle(reader, written);
    return false;
  }

  #isWhole(block: number): boolean {
    return block < this.#index.blocks && this.#index.block(block).lines > 0;
  }

  #textsOf(block: number): readonly string[] {
    return textsOf(chunkAt(this.#index, block, 1)).map(withoutColours);
  }

  /** Follows the lines of a block to its end. */
  #pass(block: number, days: ClockDays, reader: LineReader): void {
    for (const line of this.#textsOf(block)) this.#take(line, days, reader);
  }

  /** Where the clock stands at the first line of a block that tells; where none does, at the line before. */
  #firstOf(block: number, days: ClockDays, reader: LineReader): Wall {
    for (const line of this.#textsOf(block)) if (this.#take(line, days, reader)) break;
    return days.wall ?? { day: 0, clock: 0 };
  }

  #take(line: string, days: ClockDays, reader: LineReader): boolean {
    const clock = reader.clockOf(line);
    if (clock !== undefined) {
      days.take(clock);
      return true;
    }
    const told = reader.dayTold(line);
    if (told === undefined) return false;
    if (this.#orders.length === 0) {
      // Days before it are counted back from it, those behind it from there on.
      this.#shift ??= told.day - (days.wall?.day ?? 0) - (days.wall && days.wall.clock > told.clock ? 1 : 0);
      days.set({ day: told.day - this.#shift, clock: told.clock });
    } else days.set(told);
    return true;
  }

  #settle(reader: LineReader, written: number): void {
    const { isUtc } = reader;
    if (this.#counted.length === 0) return;
    const days = new ClockDays(this.#counted.at(-1));
    this.#pass(this.#counted.length - 1, days, reader);
    const last = days.wall ?? { day: 0, clock: 0 };
    const shift = this.#shift ?? lastDayOf(last.clock, wallOf(written, isUtc)) - last.day;
    for (const { day, clock } of this.#counted) this.#orders.push(instantOfWall({ day: day + shift, clock }, isUtc));
    this.#counted.length = 0;
  }
}
