/** Tells what a line says of itself: when it was written, how bad it is, and whether it goes on with the entry above it. */
import type { Level } from '#shared/logs/line.ts';
import { wallOf, type Wall } from './clock-days.ts';
import { clockIn, formats, startOf, type Format, type Reference } from './formats.ts';
import { isJson, jsonIn, jsonTime, levelOfAnswer } from './json-line.ts';
import { levelOf } from './level.ts';
import { csvlogLevel, isDetail, isDetailIn, isOfPostgres, sessionLevel } from './product-levels.ts';
import { behindService } from './service-name.ts';
import { TimeShape, TimeShapes } from './time-shape.ts';

/** Lines that a file is judged by. */
export const SAMPLE_LINES = 200;

/** How far into a line its time may begin, when nothing is known of the file: more of a line of the sample is not looked at. */
export const SAMPLE_HEAD = 200;
const LONGEST_TIME = 48;
const WHOLE = 4_096;

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

/** In front of the date that a heading tells: in the midst of another line a date is what the line speaks of. */
const headsDay =
  /^[\s#=*\-–[(<>]*(?:[^\d]{0,60}?(?:date|datum|fecha|start|begin|began|open|creat|log|日期|时间|开始|启动|创建)[^\d]{0,40})?$/iu;
const dayAlone = /(?:^|[^\d.])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d])/u;

/** Begins what belongs to the line above, in a log whose entries have no time. */
const goesOn = /^(?:\s+\S|\}|\)|Caused by:|Traceback \(|\.\.\. \d+ more|During handling of)/;

export class LineReader {
  #reference: Reference;
  /** How most lines of this file are dated; null: they are not, or each in its own way. */
  readonly #format: Format | null;
  /** Behind which no time of a line begins. */
  readonly #within: number;
  readonly #shapes = new TimeShapes();
  readonly #tellsDays: boolean;
  /** The time of a line may stand anywhere in it. */
  readonly #readsWhole: boolean;
  /** Which word of a line is the answer to a request, in the log of a web server that names its columns. */
  readonly #statusPlace: number | undefined;
  /** Sessions of a proxy, which does not name itself in each line. */
  readonly #tellsSessions: boolean;
  /** Rows of a database's log, which tell the level in a column. */
  readonly #tellsColumns: boolean;
  /** Each line begins with the name of the service that said it. */
  readonly #namesServices: boolean;
  /** The log of a database, which tells more of a message in lines of their own. */
  readonly #hasDetails: boolean;

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
    this.#readsWhole = sample.some((line) => !line.startsWith('{') && jsonIn(line) !== undefined);
    const columns =
      sample
        .find((line) => line.startsWith('#Fields: '))
        ?.trimEnd()
        .split(' ')
        .slice(1) ?? [];
    const place = columns.indexOf('sc-status');
    this.#statusPlace = place === -1 ? undefined : place;
    this.#tellsSessions = sample.some((line) => sessionLevel(line) !== undefined);
    this.#tellsColumns = sample.some((line) => csvlogLevel(line) !== undefined);
    this.#namesServices = sample.some((line) => behindService(line) !== undefined);
    this.#hasDetails = sample.some((line) => isOfPostgres(line.slice(0, SAMPLE_HEAD)));
    this.#tellsDays =
      this.tellsHoursOnly &&
      sample.some((line) => this.clockOf(line) === undefined && this.dayTold(line) !== undefined);
  }

  /** Its times count from the start of a machine, of which no line of the sample says when it was. */
  get isUndated(): boolean {
    return this.#format?.name === 'kernel' && this.#reference.startedAt === undefined;
  }

  /** Its lines tell the hour, and no day. */
  get tellsHoursOnly(): boolean {
    return this.#format?.name === 'clock';
  }

  /** No line of the sample says on which day. */
  get areDaysInferred(): boolean {
    return this.tellsHoursOnly && !this.#tellsDays;
  }

  /** Times without a zone are UTC. */
  get isUtc(): boolean {
    return this.#reference.isUtc;
  }

  /** No line is later, in ms since epoch: more came. */
  set newest(newest: number) {
    if (newest !== this.#reference.newest) this.#reference = { ...this.#reference, newest };
  }

  /** Of a line of a log that tells hours only: ms since midnight; undefined where it has none. */
  clockOf(line: string): number | undefined {
    return clockIn(line.length > LONGEST_TIME ? line.slice(0, LONGEST_TIME) : line);
  }

  /** Of a line of such a log that has no hour of its own: the day that it says follows, and from which hour on. */
  dayTold(line: string): Wall | undefined {
    if (!/\d{2}/u.test(line) || !/\d[-/. ]|[年月]/u.test(line)) return undefined;
    const head = line.slice(0, SAMPLE_HEAD);
    for (const format of formats) {
      const found = format.pattern.exec(head);
      const at = found ? format.read(found, this.#reference) : undefined;
      if (found && typeof at === 'number')
        return headsDay.test(head.slice(0, found.index)) ? wallOf(at, this.isUtc) : undefined;
    }
    const [, year, , month, day] = dayAlone.exec(head) ?? [];
    const begins = dayAlone.exec(head)?.index ?? 0;
    if (year === undefined || Number(month) > 12 || Number(day) > 31 || !headsDay.test(head.slice(0, begins)))
      return undefined;
    return { day: Math.floor(Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000), clock: 0 };
  }

  /** UTF-16 units of a line that `headOf` looks at, of one that is no JSON and begins with something. */
  get headLength(): number {
    return this.#readsWhole ? WHOLE : Math.max(this.#within, LONGEST_TIME);
  }

  /** Of its own, in ms since epoch: null where it counts from the start of a machine, undefined where it has none. */
  timeOf(line: string): number | null | undefined {
    const json = jsonIn(line);
    if (json !== undefined) {
      const at = jsonTime(json);
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
    const tellsMore = this.#hasDetails && isDetail(line);
    return at === undefined
      ? { at: null, isContinued: tellsMore || this.#isWithoutTime(line) }
      : { at, isContinued: tellsMore };
  }

  /** What `headOf` says of the line that these bytes of UTF-8 are. `head`: its first `headLength` units at least. */
  goesOn(bytes: Uint8Array, from: number, to: number, head: () => string): boolean {
    if (this.#hasDetails && isDetailIn(bytes, from, to)) return true;
    if (this.#shapes.fit(bytes, from, to)) return false;
    const line = head();
    if (jsonIn(line) !== undefined) return this.headOf(line).isContinued;
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

  /** Levels of this log stand in a place of their own, or behind a name: what else a line says does not tell. */
  get tellsLevelsByPlace(): boolean {
    return this.#statusPlace !== undefined || this.#tellsSessions || this.#tellsColumns || this.#namesServices;
  }

  levelOf(line: string): Level | null {
    if (this.#statusPlace === undefined) {
      const placed =
        (this.#tellsSessions ? sessionLevel(line) : undefined) ?? (this.#tellsColumns ? csvlogLevel(line) : undefined);
      return placed ?? levelOf((this.#namesServices ? behindService(line) : undefined) ?? line);
    }
    const status = line.startsWith('#') ? undefined : line.split(' ')[this.#statusPlace];
    return status !== undefined && /^[1-5]\d\d$/u.test(status) ? levelOfAnswer(status.slice(0, 1)) : null;
  }
}
