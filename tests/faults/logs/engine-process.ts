/** The whole engine as a process of its own, and what it wrote down. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { SourceNow } from '#shared/logs/source.ts';
import type { EngineOrders, Taken } from './engine-child.ts';

/** In which nothing more was looked at, before it is told that something is missing. */
const PATIENCE_MS = 20_000;

export class Engine {
  readonly orders: EngineOrders;
  /** How often each numbered line was looked at. */
  readonly times = new Map<number, number>();
  /** Which number the line of a name bears. */
  readonly names = new Map<string, number>();
  kills = 0;
  /** Of the journal. */
  #read = 0;
  #child: ChildProcess | null = null;

  /** `place`: a folder with an empty one named `spool` in it. */
  constructor(place: string, paths: readonly string[]) {
    mkdirSync(path.join(place, 'own'));
    this.orders = {
      paths,
      worker: fileURLToPath(new URL('logs/engine.worker.cjs', import.meta.url)),
      readAheadWorker: fileURLToPath(new URL('logs/read-ahead.worker.cjs', import.meta.url)),
      spoolFolder: path.join(place, 'spool'),
      ownFolder: path.join(place, 'own'),
      journal: path.join(place, 'journal'),
      lines: path.join(place, 'lines'),
    };
  }

  async start(): Promise<void> {
    const script = fileURLToPath(new URL('logs/engine-child.mjs', import.meta.url));
    this.#child = fork(script, [JSON.stringify(this.orders)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    await once(this.#child, 'message');
    // Whoever asks it listens for its end as well.
    this.#child.setMaxListeners(0);
  }

  /** It ended as far as it can: what the system itself still waits for is left of it. */
  get isOver(): boolean {
    const pid = this.#child?.pid;
    if (pid === undefined || this.#child?.exitCode !== null || this.#child.signalCode !== null) return true;
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  }

  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#ended();
    this.kills++;
  }

  async end(): Promise<void> {
    this.#child?.send('end');
    await this.#ended();
  }

  async #ended(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    this.#child = null;
  }

  /** Takes in what was written down since; a line that is written in part waits. */
  look(): void {
    if (!existsSync(this.orders.journal)) return;
    const bytes = readFileSync(this.orders.journal);
    const end = bytes.lastIndexOf('\n') + 1;
    const text = bytes.toString('utf8', Math.min(this.#read, end), end);
    this.#read = end;
    for (const line of text.split('\n').filter((each) => each !== '')) {
      const { log, hits } = JSON.parse(line) as Taken;
      for (const [generation, at, number] of hits) {
        this.times.set(number, (this.times.get(number) ?? 0) + 1);
        this.names.set(`${log}/${generation}/${at}`, number);
      }
    }
  }

  /** What a window shows, in order. */
  async shown(): Promise<readonly (readonly [log: string, generation: number, line: number, text: string])[]> {
    this.#child?.send('lines');
    if (this.#child) await once(this.#child, 'message');
    return readFileSync(this.orders.lines, 'utf8')
      .split('\n')
      .map((line) => JSON.parse(line) as [string, number, number, string]);
  }

  /** Looks for this text in the last log, again and again from now on; resolves to how many lines held it the first time. */
  async search(text: string): Promise<number> {
    this.#child?.send({ search: text });
    if (!this.#child) return 0;
    const [count] = (await once(this.#child, 'message')) as [number];
    return count;
  }

  /** What the console says of each log. */
  async states(): Promise<readonly SourceNow[]> {
    this.#child?.send('states');
    if (!this.#child) return [];
    const ended = once(this.#child, 'exit').then(() => Promise.reject(new Error('the engine ended by itself')));
    const told = once(this.#child, 'message').then(([states]) => states as readonly SourceNow[]);
    return Promise.race([told, ended]);
  }

  /** Until all of these lines were looked at, or nothing more is. */
  async untilLooked(present: ReadonlySet<number>): Promise<void> {
    let before = -1;
    for (let since = performance.now(); performance.now() - since < PATIENCE_MS;) {
      this.look();
      const { size } = this.times;
      if (size !== before) since = performance.now();
      if (size >= present.size && [...present].every((number) => this.times.has(number))) return;
      before = size;
      await wait(50);
    }
  }
}

export const some = (what: string, numbers: readonly (number | string)[]): string[] =>
  numbers.length === 0
    ? []
    : [`${what} ${numbers.length} (${numbers.slice(0, 5).join(', ')}${numbers.length > 5 ? ' …' : ''})`];
