/** Finds out what the lines of a chunk say of themselves, making text only of what their bytes do not tell. */
import { isAscii } from 'node:buffer';
import { codeOf } from '../read/level.ts';
import { LevelScan, UNSURE } from '../read/level-scan.ts';
import type { LineReader } from '../read/line-reader.ts';
import { decode, withoutColours } from '../text/decode.ts';
import type { Chunk } from './chunk.ts';
import type { KnownLines } from './known-lines.ts';

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const ESCAPE = 0x1b;
const BRACE = 0x7b;

/** Bytes of a character of UTF-8 at most, for those that are one UTF-16 unit. */
const UNIT_BYTES = 3;

/** Lines that are made text of one by one, before all of them are. */
const ONE_BY_ONE = 64;

/** A text as bytes, and its lines as text where that is asked for. */
class Lines {
  readonly bytes: Buffer;
  readonly #areAscii: boolean;
  /** Where each byte is a character: pieces of it are made without copying. */
  #text: string | undefined;
  #asked = 0;
  #escape = -1;

  constructor({ bytes, blocks }: Chunk) {
    const encoding = blocks[0]?.segment.encoding ?? 'utf-8';
    this.#areAscii = isAscii(bytes);
    this.bytes = this.#areAscii || encoding === 'utf-8' ? bytes : Buffer.from(decode(bytes, encoding), 'utf8');
  }

  #slice(from: number, to: number): string {
    if (!this.#areAscii) return this.bytes.toString('utf8', from, to);
    if (this.#asked++ < ONE_BY_ONE) return this.bytes.toString('latin1', from, to);
    return (this.#text ??= this.bytes.toString('latin1')).slice(from, to);
  }

  textOf(from: number, to: number): string {
    return withoutColours(this.#slice(from, to));
  }

  /** Its first `most` UTF-16 units at least, or the whole line where less does not tell how it begins. */
  headOf(from: number, to: number, most: number): string {
    if (this.bytes[from] === BRACE || this.#hasEscape(from, to)) return this.textOf(from, to);
    const bytes = this.#areAscii ? most : most * UNIT_BYTES;
    const head = this.#slice(from, Math.min(to, from + bytes));
    return head.trimStart() === '' ? this.textOf(from, to) : head;
  }

  /** Asked for lines in order. */
  #hasEscape(from: number, to: number): boolean {
    if (this.#escape < from) {
      const next = this.bytes.indexOf(ESCAPE, from);
      this.#escape = next === -1 ? Number.POSITIVE_INFINITY : next;
    }
    return this.#escape < to;
  }
}

/** From the first line on of which nothing is known yet, which lies in the chunk. */
export const classifyChunk = (chunk: Chunk, reader: LineReader, known: KnownLines): void => {
  const lines = new Lines(chunk);
  const { bytes } = lines;
  const scan = new LevelScan(bytes);
  const end = chunk.firstLine + chunk.lines;
  let line = chunk.firstLine;
  for (let next = 0; next < bytes.length && line < end; line++) {
    const from = next;
    const feed = bytes.indexOf(NEWLINE, from);
    const stop = feed === -1 ? bytes.length : feed;
    if (line === known.length) {
      const to = stop > from && bytes[stop - 1] === RETURN ? stop - 1 : stop;
      const head = (): string => lines.headOf(from, to, reader.headLength);
      const goesOn = line > 0 && reader.goesOn(bytes, from, to, head);
      if (goesOn) known.push(null);
      else {
        const level = reader.tellsLevelsByPlace ? UNSURE : scan.levelOf(from, to);
        known.push(level === UNSURE ? codeOf(reader.levelOf(lines.textOf(from, to))) : level);
      }
    }
    next = stop + 1;
  }
  // The file no longer gives them.
  while (known.length < end) known.push(0);
};
