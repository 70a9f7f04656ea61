/** Reading a large log: indexing it against `wc -l`, searching it against `rg -c`, following it against `tail -F`. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interleave, median, printFigure, printSkipped } from '../figure.ts';
import { measureFollowing } from './following.ts';
import { realLines, writeLog } from './make-log.ts';
import { readLog, type Reading } from './reading.ts';

const group = 'logs';
const PEER = 'rg';
const ROUNDS = 5;
/** 1 GB, or what `DESKSIDE_BENCH_MB` says: for trying things out. */
const BYTES = Number(process.env['DESKSIDE_BENCH_MB'] ?? 1_000) * 1_000_000;

const has = (program: string): boolean => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const timed = async (work: () => unknown): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};

const run = (program: string, args: readonly string[]): string =>
  execFileSync(program, [...args], { encoding: 'utf8', maxBuffer: 1 << 20 });

const searches = [
  {
    name: 'a regex with a literal in it',
    pattern: String.raw`Failed password|ERROR.*timeout|connect(ion|ed) to \w+`,
    goal: 1.5,
  },
  { name: 'a regex without a literal', pattern: String.raw`\b[A-Z]{3,4}[a-z]+\d{2}\b`, goal: 4 },
];

const measureReading = async (folder: string, path: string, bytes: number, lines: number): Promise<void> => {
  const times = await interleave(ROUNDS, {
    own: async () => {
      const reading = await readLog(path, folder);
      const ms = await timed(() => reading.hasLines(lines));
      await reading.close();
      // What was kept of it is on the disk before the next one is measured.
      if (has('sync')) run('sync', []);
      return ms + reading.openMs;
    },
    wc: () => timed(() => run('wc', ['-l', path])),
  });
  printFigure({
    group,
    name: `index a log of ${Math.round(bytes / 1_000_000)} MB`,
    value: median(times.own),
    unit: 'ms',
    baseline: 'wc -l',
    baselineValue: median(times.wc),
    goal: { atMost: 1.5 },
  });
};

/** Lines with a match; that there are none is an answer. Without Unicode, as letters, digits and word boundaries are here. */
const countWithRg = (pattern: string, path: string): number => {
  const run = spawnSync(PEER, ['-c', '-a', '--no-config', '--no-unicode', pattern, path], { encoding: 'utf8' });
  if (run.status !== 0 && run.status !== 1) throw new Error(run.stderr);
  return Number(run.stdout);
};

/** `where`: what it is counted in, as a figure says it. */
const measureCount = async (
  reading: Reading,
  path: string,
  { name, pattern, goal }: (typeof searches)[number],
  where: string,
): Promise<void> => {
  const search = { pattern, isRegex: true, matchesCase: true };
  const counts = { own: 0, rg: 0 };
  const times = await interleave(ROUNDS, {
    own: (round) =>
      timed(async () => {
        const { viewId } = reading;
        counts.own = (await reading.ask('count', { viewId, search, jobId: `bench-job-${round}` })).count;
      }),
    rg: () =>
      timed(() => {
        counts.rg = countWithRg(pattern, path);
      }),
  });
  if (counts.own !== counts.rg) throw new Error(`${pattern}: ${counts.own} lines here, ${counts.rg} with rg`);
  printFigure({
    group,
    name: `count ${name} in ${where} (${counts.own} hits)`,
    value: median(times.own),
    unit: 'ms',
    baseline: 'rg -c',
    baselineValue: median(times.rg),
    goal: { atMost: goal },
  });
};

/** Levels, times and entries of all lines, then searches through them, and some before. */
const measureRest = async (folder: string, path: string, bytes: number, lines: number): Promise<void> => {
  const size = `${Math.round(bytes / 1_000_000)} MB`;
  const reading = await readLog(path, folder);
  await reading.hasLines(lines);
  const known = await timed(() => reading.isKnown());
  printFigure({
    group,
    name: `levels, times and entries of all lines of ${size} are known, behind what is shown`,
    value: bytes / 1_000 / known,
    unit: 'MB/s',
    baseline: null,
    baselineValue: null,
    goal: null,
  });
  if (has(PEER)) for (const search of searches) await measureCount(reading, path, search, size);
  await reading.close();
  if (!has(PEER)) return;
  const fresh = await readLog(path, folder);
  await fresh.hasLines(lines);
  for (const search of searches)
    await measureCount(fresh, path, search, `${size} of which levels are still being found`);
  await fresh.close();
};

const lines = realLines();
if (lines === undefined) printSkipped(group, 'all', 'real logs are not on this machine (../shared/data/lnav-testlogs)');
else {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-bench-logs-'));
  const own = mkdtempSync(join(tmpdir(), 'deskside-bench-own-'));
  try {
    for (const share of [0.25, 0.5, 1]) {
      const path = join(folder, 'large.log');
      const bytes = BYTES * share;
      const count = writeLog(path, bytes, lines);
      await measureReading(own, path, bytes, count);
      await measureRest(own, path, bytes, count);
    }
    if (!has(PEER)) printSkipped(group, 'count a regex', 'rg is not installed');
    rmSync(join(folder, 'large.log'));
    await measureFollowing(folder, own);
  } finally {
    for (const each of [folder, own]) rmSync(each, { recursive: true, force: true });
  }
}
