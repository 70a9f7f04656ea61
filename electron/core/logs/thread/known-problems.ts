/** Shows lines of watched sources to whoever looks for known problems in them, in order, and no faster than what is found is taken. */
import { createHash } from 'node:crypto';
import type { LinePosition, ScanPlace, StoppedPlace, StoppedRule } from '../../known-problems.ts';
import { eventKeyOf } from '../commands/event-line.ts';
import { BLOCK_LINES } from '../index/line-index.ts';
import type { LogStream } from '../index/log-stream.ts';
import { withinMs } from '../match/time-limit.ts';
import { BlockTexts } from './block-texts.ts';
import { FittingLines, type LineTest } from './fitting-lines.ts';
import { keyOfLog } from './log-name.ts';
import { shownText } from '../text/decode.ts';
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

/** What it answers goes to the main process as it is. Whether a line of no event is one that it looks for, it tells by what the line says alone. */
export interface LineScanner extends LineTest {
  /** Of one log and generation, in order. */
  scan(first: LineBatch, ...more: readonly LineBatch[]): unknown;
  /** Whether it wants the next lines of a log whatever they say. */
  awaits(sourceId: string): boolean;
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

/** What is looked at. */
export interface ScannedLog {
  readonly source: ThreadSource;
  readonly file: string | null;
  readonly stream: LogStream;
  /** Its lines are events of a system. */
  readonly isEvents: boolean;
}

interface Gathered {
  readonly batches: readonly LineBatch[];
  /** Behind the last of them. */
  readonly shown: number;
  /** Behind what is passed over after them. */
  readonly next: number;
}

/** Where looking at one log is. */
export class Scanning {
  readonly #log: ScannedLog;
  readonly #stream: LogStream;
  readonly #fitting: FittingLines;
  readonly #texts: BlockTexts;
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
    this.#fitting = new FittingLines(log.stream);
    this.#texts = new BlockTexts(log.stream);
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
    this.#texts.isRead = isRead;
    return this.#texts.atAStretch(() => {
      const { index } = this.#stream;
      const known = Math.min(this.#stream.classified, index.wholeLines);
      if (this.isOwed || known === 0 || !this.#findPlace(known, isRead) || this.#next >= known) return undefined;
      const until = performance.now() + PASS_MS;
      return withinMs(LIMIT_MS, () => this.#show(scanner, this.#gather(scanner, known, until)));
    });
  }

  /** The log, as the scanner knows it. */
  get #key(): string {
    return keyOfLog({ sourceId: this.#log.source.id, file: this.#log.file });
  }

  /** What is to be shown next, of one generation, and where to go on then; nothing where the time is over before there is something. */
  #gather(scanner: LineScanner, known: number, until: number): Gathered {
    const batches: LineBatch[] = [];
    let next = this.#next;
    let shown = this.#shown;
    const most = this.#blocksAtOnce * BLOCK_LINES;
    let isAwaited = scanner.awaits(this.#key);
    for (let count = 0, isWhole = true; isWhole && next < known && count < most; isAwaited = false) {
      const found = this.#nextFrom(scanner, next, known, isAwaited, until);
      next = found.from;
      if (found.end === undefined) break;
      const batch = this.#batch(scanner.around, shown, next, Math.min(found.end, known));
      if (batch.lines.length === 0 || (batches[0] && batches[0].generation !== batch.generation)) break;
      batches.push(batch);
      count += batch.lines.length;
      next += batch.lines.length;
      shown = next;
      ({ isWhole } = found);
    }
    return { batches, shown, next };
  }

  /** Where the next line stands that begins with a text, among those that are looked at next. */
  placeOfText(text: string): StoppedPlace | null {
    return this.#texts.atAStretch(() => this.#placeOfText(text)) ?? null;
  }

  #placeOfText(text: string): StoppedPlace | null {
    const { index } = this.#stream;
    const from = this.#next;
    const known = Math.min(this.#stream.classified, index.wholeLines);
    if (from >= known) return null;
    const until = Math.min(known, from + MOST_SOUGHT);
    for (let line = from; line < until; line++) {
      if (!this.#texts.ofLine(line).startsWith(text)) continue;
      const { segment, line: number } = index.nameOf(line);
      return { file: this.#log.file, generation: segment.generation, line: number };
    }
    return null;
  }

  /**
   * Passes over lines of which none fits, without making text of them; not where the scanner waits for the next ones, and never over the last block,
   * so that what was looked at is told of. `end`: of what is to be shown; undefined where the time is over before. `isWhole`: nothing behind it has to
   * be shown with it.
   */
  #nextFrom(
    scanner: LineScanner,
    first: number,
    known: number,
    isAwaited: boolean,
    until: number,
  ): { readonly from: number; readonly end?: number; readonly isWhole: boolean } {
    const { index } = this.#stream;
    const most = this.#blocksAtOnce * BLOCK_LINES;
    let from = first;
    // An event says by what stands beside its text what it is.
    while (!this.#log.isEvents) {
      const next = this.#fitting.next(scanner, from, known, this.#blocksAtOnce === 1 ? 1 : undefined);
      if (!next) break;
      if (isAwaited) return { from, ...this.#fitting.around(scanner, from - 1, most) };
      from = next.line;
      if (next.fits) return { from, ...this.#fitting.around(scanner, from, most) };
      if (performance.now() >= until) return { from, isWhole: false };
    }
    return { from, end: index.firstLineOf(index.blockOf(from) + (isAwaited ? 1 : this.#blocksAtOnce)), isWhole: false };
  }

  /** These lines, as far as they are of one generation. */
  #batch(around: number, shown: number, from: number, end: number): LineBatch {
    const { index } = this.#stream;
    const { segment, line: firstLine } = index.nameOf(from);
    const { generation } = segment;
    const lines: LineBatch['lines'][number][] = [];
    for (let place = index.blockOf(from); index.firstLineOf(place) < end; place++) {
      if (index.nameOf(Math.max(from, index.firstLineOf(place))).segment.generation !== generation) break;
      const before = index.firstLineOf(place);
      const texts = this.#texts.ofBlock(place);
      for (let line = Math.max(from, before); line < Math.min(end, before + texts.length); line++)
        lines.push(this.#lineOf(shownText(texts[line - before] ?? ''), line));
    }
    const passed = this.#passedBefore(shown, from);
    const before = passed > 0 ? this.#textsBefore(from, around) : [];
    return { sourceId: this.#key, generation, firstLine, passed, before, lines };
  }

  #show(scanner: LineScanner, { batches, shown, next }: Gathered): Found | 'passed' | undefined {
    const [first, ...more] = batches;
    if (!first) {
      const isFurther = next > this.#next;
      this.#next = next;
      return isFurther ? 'passed' : undefined;
    }
    const scan = scanner.scan(first, ...more);
    this.#shown = shown;
    this.#next = next;
    this.isOwed = true;
    const mark = this.#markAt(this.#shown);
    const place: ScanPlace = { file: this.#log.file, isFirst: this.#isFirst, mark };
    this.#isFirst = false;
    const last = more.at(-1) ?? first;
    this.#position = { generation: last.generation, line: last.firstLine + last.lines.length, mark };
    return { scan, place };
  }

  /** Lines between those that were shown and this one, of its generation. */
  #passedBefore(shown: number, line: number): number {
    const { line: name, segment } = this.#stream.index.nameOf(line);
    const before = this.#stream.index.nameOf(shown);
    return before.segment.generation === segment.generation ? name - before.line : name - 1;
  }

  /** Of the same generation. */
  #textsBefore(line: number, count: number): readonly string[] {
    const { generation } = this.#stream.index.nameOf(line).segment;
    const texts: string[] = [];
    for (let before = line - 1; before >= 0 && texts.length < count; before--) {
      if (this.#stream.index.nameOf(before).segment.generation !== generation) break;
      texts.unshift(this.#texts.ofLine(before));
    }
    return texts;
  }

  /** When it was written is found out where somebody asks: few lines are more than the surroundings of another. */
  #lineOf(text: string, line: number): LineBatch['lines'][number] {
    const stream = this.#stream;
    return {
      text,
      get at() {
        const at = stream.timeOf(line, text);
        return at === null ? null : new Date(at).toISOString();
      },
      fields: this.#log.isEvents ? eventKeyOf(text) : null,
    };
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
    const hash = createHash('sha256').update(this.#texts.ofLine(first));
    for (let line = Math.max(from, place - MARK_LINES); line < place; line++)
      hash.update(`\n${this.#texts.ofLine(line)}`);
    return hash.digest('hex');
  }
}
