/** Several logs as one, by time: where a rank lies is reckoned from the order of blocks, and only the blocks around it are read. */
import type { LogStream } from '../index/log-stream.ts';
import type { StreamLine } from '../index/shown-lines.ts';
import type { Picked } from './picked.ts';

/** One log in a view. */
export interface Part {
  readonly sourceId: string;
  /** Of a source of several files: the name of this one among them. */
  readonly file: string | null;
  /** Its lines are events of a system. */
  readonly isEvents: boolean;
  readonly stream: LogStream;
  readonly picked: Picked;
}

/** In ms since epoch, both ends belonging to it. */
export interface Bounds {
  readonly from: number | null;
  readonly to: number | null;
}

/** Lines of a stream whose order is at most `order`. */
export const linesUpTo = (stream: LogStream, order: number): number => {
  const block = stream.blocksUpTo(order) - 1;
  if (block < 0) return 0;
  const lines = stream.linesOf(block);
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.order ?? 0) <= order) low = middle + 1;
    else high = middle;
  }
  return stream.index.firstLineOf(block) + low;
};

export interface Place {
  readonly part: Part;
  readonly line: number;
}

export class Merge {
  readonly parts: readonly Part[];
  readonly #bounds: Bounds;
  readonly #isTimed: boolean;

  constructor(parts: readonly Part[], bounds: Bounds) {
    this.parts = parts;
    this.#bounds = bounds;
    this.#isTimed = parts.length > 1 || bounds.from !== null || bounds.to !== null;
  }

  /** The picked lines of a part that are shown, as places among the picked: `[from, to)`. */
  range({ stream, picked }: Part): { readonly from: number; readonly to: number } {
    if (!this.#isTimed) return { from: 0, to: picked.count };
    const known = Math.min(stream.ordered, picked.done);
    const { from, to } = this.#bounds;
    return {
      from: from === null ? 0 : picked.countBefore(Math.min(known, linesUpTo(stream, from - 1))),
      to: picked.countBefore(to === null ? known : Math.min(known, linesUpTo(stream, to))),
    };
  }

  get total(): number {
    return this.parts.reduce((sum, part) => {
      const { from, to } = this.range(part);
      return sum + Math.max(0, to - from);
    }, 0);
  }

  /** Shown lines whose order is at most `order`, by part. */
  #countsUpTo(order: number): readonly number[] {
    return this.parts.map((part) => {
      const { from, to } = this.range(part);
      return Math.max(0, Math.min(to, part.picked.countBefore(linesUpTo(part.stream, order))) - from);
    });
  }

  /** Without reading a line: how many there are at least, and at most. */
  #boundsUpTo(order: number): readonly [number, number] {
    let least = 0;
    let most = 0;
    for (const part of this.parts) {
      const { stream, picked } = part;
      const { from, to } = this.range(part);
      const block = stream.blocksUpTo(order) - 1;
      if (block < 0) continue;
      least += Math.max(0, Math.min(to, picked.countBefore(stream.index.firstLineOf(block))) - from);
      most += Math.max(0, Math.min(to, picked.countBefore(stream.index.firstLineOf(block + 1))) - from);
    }
    return [least, most];
  }

  /** For each part, its place among the picked at which lines from this rank on begin. */
  #cursors(rank: number): number[] {
    const starts = this.parts.map((part) => this.range(part).from);
    if (!this.#isTimed) return starts.map((start) => start + rank);
    let low = -1;
    let high = this.#lastOrder();
    // The least order up to which there are more than `rank` lines.
    while (low + 1 < high) {
      const middle = Math.floor((low + high) / 2);
      const [least, most] = this.#boundsUpTo(middle);
      const isEnough =
        least > rank || (most > rank && this.#countsUpTo(middle).reduce((sum, count) => sum + count, 0) > rank);
      if (isEnough) high = middle;
      else low = middle;
    }
    const before = this.#countsUpTo(high - 1);
    const upTo = this.#countsUpTo(high);
    let left = rank - before.reduce((sum, count) => sum + count, 0);
    return this.parts.map((_, place) => {
      const first = before[place] ?? 0;
      const same = (upTo[place] ?? 0) - first;
      const passed = Math.max(0, Math.min(left, same));
      left -= passed;
      return (starts[place] ?? 0) + first + passed;
    });
  }

  #lastOrder(): number {
    let last = 0;
    for (const { stream } of this.parts) {
      const known = stream.ordered;
      if (known > 0) last = Math.max(last, stream.lineAt(known - 1)?.order ?? 0);
    }
    return last;
  }

  /** For each part, the first of its lines from this rank on; behind its last one where there is none. */
  linesFrom(rank: number): number[] {
    return this.#cursors(rank).map((cursor, place) => this.parts[place]?.picked.lineOf(cursor) ?? 0);
  }

  /** The lines from this rank on, at most `count`, in order. */
  places(rank: number, count: number): Place[] {
    const found: Place[] = [];
    const cursors = this.#cursors(rank);
    const ends = this.parts.map((part) => this.range(part).to);
    const heads: ({ readonly line: number; readonly order: number } | undefined)[] = [];
    const load = (place: number): void => {
      const part = this.parts[place];
      const cursor = cursors[place] ?? 0;
      if (part === undefined || cursor >= (ends[place] ?? 0)) {
        heads[place] = undefined;
        return;
      }
      const line = part.picked.lineOf(cursor);
      heads[place] = { line, order: this.#isTimed ? (part.stream.lineAt(line)?.order ?? 0) : 0 };
    };
    for (let place = 0; place < this.parts.length; place++) load(place);
    while (found.length < count) {
      let best = -1;
      for (let place = 0; place < heads.length; place++) {
        const head = heads[place];
        if (head && (best === -1 || head.order < (heads[best]?.order ?? 0))) best = place;
      }
      const part = this.parts[best];
      const head = heads[best];
      if (!part || !head) break;
      found.push({ part, line: head.line });
      cursors[best] = (cursors[best] ?? 0) + 1;
      load(best);
    }
    return found;
  }

  /** Rank of the first shown line of a part that is this one or behind it. */
  rankOf(part: Part, line: number): number {
    const own = this.range(part);
    const among = Math.max(0, Math.min(own.to, part.picked.countBefore(line)) - own.from);
    if (!this.#isTimed) return among;
    const order = part.stream.lineAt(line)?.order ?? this.#lastOrder();
    const at = this.parts.indexOf(part);
    const before = this.#countsUpTo(order - 1);
    const upTo = this.#countsUpTo(order);
    return this.parts.reduce((sum, _, place) => {
      if (place === at) return sum + among;
      return sum + ((place < at ? upTo : before)[place] ?? 0);
    }, 0);
  }

  /** Rank of the first line whose order is `order` or more. */
  rankAt(order: number): number {
    return this.#countsUpTo(order - 1).reduce((sum, count) => sum + count, 0);
  }

  compare(left: Place & { readonly order: number }, right: Place & { readonly order: number }): number {
    return left.order - right.order || this.parts.indexOf(left.part) - this.parts.indexOf(right.part);
  }

  /** The times between which the shown lines lie; null where none has one. */
  span(): { readonly from: number; readonly to: number } | null {
    let from = Number.POSITIVE_INFINITY;
    let to = 0;
    for (const part of this.parts) {
      const { from: first, to: end } = this.range(part);
      if (end <= first) continue;
      const { stream, picked } = part;
      const last = stream.lineAt(Math.min(stream.ordered, picked.lineOf(end - 1) + 1) - 1)?.order ?? 0;
      to = Math.max(to, last);
      from = Math.min(from, firstDated(stream, picked.lineOf(first)) ?? from);
    }
    return to > 0 && from <= to ? { from, to } : null;
  }
}

/** Lines at the head of a log may have no time. */
const firstDated = (stream: LogStream, line: number): number | undefined => {
  for (let block = stream.index.blockOf(line); block < stream.index.blocks; block++) {
    if (stream.orderOfBlock(block + 1) === 0) continue;
    const first = stream.index.firstLineOf(block);
    const dated = stream.linesOf(block).find(({ order }: StreamLine, place) => first + place >= line && order > 0);
    if (dated) return dated.order;
  }
  return undefined;
};
