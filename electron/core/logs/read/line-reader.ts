/** Tells what a line says of itself: when it was written, how bad it is, and whether it goes on with the entry above it. */
import type { Level } from '#shared/logs/line.ts';
import { formats, startOf, type Format, type Reference } from './formats.ts';
import { isJson, jsonTime } from './json-line.ts';
import { levelOf } from './level.ts';
import { TimeShape, TimeShapes } from './time-shape.ts';

/** Lines that a file is judged by. */
export const SAMPLE_LINES = 200;

/** How far into a line its time may begin, when nothing is known of the file: more of a line of the sample is not looked at. */
export const SAMPLE_HEAD = 200;
const LONGEST_TIME = 48;

export interface LineHead {
  /** ms since epoch; null where the line has none of its own. */
  readonly at: number | null;
  readonly isContinued: boolean;
}

interface Found {
  readonly at: number | null;
  readonly found: RegExpExecArray;
  readonly format: Format;
}

const likelyTime = /\d:\d\d|^\[?\d{10}|^@4[0-9a-f]{23}/;

const atStart = /^[[("'<]?$/;

/** Begins what belongs to the line above, in a log whose entries have no time. */
const goesOn = /^(?:\s+\S|\}|\)|Caused by:|Traceback \(|\.\.\. \d+ more|During handling of)/;

export class LineReader {
  #reference: Reference;
  /** How most lines of this file are dated; null: they are not, or each in its own way. */
  readonly #format: Format | null;
  /** Behind which no time of a line begins. */
  readonly #within: number;
  readonly #shapes = new TimeShapes();

  /** `sample`: the first lines of the file. `newest`: no line is later, in ms since epoch. */
  constructor(sample: readonly string[], newest: number) {
    const counts = formats.map((format) => {
      let count = 0;
      let within = 0;
      for (const line of sample) {
        const found = format.pattern.exec(line.slice(0, SAMPLE_HEAD));
        if (!found) continue;
        count++;
        within = Math.max(within, found.index);
      }
      return { format, count, within };
    });
    const most = Math.max(0, ...counts.map(({ count }) => count));
    // Of two that many lines have, the one further up is the more telling.
    const best = most === 0 ? undefined : counts.find(({ count }) => count * 10 >= most * 9);
    this.#format = best?.format ?? null;
    this.#within = (best?.within ?? 0) + LONGEST_TIME;
    this.#reference = {
      newest,
      isDayFirst: sample.some((line) =>
        /(?:^|\D)(?:1[3-9]|2\d|3[01])[/-]\d{1,2}[/-]\d{4}/.test(line.slice(0, SAMPLE_HEAD)),
      ),
      startedAt: sample.map(startOf).find((at) => at !== undefined),
      isUtc: sample.some((line) => line.startsWith('#Software: Microsoft')),
    };
  }

  /** Its times tell no day: they count from the start of a machine, of which no line of the sample says when it was, or are hours of a clock. */
  get isUndated(): boolean {
    const { name } = this.#format ?? {};
    return name === 'clock' || (name === 'kernel' && this.#reference.startedAt === undefined);
  }

  /** UTF-16 units of a line that `headOf` looks at, of one that is no JSON and begins with something. */
  get headLength(): number {
    return Math.max(this.#within, LONGEST_TIME);
  }

  /** Of its own, in ms since epoch: null where it counts from the start of a machine, undefined where it has none. */
  timeOf(line: string): number | null | undefined {
    if (line.startsWith('{')) {
      const at = jsonTime(line);
      if (at !== undefined) return at;
    }
    return this.#find(line)?.at;
  }

  #find(line: string): Found | undefined {
    const format = this.#format;
    if (format) {
      const found = format.pattern.exec(line.length > this.#within ? line.slice(0, this.#within) : line);
      const at = found ? format.read(found, this.#reference) : undefined;
      if (found && at !== undefined) return { at, found, format };
    }
    const head = line.length > LONGEST_TIME ? line.slice(0, LONGEST_TIME) : line;
    if (!likelyTime.test(head)) return undefined;
    for (const other of formats) {
      if (other === format) continue;
      const found = other.pattern.exec(head);
      // A time in the midst of a line that is dated otherwise is what the line speaks of.
      if (!found || (format !== null && !atStart.test(head.slice(0, found.index)))) continue;
      const at = other.read(found, this.#reference);
      if (at !== undefined) return { at, found, format: other };
    }
    return undefined;
  }

  headOf(line: string): LineHead {
    const at = this.timeOf(line);
    return at === undefined ? { at: null, isContinued: this.#isWithoutTime(line) } : { at, isContinued: false };
  }

  /** What `headOf` says of the line that these bytes of UTF-8 are. `head`: its first `headLength` units at least. */
  goesOn(bytes: Uint8Array, from: number, to: number, head: () => string): boolean {
    if (this.#shapes.fit(bytes, from, to)) return false;
    const line = head();
    if (line.startsWith('{')) return this.headOf(line).isContinued;
    const found = this.#find(line);
    if (!found) return this.#isWithoutTime(line);
    const { format } = found;
    if (format === this.#format || likelyTime.test(found.found[0]))
      this.#shapes.add(() => TimeShape.of(line, found.found, format, this.#reference));
    return false;
  }

  #isWithoutTime(line: string): boolean {
    return this.#format === null ? goesOn.test(line) : line !== '' && !isJson(line);
  }

  levelOf(line: string): Level | null {
    return levelOf(line);
  }
}
