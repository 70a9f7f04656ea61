/** Finds the lines of a chunk that a pattern is in, by the cheapest way that misses none. */
import { isAscii } from 'node:buffer';
import type { PieceScan } from '../files/piece-scan.ts';
import type { Chunk } from '../index/chunk.ts';
import { decode } from '../text/decode.ts';
import { unitOf, type Encoding } from '../text/encoding.ts';
import { LiteralScan } from './literal-scan.ts';
import type { Pattern } from './pattern.ts';

const NEWLINE = 0x0a;
const NEWLINE_TEXT = '\n';

/** Of patterns that are in use. */
const scans = new WeakMap<Pattern, LiteralScan | null>();
/** By what they look for, those asked for last at the end: what was looked for before is found sooner, since code that ran a while is made faster. */
const made = new Map<string, LiteralScan | null>();
const MOST_MADE = 32;

const scanFor = (literals: readonly string[], ignoresCase: boolean): LiteralScan | null => {
  const key = JSON.stringify([literals, ignoresCase]);
  const known = made.get(key);
  const found =
    known === undefined
      ? (LiteralScan.of(
          literals.map((literal) => Buffer.from(literal, 'utf8')),
          ignoresCase,
        ) ?? null)
      : known;
  made.delete(key);
  made.set(key, found);
  for (const [oldest] of made) if (made.size > MOST_MADE) made.delete(oldest);
  return found;
};

const scanOf = (pattern: Pattern): LiteralScan | null => {
  const known = scans.get(pattern);
  if (known !== undefined) return known;
  const found = pattern.literals ? scanFor(pattern.literals, pattern.ignoresCase) : null;
  scans.set(pattern, found);
  return found;
};

/** What is looked for in bytes where the pattern allows it. */
export const textsLookedFor = (pattern: Pattern): PieceScan | undefined => scanOf(pattern)?.finder;

/** Letters that are k and s where case is ignored, and are none of ASCII. */
const otherLetters = ['\u212a', '\u017f'].map((letter) => Buffer.from(letter));

/** Finds the texts of a pattern in a chunk as they are; undefined where they may stand there in other bytes, or bytes of them be others' halves. */
const literalsIn = (chunk: Chunk, pattern: Pattern): LiteralScan | undefined => {
  const { bytes, blocks } = chunk;
  const encoding = blocks[0]?.segment.encoding ?? 'utf-8';
  if (pattern.literals === undefined || unitOf(encoding) !== 1 || !isWhole(chunk)) return undefined;
  if (standsAsItIs(pattern, pattern.literals, encoding) || isAscii(bytes)) return scanOf(pattern) ?? undefined;
  const isOther = encoding !== 'utf-8' || otherLetters.some((letter) => bytes.includes(letter));
  return isOther ? undefined : (scanOf(pattern) ?? undefined);
};

/** Whether texts are found by their bytes, whatever else is written in this encoding. */
const standsAsItIs = ({ ignoresCase }: Pattern, texts: readonly string[], encoding: Encoding): boolean =>
  encoding === 'utf-8'
    ? !ignoresCase || !texts.some((text) => /[ks]/i.test(text))
    : !ignoresCase && texts.every((text) => isAscii(Buffer.from(text)));

/** Counts the lines of a chunk up to places that come in order. */
class LineCounter {
  readonly #chunk: Chunk;
  readonly #base: number;
  #block = 0;
  #at = 0;
  #line = 0;

  constructor(chunk: Chunk) {
    this.#chunk = chunk;
    this.#base = chunk.blocks[0]?.from ?? 0;
  }

  /** Place in the chunk, from 0, of the line that this byte lies in. */
  lineOf(at: number): number {
    const { blocks, bytes, firstLine } = this.#chunk;
    for (;;) {
      const next = blocks[this.#block + 1];
      if (next === undefined || next.from - this.#base > at) break;
      this.#block++;
      this.#at = next.from - this.#base;
      this.#line = next.firstLine - firstLine;
    }
    for (let end = bytes.indexOf(NEWLINE, this.#at); end !== -1 && end < at; end = bytes.indexOf(NEWLINE, this.#at)) {
      this.#at = end + 1;
      this.#line++;
    }
    return this.#line;
  }
}

/** Whether offsets of the chunk are offsets in its bytes: not where lines were cut. */
const isWhole = ({ bytes, blocks }: Chunk): boolean => {
  const [first] = blocks;
  const last = blocks.at(-1);
  return first !== undefined && last !== undefined && bytes.length === last.to - first.from;
};

const byLiterals = (chunk: Chunk, pattern: Pattern, literals: LiteralScan, hit: (place: number) => void): void => {
  const { bytes, blocks } = chunk;
  const encoding = blocks[0]?.segment.encoding ?? 'utf-8';
  const counter = new LineCounter(chunk);
  literals.begin(bytes);
  for (let at = literals.next(0); at !== -1;) {
    const start = at === 0 ? 0 : bytes.lastIndexOf(NEWLINE, at - 1) + 1;
    const feed = bytes.indexOf(NEWLINE, at);
    const end = feed === -1 ? bytes.length : feed;
    const text =
      encoding === 'utf-8' ? bytes.toString('utf8', start, end) : decode(bytes.subarray(start, end), encoding);
    if (pattern.test(withoutReturn(text))) hit(counter.lineOf(start));
    at = feed === -1 ? -1 : literals.next(feed + 1);
  }
};

const withoutReturn = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text);

const acrossLines = (chunk: Chunk, pattern: Pattern, regex: RegExp, hit: (place: number) => void): void => {
  const { bytes, blocks } = chunk;
  const encoding = blocks[0]?.segment.encoding ?? 'utf-8';
  const isPlain = unitOf(encoding) === 1 && isAscii(bytes);
  const text = isPlain ? bytes.toString('latin1') : decode(bytes, encoding);
  const counter = isPlain && isWhole(chunk) ? new LineCounter(chunk) : undefined;
  let counted = 0;
  let line = 0;
  regex.lastIndex = 0;
  for (let found = regex.exec(text); found; found = regex.exec(text)) {
    // A match of nothing behind the last line end is in no line.
    if (found.index >= text.length && text.endsWith(NEWLINE_TEXT)) return;
    const start = found.index === 0 ? 0 : text.lastIndexOf(NEWLINE_TEXT, found.index - 1) + 1;
    const end = text.indexOf(NEWLINE_TEXT, start);
    // What was found may reach into the next line; what counts is what the line says by itself.
    if (pattern.test(withoutReturn(text.slice(start, end === -1 ? text.length : end)))) {
      if (counter) line = counter.lineOf(start);
      else {
        for (
          let next = text.indexOf(NEWLINE_TEXT, counted);
          next !== -1 && next < start;
          next = text.indexOf(NEWLINE_TEXT, counted)
        ) {
          counted = next + 1;
          line++;
        }
      }
      hit(line);
    }
    if (end === -1) return;
    regex.lastIndex = end + 1;
  }
};

/** Calls `hit` with the place in the chunk of each line that the pattern is in, in order. `texts` gives its lines. */
export const scanChunk = (
  chunk: Chunk,
  pattern: Pattern,
  texts: () => readonly string[],
  hit: (place: number) => void,
): void => {
  const literals = literalsIn(chunk, pattern);
  if (literals) byLiterals(chunk, pattern, literals, hit);
  else if (pattern.across) acrossLines(chunk, pattern, pattern.across, hit);
  else {
    const lines = texts();
    for (let place = 0; place < lines.length; place++) if (pattern.test(lines[place] ?? '')) hit(place);
  }
};
