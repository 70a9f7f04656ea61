/**
 * The whole engine at work on a log that an independent program writes and the real logrotate rotates: killed and begun again in between, with
 * rotations also while it is not running. In the end every line was looked at by the rules once, is shown once, and has one name all along.
 */
import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { dropFolder, type Scenario, type Tally } from '../scenario.ts';
import { Engine, some } from './engine-process.ts';
import { linesInFiles } from './judge-lines.ts';
import { numberOf } from './log-line.ts';
import { hasLogrotate, LEAST_LINES, Stage } from './stage.ts';

interface Rotation {
  readonly name: string;
  readonly title: string;
  /** Of logrotate; null: the file is given another name that the pattern fits, which is no name of a rotated file. */
  readonly directives: string | null;
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
  {
    name: 'renamed',
    title: 'given another name that its pattern fits',
    directives: null,
    tells: true,
    lines: 110_000,
  },
];

const run = async ({ title, directives, tells, lines }: Rotation, tally: Tally): Promise<void> => {
  if (directives !== null && !hasLogrotate) {
    tally.skip('logrotate is not installed here');
    return;
  }
  const stage = new Stage();
  await stage.write({ lines, linesASecond: 20_000 });
  const engine = new Engine(path.join(stage.folder, '..'), [
    directives === null ? path.join(stage.folder, 'app*.log') : stage.log,
  ]);
  let count = 0;
  const rotate = async (): Promise<void> => {
    count++;
    if (!stage.isWriting) return;
    if (directives === null) {
      renameSync(stage.log, path.join(stage.folder, `app-run${count}-done.log`));
      stage.signal('SIGHUP');
      while (stage.isWriting && !existsSync(stage.log)) await wait(1);
    } else await stage.rotate(directives, tells);
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
  const present = linesInFiles(stage.folder, 'app', 'utf-8');
  await engine.start();
  await engine.untilLooked(present);
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
  for (const [log, generation, line, text] of shown) {
    const number = numberOf(text);
    const name = `${log}/${generation}/${line}`;
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
