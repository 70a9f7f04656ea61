/** One scenario's folder, writer, reader and rotations, all going on at once. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Encoding } from '#core/logs/text/encoding.ts';
import { dropFolder, scratchFolder, type Tally } from '../scenario.ts';
import { judgeLines, linesInFiles } from './judge-lines.ts';
import { Reader } from './reader.ts';
import type { Orders } from './writer.ts';

/** In every scenario. */
export const LINES = 110_000;
/** Of those, so many lie in files at the end; what is written between a copy and the truncation is in none. */
export const LEAST_LINES = 100_000;

const QUIET_MS = 1500;
const LOGROTATE = ['/usr/sbin/logrotate', '/sbin/logrotate', '/usr/bin/logrotate'].find((place) => existsSync(place));

export const hasLogrotate = LOGROTATE !== undefined;

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
};

const plainOrders = (file: string): Orders => ({
  path: file,
  from: 0,
  lines: LINES,
  encoding: 'utf-8',
  header: '',
  hasMark: false,
  flush: 'blocks',
  appends: true,
  reopensAfterMs: 0,
  replacesEvery: null,
  linesASecond: 40_000,
});

export class Stage {
  readonly folder = path.join(scratchFolder('disk'), 'log');
  readonly log = path.join(this.folder, 'app.log');
  readonly reader: Reader;
  /** Number of the user as whom files are looked at; null: as who runs this. */
  readAs: number | null = null;
  readonly #encoding: Encoding;
  #writer: ChildProcess | null = null;
  #isReading = false;
  #pump: Promise<void> = Promise.resolve();
  #rotations = 0;

  /** `siblings`: whether the reader also takes what was rotated before it came; there is nothing of that here, and it must make no difference. */
  constructor(encoding: Encoding = 'utf-8', siblings = true) {
    this.#encoding = encoding;
    mkdirSync(this.folder);
    const spool = path.join(this.folder, '..', 'spool');
    mkdirSync(spool);
    this.reader = new Reader(this.log, spool, siblings);
  }

  get isWriting(): boolean {
    return this.#writer !== null && this.#writer.exitCode === null && this.#writer.signalCode === null;
  }

  async write(orders: Partial<Orders> = {}): Promise<void> {
    const whole = { ...plainOrders(this.log), encoding: this.#encoding, ...orders };
    const script = fileURLToPath(new URL('logs/writer.mjs', import.meta.url));
    const writer = spawn(process.execPath, [script, JSON.stringify(whole)], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#writer = writer;
    await once(writer.stdout, 'data');
  }

  signal(signal: NodeJS.Signals): void {
    this.#writer?.kill(signal);
  }

  async written(): Promise<void> {
    if (this.#writer) await ended(this.#writer);
  }

  /** The real program, made to rotate now; it tells the writer if `tells`. */
  async rotate(directives: string, tells = false): Promise<void> {
    const place = path.join(this.folder, '..');
    const told = tells ? `\n  postrotate\n    kill -HUP ${this.#writer?.pid ?? 0} || true\n  endscript` : '';
    writeFileSync(
      path.join(place, 'rotate.conf'),
      `${this.log} {\n  rotate 900\n  ${directives.split(' · ').join('\n  ')}${told}\n}\n`,
    );
    const child = spawn(
      LOGROTATE ?? 'logrotate',
      ['-f', '-s', path.join(place, 'state'), path.join(place, 'rotate.conf')],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    let said = '';
    child.stderr.on('data', (bytes) => (said += String(bytes)));
    await ended(child);
    this.#rotations++;
    if (child.exitCode !== 0) throw new Error(`logrotate: ${said}`);
  }

  /** Reads from now on beside everything else. */
  read(): void {
    if (this.#isReading) return;
    this.#isReading = true;
    const go = async (): Promise<void> => {
      while (this.#isReading) {
        const hasMore = this.#wake();
        await (hasMore ? new Promise((resolve) => setImmediate(resolve)) : wait(3));
      }
    };
    this.#pump = go();
  }

  /** Resolves when all is read of a file to which nothing comes. */
  async caughtUp(): Promise<void> {
    for (let times = 0; times < 5;) {
      const { size } = statSync(this.log);
      await wait(5);
      const isStill = statSync(this.log).size === size && this.reader.position === size;
      times = isStill ? times + 1 : 0;
    }
  }

  #wake(): boolean {
    if (this.readAs === null) return this.reader.wake();
    process.seteuid?.(this.readAs);
    try {
      return this.reader.wake();
    } finally {
      process.seteuid?.(0);
    }
  }

  async pause(): Promise<void> {
    this.#isReading = false;
    await this.#pump;
  }

  async finish(what: string, tally: Tally, present?: ReadonlySet<number>): Promise<void> {
    await this.written();
    await this.pause();
    let quietSince = performance.now();
    while (performance.now() - quietSince < QUIET_MS) {
      const before = JSON.stringify(this.reader.counts);
      const hasMore = this.#wake();
      if (hasMore || JSON.stringify(this.reader.counts) !== before) quietSince = performance.now();
      else await wait(5);
    }
    this.reader.finish();
    if (this.#rotations > 0) tally.add('rotations', this.#rotations);
    judgeLines(what, this.reader, present ?? linesInFiles(this.folder, 'app.log', this.#encoding), LEAST_LINES, tally);
    this.reader.close();
    dropFolder(path.join(this.folder, '..'));
  }
}
