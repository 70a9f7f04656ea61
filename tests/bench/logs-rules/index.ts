/**
 * Group `logs-rules` of BENCHMARKS: all rules that ship over a log, as the thread that reads logs looks through one that is watched, against `rg -c`
 * with the same patterns over the same file, and against each pattern tried on each line. What the lines say of themselves is known before.
 */
import { isAscii } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { RuleScanner, type Scan } from '#core/alerts/matching/rule-scanner.ts';
import { shippedRules } from '#core/alerts/shipped.ts';
import { Follower } from '#core/logs/follow/follower.ts';
import { LogStream } from '#core/logs/index/log-stream.ts';
import { Scanning } from '#core/logs/thread/known-problems.ts';
import type { ThreadSource } from '#core/logs/thread/messages.ts';
import { interleave, median, printFigure, printSkipped } from '../figure.ts';
import { seededRandom } from '../random.ts';

const GROUP = 'logs-rules';
const PEER = 'rg';
const MEGABYTE = 1_048_576;
const SIZES = [16, 32, 64];
const NAIVE_SIZE = 2 * MEGABYTE;
const ROUNDS = 3;
/**
 * One line in so many is of a known problem: in a log of a machine that is well, and in one of a machine that is not. In the latter the peer needs
 * minutes, for which it is not waited: the hits are held against those of each pattern on each line there.
 */
const SELDOM = 10_000;
const OFTEN = 500;

const words =
  'session opened closed user request response database cache query timeout worker queue index shard commit batch'.split(
    ' ',
  );

/** Lines of plain services with a known problem now and then. */
const makeLog = (size: number, oneIn: number): string => {
  const random = seededRandom(20_261_126);
  const examples = shippedRules().flatMap((rule) => rule.examples);
  const lines: string[] = [];
  for (let bytes = 0, at = Date.UTC(2026, 10, 26); bytes < size; at += 137) {
    const stamp = new Date(at).toISOString();
    const said =
      random.next() < 1 / oneIn
        ? random.pick(examples)
        : Array.from({ length: 12 }, () => random.pick(words)).join(' ');
    const line = `${stamp} host-${random.below(9)} app[${random.below(9_999)}]: ${said}`;
    lines.push(line);
    bytes += Buffer.byteLength(line) + 1;
  }
  return `${lines.join('\n')}\n`;
};

const rules = shippedRules();

const sourceOf = (place: string): ThreadSource => ({
  id: `logSource:${'0'.repeat(26)}`,
  name: 'bench',
  kind: 'file',
  place,
  encoding: 'auto',
  isWatched: true,
  namedUpTo: 0,
});

/** A log of which everything is known. */
const readWhole = (path: string, spoolFolder: string): { readonly stream: LogStream; readonly close: () => void } => {
  const now = (): number => performance.now();
  const following = new Follower({ path, encoding: 'auto', locale: 'en', siblings: false, now, spoolFolder });
  const stream = new LogStream(() => Date.now(), Date.now());
  for (let more = true; more;) {
    const { steps, hasMore } = following.wake(MEGABYTE);
    stream.take(steps);
    more = hasMore;
  }
  while (stream.order(64));
  while (stream.classify());
  return { stream, close: () => following.close() };
};

/** Lines that fit a rule. */
const scanAll = (stream: LogStream, path: string): number => {
  const scanner = new RuleScanner(rules);
  const scanning = new Scanning({ source: sourceOf(path), file: null, stream, isEvents: false }, undefined);
  let fitting = 0;
  for (let found = scanning.scan(scanner, true); found !== undefined; found = scanning.scan(scanner, true)) {
    if (found === 'passed') continue;
    fitting += new Set((found.scan as Scan).hits.map(({ line }) => line)).size;
    scanning.isOwed = false;
  }
  return fitting;
};

const expressions = rules.map(({ pattern, except, flags }) => ({
  pattern: new RegExp(pattern, flags),
  except: except === null ? null : new RegExp(except, flags),
}));

const naive = (text: string): number => {
  let fitting = 0;
  for (const line of text.split('\n')) {
    let fits = false;
    for (const { pattern, except } of expressions) if (pattern.test(line) && except?.test(line) !== true) fits = true;
    if (fits) fitting++;
  }
  return fitting;
};

const timed = (run: () => unknown): number => {
  const began = performance.now();
  run();
  return performance.now() - began;
};

const rate = (size: number, ms: number): number => size / MEGABYTE / (ms / 1_000);

// Without look-around, which its engine does not have, and without Unicode where all is ASCII, as letters, digits and word boundaries are here.
const patterns = rules.flatMap(({ pattern, flags }) => {
  const without = pattern.replaceAll(/\(\?![^)]*\)/g, '');
  const unicode = isAscii(Buffer.from(without)) ? '-u' : '';
  return ['-e', `(?${flags}${unicode}:${without})`];
});

const ripgrep = (path: string): number => {
  const run = spawnSync(PEER, ['-c', '-a', '--no-config', ...patterns, path], { encoding: 'utf8' });
  return run.status === 0 ? Number(run.stdout.trim()) : Number.NaN;
};

const measure = async (folder: string, megabytes: number, oneIn: number): Promise<void> => {
  const size = megabytes * MEGABYTE;
  const path = join(folder, `${megabytes}-${oneIn}.log`);
  const text = makeLog(size, oneIn);
  writeFileSync(path, text);
  const { stream, close } = readWhole(path, folder);
  const peer = oneIn === OFTEN ? naive(text) : ripgrep(path);
  const own = scanAll(stream, path);
  if (!Number.isNaN(peer) && peer !== own) throw new Error(`${own} lines fit here, ${peer} by the peer`);
  const small = text.slice(0, NAIVE_SIZE);
  const times = await interleave(ROUNDS, {
    own: () => timed(() => scanAll(stream, path)),
    rg: () => (Number.isNaN(peer) || oneIn === OFTEN ? 0 : timed(() => ripgrep(path))),
    naive: () => timed(() => naive(small)),
  });
  close();
  const what = `${rules.length} rules over ${megabytes} MB, one line in ${oneIn} of a known problem (${own})`;
  const ownMs = median(times.own);
  if (Number.isNaN(peer)) printSkipped(GROUP, what, 'rg is not installed');
  else if (oneIn !== OFTEN)
    printFigure({
      group: GROUP,
      name: what,
      value: ownMs,
      unit: 'ms',
      baseline: 'rg -c -e …',
      baselineValue: median(times.rg),
      goal: { atMost: 3 },
    });
  printFigure({
    group: GROUP,
    name: `${what}: speed against each pattern on each line`,
    value: rate(size, ownMs),
    unit: 'MB/s',
    baseline: 'naive',
    baselineValue: rate(NAIVE_SIZE, median(times.naive)),
    goal: null,
  });
};

const folder = mkdtempSync(join(tmpdir(), 'deskside-rules-bench-'));
try {
  for (const oneIn of [SELDOM, OFTEN]) for (const megabytes of SIZES) await measure(folder, megabytes, oneIn);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
