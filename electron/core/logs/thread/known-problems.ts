/** Shows lines of watched sources to whoever looks for known problems in them, in order, and no faster than what is found is taken. */
import { createHash } from 'node:crypto';
import type { LinePosition, ScanPlace, StoppedPlace, StoppedRule } from '../../known-problems.ts';
import { eventKeyOf } from '../commands/event-line.ts';
import type { LogStream } from '../index/log-stream.ts';
import { withinMs } from '../match/time-limit.ts';
import { keyOfLog } from './log-name.ts';
import { decode, readable } from '../text/decode.ts';
import type { ThreadSource } from './messages.ts';

/** Lines of one source that follow each other. */
export interface LineBatch {
  /** What tells the log from all others: see `keyOfLog`. */
  readonly sourceId: string;
  readonly generation: number;
  /** From 1, within that generation. */
  readonly firstLine: number;
  /** As many lines before it were looked at without being shown; `before`: the texts of the last of them, and what stands above, if any were. */
  readonly passed: number;
  readonly before: readonly string[];
  readonly lines: readonly {
    readonly text: string;
    readonly at: string | null;
    readonly fields: Readonly<Record<string, string>> | null;
  }[];
}

/** What it answers goes to the main process as it is. */
export interface LineScanner {
  scan(batch: LineBatch): unknown;
  /** Lines before one that it wants to know of. */
  readonly around: number;
  /** Whether it wants the next lines of a log whatever they say. */
  awaits(sourceId: string): boolean;
  /** Whether a line of this UTF-8 may be one that it looks for. */
  fitsAny(bytes: Buffer): boolean;
  /** After it was stopped: the rule that it was in the midst of, and the text; null for none. */
  readonly stoppedIn: StoppedRule | null;
  /** Does without that rule from now on. */
  putAside(): void;
  forget(sourceId: string): void;
}

export type MakeScanner = (rules: unknown) => LineScanner;

export interface Found {
  readonly scan: unknown;
  readonly place: ScanPlace;
}

const BLOCKS_AT_ONCE = 8;
/** Passed over at a stretch. */
const PASS_MS = 4;
/** Lines before a position that make its mark, beside the first one of all. */
const MARK_LINES = 8;
/** Lines among which one is looked for that a rule took too long on: more than are looked at within one limit. */
const MOST_SOUGHT = 50_000;
/** Far above what the rules take for a batch. */
const LIMIT_MS = 5_000;

const NUL = 0x00;
const ESCAPE = 0x1b;

/** Lines as they are shown, where that is not how they are written: texts that something parts may stand together then. */
const shownBytes = (bytes: Buffer): Buffer => {
  if (!bytes.includes(ESCAPE) && !bytes.includes(NUL)) return bytes;
  const lines = decode(bytes, 'utf-8').split('\n');
  return Buffer.from(lines.map((line) => readable(line).text).join('\n'));
};

/** What is looked at. */
export interface ScannedLog {
  readonly source: ThreadSource;
  readonly file: string | null;
  readonly stream: LogStream;
  /** Its lines are events of a system. */
  readonly isEvents: boolean;
}

/** Where looking at one log is. */
export class Scanning {
  readonly #log: ScannedLog;
  readonly #stream: LogStream;
  /** Looked at before, in an earlier reading: undefined once it was found, or cannot be. */
  #from: LinePosition | undefined;
  /** Places in the stream that are not it. */
  readonly #others = new Set<number>();
  #next = 0;
  /** Of what was shown to the scanner, or looked at in an earlier reading; what lies from there to `#next` was passed over. */
  #shown = 0;
  #isFirst = true;
  #blocksAtOnce = BLOCKS_AT_ONCE;
  #position: LinePosition | undefined;
  /** What was found last has not been taken yet. */
  isOwed = false;

  constructor(log: ScannedLog, from: LinePosition | undefined) {
    this.#log = log;
    this.#stream = log.stream;
    this.#from = from;
  }

  /** After the lines that were looked at; undefined before the first. */
  get position(): LinePosition | undefined {
    return this.#position;
  }

  /** Looks at fewer lines from now on. Answers whether it can. */
  takeLess(): boolean {
    if (this.#blocksAtOnce === 1) return false;
    this.#blocksAtOnce = 1;
    return true;
  }

  /**
   * Looks at the next lines; `isRead`: all that is there is known. Undefined where there is nothing to look at now. Throws `TookTooLong`, and the
   * same lines are the next ones still.
   */
  scan(scanner: LineScanner, isRead: boolean): Found | 'passed' | undefined {
    const { index } = this.#stream;
    const known = Math.min(this.#stream.classified, index.wholeLines);
    if (this.isOwed || known === 0 || !this.#findPlace(known, isRead) || this.#next >= known) return undefined;
    const key = keyOfLog({ sourceId: this.#log.source.id, file: this.#log.file });
    const until = performance.now() + PASS_MS;
    while (!scanner.awaits(key) && withinMs(LIMIT_MS, () => this.#passOver(scanner, known)))
      if (performance.now() >= until) return 'passed';
    const first = index.nameOf(this.#next);
    const { generation } = first.segment;
    const from = this.#next;
    const passed = this.#passedBefore(from);
    const lines: LineBatch['lines'][number][] = [];
    const block = index.blockOf(from);
    // Where others were passed over, what fits stands alone: after it there is little to show.
    const most = passed > 0 || scanner.awaits(key) ? 1 : this.#blocksAtOnce;
    for (let place = block; place < Math.min(index.blocks, block + most); place++) {
      if (index.nameOf(Math.max(from, index.firstLineOf(place))).segment.generation !== generation) break;
      for (const [offset, { text, at }] of this.#stream.linesOf(place).entries()) {
        const line = index.firstLineOf(place) + offset;
        if (line < from || line >= known) continue;
        lines.push({ text, at: at === null ? null : new Date(at).toISOString(), fields: this.#fieldsOf(text) });
      }
    }
    if (lines.length === 0) return undefined;
    const batch: LineBatch = {
      sourceId: key,
      generation,
      firstLine: first.line,
      passed,
      before: passed > 0 ? this.#textsBefore(from, scanner.around) : [],
      lines,
    };
    const scan = withinMs(LIMIT_MS, () => scanner.scan(batch));
    this.#next += lines.length;
    this.#shown = this.#next;
    this.isOwed = true;
    const mark = this.#markAt(this.#next);
    const place: ScanPlace = { file: this.#log.file, isFirst: this.#isFirst, mark };
    this.#isFirst = false;
    this.#position = { generation, line: first.line + lines.length, mark };
    return { scan, place };
  }

  /** Where the next line stands that begins with a text, among those that are looked at next. */
  placeOfText(text: string): StoppedPlace | null {
    const { index } = this.#stream;
    const from = this.#next;
    const known = Math.min(this.#stream.classified, index.wholeLines);
    if (from >= known) return null;
    const until = Math.min(known, from + MOST_SOUGHT);
    for (let line = from; line < until; line++) {
      if (!this.#textOf(line).startsWith(text)) continue;
      const { segment, line: number } = index.nameOf(line);
      return { file: this.#log.file, generation: segment.generation, line: number };
    }
    return null;
  }

  /**
   * Passes over blocks of which no line fits, without making text of them; never over the last one, so that what was looked at is told of. Answers
   * whether it came to the end of those that are read at once.
   */
  #passOver(scanner: LineScanner, known: number): boolean {
    // An event says by what stands beside its text what it is.
    if (this.#log.isEvents) return false;
    const { blocks, bytes } = this.#stream.chunk(this.#stream.index.blockOf(this.#next));
    const [first] = blocks;
    const last = blocks.at(-1);
    const isWhole = first !== undefined && bytes.length === (last?.to ?? 0) - first.from;
    if (!isWhole || first.segment.encoding !== 'utf-8') return false;
    for (const { from, to, firstLine, lines } of blocks) {
      if (firstLine + lines >= known || scanner.fitsAny(shownBytes(bytes.subarray(from - first.from, to - first.from))))
        return false;
      this.#next = firstLine + lines;
    }
    return true;
  }

  /** Of the same generation. */
  #passedBefore(line: number): number {
    const { line: name, segment } = this.#stream.index.nameOf(line);
    const shown = this.#stream.index.nameOf(this.#shown);
    return shown.segment.generation === segment.generation ? name - shown.line : name - 1;
  }

  /** Of the same generation. */
  #textsBefore(line: number, count: number): readonly string[] {
    const { generation } = this.#stream.index.nameOf(line).segment;
    const texts: string[] = [];
    for (let before = line - 1; before >= 0 && texts.length < count; before--) {
      if (this.#stream.index.nameOf(before).segment.generation !== generation) break;
      texts.unshift(this.#textOf(before));
    }
    return texts;
  }

  #fieldsOf(text: string): Readonly<Record<string, string>> | null {
    return this.#log.isEvents ? eventKeyOf(text) : null;
  }

  /**
   * Passes over what an earlier reading looked at; where its place is in none of the files that are read now, every line is looked at that may be
   * behind it, since a line that is told of twice is better than one that is not. False while that is not known.
   */
  #findPlace(known: number, isRead: boolean): boolean {
    if (!this.#from) return true;
    const place = this.#placeOf(this.#from, known);
    if (place === undefined && !isRead && this.#from.mark !== null) return false;
    this.#next = place ?? this.#firstFrom(this.#from.generation);
    this.#shown = this.#next;
    this.#from = undefined;
    this.#others.clear();
    return true;
  }

  /** The first line of a generation that is read, or of the next one: those before were looked at. */
  #firstFrom(generation: number): number {
    for (const { segment, firstLine } of this.#stream.index.beginnings())
      if (segment.generation >= generation) return firstLine;
    return 0;
  }

  /** Where a line of that number comes after the same lines. */
  #placeOf({ line, mark }: LinePosition, known: number): number | undefined {
    if (mark === null) return undefined;
    const { index } = this.#stream;
    const parts = [...index.beginnings()];
    for (const [at, { firstLine }] of parts.entries()) {
      const place = firstLine + line - index.nameOf(firstLine).line;
      const end = Math.min(known, parts[at + 1]?.firstLine ?? known);
      if (place <= firstLine || place > end || this.#others.has(place)) continue;
      if (this.#markAt(place) === mark) return place;
      this.#others.add(place);
    }
    return undefined;
  }

  /** Told by the first line of the file and the last ones before `place`: a file that took another's name has others there. */
  #markAt(place: number): string {
    const { index } = this.#stream;
    const { generation } = index.nameOf(place - 1).segment;
    let first = place - 1;
    let from = 0;
    for (const { segment, firstLine } of index.beginnings()) {
      if (segment.generation === generation) first = Math.min(first, firstLine);
      if (firstLine < place) from = firstLine;
    }
    const hash = createHash('sha256').update(this.#textOf(first));
    for (let line = Math.max(from, place - MARK_LINES); line < place; line++) hash.update(`\n${this.#textOf(line)}`);
    return hash.digest('hex');
  }

  #textOf(line: number): string {
    return this.#stream.lineAt(line)?.text ?? '';
  }
}
