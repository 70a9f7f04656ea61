/**
 * The whole engine at work on a log that an independent program writes and the real logrotate rotates: killed and begun again in between, with
 * rotations also while it is not running. In the end every line was looked at by the rules once, is shown once, and has one name all along.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { dropFolder, type Scenario, type Tally } from '../scenario.ts';
import type { EngineOrders, Taken } from './engine-child.ts';
import { linesInFiles } from './judge-lines.ts';
import { numberOf } from './log-line.ts';
import { hasLogrotate, LEAST_LINES, Stage } from './stage.ts';

interface Rotation {
  readonly name: string;
  readonly title: string;
  readonly directives: string;
  readonly tells: boolean;
  readonly lines: number;
}

const rotations: readonly Rotation[] = [
  {
    name: 'create',
    title: 'renamed, compressed at the next rotation',
    directives: 'create · compress · delaycompress',
    tells: true,
    lines: 110_000,
  },
  {
    name: 'copytruncate',
    title: 'copied and truncated',
    directives: 'copytruncate',
    tells: false,
    lines: 150_000,
  },
];

/** In which nothing more was looked at, before it is told that something is missing. */
const PATIENCE_MS = 20_000;

class Engine {
  readonly orders: EngineOrders;
  /** How often each numbered line was looked at. */
  readonly times = new Map<number, number>();
  /** Which number the line of a name bears. */
  readonly names = new Map<string, number>();
  kills = 0;
  /** Of the journal. */
  #read = 0;
  #child: ChildProcess | null = null;

  constructor(stage: Stage) {
    const place = path.join(stage.folder, '..');
    mkdirSync(path.join(place, 'own'));
    this.orders = {
      path: stage.log,
      worker: fileURLToPath(new URL('logs/engine.worker.cjs', import.meta.url)),
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
      for (const [generation, at, number] of (JSON.parse(line) as Taken).hits) {
        this.times.set(number, (this.times.get(number) ?? 0) + 1);
        this.names.set(`${generation}/${at}`, number);
      }
    }
  }

  /** What a window shows, in order. */
  async shown(): Promise<readonly (readonly [generation: number, line: number, text: string])[]> {
    this.#child?.send('lines');
    if (this.#child) await once(this.#child, 'message');
    return readFileSync(this.orders.lines, 'utf8')
      .split('\n')
      .map((line) => JSON.parse(line) as [number, number, string]);
  }
}

const some = (what: string, numbers: readonly (number | string)[]): string[] =>
  numbers.length === 0
    ? []
    : [`${what} ${numbers.length} (${numbers.slice(0, 5).join(', ')}${numbers.length > 5 ? ' …' : ''})`];

/** Until every line in the files was looked at, or nothing more is. */
const untilLooked = async (engine: Engine, present: ReadonlySet<number>): Promise<void> => {
  let before = -1;
  for (let since = performance.now(); performance.now() - since < PATIENCE_MS;) {
    engine.look();
    const { size } = engine.times;
    if (size !== before) since = performance.now();
    if (size >= present.size && [...present].every((number) => engine.times.has(number))) return;
    before = size;
    await wait(50);
  }
};

const run = async ({ title, directives, tells, lines }: Rotation, tally: Tally): Promise<void> => {
  if (!hasLogrotate) {
    tally.skip('logrotate is not installed here');
    return;
  }
  const stage = new Stage();
  await stage.write({ lines, linesASecond: 20_000 });
  const engine = new Engine(stage);
  let count = 0;
  const rotate = async (): Promise<void> => {
    if (stage.isWriting) await stage.rotate(directives, tells);
    count++;
  };
  while (stage.isWriting) {
    await engine.start();
    await wait(150 + 100 * (engine.kills % 4));
    if (engine.kills % 2 === 1) await rotate();
    await wait(50);
    await engine.kill();
    // Every third time it is away for several rotations.
    for (let away = engine.kills % 3; away > 0; away--) await rotate();
  }
  await stage.written();
  const present = linesInFiles(stage.folder, 'app.log', 'utf-8');
  await engine.start();
  await untilLooked(engine, present);
  await engine.end();
  await engine.start();
  const shown = await engine.shown();
  await engine.end();

  engine.look();
  const { times, names } = engine;
  const shownTimes = new Map<number, number>();
  const renamed: string[] = [];
  const shownNames = new Set<string>();
  let doubledNames = 0;
  for (const [generation, line, text] of shown) {
    const number = numberOf(text);
    const name = `${generation}/${line}`;
    if (shownNames.has(name)) doubledNames++;
    shownNames.add(name);
    if (number === null) continue;
    shownTimes.set(number, (shownTimes.get(number) ?? 0) + 1);
    if (names.get(name) !== number) renamed.push(`${name} is ${number}, and was ${names.get(name)}`);
  }
  const twice = (all: ReadonlyMap<number, number>): number[] =>
    [...all].filter(([, often]) => often > 1).map(([number]) => number);
  const missing = (all: ReadonlyMap<number, number>): number[] => [...present].filter((number) => !all.has(number));
  tally.add('lines', present.size);
  tally.add('kills of the engine', engine.kills);
  tally.add('rotations', count);
  tally.check(title, [
    ...some('not looked at:', missing(times)),
    ...some('looked at twice:', twice(times)),
    ...some('not shown:', missing(shownTimes)),
    ...some('shown twice:', twice(shownTimes)),
    ...some('under another name:', renamed),
    ...(doubledNames > 0 ? [`${doubledNames} names of two lines`] : []),
    ...(present.size < LEAST_LINES ? [`only ${present.size} lines lie in the files`] : []),
    ...(engine.kills === 0 ? ['never killed'] : []),
  ]);
  dropFolder(path.join(stage.folder, '..'));
};

export const logEngine: readonly Scenario[] = rotations.map((rotation) => ({
  name: `log-engine-${rotation.name}`,
  title: `log: the engine killed and begun again, ${rotation.title}`,
  shares: 1,
  run: (_share, tally) => run(rotation, tally),
}));
