/**
 * Which of many texts stand in lines, in one pass over their UTF-8 whatever the number of texts. Upper and lower case of ASCII are the same; all
 * else is as it is written.
 *
 * Of each text two marks are kept: four bytes of it at an even and four at an odd place, so that one of them is met wherever the text lies when only
 * every second place is looked at. Few lines hold a mark by chance, and only there the text itself is looked for.
 */
import { MAX_SCANNED } from '#shared/alerts/limits.ts';

interface Text {
  /** Folded. */
  readonly bytes: Uint8Array;
  /** Whoever looks for it, by number. */
  readonly owners: number[];
}

interface Mark {
  readonly key: number;
  readonly text: Text;
  /** From where the text begins to where the mark does. */
  readonly shift: number;
  /** Place of another one of the same slot; 0 for none. */
  readonly next: number;
}

/** Bytes of a text from which on two marks of four bytes are had. */
const LONG = 5;
const PAIRS = 65_536;
/** Slots to a mark at least, so that nearly all that is met by chance finds its slot empty; the first of these stay in a processor's nearest memory. */
const SLOTS_A_MARK = 64;
const LEAST_BITS = 15;
const MOST_BITS = 20;
const SPREAD = 0x9e_37_79_b1 | 0;
/** Sets the bit by which lower case differs in each of two bytes: what is no letter may be mistaken then, until the text is looked for. */
const CASE = 0x20_20;

const fold = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte);

const pairView = new Uint16Array(1);
const pairBytes = new Uint8Array(pairView.buffer);

/** Two bytes as this machine reads them at once. */
const pairOf = (first: number, second: number): number => {
  pairBytes[0] = first;
  pairBytes[1] = second;
  return (pairView[0] ?? 0) | CASE;
};

const pairAt = (bytes: Uint8Array, at: number): number => pairOf(bytes[at] ?? 0, bytes[at + 1] ?? 0);

/** The first of these units at which a mark may stand; the last one, which none of four bytes is at, where there is none before. */
const nextMarked = (
  units: Uint16Array,
  from: number,
  last: number,
  taken: Uint8Array,
  drop: number,
  pairs: Int32Array | undefined,
): number => {
  let pair = (units[from] as number) | CASE;
  for (let unit = from; unit < last; unit++) {
    if (pairs !== undefined && pairs[pair] !== 0) return unit;
    const after = (units[unit + 1] as number) | CASE;
    if (taken[Math.imul(pair | (after << 16), SPREAD) >>> drop] !== 0) return unit;
    pair = after;
  }
  return last;
};

export class LiteralSearch {
  /** Their places are from 1. */
  readonly #marks: Mark[] = [];
  /** 1 where a mark of four bytes has this slot. */
  readonly #taken: Uint8Array;
  /** Of slots, the place of the mark; 0 for none. */
  readonly #slots: Int32Array;
  /** 32 less the bits of a slot. */
  readonly #drop: number;
  /** By two bytes, marks of texts that are too short for others; undefined where there are none. */
  readonly #pairs: Int32Array | undefined;
  readonly #line = Buffer.allocUnsafeSlow(3 * MAX_SCANNED + 4);
  readonly #lineUnits = new Uint16Array(this.#line.buffer);
  #buffer: ArrayBufferLike = this.#line.buffer;
  #units: Uint16Array = this.#lineUnits;

  /** `texts[n]` are those of owner n, each of two bytes at least. */
  constructor(texts: readonly (readonly string[])[]) {
    const known = new Map<string, Text>();
    texts.forEach((own, owner) => {
      for (const written of own) {
        const bytes = Buffer.from(written, 'utf8').map(fold);
        const name = Buffer.from(bytes).toString('latin1');
        const text = known.get(name) ?? { bytes, owners: [] };
        if (!text.owners.includes(owner)) text.owners.push(owner);
        known.set(name, text);
      }
    });
    const all = [...known.values()];
    const long = all.filter(({ bytes }) => bytes.length >= LONG);
    const short = all.filter(({ bytes }) => bytes.length < LONG);
    const bits = Math.min(MOST_BITS, Math.max(LEAST_BITS, Math.ceil(Math.log2(2 * long.length * SLOTS_A_MARK + 1))));
    this.#drop = 32 - bits;
    this.#taken = new Uint8Array(1 << bits);
    this.#slots = new Int32Array(1 << bits);
    for (const text of long) this.#markLong(text);
    if (short.length > 0) {
      this.#pairs = new Int32Array(PAIRS);
      for (const text of short) this.#markShort(text, this.#pairs);
    }
  }

  /** A place in the first line from `from` on that holds a text; -1: none does. */
  next(bytes: Buffer, from: number): number {
    if (bytes.buffer !== this.#buffer) {
      this.#buffer = bytes.buffer;
      this.#units = new Uint16Array(bytes.buffer, 0, bytes.buffer.byteLength >> 1);
    }
    let place = -1;
    this.#search(this.#units, bytes, from, bytes.length, (_, at) => {
      place = at;
      return true;
    });
    return place;
  }

  /** Adds the owners of the texts that stand in this, which has at most `MAX_SCANNED` UTF-16 units; some more than once. */
  owners(line: string, found: number[]): void {
    const length = this.#line.write(line, 'utf8');
    this.#search(this.#lineUnits, this.#line, 0, length, (text) => {
      found.push(...text.owners);
      return false;
    });
  }

  #markLong(text: Text): void {
    const { bytes } = text;
    for (const shift of [bytes.length - LONG, bytes.length - LONG + 1]) {
      const key = pairAt(bytes, shift) | (pairAt(bytes, shift + 2) << 16);
      const slot = Math.imul(key, SPREAD) >>> this.#drop;
      this.#taken[slot] = 1;
      this.#add(this.#slots, slot, { key, text, shift });
    }
  }

  #markShort(text: Text, pairs: Int32Array): void {
    const { bytes } = text;
    const add = (key: number, shift: number): void => this.#add(pairs, key, { key, text, shift });
    add(pairAt(bytes, 0), 0);
    if (bytes.length > 2) add(pairAt(bytes, 1), 1);
    // At an odd place only its first byte is seen, with whatever stands before it.
    else for (let before = 0; before < 256; before++) if ((before & 0x20) !== 0) add(pairOf(before, bytes[0] ?? 0), -1);
  }

  #add(places: Int32Array, place: number, mark: Omit<Mark, 'next'>): void {
    places[place] = this.#marks.push({ ...mark, next: places[place] ?? 0 });
  }

  /** Calls `take` with each text in [from, to) of `bytes` and with where it begins, until that answers true. `units`: all memory that they lie in. */
  #search(
    units: Uint16Array,
    bytes: Buffer,
    from: number,
    to: number,
    take: (text: Text, at: number) => boolean,
  ): void {
    const pairs = this.#pairs;
    const shift = bytes.byteOffset;
    const last = ((shift + to) >> 1) - 1;
    for (let unit = (shift + from) >> 1; unit <= last; unit++) {
      unit = nextMarked(units, unit, last, this.#taken, this.#drop, pairs);
      const at = unit * 2 - shift;
      const pair = (units[unit] as number) | CASE;
      if (pairs && this.#takeMarks(pairs[pair] as number, pair, bytes, at, from, to, take)) return;
      if (unit === last) return;
      const key = pair | (((units[unit + 1] as number) | CASE) << 16);
      const slot = Math.imul(key, SPREAD) >>> this.#drop;
      if (this.#takeMarks(this.#slots[slot] as number, key, bytes, at, from, to, take)) return;
    }
  }

  /** Of marks that begin at `at`, `first` and those of its slot: calls `take` with their texts, until that answers true. */
  #takeMarks(
    first: number,
    key: number,
    bytes: Buffer,
    at: number,
    from: number,
    to: number,
    take: (text: Text, at: number) => boolean,
  ): boolean {
    for (let mark = this.#marks[first - 1]; mark; mark = this.#marks[mark.next - 1]) {
      if (mark.key !== key) continue;
      const { text } = mark;
      const start = at - mark.shift;
      if (start < from || start + text.bytes.length > to) continue;
      let place = 0;
      while (place < text.bytes.length && fold(bytes[start + place] as number) === text.bytes[place]) place++;
      if (place === text.bytes.length && take(text, start)) return true;
    }
    return false;
  }
}
