/** Shows lines of watched sources to whoever looks for known problems in them, in order, and no faster than what is found is taken. */
import { eventKeyOf } from '../commands/event-line.ts';
import type { LogStream } from '../index/log-stream.ts';
import { withinMs } from '../match/time-limit.ts';
import type { ThreadSource } from './messages.ts';

/** Lines of one source that follow each other. */
export interface LineBatch {
  readonly sourceId: string;
  readonly generation: number;
  /** From 1, within that generation. */
  readonly firstLine: number;
  readonly lines: readonly {
    readonly text: string;
    readonly at: string | null;
    readonly fields: Readonly<Record<string, string>> | null;
  }[];
}

/** What it answers goes to the main process as it is. */
export interface LineScanner {
  scan(batch: LineBatch): unknown;
  forget(sourceId: string): void;
}

export type MakeScanner = (rules: unknown) => LineScanner;

/** The next line to look at, as people name it. */
export interface LinePosition {
  readonly generation: number;
  readonly line: number;
}

const BLOCKS_AT_ONCE = 8;
/** Far above what the rules take for a batch. */
const LIMIT_MS = 5_000;

/** Where looking at one source is. */
export class Scanning {
  readonly #source: ThreadSource;
  readonly #stream: LogStream;
  /** Looked at before, in an earlier run: undefined once it was found, or cannot be. */
  #from: LinePosition | undefined;
  #next = 0;
  /** What was found last has not been taken yet. */
  isOwed = false;

  constructor(source: ThreadSource, stream: LogStream, from: LinePosition | undefined) {
    this.#source = source;
    this.#stream = stream;
    this.#from = from;
  }

  /** Looks at the next lines. Undefined where there is nothing to look at now. Throws `TookTooLong`. */
  scan(scanner: LineScanner): unknown {
    const { index } = this.#stream;
    const known = Math.min(this.#stream.classified, index.wholeLines);
    this.#skip(known);
    if (this.isOwed || this.#next >= known) return undefined;
    const first = index.nameOf(this.#next);
    const { generation } = first.segment;
    const from = this.#next;
    const lines: LineBatch['lines'][number][] = [];
    const block = index.blockOf(from);
    for (let place = block; place < Math.min(index.blocks, block + BLOCKS_AT_ONCE); place++) {
      if (index.nameOf(Math.max(from, index.firstLineOf(place))).segment.generation !== generation) break;
      for (const [offset, { text, at }] of this.#stream.linesOf(place).entries()) {
        const line = index.firstLineOf(place) + offset;
        if (line < from || line >= known) continue;
        lines.push({ text, at: at === null ? null : new Date(at).toISOString(), fields: this.#fieldsOf(text) });
      }
    }
    if (lines.length === 0) return undefined;
    this.#next += lines.length;
    this.isOwed = true;
    const batch: LineBatch = { sourceId: this.#source.id, generation, firstLine: first.line, lines };
    return withinMs(LIMIT_MS, () => scanner.scan(batch));
  }

  #fieldsOf(text: string): Readonly<Record<string, string>> | null {
    return this.#source.kind === 'windows-events' ? eventKeyOf(text) : null;
  }

  /** Passes over what an earlier run looked at. */
  #skip(known: number): void {
    const from = this.#from;
    if (!from || known === 0) return;
    const { index } = this.#stream;
    while (this.#next < known) {
      const { segment, line } = index.nameOf(this.#next);
      if (segment.generation > from.generation) break;
      if (segment.generation === from.generation && line >= from.line) break;
      const block = index.blockOf(this.#next);
      const end = index.firstLineOf(block + 1);
      const isWhole = segment.generation < from.generation || line + end - this.#next <= from.line;
      this.#next = Math.min(known, isWhole ? end : this.#next + 1);
    }
    if (this.#next < known) this.#from = undefined;
  }
}
