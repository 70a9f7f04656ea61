/**
 * One log as lines: what came of its files is indexed at once, and what each line says of itself in turns afterwards. Lines are read again from
 * the file whenever they are asked for: the file is the buffer.
 */
import { levels, type GapKind, type Level } from '#shared/logs/line.ts';
import { MAX_LINE_TEXT } from '#shared/logs/limits.ts';
import type { Beginning, Segment, Step } from '../follow/segment.ts';
import { MAX_FUTURE_MS } from '../read/instant.ts';
import { LineReader, SAMPLE_LINES } from '../read/line-reader.ts';
import { decode, readable } from '../text/decode.ts';
import { unitOf } from '../text/encoding.ts';
import { Floats } from './growing.ts';
import { LineIndex, type Block } from './line-index.ts';
import { rawLines } from './raw-lines.ts';

/** Read, decoded and looked through at once. */
export const CHUNK_BYTES = 512 * 1024;

/** Blocks whose lines are kept as they were read. */
const KEPT_BLOCKS = 64;

/** What is known of a line: bits 0–2 its level, from 1 in the order of `levels`, 0 for none; bit 3: it goes on with the entry above it. */
const LEVEL = 7;
const CONTINUED = 8;

export interface StreamLine {
  readonly text: string;
  /** UTF-16 units of the whole line, as far as they were counted. */
  readonly length: number;
  readonly isBinary: boolean;
  /** ms since epoch, its own or that of the entry it belongs to; null where neither has one. */
  readonly at: number | null;
  /** By which lines of several logs are put in order: never less than that of the line before. */
  readonly order: number;
  readonly level: Level | null;
  readonly isContinued: boolean;
}

/** What happened to the files, and before which line that was. */
export interface Event {
  readonly line: number;
  readonly kind: GapKind;
  /** ms since epoch. */
  readonly at: number;
  readonly drained: number;
  readonly from: string;
}

/** Some blocks that lie behind each other in one file. */
export interface Chunk {
  readonly blocks: readonly Block[];
  readonly firstLine: number;
  readonly lines: number;
  /** Of the whole lines; fewer than there were if the file was changed since. */
  readonly bytes: Buffer;
}

interface KeptBlock {
  readonly to: number;
  readonly lines: readonly StreamLine[];
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

export class LogStream {
  readonly index = new LineIndex();
  readonly events: Event[] = [];
  readonly #now: () => number;
  readonly #kept = new Map<number, KeptBlock>();
  /** Of blocks: by what their first line is put in order. */
  readonly #orders = new Floats();
  readonly #counts = { error: 0, warning: 0, info: 0, debug: 0 };
  #known = new Uint8Array(1024);
  #classified = 0;
  #reader: LineReader;
  #sampled = 0;
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
    return this.#classified;
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
    return this.#counts;
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
          this.#kept.clear();
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
    if (this.#classified > line) {
      this.#count(line, -1);
      this.#classified = line;
    }
    while (this.#orders.length > this.index.blocks) this.#orders.pop();
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
    const to = this.lines;
    if (this.#classified >= to) return false;
    const chunk = this.chunk(this.index.blockOf(this.#classified));
    const { firstLine } = chunk;
    const lines = this.textsOf(chunk);
    this.#makeRoom(firstLine + lines.length);
    for (let place = this.#classified - firstLine; place < lines.length; place++) {
      const line = firstLine + place;
      const text = lines[place] ?? '';
      const { isContinued } = this.#reader.headOf(plain(text));
      const above = isContinued && line > 0 ? (this.#known[line - 1] ?? 0) & LEVEL : undefined;
      const own = above === undefined ? levels.indexOf(this.#reader.levelOf(plain(text)) as Level) + 1 : above;
      this.#known[line] = own | (above === undefined ? 0 : CONTINUED);
      this.#count(line, 1);
    }
    this.#classified = Math.max(this.#classified, firstLine + lines.length);
    return this.#classified < to;
  }

  /** How lines are dated is judged by the first ones, and once more when there are enough of them. */
  #sample(): void {
    if (this.#sampled >= SAMPLE_LINES || this.lines === 0 || this.lines === this.#sampled) return;
    const sample: string[] = [];
    for (let block = 0; block < this.index.blocks && sample.length < SAMPLE_LINES; block++)
      sample.push(...this.textsOf(this.chunk(block, 1)).map(plain));
    this.#sampled = this.lines >= SAMPLE_LINES ? SAMPLE_LINES : this.lines;
    this.#reader = new LineReader(sample.slice(0, SAMPLE_LINES), this.#newest);
    // What was said by fewer lines is said anew.
    for (let line = 0; line < this.#classified; line++) this.#count(line, -1);
    this.#classified = 0;
    while (this.#orders.length > 0) this.#orders.pop();
    this.#kept.clear();
    this.#version++;
  }

  #count(line: number, by: 1 | -1): void {
    const level = levels[((this.#known[line] ?? 0) & LEVEL) - 1];
    if (level && !this.isContinued(line)) this.#counts[level] += by;
  }

  #makeRoom(lines: number): void {
    if (lines <= this.#known.length) return;
    const larger = new Uint8Array(Math.max(lines, this.#known.length * 2));
    larger.set(this.#known);
    this.#known = larger;
  }

  /** Place in `levels` plus 1; 0 for none. Of lines up to `classified`. */
  levelCode(line: number): number {
    return (this.#known[line] ?? 0) & LEVEL;
  }

  isContinued(line: number): boolean {
    return ((this.#known[line] ?? 0) & CONTINUED) !== 0;
  }

  /** Dates the next blocks, at most `count`. Answers whether there are more. */
  order(count: number): boolean {
    this.#sample();
    const blocks = this.index.blocks;
    for (let done = 0; done < count && this.#orders.length < blocks; done++) {
      const place = this.#orders.length;
      const before = place === 0 ? 0 : this.#orders.at(place - 1);
      if (this.index.block(place).lines === 0) return false;
      this.#orders.push(Math.max(before, this.#timeAtStart(place) ?? before));
    }
    return this.#orders.length < blocks;
  }

  /** Of the entry that the first line of a block belongs to; where none is above it, of the first one below. */
  #timeAtStart(place: number): number | null {
    const { segment, from, to } = this.index.block(place);
    const [first = ''] = this.#textAt(segment, from, Math.min(LINE_HEAD, to - from));
    const own = this.#plausibleTime(first);
    if (own !== null) return own;
    const below = this.#textAt(segment, from, Math.min(LOOKED_AT, to - from));
    const start = Math.max(segment.start, from - LOOKED_AT);
    const above = this.#textAt(segment, start, from - start).toReversed();
    for (const line of [...above, ...below]) {
      const at = this.#plausibleTime(line);
      if (at !== null) return at;
    }
    return null;
  }

  #textAt(segment: Segment, from: number, length: number): readonly string[] {
    const bytes = Buffer.allocUnsafe(Math.max(0, length - (length % unitOf(segment.encoding))));
    const read = segment.read(bytes, from);
    return decode(bytes.subarray(0, read), segment.encoding).split('\n').map(plain);
  }

  /** A clock that was set to another century would put every line that follows behind its own. */
  #plausibleTime(line: string): number | null {
    const at = this.#reader.timeOf(line) ?? null;
    return at !== null && at <= this.#newest + MAX_FUTURE_MS ? at : null;
  }

  /** The order of the first line of a block; of one that there is not, infinity. */
  orderOfBlock(block: number): number {
    return block < this.#orders.length ? this.#orders.at(block) : Number.POSITIVE_INFINITY;
  }

  /** How many blocks begin at `order` or before. */
  blocksUpTo(order: number): number {
    return this.#orders.countUpTo(order);
  }

  /** Whole blocks from one on, as many as fit, at least one; all in one file. */
  chunk(first: number, most = Number.POSITIVE_INFINITY): Chunk {
    const block = this.index.block(first);
    const blocks = [block];
    for (let place = first + 1; place < this.index.blocks && blocks.length < most; place++) {
      const next = this.index.block(place);
      if (next.segment !== block.segment || next.to - block.from > CHUNK_BYTES) break;
      blocks.push(next);
    }
    const to = blocks.at(-1)?.to ?? block.to;
    const last = blocks.at(-1) ?? block;
    return {
      blocks,
      firstLine: block.firstLine,
      lines: last.firstLine + last.lines - block.firstLine,
      bytes:
        to - block.from > MOST_BYTES ? rawLines(block, MAX_BYTES_OF_LINE) : readBytes(block.segment, block.from, to),
    };
  }

  /** The lines of a chunk as they are searched; as many as it should have, empty where the file no longer gives them. */
  textsOf({ bytes, blocks, lines }: Chunk): string[] {
    const encoding = blocks[0]?.segment.encoding ?? 'utf-8';
    const texts = decode(bytes, encoding).split('\n', lines);
    while (texts.length < lines) texts.push('');
    for (let place = 0; place < lines; place++) {
      const text = texts[place] ?? '';
      if (text.endsWith('\r')) texts[place] = text.slice(0, -1);
    }
    return texts;
  }

  /** The lines of one block. */
  linesOf(place: number): readonly StreamLine[] {
    const block = this.index.block(place);
    const kept = this.#kept.get(place);
    if (kept && kept.to === block.to && kept.lines.length === block.lines) {
      this.#kept.delete(place);
      this.#kept.set(place, kept);
      return kept.lines;
    }
    const first = place < this.#orders.length ? this.#orders.at(place) : 0;
    const last = this.orderOfBlock(place + 1);
    // Above the first line of all there is no entry.
    let at = first > 0 && place > 0 ? first : null;
    let order = first;
    let level: Level | null = null;
    const lines = this.textsOf(this.chunk(place, 1)).map((raw, offset): StreamLine => {
      const line = block.firstLine + offset;
      const shown = readable(raw.length > MAX_LINE_TEXT ? raw.slice(0, MAX_LINE_TEXT) : raw);
      const own = this.#reader.headOf(shown.text);
      const isContinued = own.isContinued && line > 0;
      if (!isContinued) level = this.#reader.levelOf(shown.text);
      else if (offset === 0) level = levels[this.levelCode(line) - 1] ?? null;
      if (own.at !== null) {
        at = own.at;
        if (own.at <= this.#newest + MAX_FUTURE_MS) order = Math.min(last, Math.max(order, own.at));
      }
      return { ...shown, length: raw.length, at, order, level, isContinued };
    });
    this.#kept.set(place, { to: block.to, lines });
    if (this.#kept.size > KEPT_BLOCKS) this.#kept.delete(this.#kept.keys().next().value ?? -1);
    return lines;
  }

  lineAt(line: number): StreamLine | undefined {
    const place = this.index.blockOf(line);
    return this.linesOf(place)[line - this.index.firstLineOf(place)];
  }
}

/** Of a line: holds its time. */
const LINE_HEAD = 512;

/** Looked through for the entry that a line belongs to. */
const LOOKED_AT = 4_096;

/** Without the colours of a terminal. */
const plain = (line: string): string => (line.includes('\u001b') ? readable(line).text : line);

/** Of a line that is longer: what is searched and shown. */
const MAX_BYTES_OF_LINE = 1024 * 1024;
/** Read at once; a block that is larger has lines that are cut. */
const MOST_BYTES = 16 * 1024 * 1024;

const readBytes = (segment: Segment, from: number, to: number): Buffer => {
  const bytes = Buffer.allocUnsafe(to - from);
  let done = 0;
  while (done < bytes.length) {
    const read = segment.read(bytes.subarray(done), from + done);
    if (read === 0) break;
    done += read;
  }
  return bytes.subarray(0, done);
};
