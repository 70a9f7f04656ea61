import { succeed, type Result } from '#shared/base/result.ts';
import { textsOf } from '../index/chunk.ts';
import { Floats } from '../index/growing.ts';
import type { LogStream } from '../index/log-stream.ts';
import { guarded, type Pattern } from '../match/pattern.ts';
import { scanChunk } from '../match/scan.ts';

/** Which lines a view shows. */
export interface Choice {
  /** Of each group, any of its patterns; no group: every line. */
  readonly include: readonly (readonly Pattern[])[];
  readonly exclude: readonly Pattern[];
  /** Codes of levels (`LogStream.levelCode`); null: every line. */
  readonly levels: ReadonlySet<number> | null;
}

const GROUP = 128;
/** Judged at once where no text has to be read. */
const AT_ONCE = 200_000;

/** The lines of one stream that a view shows: judged once, from the first on, and counted so that the n-th is found at once. */
export class Picked {
  readonly #stream: LogStream;
  readonly #choice: Choice;
  readonly #takesAll: boolean;
  readonly #readsText: boolean;
  #words = new Uint32Array(64);
  /** Of each group of lines: picked ones before it. */
  readonly #before = new Floats();
  #done = 0;
  #count = 0;

  constructor(stream: LogStream, choice: Choice) {
    this.#stream = stream;
    this.#choice = choice;
    this.#readsText = choice.include.length + choice.exclude.length > 0;
    this.#takesAll = !this.#readsText && choice.levels === null;
  }

  /** Lines that were judged. */
  get done(): number {
    return this.#takesAll ? this.#stream.lines : this.#done;
  }

  get count(): number {
    return this.#takesAll ? this.#stream.lines : this.#count;
  }

  /** What was judged from this line on is judged anew. */
  forget(line: number): void {
    if (line >= this.#done) return;
    this.#count = this.countBefore(line);
    this.#done = line;
    while (this.#before.length > Math.ceil(line / GROUP)) this.#before.pop();
  }

  /** Judges some more lines. Answers whether more could be judged now. */
  advance(): Result<boolean> {
    const { levels } = this.#choice;
    const limit = levels === null ? this.#stream.lines : Math.min(this.#stream.lines, this.#stream.classified);
    if (this.#takesAll || this.#done >= limit) return succeed(false);
    if (!this.#readsText) {
      for (const to = Math.min(limit, this.#done + AT_ONCE); this.#done < to;) this.#judge(true);
      return succeed(this.#done < limit);
    }
    const chunk = this.#stream.chunkInOrder(this.#stream.index.blockOf(this.#done));
    const isIn = new Uint8Array(chunk.lines);
    let texts: readonly string[] | undefined;
    const textsOnce = (): readonly string[] => (texts ??= textsOf(chunk));
    const { include, exclude } = this.#choice;
    const scanned = guarded([...include.flat(), ...exclude], () => {
      if (include.length === 0) isIn.fill(1);
      // A line is counted once for each group that it is in, and only as long as it was in all before.
      for (const [before, group] of include.entries())
        for (const pattern of group)
          scanChunk(chunk, pattern, textsOnce, (place) => {
            if (isIn[place] === before) isIn[place] = before + 1;
          });
      const all = Math.max(1, include.length);
      for (let place = 0; place < isIn.length; place++) isIn[place] = isIn[place] === all ? 1 : 0;
      for (const pattern of exclude) scanChunk(chunk, pattern, textsOnce, (place) => (isIn[place] = 0));
    });
    if (!scanned.ok) return scanned;
    const to = Math.min(limit, chunk.firstLine + chunk.lines);
    while (this.#done < to) this.#judge(isIn[this.#done - chunk.firstLine] === 1);
    return succeed(this.#done < limit);
  }

  #judge(isIn: boolean): void {
    const line = this.#done;
    if (line % GROUP === 0) this.#before.push(this.#count);
    const { levels } = this.#choice;
    const isPicked = isIn && (levels === null || levels.has(this.#stream.levelCode(line)));
    const word = line >>> 5;
    if (word >= this.#words.length) {
      const larger = new Uint32Array(this.#words.length * 2);
      larger.set(this.#words);
      this.#words = larger;
    }
    const bit = 1 << (line & 31);
    const old = this.#words[word] ?? 0;
    this.#words[word] = isPicked ? old | bit : old & ~bit;
    if (isPicked) this.#count++;
    this.#done++;
  }

  has(line: number): boolean {
    if (this.#takesAll) return line < this.#stream.lines;
    return line < this.#done && ((this.#words[line >>> 5] ?? 0) & (1 << (line & 31))) !== 0;
  }

  /** Picked lines before this one. */
  countBefore(line: number): number {
    if (this.#takesAll) return Math.min(line, this.#stream.lines);
    if (line >= this.#done) return this.#count;
    const group = Math.floor(line / GROUP);
    let count = this.#before.at(group);
    for (let each = group * GROUP; each < line; each++) if (this.has(each)) count++;
    return count;
  }

  /** The line that is picked as the `place`th, from 0; that of none: behind the last. */
  lineOf(place: number): number {
    if (this.#takesAll) return Math.min(place, this.#stream.lines);
    if (place >= this.#count) return this.#done;
    const group = Math.max(0, this.#before.countUpTo(place) - 1);
    let left = place - this.#before.at(group);
    for (let line = group * GROUP; line < this.#done; line++) if (this.has(line) && left-- === 0) return line;
    return this.#done;
  }
}
