/**
 * One log as lines: what came of its files is indexed at once, and what each line says of itself in turns afterwards. Lines are read again from
 * the file whenever they are asked for: the file is the buffer.
 */
import type { GapKind, Level } from '#shared/logs/line.ts';
import type { Beginning, Segment, Step } from '../follow/segment.ts';
import { codeOf } from '../read/level.ts';
import { LineReader, SAMPLE_LINES } from '../read/line-reader.ts';
import { withoutColours } from '../text/decode.ts';
import { BlockOrders } from './block-orders.ts';
import { chunkAt, textsOf, type Chunk } from './chunk.ts';
import { KnownLines } from './known-lines.ts';
import { LineIndex } from './line-index.ts';
import { ShownLines, type StreamLine } from './shown-lines.ts';

/** What happened to the files, and before which line that was. */
export interface Event {
  readonly line: number;
  readonly kind: GapKind;
  /** ms since epoch. */
  readonly at: number;
  readonly drained: number;
  readonly from: string;
}

const gapOf: Readonly<Record<Beginning, GapKind | null>> = {
  first: null,
  late: null,
  resumed: null,
  rotated: 'rotated',
  truncated: 'truncated',
  rewritten: 'rewritten',
};

const MAX_EVENTS = 500;

/** In which a machine that starts has said what time it is. */
const START_LINES = 4_000;

export class LogStream {
  readonly index = new LineIndex();
  readonly events: Event[] = [];
  readonly #now: () => number;
  readonly #orders = new BlockOrders(this.index);
  readonly #known = new KnownLines();
  readonly #shown = new ShownLines(this.index, this.#orders, this.#known);
  #reader: LineReader;
  #sampled = 0;
  #isDoubtful = false;
  #newest: number;
  #bytes = 0;
  /** Grows with whatever makes lines other than they were. */
  #version = 0;

  /** `newest`: no line that is there already is later, in ms since epoch. */
  constructor(now: () => number, newest: number) {
    this.#now = now;
    this.#newest = newest;
    this.#reader = new LineReader([], newest);
  }

  get lines(): number {
    return this.index.lines;
  }

  /** Lines of which is known what they say of themselves. */
  get classified(): number {
    return this.#known.length;
  }

  /** Lines that can be put in order among those of others. */
  get ordered(): number {
    return this.index.firstLineOf(this.#orders.length);
  }

  /** Bytes that came. */
  get bytes(): number {
    return this.#bytes;
  }

  get version(): number {
    return this.#version;
  }

  get counts(): Readonly<Record<Level, number>> {
    return this.#known.counts;
  }

  /** Takes what came of the files. Answers the first line that is other than it was, which new ones are not; undefined: none. */
  take(steps: readonly Step[]): number | undefined {
    let changed: number | undefined;
    if (steps.length === 0) return undefined;
    for (const step of steps) {
      switch (step.kind) {
        case 'began':
          changed ??= this.#forgetOpenLine();
          this.#note(gapOf[step.why], step.segment);
          this.index.begin(step.segment);
          break;
        case 'read':
          changed ??= this.#forgetOpenLine();
          this.index.add(step.bytes, step.at);
          this.#bytes += step.bytes.length;
          this.#newest = Math.max(this.#newest, this.#now());
          break;
        case 'sealed':
          changed ??= this.#forgetOpenLine();
          if (this.#isNewest(step.segment)) this.index.seal();
          break;
        case 'nul-run':
          this.#note('nul-run', step.segment);
          break;
        case 'encoding':
        case 'gone':
          this.#shown.forget();
          changed = 0;
          break;
        case 'state':
          break;
      }
    }
    this.#version++;
    return changed;
  }

  note(kind: GapKind): void {
    this.#addEvent({ line: this.lines, kind, at: this.#now(), drained: 0, from: '' });
  }

  /** A line that is not ended counts once nothing came to it for a while. Answers whether it does since. */
  showOpenLine(): boolean {
    const before = this.lines;
    this.index.showOpenLine(true);
    if (this.lines === before) return false;
    this.#version++;
    return true;
  }

  #isNewest(segment: Segment): boolean {
    let newest: Segment | undefined;
    for (const part of this.index.beginnings()) newest = part.segment;
    return newest === segment;
  }

  /** More comes to it, or it is ended: what was said of it is said anew. */
  #forgetOpenLine(): number | undefined {
    if (this.index.lines === this.index.wholeLines) return undefined;
    const line = this.index.wholeLines;
    this.index.showOpenLine(false);
    this.#known.forget(line);
    this.#orders.forget(this.index.blocks);
    return line;
  }

  #note(kind: GapKind | null, segment: Segment): void {
    if (kind === null) return;
    let before: Segment | undefined;
    for (const part of this.index.beginnings()) before = part.segment;
    const from = before && before !== segment ? before.name : '';
    this.#addEvent({ line: this.lines, kind, at: this.#now(), drained: 0, from });
  }

  #addEvent(event: Event): void {
    this.events.push(event);
    if (this.events.length > MAX_EVENTS) this.events.shift();
  }

  /** Finds out what lines say of themselves, as many as fit into one chunk. Answers whether there are more. */
  classify(): boolean {
    this.#sample();
    const known = this.#known;
    if (known.length >= this.lines) return false;
    const chunk = this.chunk(this.index.blockOf(known.length));
    const lines = textsOf(chunk);
    for (let place = known.length - chunk.firstLine; place < lines.length; place++) {
      const text = withoutColours(lines[place] ?? '');
      const goesOn = known.length > 0 && this.#reader.headOf(text).isContinued;
      known.push(goesOn ? null : codeOf(this.#reader.levelOf(text)));
    }
    return known.length < this.lines;
  }

  /** How lines are dated is judged by the first ones, and once more when there are enough of them. */
  #sample(): void {
    if (this.#sampled >= SAMPLE_LINES || this.lines === 0 || this.lines === this.#sampled) return;
    const sample: string[] = [];
    for (let block = 0; block < this.index.blocks && sample.length < SAMPLE_LINES; block++)
      sample.push(...textsOf(this.chunk(block, 1)).map(withoutColours));
    this.#sampled = this.lines >= SAMPLE_LINES ? SAMPLE_LINES : this.lines;
    this.#reader = new LineReader(sample.slice(0, SAMPLE_LINES), this.#newest);
    this.#reader.findStart(this.#firstLines(START_LINES));
    this.#isDoubtful = sample.some((line) => line.includes('\uFFFD'));
    // What was said by fewer lines is said anew.
    this.#known.forget(0);
    this.#orders.forget(0);
    this.#shown.forget();
    this.#version++;
  }

  *#firstLines(most: number): Iterable<string> {
    let count = 0;
    for (let block = 0; block < this.index.blocks && count < most; block++)
      for (const line of textsOf(this.chunk(block, 1))) {
        count++;
        yield withoutColours(line);
      }
  }

  /** Its times tell no day. */
  get isUndated(): boolean {
    return this.#reader.isUndated;
  }

  /** Some of its first bytes fit no encoding that was tried. */
  get isDoubtful(): boolean {
    return this.#isDoubtful;
  }

  /** Place in `levels` plus 1; 0 for none. Of lines up to `classified`. */
  levelCode(line: number): number {
    return this.#known.levelCode(line);
  }

  isContinued(line: number): boolean {
    return this.#known.isContinued(line);
  }

  /** Dates the next blocks, at most `count`. Answers whether there are more. */
  order(count: number): boolean {
    this.#sample();
    return this.#orders.advance(this.#reader, this.#newest, count);
  }

  /** The order of the first line of a block; of one that there is not, infinity. */
  orderOfBlock(block: number): number {
    return this.#orders.at(block);
  }

  /** How many blocks begin at `order` or before. */
  blocksUpTo(order: number): number {
    return this.#orders.countUpTo(order);
  }

  /** Whole blocks from one on, as many as fit and at most `most`, at least one; all in one file. */
  chunk(first: number, most?: number): Chunk {
    return chunkAt(this.index, first, most);
  }

  /** The lines of one block. */
  linesOf(place: number): readonly StreamLine[] {
    return this.#shown.linesOf(place, { reader: this.#reader, newest: this.#newest });
  }

  lineAt(line: number): StreamLine | undefined {
    const place = this.index.blockOf(line);
    return this.linesOf(place)[line - this.index.firstLineOf(place)];
  }
}
