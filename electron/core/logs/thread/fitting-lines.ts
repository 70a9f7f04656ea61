/** Finds out which lines of a log may hold something, a chunk at a time and each byte once; text is made only of lines that hold what is looked for. */
import { MAX_LINE_TEXT } from '#shared/logs/limits.ts';
import type { Segment } from '../follow/segment.ts';
import type { Block } from '../index/line-index.ts';
import type { LogStream } from '../index/log-stream.ts';
import { decode, shownText } from '../text/decode.ts';
import type { Encoding } from '../text/encoding.ts';

/** What tells lines apart by what they say alone. */
export interface LineTest {
  /** A place in the first line of this UTF-8 from `from` on that `fits` may be true of; -1: there is none. */
  nextPlace(bytes: Buffer, from: number): number;
  fits(text: string): boolean;
  /** Lines before and behind one that fits, which are wanted with it. */
  readonly around: number;
}

/** Lines of which is known which of them are to be looked at. */
interface Looked {
  readonly test: LineTest;
  readonly segment: Segment;
  readonly encoding: Encoding;
  readonly from: number;
  readonly to: number;
  /** In order: those that fit, and those behind them that may, since they are wanted in any case. */
  readonly fits: readonly number[];
}

const NUL = 0x00;
const NEWLINE = 0x0a;
const ESCAPE = 0x1b;
/** Of a UTF-16 unit in UTF-8. */
const MOST_BYTES = 3;

/** Lines as UTF-8, as they are shown where that is not how they are written: texts that something parts may stand together then. */
const shownBytes = (bytes: Buffer, encoding: Encoding): Buffer => {
  if (encoding === 'utf-8' && !bytes.includes(ESCAPE) && !bytes.includes(NUL)) return bytes;
  return Buffer.from(decode(bytes, encoding).split('\n').map(shownText).join('\n'));
};

/** As it is shown. */
const textAt = (bytes: Buffer, start: number, end: number): string =>
  shownText(bytes.toString('utf8', start, Math.min(end, start + MOST_BYTES * (MAX_LINE_TEXT + 1))));

export class FittingLines {
  readonly #stream: LogStream;
  #looked: Looked | undefined;

  constructor(stream: LogStream) {
    this.#stream = stream;
  }

  /**
   * The first line from `from` on that fits, or else the first that was not looked at. Undefined where lines have to be read one by one, as those of
   * the last block are, of which only the first `known` are known. `most`: blocks that are looked at together.
   */
  next(
    test: LineTest,
    from: number,
    known: number,
    most?: number,
  ): { readonly line: number; readonly fits: boolean } | undefined {
    const looked = this.#knownFrom(test, from) ?? this.#look(test, from, known, most);
    if (!looked) return undefined;
    const line = looked.fits.find((fit) => fit >= from);
    return line === undefined ? { line: looked.to, fits: false } : { line, fits: true };
  }

  /**
   * Behind the lines that are wanted with `line`, which fits, and with all others that fit and lie among them; so many at `most`. `isWhole`: none
   * behind them is wanted with them.
   */
  around({ around }: LineTest, line: number, most: number): { readonly end: number; readonly isWhole: boolean } {
    let last = line;
    for (const fit of this.#looked?.fits ?? []) if (fit > last && fit <= last + around) last = fit;
    const end = last + around + 1;
    return end > line + most ? { end: line + most, isWhole: false } : { end, isWhole: end <= (this.#looked?.to ?? 0) };
  }

  /** What was found out is so as long as these are lines of the same file, read in the same way. */
  #knownFrom(test: LineTest, from: number): Looked | undefined {
    const looked = this.#looked;
    if (!looked || looked.test !== test || from < looked.from || from >= looked.to) return undefined;
    const { segment } = this.#stream.index.nameOf(from);
    return segment === looked.segment && segment.encoding === looked.encoding ? looked : undefined;
  }

  #look(test: LineTest, from: number, known: number, most: number | undefined): Looked | undefined {
    const { blocks, bytes } = this.#stream.chunk(this.#stream.index.blockOf(from), most);
    const [first] = blocks;
    const last = blocks.at(-1);
    // Others were cut, or the file was changed since.
    if (!first || bytes.length !== (last?.to ?? 0) - first.from) return undefined;
    const { segment } = first;
    const { encoding } = segment;
    const fits: number[] = [];
    let to = first.firstLine;
    for (const block of blocks) {
      const end = block.firstLine + block.lines;
      if (end >= known) break;
      const part = bytes.subarray(block.from - first.from, block.to - first.from);
      addFits(test, block, shownBytes(part, encoding), fits);
      to = end;
    }
    if (to <= from) return undefined;
    return (this.#looked = { test, segment, encoding, from: first.firstLine, to, fits });
  }
}

const addFits = (test: LineTest, { firstLine }: Block, bytes: Buffer, fits: number[]): void => {
  let line = firstLine;
  let start = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (let at = test.nextPlace(bytes, 0); at !== -1;) {
    for (let feed = bytes.indexOf(NEWLINE, start); feed !== -1 && feed < at; feed = bytes.indexOf(NEWLINE, start)) {
      start = feed + 1;
      line++;
    }
    const feed = bytes.indexOf(NEWLINE, at);
    if (line <= last + test.around) fits.push(line);
    else if (test.fits(textAt(bytes, start, feed === -1 ? bytes.length : feed))) fits.push((last = line));
    if (feed === -1) return;
    at = test.nextPlace(bytes, feed + 1);
  }
};
