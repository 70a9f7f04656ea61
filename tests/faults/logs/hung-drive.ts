/**
 * A real file system whose server stops in the middle of reading, several times: whoever calls it then waits until it goes on. Logs elsewhere are read
 * on all the while, the log says that its drive does not answer, and in the end every line of both was looked at once.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SourceNow } from '#shared/logs/source.ts';
import { dropFolder, scratchFolder, type Scenario, type Tally } from '../scenario.ts';
import { Engine, some } from './engine-process.ts';
import { linesInFiles } from './judge-lines.ts';
import { LEAST_LINES, Stage } from './stage.ts';

const BINDFS = ['/usr/bin/bindfs', '/usr/local/bin/bindfs'].find((place) => existsSync(place));

/** Lines of the log on the drive are numbered from here. */
const THERE = 1_000_000;
const HANGS = 3;
/** Far above what it takes to see that a drive hangs and to begin anew. */
const PATIENCE_MS = 60_000;

const isMounted = (folder: string): boolean => readFileSync('/proc/self/mountinfo', 'utf8').includes(` ${folder} `);

/** A folder seen through a file system of another process. `isKept`: the system remembers what it read there. */
const mount = async (behind: string, drive: string, isKept: boolean): Promise<ChildProcess | null> => {
  mkdirSync(drive);
  const options = isKept ? [] : ['-o', 'direct_io'];
  const server = spawn(BINDFS ?? 'bindfs', ['-f', ...options, behind, drive], { stdio: 'ignore' });
  while (server.exitCode === null && !isMounted(drive)) await wait(10);
  return server.exitCode === null ? server : null;
};

const until = async (isSo: () => Promise<boolean> | boolean): Promise<boolean> => {
  for (const since = performance.now(); performance.now() - since < PATIENCE_MS; await wait(50))
    if (await isSo()) return true;
  return false;
};

const isSilent = ({ problem }: SourceNow): boolean => problem === 'unreachable';

interface Setting {
  /** Its log is read from where nothing hangs. */
  readonly here: Stage;
  readonly server: ChildProcess;
  readonly engine: Engine;
  readonly problems: string[];
}

/** A console that reads a log beside one that lies on a drive, named `file` there; `work` says how the drive hangs. */
const onDrive = async (
  title: string,
  tally: Tally,
  { behind, file, isKept }: { readonly behind: string; readonly file: string; readonly isKept: boolean },
  work: (setting: Setting) => Promise<void>,
): Promise<void> => {
  if (BINDFS === undefined || !existsSync('/dev/fuse')) {
    tally.skip('needs bindfs and /dev/fuse');
    return;
  }
  const here = new Stage();
  const drive = path.join(behind, '..', 'drive');
  const server = await mount(behind, drive, isKept);
  if (!server) {
    tally.skip('nothing may be mounted here');
    return;
  }
  const problems: string[] = [];
  const engine = new Engine(path.join(here.folder, '..'), [here.log, path.join(drive, file)]);
  try {
    await work({ here, server, engine, problems });
    tally.add('hangs', HANGS);
  } finally {
    server.kill('SIGCONT');
    server.kill('SIGTERM');
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    await engine.kill();
  }
  tally.check(title, problems);
  dropFolder(path.join(here.folder, '..'));
};

/** Stops the drive: that is told, and what is written elsewhere by now is looked at all the while. */
const stop = async ({ here, server, engine, problems }: Setting, hang: number): Promise<void> => {
  server.kill('SIGSTOP');
  const isTold = await until(async () => (await engine.states()).some(isSilent));
  if (!isTold) problems.push(`hang ${hang + 1} was not told`);
  const written = linesInFiles(here.folder, 'app.log', 'utf-8');
  await engine.untilLooked(written);
  const missing = [...written].filter((number) => !engine.times.has(number));
  problems.push(...some(`not looked at during hang ${hang + 1}:`, missing));
};

/** A console that is closed meanwhile ends; a call that the server has taken already keeps the system from clearing it away. */
const endWhileStopped = async ({ server, engine, problems }: Setting, hang: number): Promise<void> => {
  const ended = engine.end();
  const isOver = await until(() => engine.isOver);
  if (!isOver) problems.push(`a console that was closed did not end in hang ${hang + 1}`);
  server.kill('SIGCONT');
  await ended;
};

const run = async (title: string, tally: Tally): Promise<void> => {
  const there = new Stage();
  await onDrive(title, tally, { behind: there.folder, file: 'app.log', isKept: true }, async (setting) => {
    const { here, server, engine, problems } = setting;
    await here.write({ linesASecond: 3000 });
    await there.write({ from: THERE, linesASecond: 3000 });
    await engine.start();
    for (let hang = 0; hang < HANGS; hang++) {
      const before = engine.times.size;
      const isRead = await until(() => {
        engine.look();
        return (
          [...engine.times.keys()].filter((number) => number >= THERE).length > 1000 * (hang + 1) &&
          engine.times.size > before
        );
      });
      if (!isRead) problems.push(`the drive was not read before hang ${hang + 1}`);
      await stop(setting, hang);
      if (hang < HANGS - 1) server.kill('SIGCONT');
      else {
        await endWhileStopped(setting, hang);
        await engine.start();
      }
    }
    await here.written();
    await there.written();
    const present = new Set([
      ...linesInFiles(here.folder, 'app.log', 'utf-8'),
      ...linesInFiles(there.folder, 'app.log', 'utf-8'),
    ]);
    await engine.untilLooked(present);
    if ((await engine.states()).some(({ state }) => state !== 'following')) problems.push('not followed in the end');
    await engine.end();
    engine.look();
    const twice = [...engine.times].filter(([, often]) => often > 1).map(([number]) => number);
    problems.push(
      ...some(
        'not looked at:',
        [...present].filter((number) => !engine.times.has(number)),
      ),
      ...some('looked at twice:', twice),
      ...(present.size < LEAST_LINES ? [`only ${present.size} lines lie in the files`] : []),
    );
    tally.add('lines', present.size);
  });
  dropFolder(path.join(there.folder, '..'));
};

/** Of the log that is searched. */
const LARGE_LINES = 600_000;
const FITTING = 1_000;

const writeLarge = (file: string): void => {
  const out = openSync(file, 'w');
  for (let line = 0; line < LARGE_LINES; line += FITTING) {
    const lines = Array.from(
      { length: FITTING },
      (_, place) =>
        `2026-11-26T10:00:00Z INFO request ${line + place} was answered, ${place === 7 ? 'at last' : 'as ever'}, in 12 ms\n`,
    );
    writeSync(out, lines.join(''));
  }
  closeSync(out);
};

/** Two threads read then: whichever waits for the drive, both are given up with it. */
const runSearched = async (title: string, tally: Tally): Promise<void> => {
  const folder = scratchFolder('disk');
  const behind = path.join(folder, 'behind');
  mkdirSync(behind);
  writeLarge(path.join(behind, 'large.log'));
  await onDrive(title, tally, { behind, file: 'large.log', isKept: false }, async (setting) => {
    const { here, engine, problems } = setting;
    await here.write({ linesASecond: 3000 });
    for (let hang = 0; hang < HANGS; hang++) {
      await engine.start();
      const count = await engine.search('at last');
      if (count !== LARGE_LINES / FITTING) problems.push(`${count} lines were found before hang ${hang + 1}`);
      await wait(100 + 37 * hang);
      await stop(setting, hang);
      await endWhileStopped(setting, hang);
    }
    await here.written();
  });
  dropFolder(folder);
};

const searchedTitle = 'log: a drive that hangs while a large log on it is searched';

export const hungSearch: Scenario = {
  name: 'log-hung-search',
  title: searchedTitle,
  shares: 1,
  run: (_share, tally) => runSearched(searchedTitle, tally),
};

const title = 'log: a drive that hangs while it is read';

export const hungDrive: Scenario = {
  name: 'log-hung-drive',
  title,
  shares: 1,
  run: (_share, tally) => run(title, tally),
};
