import { PIECE_BYTES } from '../files/piece-memory.ts';
import { foundAhead, type FoundAhead } from '../files/read-ahead.ts';
import type { Segment } from '../follow/segment.ts';
import { unitOf } from '../text/encoding.ts';
import { nextLineFeed } from '../text/lines.ts';
import { Floats } from './growing.ts';
import { newlinesAhead, newlineScanner, type NewlineScanner } from './newline-scan.ts';
import type { KeptPart, StreamState } from './stream-state.ts';

/** Lines from one noted offset to the next: what is read and counted through to reach any line. Fewer than twice as many where pieces meet. */
export const BLOCK_LINES = 128;

/** What is found in pieces of a large file that are read ahead. */
export const linesAhead = newlinesAhead(BLOCK_LINES);

/** Some lines that lie behind each other in one file. */
export interface Block {
  readonly segment: Segment;
  /** Of its first byte in that file. */
  readonly from: number;
  /** Behind its last whole line. */
  readonly to: number;
  /** Place of its first line in the stream, from 0. */
  readonly firstLine: number;
  readonly lines: number;
}

/** What is known of one segment before its lines. */
interface Part {
  readonly segment: Segment;
  readonly firstLine: number;
  /** Place of its first block. */
  readonly firstBlock: number;
  /** Lines of its generation that lie in segments before it. */
  readonly linesBefore: number;
}

type IndexState = Pick<
  StreamState,
  'parts' | 'ended' | 'offsets' | 'firstLines' | 'lines' | 'openFrom' | 'end' | 'left' | 'odd'
>;

export type SegmentsById = ReadonlyMap<number, Segment>;

/**
 * Where the lines of a stream begin: an offset is kept at least every 255 lines, and each line is found from there. Whole lines only grow in number; what stands
 * behind the last line end is the open line, and counts as one only while it is shown.
 */
export class LineIndex {
  readonly #parts: Part[] = [];
  readonly #offsets = new Floats();
  /** Of blocks: the line that begins them. */
  readonly #firstLines = new Floats();
  /** Of generations that are in no file any more: how many lines they had. */
  readonly #ended = new Map<number, number>();
  readonly #scanner: NewlineScanner = newlineScanner(BLOCK_LINES);
  #lines = 0;
  /** Where the open line begins, in the newest segment. */
  #openFrom = 0;
  #end = 0;
  #isOpenShown = false;
  /** The first bytes of a character of several that came without the others. */
  #odd = Buffer.alloc(0);

  /** Lines that count: whole ones, and the open one while it is shown. */
  get lines(): number {
    return this.#lines + (this.#isOpenShown ? 1 : 0);
  }

  get wholeLines(): number {
    return this.#lines;
  }

  get blocks(): number {
    return this.#offsets.length;
  }

  /** To which bytes come. */
  get newest(): Segment | undefined {
    return this.#parts.at(-1)?.segment;
  }

  get hasOpenLine(): boolean {
    return this.#end > this.#openFrom;
  }

  /** Whether the open line counts as one; `add` and `begin` settle that anew. */
  showOpenLine(isShown: boolean): void {
    this.#isOpenShown = isShown && this.hasOpenLine;
  }

  /** All that is known; `checksOf`: what a part is known again by. */
  state(checksOf: (segment: Segment, offsets: Float64Array) => KeptPart['checks']): IndexState {
    const offsets = this.#offsets.first(this.blocks);
    return {
      parts: this.#parts.map(({ segment, ...rest }, place) => ({
        ...rest,
        segment: segment.id,
        generation: segment.generation,
        checks: checksOf(segment, offsets.subarray(rest.firstBlock, this.#parts[place + 1]?.firstBlock)),
      })),
      ended: [...this.#ended],
      offsets,
      firstLines: this.#firstLines.first(this.blocks),
      lines: this.#lines,
      openFrom: this.#openFrom,
      end: this.#end,
      left: this.#scanner.left,
      odd: this.#odd.toString('base64'),
    };
  }

  /** Goes on from where another index was, of the same segments. */
  restore({ parts, ended, offsets, firstLines, lines, openFrom, end, left, odd }: IndexState, of: SegmentsById): void {
    for (const { segment, firstLine, firstBlock, linesBefore } of parts) {
      const found = of.get(segment);
      if (found) this.#parts.push({ segment: found, firstLine, firstBlock, linesBefore });
    }
    for (const [generation, count] of ended) this.#ended.set(generation, count);
    this.#offsets.set(offsets);
    this.#firstLines.set(firstLines);
    this.#lines = lines;
    this.#openFrom = openFrom;
    this.#end = end;
    this.#scanner.left = left;
    this.#odd = Buffer.from(odd, 'base64');
  }

  begin(segment: Segment): void {
    this.seal();
    const before = this.#parts.findLast((part) => part.segment.generation === segment.generation);
    this.#parts.push({
      segment,
      firstLine: this.#lines,
      firstBlock: this.#offsets.length,
      linesBefore:
        segment.linesBefore ??
        (before ? this.#lines - before.firstLine + before.linesBefore : (this.#ended.get(segment.generation) ?? 0)),
    });
    this.#odd = Buffer.alloc(0);
    this.#openFrom = segment.start;
    this.#end = segment.start;
    this.#scanner.left = BLOCK_LINES;
    this.#beginBlock(segment.start);
  }

  /** What stands behind the last line end is a line of its own from now on: nothing comes to that file any more. */
  seal(): void {
    this.#isOpenShown = false;
    if (this.hasOpenLine) {
      this.#lines++;
      this.#openFrom = this.#end;
    }
    // A block that no line came to is none.
    if (this.#offsets.length > 0 && this.#firstLines.at(this.#offsets.length - 1) === this.#lines) {
      this.#offsets.pop();
      this.#firstLines.pop();
    }
  }

  /** Takes the next bytes of the newest segment. */
  add(piece: Uint8Array, at: number): void {
    const part = this.#parts.at(-1);
    if (part === undefined) throw new Error('bytes before the first segment');
    this.#isOpenShown = false;
    this.#passUpTo(at);
    this.#end = at + piece.length;
    if (unitOf(part.segment.encoding) !== 1) {
      this.#addUnits(piece, at, part.segment);
      return;
    }
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    for (let from = 0; from < bytes.length; from += PIECE_BYTES)
      this.#addBytes(bytes.subarray(from, from + PIECE_BYTES), at + from);
  }

  /** Where the text of a segment begins is known when it comes: a byte order mark may stand before it. */
  #passUpTo(at: number): void {
    if (at === this.#end || this.#offsets.at(this.blocks - 1) !== this.#end) return;
    this.#offsets.pop();
    this.#offsets.push(at);
    this.#openFrom = at;
  }

  #addBytes(piece: Buffer, at: number): void {
    const ahead = foundAhead(piece, linesAhead);
    if (ahead) this.#addFound(ahead, piece, at);
    else this.#addScanned(piece, at);
    const last = piece.lastIndexOf(0x0a);
    if (last !== -1) this.#openFrom = at + last + 1;
  }

  /** Counted from the beginning of the piece on: the block before it goes on to its first mark. */
  #addFound({ places, count, next }: FoundAhead, piece: Buffer, at: number): void {
    for (let mark = 0; mark < count; mark++)
      this.#beginBlock(at + (places[mark] ?? 0) - piece.byteOffset, this.#lines + (mark + 1) * BLOCK_LINES);
    this.#lines += (count + 1) * BLOCK_LINES - next;
    this.#scanner.left = next;
  }

  #addScanned(piece: Buffer, at: number): void {
    const { left } = this.#scanner;
    const marks = this.#scanner.scan(piece);
    const first = this.#lines + left;
    for (let mark = 0; mark < marks.length; mark++)
      this.#beginBlock(at + (marks[mark] ?? 0), first + mark * BLOCK_LINES);
    this.#lines += marks.length * BLOCK_LINES + left - this.#scanner.left;
  }

  #addUnits(piece: Uint8Array, at: number, { encoding }: Segment): void {
    const unit = unitOf(encoding);
    const bytes = Buffer.concat([this.#odd, piece]);
    const from = at - this.#odd.length;
    this.#odd = bytes.subarray(bytes.length - (bytes.length % unit));
    for (let feed = nextLineFeed(bytes, 0, encoding); feed !== -1; feed = nextLineFeed(bytes, feed + unit, encoding)) {
      this.#lines++;
      this.#openFrom = from + feed + unit;
      if (--this.#scanner.left > 0) continue;
      this.#scanner.left = BLOCK_LINES;
      this.#beginBlock(this.#openFrom);
    }
  }

  #beginBlock(offset: number, line = this.#lines): void {
    this.#offsets.push(offset);
    this.#firstLines.push(line);
  }

  block(place: number): Block {
    const part = this.#partOfBlock(place);
    const firstLine = this.#firstLines.at(place);
    const isLast = place === this.blocks - 1;
    const isLastOfPart = isLast || this.#partOfBlock(place + 1) !== part;
    const { segment } = part;
    const to = isLast
      ? this.#isOpenShown
        ? this.#end
        : this.#openFrom
      : isLastOfPart
        ? segment.end
        : this.#offsets.at(place + 1);
    const next = isLast ? this.lines : this.#firstLines.at(place + 1);
    return { segment, from: this.#offsets.at(place), to, firstLine, lines: next - firstLine };
  }

  /** Place of the last block that ends at most so many bytes behind where the `first` begins, in the same file; `first` at least. */
  lastWithin(first: number, bytes: number): number {
    const part = this.#parts.findLastIndex(({ firstBlock }) => firstBlock <= first);
    const end = this.#parts[part + 1]?.firstBlock ?? this.blocks;
    const limit = this.#offsets.at(first) + bytes;
    const last = this.#offsets.countUpTo(limit, first, end) - 1;
    // It begins within so many; whether it ends there is another matter.
    return last > first && this.block(last).to > limit ? last - 1 : last;
  }

  /** Place of the block that a line lies in. */
  blockOf(line: number): number {
    return Math.max(0, this.#firstLines.countUpTo(line) - 1);
  }

  firstLineOf(block: number): number {
    return block < this.blocks ? this.#firstLines.at(block) : this.lines;
  }

  #partOfBlock(block: number): Part {
    const found = this.#parts.findLast(({ firstBlock }) => firstBlock <= block);
    if (found === undefined) throw new Error('no such block');
    return found;
  }

  /** How people name a line: from 1, within its generation. */
  nameOf(line: number): { readonly segment: Segment; readonly line: number } {
    const part = this.#parts.findLast(({ firstLine }) => firstLine <= line) ?? this.#parts[0];
    if (part === undefined) throw new Error('no such line');
    return { segment: part.segment, line: line - part.firstLine + part.linesBefore + 1 };
  }

  /** Places of the lines at which a segment begins, with that segment; oldest first. */
  *beginnings(): Iterable<{ readonly segment: Segment; readonly firstLine: number }> {
    yield* this.#parts;
  }
}
