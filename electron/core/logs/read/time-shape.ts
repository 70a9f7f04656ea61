/**
 * How the time at the beginning of a line is written, byte by byte: other lines that are written like it are known to have one without making text
 * of them. Says nothing of lines that are written in another way.
 */
import type { Format, Reference } from './formats.ts';

const ZERO = 0x30;

/** What a part of a time may be, so that it is one whatever the other parts are; by how much the time changes with it, in ms. */
const parts = [
  { min: 0, max: 59, least: 1_000, most: 1_000 },
  { min: 0, max: 59, least: 60_000, most: 60_000 },
  { min: 0, max: 23, least: 3_600_000, most: 3_600_000 },
  { min: 1, max: 31, least: 82_800_000, most: 90_000_000 },
  { min: 1, max: 12, least: 28 * 86_400_000 - 3_600_000, most: 31 * 86_400_000 + 3_600_000 },
] as const;

interface Range {
  readonly from: number;
  readonly end: number;
  readonly min: number;
  readonly max: number;
}

/** Whether an expression takes every digit for any other. */
const takesAnyDigit = (source: string): boolean => !/\d/.test(source.replaceAll(/\\d|\\[1-9]|\{\d+(?:,\d*)?\}/g, ''));

const isDigits = (text: string): boolean => /^\d+$/.test(text);

export class TimeShape {
  readonly #length: number;
  /** Behind it; -1: the line ends there. */
  readonly #next: number;
  /** By place: the byte that stands there, -1 for any digit. */
  readonly #bytes: Int16Array;
  readonly #ranges: readonly Range[];

  /** Undefined where that cannot be told from the bytes alone. `found`: at the beginning of the line, and a time. */
  static of(line: string, found: RegExpExecArray, format: Format, reference: Reference): TimeShape | undefined {
    const { source, flags } = format.pattern;
    const at = format.read(found, reference);
    const end = found[0].length;
    const head = line.slice(0, end + 1);
    if (found.index !== 0 || typeof at !== 'number' || !takesAnyDigit(source) || /[^\0-\x7f]/.test(head))
      return undefined;
    const spans = new RegExp(source, `${flags}d`).exec(line)?.indices;
    if (!spans) return undefined;
    const bytes = Int16Array.from(Buffer.from(found[0], 'latin1'), (byte) =>
      byte >= ZERO && byte <= ZERO + 9 ? -1 : byte,
    );
    const ranges: Range[] = [];
    for (let group = 1; group < found.length; group++) {
      const text = found[group];
      const span = spans[group];
      if (text === undefined || span === undefined) continue;
      const change = (digits: string): number => {
        const other = [...found] as unknown as RegExpExecArray;
        other[group] = digits;
        return Math.abs((format.read(other, reference) ?? Number.NaN) - at);
      };
      const [from, to] = span;
      if (
        isDigits(text) &&
        text.length > 2 &&
        change(text.replace(/^./, (digit) => (digit === '1' ? '2' : '1'))) < 1_000
      )
        continue;
      const value = Number(text);
      const near = [value + 1, value - 1].map((other) => String(other).padStart(text.length, '0'));
      const part = parts.find(({ least, most }) =>
        near.some((digits) => digits.length === text.length && change(digits) >= least && change(digits) <= most),
      );
      if (isDigits(text) && text.length <= 2 && part) ranges.push({ from, end: to, min: part.min, max: part.max });
      else for (let place = from; place < to; place++) bytes[place] = found[0].charCodeAt(place);
    }
    return new TimeShape(bytes, line.length === end ? -1 : line.charCodeAt(end), ranges);
  }

  private constructor(bytes: Int16Array, next: number, ranges: readonly Range[]) {
    this.#length = bytes.length;
    this.#bytes = bytes;
    this.#next = next;
    this.#ranges = ranges;
  }

  /** Whether the line begins with a time that is written like this. */
  fits(line: Uint8Array, from: number, to: number): boolean {
    const length = this.#length;
    const expected = this.#bytes;
    if (to - from < length) return false;
    for (let place = 0; place < length; place++) {
      const byte = line[from + place] as number;
      const other = expected[place] as number;
      if (other === -1 ? byte < ZERO || byte > ZERO + 9 : byte !== other) return false;
    }
    if (this.#next === -1 ? to - from > length : to - from === length || line[from + length] !== this.#next)
      return false;
    for (const { from: first, end, min, max } of this.#ranges) {
      let value = 0;
      for (let place = first; place < end; place++) value = value * 10 + (line[from + place] as number) - ZERO;
      if (value < min || value > max) return false;
    }
    return true;
  }
}

/** As many are tried. */
const MOST = 8;
/** A shape that fewer lines had was not worth what making it takes. */
const WORTH = 64;
const LONGEST_WAIT = 4_096;

interface Met {
  readonly shape: TimeShape;
  lines: number;
}

/** The shapes that were met last. Of a log in which hardly two lines are written in the same way few are made. */
export class TimeShapes {
  readonly #shapes: Met[] = [];
  #last: Met | undefined;
  #next = 0;
  /** Lines that fit none, before the next one is made. */
  #wait = 0;
  #waited = 0;

  /** Whether a line begins with a time that is written like one before. */
  fit(line: Uint8Array, from: number, to: number): boolean {
    let met = this.#last;
    if (met?.shape.fits(line, from, to) !== true) {
      met = this.#shapes.find(({ shape }) => shape.fits(line, from, to));
      if (!met) return false;
      this.#last = met;
    }
    met.lines++;
    return true;
  }

  /** Takes what `make` makes of a line that fits none. */
  add(make: () => TimeShape | undefined): void {
    if (this.#waited++ < this.#wait) return;
    this.#waited = 0;
    const shape = make();
    const left = this.#shapes[this.#next];
    this.#wait = !shape || (left && left.lines < WORTH) ? Math.min(LONGEST_WAIT, this.#wait * 2 + 1) : 0;
    if (!shape) return;
    this.#last = { shape, lines: 0 };
    this.#shapes[this.#next] = this.#last;
    this.#next = (this.#next + 1) % MOST;
  }
}
