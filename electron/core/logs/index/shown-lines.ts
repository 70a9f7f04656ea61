/** Lines as they are shown: read a block at a time, and the blocks that were asked for last are kept. */
import type { Level } from '#shared/logs/line.ts';
import { MAX_LINE_TEXT } from '#shared/logs/limits.ts';
import { ClockDays, instantOfWall, wallOf } from '../read/clock-days.ts';
import { MAX_FUTURE_MS } from '../read/instant.ts';
import type { LineReader } from '../read/line-reader.ts';
import { readable } from '../text/decode.ts';
import type { BlockOrders } from './block-orders.ts';
import { chunkAt, textsOf } from './chunk.ts';
import type { KnownLines } from './known-lines.ts';
import type { Block, LineIndex } from './line-index.ts';

/** Blocks whose lines are kept as they were read. */
const KEPT_BLOCKS = 64;

export interface StreamLine {
  readonly text: string;
  /** UTF-16 units of the whole line, as far as they were counted. */
  readonly length: number;
  readonly isBinary: boolean;
  /** ms since epoch, its own or that of the entry it belongs to; null where neither has one. */
  readonly at: number | null;
  /** By which lines of several logs are put in order: never less than that of the line before. */
  readonly order: number;
  readonly level: Level | null;
  readonly isContinued: boolean;
}

/** What lines are read by. */
export interface LinesNow {
  readonly reader: LineReader;
  /** When something came last, in ms since epoch. */
  readonly newest: number;
}

export class ShownLines {
  readonly #index: LineIndex;
  readonly #orders: BlockOrders;
  readonly #known: KnownLines;
  readonly #kept = new Map<number, { readonly to: number; readonly lines: readonly StreamLine[] }>();

  constructor(index: LineIndex, orders: BlockOrders, known: KnownLines) {
    this.#index = index;
    this.#orders = orders;
    this.#known = known;
  }

  /** Lines are others than they were, or are read in another way. */
  forget(): void {
    this.#kept.clear();
  }

  /** The lines of one block. */
  linesOf(place: number, now: LinesNow): readonly StreamLine[] {
    const block = this.#index.block(place);
    const kept = this.#kept.get(place);
    if (kept && kept.to === block.to && kept.lines.length === block.lines) {
      this.#kept.delete(place);
      this.#kept.set(place, kept);
      return kept.lines;
    }
    const lines = this.#read(place, block, now);
    this.#kept.set(place, { to: block.to, lines });
    if (this.#kept.size > KEPT_BLOCKS) this.#kept.delete(this.#kept.keys().next().value ?? -1);
    return lines;
  }

  #read(place: number, { firstLine }: Block, { reader, newest }: LinesNow): readonly StreamLine[] {
    const first = place < this.#orders.length ? this.#orders.at(place) : 0;
    const last = this.#orders.at(place + 1);
    // Above the first line of all there is no entry.
    let at = first > 0 && place > 0 ? first : null;
    let order = first;
    let level: Level | null = null;
    const timeOf = clockTimes(reader, place < this.#orders.length ? first : null);
    return textsOf(chunkAt(this.#index, place, 1)).map((raw, offset): StreamLine => {
      const line = firstLine + offset;
      const shown = readable(raw.length > MAX_LINE_TEXT ? raw.slice(0, MAX_LINE_TEXT) : raw);
      const own = reader.headOf(shown.text);
      const isContinued = own.isContinued && line > 0;
      if (!isContinued) level = reader.levelOf(shown.text);
      else if (offset === 0) level = this.#known.levelOf(line);
      const clockAt = timeOf(shown.text);
      const ownAt = own.at ?? clockAt;
      if (ownAt !== null) {
        at = ownAt;
        if (ownAt <= newest + MAX_FUTURE_MS) order = Math.min(last, Math.max(order, ownAt));
      }
      return { ...shown, length: raw.length, at, order, level, isContinued };
    });
  }
}

/** When lines were written that tell the hour alone, by the day of the first one of their block. Asked for them in order. */
const clockTimes = (reader: LineReader, first: number | null): ((line: string) => number | null) => {
  if (!reader.tellsHoursOnly || first === null) return () => null;
  const days = new ClockDays(wallOf(first, reader.isUtc));
  return (line) => {
    const clock = reader.clockOf(line);
    if (clock !== undefined) return instantOfWall(days.take(clock), reader.isUtc);
    const told = reader.dayTold(line);
    if (told) days.set(told);
    return null;
  };
};
