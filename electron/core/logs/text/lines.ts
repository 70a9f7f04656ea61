/** Cuts bytes that come in parts into lines. */
import { decode, readable } from './decode.ts';
import { unitOf, type Encoding } from './encoding.ts';

/** Longer lines are cut for display, and marked. */
export const LONGEST_LINE = 1024 * 1024;

export interface Line {
  /** Offset of its first byte. */
  readonly at: number;
  /** Bytes without the line end. */
  readonly bytes: number;
  readonly text: string;
  readonly isCut: boolean;
  readonly isBinary: boolean;
}

const LINE_FEED = 0x0a;

/**
 * Offset of the first byte of the next line feed at or after `from`, -1 if there is none. `from` and what is found are multiples of the unit:
 * in UTF-16 and UTF-32 a byte 0x0A is a line feed only where its zeros stand beside it; in no other encoding here is it part of another character.
 */
export const nextLineFeed = (bytes: Buffer, from: number, encoding: Encoding): number => {
  const unit = unitOf(encoding);
  if (unit === 1) return bytes.indexOf(LINE_FEED, from);
  const lead = encoding === 'utf-16be' ? 1 : 0;
  for (let at = bytes.indexOf(LINE_FEED, from); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) {
    const first = at - lead;
    if (first < from || first % unit !== 0 || first + unit > bytes.length) continue;
    let zeros = 0;
    for (let other = first; other < first + unit; other++) if (bytes[other] === 0) zeros++;
    if (zeros === unit - 1) return first;
  }
  return -1;
};

/** The line that these bytes are, without line end. `bytes` of them stood there if they are cut. */
export const lineOf = (content: Buffer, at: number, encoding: Encoding, bytes = content.length): Line => {
  const unit = unitOf(encoding);
  const kept = content.subarray(
    0,
    Math.min(content.length, LONGEST_LINE) - (Math.min(content.length, LONGEST_LINE) % unit),
  );
  const isCut = kept.length < bytes - (bytes % unit);
  const decoded = decode(kept, encoding);
  // A line that was cut may end within a character.
  const whole = isCut ? decoded.replace(/\ufffd$/u, '') : decoded;
  const { text, isBinary } = readable(whole.endsWith('\r') && !isCut ? whole.slice(0, -1) : whole);
  return { at, bytes, text, isCut, isBinary };
};

/** For one segment: bytes in order, lines out. Holds at most `LONGEST_LINE` of a line that is not ended. */
export class LineCutter {
  readonly #unit: number;
  /** Of a unit that is cut at the end of what came so far. */
  #odd: Buffer = Buffer.alloc(0);
  #held: Buffer[] = [];
  #heldBytes = 0;
  #lineAt: number;
  #lineBytes = 0;

  constructor(
    public encoding: Encoding,
    start: number,
  ) {
    this.#unit = unitOf(encoding);
    this.#lineAt = start;
  }

  /** The lines that these bytes end. */
  push(bytes: Uint8Array): Line[] {
    const came = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const part = this.#odd.length > 0 ? Buffer.concat([this.#odd, came]) : came;
    const whole = part.length - (part.length % this.#unit);
    this.#odd = Buffer.from(part.subarray(whole));
    return this.#cut(part.subarray(0, whole));
  }

  /** The last line of a segment that nothing more comes to, if it is not ended. */
  end(): Line | null {
    const bytes = this.#lineBytes + this.#odd.length;
    if (bytes === 0) return null;
    const last = lineOf(Buffer.concat([...this.#held, this.#odd]), this.#lineAt, this.encoding, bytes);
    this.#odd = Buffer.alloc(0);
    this.#begin(this.#lineAt + bytes);
    return last;
  }

  #cut(part: Buffer): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (
      let feed = nextLineFeed(part, from, this.encoding);
      feed !== -1;
      feed = nextLineFeed(part, from, this.encoding)
    ) {
      this.#hold(part.subarray(from, feed));
      const [first] = this.#held;
      const content = this.#held.length === 1 && first ? first : Buffer.concat(this.#held);
      lines.push(lineOf(content, this.#lineAt, this.encoding, this.#lineBytes));
      this.#begin(this.#lineAt + this.#lineBytes + this.#unit);
      from = feed + this.#unit;
    }
    // Kept beyond this call, in which the bytes may be overwritten.
    if (from < part.length) this.#hold(Buffer.from(part.subarray(from)));
    return lines;
  }

  #hold(part: Buffer): void {
    const room = part.subarray(0, Math.max(0, LONGEST_LINE + this.#unit - this.#heldBytes));
    if (room.length > 0) this.#held.push(room);
    this.#heldBytes += room.length;
    this.#lineBytes += part.length;
  }

  #begin(at: number): void {
    this.#held = [];
    this.#heldBytes = 0;
    this.#lineAt = at;
    this.#lineBytes = 0;
  }
}
