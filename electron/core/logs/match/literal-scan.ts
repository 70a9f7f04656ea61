/** Finds the places at which one of a few texts stands in bytes, several times as fast as looking for each. */
import { PIECE_BYTES, pieceMemory, type PieceMemory } from '../files/piece-memory.ts';
import { foundAhead } from '../files/read-ahead.ts';
import { MOST_PAIRS, pairFinder, pairsOf } from './pair-finder.ts';
import { MARK, tableFinder } from './table-finder.ts';
import { FOUND_AT_ONCE, isLetter, type TextFinder } from './text-finder.ts';

/** Read behind the end. */
const BEHIND = 64;

const finderOf = (texts: readonly Buffer[], ignoresCase: boolean): TextFinder | undefined => {
  const pairs = pairsOf(texts);
  // More are found sooner by tables.
  return pairs.length <= MOST_PAIRS ? pairFinder(texts, pairs, ignoresCase) : tableFinder(texts, ignoresCase);
};

interface Text {
  readonly bytes: Buffer;
  /** In it, of the place by which it is found. */
  readonly mark: number;
}

export class LiteralScan {
  readonly finder: TextFinder;
  readonly #memory: PieceMemory;
  readonly #own: Int32Array;
  #found: Int32Array;
  readonly #texts: readonly Text[];
  readonly #ignoresCase: boolean;
  #bytes: Buffer = Buffer.alloc(0);
  /** Of `#bytes`: what was scanned ends here, and where in the memory its first byte is, or would be. */
  #scanned = 0;
  #shift = 0;
  #count = 0;
  #place = 0;

  /** Each of three bytes at least; upper and lower case of ASCII may be the same. Undefined where this machine has no SIMD. */
  static of(texts: readonly Buffer[], ignoresCase: boolean): LiteralScan | undefined {
    const memory = pieceMemory();
    if (memory === null || texts.some(({ length }) => length < MARK)) return undefined;
    try {
      const finder = finderOf(texts, ignoresCase);
      return finder && new LiteralScan(memory, finder, texts, ignoresCase);
    } catch {
      return undefined;
    }
  }

  private constructor(memory: PieceMemory, finder: TextFinder, texts: readonly Buffer[], ignoresCase: boolean) {
    this.finder = finder;
    this.#memory = memory;
    this.#own = new Int32Array(memory.buffer, memory.found, FOUND_AT_ONCE);
    this.#found = this.#own;
    this.#ignoresCase = ignoresCase;
    this.#texts = texts.map((bytes, place) => ({ bytes, mark: finder.marks[place] ?? 0 }));
  }

  /** Looks in these from now on; they stay as they are while it does. */
  begin(bytes: Buffer): void {
    const ahead = foundAhead(bytes, this.finder);
    this.#bytes = bytes;
    this.#found = ahead?.places ?? this.#own;
    this.#count = ahead?.count ?? 0;
    this.#shift = bytes.byteOffset;
    this.#scanned = ahead ? Math.min(bytes.length, ahead.next - this.#shift) : 0;
    this.#place = 0;
  }

  /** The first place from `from` on at which a text begins, -1 for none. Asked for places in order. */
  next(from: number): number {
    for (;;) {
      while (this.#place < this.#count) {
        const at = this.#textAt((this.#found[this.#place] ?? 0) - this.#shift, from);
        if (at !== -1) return at;
        this.#place++;
      }
      if (this.#scanned >= this.#bytes.length) return -1;
      this.#scanMore(from);
    }
  }

  /** Where the text begins that is marked at `mark`. */
  #textAt(mark: number, from: number): number {
    if (mark < from) return -1;
    for (const text of this.#texts) {
      const at = mark - text.mark;
      if (at >= from && this.#stands(text.bytes, at)) return at;
    }
    return -1;
  }

  #stands(text: Buffer, at: number): boolean {
    const bytes = this.#bytes;
    if (at + text.length > bytes.length) return false;
    for (let place = 0; place < text.length; place++) {
      const byte = text[place] as number;
      const other = bytes[at + place] as number;
      if (byte === other) continue;
      if (!this.#ignoresCase || (byte ^ other) !== 0x20 || !isLetter(byte)) return false;
    }
    return true;
  }

  #scanMore(from: number): void {
    const bytes = this.#bytes;
    const { bytes: memory, aside, found } = this.#memory;
    // What begins before `from` is not asked for.
    const first = Math.max(this.#scanned, from);
    const isThere = bytes.buffer === memory.buffer;
    const last = isThere ? bytes.length : Math.min(bytes.length, first + PIECE_BYTES - BEHIND);
    if (isThere) this.#shift = bytes.byteOffset;
    else {
      memory.set(bytes.subarray(first, last + BEHIND), aside);
      this.#shift = aside - first;
    }
    this.#found = this.#own;
    this.#count = this.finder.scan(first + this.#shift, last + this.#shift, found, FOUND_AT_ONCE);
    this.#scanned = Math.min(last, this.finder.next.value - this.#shift);
    this.#place = 0;
  }
}
