/** Tells what a line says of itself: when it was written, how bad it is, and whether it goes on with the entry above it. */
import type { Level } from '#shared/logs/line.ts';
import { formats, startOf, type Format, type Reference } from './formats.ts';
import { isJson, jsonTime } from './json-line.ts';
import { levelOf } from './level.ts';

/** Lines that a file is judged by. */
export const SAMPLE_LINES = 200;

/** How far into a line its time may begin, when nothing is known of the file. */
const SAMPLE_HEAD = 200;
const LONGEST_TIME = 48;

export interface LineHead {
  /** ms since epoch; null where the line has none of its own. */
  readonly at: number | null;
  readonly isContinued: boolean;
}

const atStart = /^[[("'<]?$/;

/** Begins what belongs to the line above, in a log whose entries have no time. */
const goesOn = /^(?:\s+\S|\}|\)|Caused by:|Traceback \(|\.\.\. \d+ more|During handling of)/;

export class LineReader {
  #reference: Reference;
  /** How most lines of this file are dated; null: they are not, or each in its own way. */
  readonly #format: Format | null;
  /** Behind which no time of a line begins. */
  readonly #within: number;

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
      isUtc: sample.some((line) => line.startsWith('#Software: Microsoft')),
    };
  }

  /** Its times tell no day: they count from the start of a machine, and no line so far says when that was, or are hours of a clock. */
  get isUndated(): boolean {
    const { name } = this.#format ?? {};
    return name === 'clock' || (name === 'kernel' && this.#reference.startedAt === undefined);
  }

  /** Looks in lines, from the first one on, for when the machine was started. Answers whether one says so. */
  findStart(lines: Iterable<string>): boolean {
    if (this.#format?.name !== 'kernel') return false;
    for (const line of lines) {
      const startedAt = startOf(line);
      if (startedAt === undefined) continue;
      this.#reference = { ...this.#reference, startedAt };
      return true;
    }
    return false;
  }

  /** Of its own, in ms since epoch: null where it counts from the start of a machine, undefined where it has none. */
  timeOf(line: string): number | null | undefined {
    if (line.startsWith('{')) {
      const at = jsonTime(line);
      if (at !== undefined) return at;
    }
    const format = this.#format;
    if (format) {
      const found = format.pattern.exec(line.length > this.#within ? line.slice(0, this.#within) : line);
      const at = found ? format.read(found, this.#reference) : undefined;
      if (at !== undefined) return at;
    }
    const head = line.length > LONGEST_TIME ? line.slice(0, LONGEST_TIME) : line;
    if (!/\d:\d\d|^\[?\d{10}|^@4[0-9a-f]{23}/.test(head)) return undefined;
    for (const other of formats) {
      if (other === format) continue;
      const found = other.pattern.exec(head);
      // A time in the midst of a line that is dated otherwise is what the line speaks of.
      if (!found || (format !== null && !atStart.test(head.slice(0, found.index)))) continue;
      const at = other.read(found, this.#reference);
      if (at !== undefined) return at;
    }
    return undefined;
  }

  headOf(line: string): LineHead {
    const at = this.timeOf(line);
    if (at !== undefined) return { at, isContinued: false };
    const isContinued = this.#format === null ? goesOn.test(line) : line !== '' && !isJson(line);
    return { at: null, isContinued };
  }

  levelOf(line: string): Level | null {
    return levelOf(line);
  }
}
