/** Lines come, files are rotated, the console ends and begins again, rules are stopped: in the end every line was looked at once, and still bears its name. */
import {
  appendFileSync,
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LinePosition } from '#core/known-problems.ts';
import { Follower } from '#core/logs/follow/follower.ts';
import { KeptLog } from '#core/logs/keep/kept-log.ts';
import { TookTooLong } from '#core/logs/match/time-limit.ts';
import type { LineBatch, LineScanner } from '#core/logs/thread/known-problems.ts';
import { keyOfLog } from '#core/logs/thread/log-name.ts';
import type { ThreadSource } from '#core/logs/thread/messages.ts';
import { ProblemSearch } from '#core/logs/thread/problem-search.ts';
import { ReadLog } from '#core/logs/thread/read-log.ts';
import { randomOf } from '../alerts/random-lines.ts';
import { scannerOfAll } from './scan-log.ts';

const logKey = new Uint8Array(32).fill(7);
/** Longer than a rotated file is waited for. */
const PAUSE_MS = 4_000;
/** More would be taken for what never ends. */
const MOST_STOPS = 4;
const MOST_ROTATIONS = 12;

let folder: string;
let path: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'deskside-')));
  for (const name of ['spool', 'logs', 'kept']) mkdirSync(join(folder, name));
  path = join(folder, 'logs', 'app.log');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Which lines a scanner wants: all, hardly any, or some. */
const wanted: readonly ((text: string) => boolean)[] = [
  () => true,
  (text) => text.endsWith('7 '),
  (text) => Number.parseInt(text, 10) % 500 < 40,
];

const encodings = [
  { encoding: 'utf-8', mark: '' },
  { encoding: 'utf16le', mark: '\ufeff' },
  { encoding: 'utf-8', mark: '\ufeff' },
] as const;

const GROWN_BYTES = 8192;

const writeInto = (path: string, bytes: Buffer, at: number): void => {
  const file = openSync(path, 'r+');
  const size = Math.ceil((at + bytes.length) / GROWN_BYTES) * GROWN_BYTES;
  if (fstatSync(file).size < size) ftruncateSync(file, size);
  writeSync(file, bytes, 0, bytes.length, at);
  closeSync(file);
};

const textOf = (line: number): string => `${line} ${'x'.repeat(line % 50)} ${line % 10} `;
const byNumber = (one: Named, other: Named): number => one.number - other.number;
const numberIn = (text: string): number => Number.parseInt(text, 10);

interface Named {
  readonly number: number;
  /** As a person names the line. */
  readonly name: string;
}

interface Scanned {
  readonly generation: number;
  readonly next: number;
  readonly found: readonly Named[];
}

class Console {
  /** Lines that were looked at, each time. */
  readonly looked: Named[] = [];
  clock = 0;
  readonly #random: () => number;
  readonly #wants: (text: string) => boolean;
  #from: Record<string, LinePosition> = {};
  #following: Follower | undefined;
  #log: ReadLog | undefined;
  #search: ProblemSearch | undefined;
  #owed: (() => void) | undefined;
  #isStopped = false;
  /** One after the other. */
  #stops = 0;
  readonly #source: ThreadSource;

  constructor(random: () => number, wants: (text: string) => boolean) {
    this.#random = random;
    this.#wants = wants;
    this.#source = {
      id: `logSource:${'0'.repeat(26)}`,
      name: 'app',
      kind: 'file',
      place: path,
      encoding: 'auto',
      isWatched: true,
      namedUpTo: 0,
    };
  }

  begin(): void {
    const log = new KeptLog(join(folder, 'kept'), logKey, path);
    const place = log.place();
    const following = (this.#following = new Follower({
      path,
      encoding: 'auto',
      locale: 'en',
      siblings: true,
      now: () => this.clock,
      spoolFolder: join(folder, 'spool'),
      ...(place && { checkpoint: place.checkpoint }),
    }));
    this.#log = new ReadLog(
      this.#source,
      path,
      null,
      {
        following,
        newest: Date.now(),
        size: (delivered) => delivered,
        isEvents: false,
        problem: () => null,
        isThere: () => true,
        kept: { log, encoding: 'auto', place },
      },
      { now: Date.now, mono: () => this.clock, log: (line) => expect.unreachable(line) },
    );
    this.#search = new ProblemSearch({
      makeScanner: () => this.#scanner(),
      scanned: (name, { scan, place: { mark } }) => {
        const { generation, next, found } = scan as Scanned;
        // Written down later than it was found: what was not, is found again after a restart.
        this.#owed = () => {
          this.looked.push(...found);
          this.#from[keyOfLog(name)] = { generation, line: next, mark };
          this.#search?.taken(name);
        };
      },
      stopped: () => expect.unreachable('a rule was stopped'),
      log: (line) => expect.unreachable(line),
    });
    this.#search.use(null, this.#from);
  }

  /** `isKilled`: without keeping what is known. */
  end(isKilled: boolean): void {
    if (isKilled) this.#following?.close();
    else this.#log?.close();
    this.#log = undefined;
    this.#search = undefined;
    this.#owed = undefined;
  }

  take(): void {
    this.#owed?.();
    this.#owed = undefined;
  }

  /** Answers whether there is more to do. */
  step(): boolean {
    if (!this.#log || !this.#search) return false;
    this.#log.wake();
    const { more } = this.#log.step();
    const { source, file, stream, isEvents, isRead } = this.#log;
    this.#isStopped = false;
    const looks = this.#search.step([{ source, file, stream, isEvents, isRead }]);
    this.#stops = this.#isStopped ? this.#stops + 1 : 0;
    return more || looks || this.#owed !== undefined;
  }

  /** All lines, as they are named and read now. */
  get lines(): readonly Named[] {
    const stream = this.#log?.stream;
    return Array.from({ length: stream?.index.wholeLines ?? 0 }, (_, place) => {
      const name = stream?.index.nameOf(place);
      return { number: numberIn(stream?.lineAt(place)?.text ?? ''), name: `${name?.segment.generation}:${name?.line}` };
    });
  }

  #scanner(): LineScanner {
    const mayStop = (chance: number): void => {
      if (this.#stops >= MOST_STOPS || this.#random() >= chance) return;
      this.#isStopped = true;
      throw new TookTooLong();
    };
    return scannerOfAll(
      (...batches: readonly LineBatch[]) => {
        mayStop(0.1);
        const last = batches.at(-1);
        return {
          generation: last?.generation,
          next: (last?.firstLine ?? 0) + (last?.lines.length ?? 0),
          found: batches.flatMap(({ generation, firstLine, lines }) =>
            lines.flatMap(({ text }, place) =>
              this.#wants(text) ? [{ number: numberIn(text), name: `${generation}:${firstLine + place}` }] : [],
            ),
          ),
        };
      },
      {
        awaits: () => this.#random() < 0.1,
        nextPlace: (bytes, from) => {
          mayStop(0.002);
          return from < bytes.length ? from : -1;
        },
        fits: (text) => this.#wants(text),
      },
    );
  }
}

it.each([6, 12, 14, 17, 22, 29, 59, 122, 146, 336, 1042])(
  'every line is looked at once and keeps its name, seed %i',
  (seed) => {
    const random = randomOf(seed);
    const upTo = (most: number): number => Math.floor(random() * (most + 1));
    const wants = wanted[seed % wanted.length] ?? (() => true);
    const desk = new Console(random, wants);
    let lines = 0;
    let rotations = 0;
    const { encoding, mark } = encodings[seed % encodings.length] ?? { encoding: 'utf-8', mark: '' };
    // As some programs do: the file is made longer first, and its zeros are written over.
    const isGrownFirst = seed % 5 === 4;
    let end = 0;
    const write = (text: string): void => {
      const bytes = Buffer.from(text, encoding);
      if (isGrownFirst) writeInto(path, bytes, end);
      else appendFileSync(path, bytes);
      end += bytes.length;
    };
    /** As programs do that mark their files, and some of them before there is anything to write. */
    let isMarked = false;
    const append = (count: number): void => {
      const texts = Array.from({ length: count }, (_, line) => `${textOf(lines + line)}\n`);
      const text = `${isMarked ? '' : mark}${texts.join('')}`;
      isMarked = true;
      // A line may be looked at while it is being written.
      const at = random() < 0.3 ? upTo(text.length) : 0;
      write(text.slice(0, at));
      if (at > 0) desk.step();
      write(text.slice(at));
      lines += count;
    };
    /** As logrotate does: the file is renamed, or copied and emptied; the one before it is compressed or not. */
    const rotate = (): void => {
      for (let number = rotations; number > 0; number--)
        for (const end of ['', '.gz'])
          if (existsSync(`${path}.${number}${end}`))
            renameSync(`${path}.${number}${end}`, `${path}.${number + 1}${end}`);
      if (random() < 0.5 && existsSync(`${path}.2`)) {
        writeFileSync(`${path}.2.gz`, gzipSync(readFileSync(`${path}.2`)));
        rmSync(`${path}.2`);
      }
      if (random() < 0.3 && !isGrownFirst) {
        copyFileSync(path, `${path}.1`);
        truncateSync(path);
      } else {
        renameSync(path, `${path}.1`);
        writeFileSync(path, '');
        isMarked = false;
        end = 0;
      }
      rotations++;
    };
    const settle = (): void => {
      for (let quiet = 0; quiet < 3;) {
        desk.take();
        desk.clock += PAUSE_MS;
        quiet = desk.step() ? 0 : quiet + 1;
      }
    };
    writeFileSync(path, '');
    desk.begin();
    for (let turn = 0; turn < 400; turn++) {
      const chance = random();
      if (chance < 0.4) append(upTo(random() < 0.2 ? 2_000 : 150));
      else if (chance < 0.75)
        for (let steps = upTo(8); steps > 0; steps--) {
          desk.step();
          if (random() < 0.7) desk.take();
        }
      else if (chance < 0.82) settle();
      else if (chance < 0.97) {
        desk.end(random() < 0.5);
        for (let away = upTo(3); away > 1; away--) {
          append(upTo(200));
          if (rotations < MOST_ROTATIONS && random() < 0.2) rotate();
        }
        desk.begin();
      } else if (rotations < MOST_ROTATIONS) {
        if (random() < 0.5) settle();
        rotate();
      }
    }
    settle();
    desk.end(false);
    desk.begin();
    settle();
    const all = desk.lines.toSorted(byNumber);
    desk.end(false);
    expect(all.map(({ number }) => number)).toEqual(Array.from({ length: lines }, (_, line) => line));
    expect(desk.looked.toSorted(byNumber)).toEqual(all.filter(({ number }) => wants(textOf(number))));
  },
);
