/**
 * One log as lines: what came of its files is indexed at once, and what each line says of itself in turns afterwards. Lines are read again from
 * the file whenever they are asked for: the file is the buffer.
 */
import type { GapKind, Level } from '#shared/logs/line.ts';
import type { PieceScan } from '../files/piece-scan.ts';
import type { Beginning, Segment, Step } from '../follow/segment.ts';
import { readable } from '../text/decode.ts';
import { BlockOrders } from './block-orders.ts';
import { classifyChunk } from './classify.ts';
import { chunkAt, chunkInOrder, textsOf, type Chunk } from './chunk.ts';
import { ClockOrders } from './clock-orders.ts';
import { Dating } from './dating.ts';
import { KnownLines } from './known-lines.ts';
import { LineIndex, type SegmentsById } from './line-index.ts';
import { ShownLines, type StreamLine } from './shown-lines.ts';
import { addEvent, gapOf, type StreamEvent } from './stream-events.ts';
import type { StreamState } from './stream-state.ts';

/** A segment that began. */
interface Waiting {
  readonly segment: Segment;
  readonly why: Beginning;
  readonly at: number;
  /** That there were then. */
  readonly lines: number;
  isSealed: boolean;
}

export class LogStream {
  readonly index = new LineIndex();
  readonly events: StreamEvent[] = [];
  readonly #now: () => number;
  readonly #dating: Dating;
  readonly #orders = new BlockOrders(this.index);
  readonly #clocks = new ClockOrders(this.index, this.#orders);
  readonly #known = new KnownLines();
  readonly #shown = new ShownLines(this.index, this.#orders, this.#known);
  /** Segments that began, oldest first, while the one before them is not sealed. */
  readonly #toBegin: Waiting[] = [];
  /** Bytes may come to the newest part. */
  #isOpen = false;
  /** All that was there was taken: what comes now is written now. */
  #isCaughtUp = false;
  #bytes = 0;
  #passed = 0;
  /** Grows with whatever makes lines other than they were. */
  #version = 0;

  /** `newest`: no line that is there already is later, in ms since epoch. */
  constructor(now: () => number, newest: number) {
    this.#now = now;
    this.#dating = new Dating(this.index, newest);
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

  /** Bytes of runs of NUL that were skipped since it was opened. */
  get passed(): number {
    return this.#passed;
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
    const note = (line: number | undefined): void => {
      if (line !== undefined) changed = Math.min(changed ?? line, line);
    };
    for (const step of steps) {
      switch (step.kind) {
        case 'began':
          this.#toBegin.push({
            segment: step.segment,
            why: step.why,
            at: this.#now(),
            lines: this.lines,
            isSealed: false,
          });
          note(this.#beginNext());
          break;
        case 'read':
          note(this.#forgetOpenLine());
          this.index.add(step.bytes, step.at);
          this.#bytes += step.bytes.length;
          this.#dating.came(this.#isCaughtUp ? this.#now() : undefined);
          break;
        case 'sealed':
          note(this.#forgetOpenLine());
          for (const next of this.#toBegin) if (next.segment === step.segment) next.isSealed = true;
          if (this.index.newest === step.segment) this.#seal();
          note(this.#beginNext());
          break;
        case 'nul-run':
          this.#pass(step.bytes, step.segment);
          break;
        case 'encoding':
        case 'gone':
          this.#shown.forget();
          note(0);
          break;
        case 'state':
          break;
      }
    }
    this.#version++;
    return changed;
  }

  note(kind: GapKind): void {
    addEvent(this.events, { line: this.lines, kind, at: this.#now(), drained: 0, from: '' });
  }

  /** So many files that are older than the first line are not read. Told once, since that is found anew each time. */
  noteLeftOut(files: number): void {
    this.events.unshift({ line: 0, kind: 'left-out', at: this.#now(), drained: files, from: '' });
    this.#version++;
  }

  /** All that is known of the lines that are ended. */
  state(checksOf: Parameters<LineIndex['state']>[0]): StreamState {
    const { index } = this;
    const lines = index.wholeLines;
    const known = this.#known.first(lines);
    // The last block may hold nothing but the open line.
    const blocks = lines === 0 ? 0 : index.blockOf(lines - 1) + 1;
    return {
      ...index.state(checksOf),
      bytes: this.#bytes,
      classified: known.length,
      known,
      orders: this.#orders.first(blocks),
      ...this.#dating.state(lines),
      events: this.events
        .filter(({ kind }) => kind !== 'left-out')
        .map((event) => ({ ...event, line: Math.min(event.line, lines) })),
    };
  }

  /** Goes on from what was known of the same segments. For a stream that nothing came to yet. */
  restore(state: StreamState, segments: SegmentsById): void {
    this.index.restore(state, segments);
    this.#known.set(state.known);
    this.#orders.set(state.orders);
    this.#bytes = state.bytes;
    this.#dating.restore(state);
    this.events.push(...state.events);
    this.#isOpen = state.parts.length > 0;
    this.#version++;
  }

  /** A line that is not ended counts once nothing came to it for a while. Answers whether it does since. */
  showOpenLine(): boolean {
    const before = this.lines;
    this.index.showOpenLine(true);
    if (this.lines === before) return false;
    this.#version++;
    return true;
  }

  /** A segment that began may have to wait until the one before it is sealed: bytes still come to that one. */
  #beginNext(): number | undefined {
    let changed: number | undefined;
    for (let next = this.#nextToBegin(); next; next = this.#nextToBegin()) {
      changed ??= this.#forgetOpenLine();
      this.#note(gapOf[next.why], next.segment, next.at, Math.max(0, this.lines - next.lines));
      this.index.begin(next.segment);
      this.#isOpen = true;
      if (next.isSealed) this.#seal();
    }
    return changed;
  }

  #nextToBegin(): Waiting | undefined {
    return this.#isOpen ? undefined : this.#toBegin.shift();
  }

  #seal(): void {
    this.index.seal();
    this.#isOpen = false;
  }

  /** More comes to it, or it is ended: what was said of it is said anew. */
  #forgetOpenLine(): number | undefined {
    if (this.index.lines === this.index.wholeLines) return undefined;
    const line = this.index.wholeLines;
    this.index.showOpenLine(false);
    this.#known.forget(line);
    this.#forgetOrders(this.index.blocks);
    return line;
  }

  #forgetOrders(block: number): void {
    this.#orders.forget(block);
    this.#clocks.forget(block);
  }

  /** A long run is skipped in parts, and told of once. */
  #pass(bytes: number, segment: Segment): void {
    this.#passed += bytes;
    const last = this.events.at(-1);
    if (last?.kind !== 'nul-run' || last.line !== this.lines) this.#note('nul-run', segment, this.#now());
  }

  #note(kind: GapKind | null, segment: Segment, at: number, drained = 0): void {
    if (kind === null) return;
    const before = this.index.newest;
    const from = before && before !== segment ? before.name : '';
    addEvent(this.events, { line: this.lines, kind, at, drained, from });
  }

  /** Finds out what lines say of themselves, as many as fit into one chunk. Answers whether there are more. */
  classify(): boolean {
    this.#judge();
    const known = this.#known;
    if (known.length >= this.lines) return false;
    const chunk = this.chunk(this.index.blockOf(known.length));
    classifyChunk(chunk, this.#dating.reader, known);
    return known.length < this.lines;
  }

  /** What a line says to be later than this it does not know. */
  get #latest(): number {
    return Math.max(this.#dating.newest, this.#now());
  }

  /** What was said by fewer lines is said anew. */
  #judge(): void {
    if (!this.#dating.judge()) return;
    this.#known.forget(0);
    this.#forgetOrders(0);
    this.#shown.forget();
    this.#version++;
  }

  /** Its times count from a moment that it does not tell. */
  get isUndated(): boolean {
    return this.#dating.reader.isUndated;
  }

  /** Its lines tell the hour alone: their days are counted back from when it was written last. */
  get areDaysInferred(): boolean {
    return this.#dating.reader.areDaysInferred;
  }

  /** Some of its first bytes fit no encoding that was tried. */
  get isDoubtful(): boolean {
    return this.#dating.isDoubtful;
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
    this.#isCaughtUp = true;
    this.#judge();
    const { reader, newest } = this.#dating;
    if (!reader.tellsHoursOnly) return this.#orders.advance(reader, this.#latest, count);
    const before = this.#orders.length;
    const more = this.#clocks.advance(reader, newest, count);
    if (before === 0 && this.#orders.length > 0) {
      // Lines had no day until now.
      this.#shown.forget();
      this.#version++;
    }
    return more;
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

  /** As `chunk`, where the chunks behind it are asked for next, and looked through for `scan`. */
  chunkInOrder(first: number, scan?: PieceScan): Chunk {
    return chunkInOrder(this.index, first, scan);
  }

  /** The lines of one block. */
  linesOf(place: number): readonly StreamLine[] {
    return this.#shown.linesOf(place, { reader: this.#dating.reader, newest: this.#latest });
  }

  /** All of one line, as it is searched: longer than a view shows it. */
  wholeTextOf(line: number): string {
    const place = this.index.blockOf(line);
    return readable(textsOf(this.chunk(place, 1))[line - this.index.firstLineOf(place)] ?? '').text;
  }

  lineAt(line: number): StreamLine | undefined {
    const place = this.index.blockOf(line);
    return this.linesOf(place)[line - this.index.firstLineOf(place)];
  }

  /** When a line of this text was written, in ms since epoch; null where neither it nor one before it says so. Others are read only if it does not. */
  timeOf(line: number, text: string): number | null {
    return this.#dating.reader.headOf(text).at ?? this.lineAt(line)?.at ?? null;
  }
}
