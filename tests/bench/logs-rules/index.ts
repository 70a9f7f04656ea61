/**
 * Group `logs-rules` of BENCHMARKS: all rules that ship over a log, as the thread that reads logs looks through one that is watched, against `rg -c`
 * with the same patterns and against each pattern tried on each line. What the lines say of themselves is known before.
 */
import { isAscii } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { RuleScanner, type Scan } from '#core/alerts/matching/rule-scanner.ts';
import { shippedRules } from '#core/alerts/shipped.ts';
import { Follower } from '#core/logs/follow/follower.ts';
import { LogStream } from '#core/logs/index/log-stream.ts';
import { Scanning } from '#core/logs/thread/known-problems.ts';
import type { ThreadSource } from '#core/logs/thread/messages.ts';
import { median, printFigure, printSkipped } from '../figure.ts';
import { seededRandom } from '../random.ts';

const GROUP = 'logs-rules';
const PEER = 'rg';
const MEGABYTE = 1_000_000;
/** 1 GB, or what `DESKSIDE_BENCH_MB` says: for trying things out. */
const MOST_MEGABYTES = Number(process.env['DESKSIDE_BENCH_MB'] ?? 1_000);
const SHARES = [0.25, 0.5, 1];
const PIECE_BYTES = 1_048_576;
const ROUNDS = 3;
/**
 * One line in so many is of a known problem: in a log of a machine that is well, and in one of a machine that is not. The peers may need seconds for a
 * megabyte of that one, and more for each the longer the log is: they are given so many, and what they take is told by the megabyte.
 */
const LOGS = [
  { oneIn: 10_000, peerMegabytes: 8 },
  { oneIn: 500, peerMegabytes: 1 },
];

const words =
  'session opened closed user request response database cache query timeout worker queue index shard commit batch'.split(
    ' ',
  );

/** Lines of plain services with a known problem now and then. */
const writeLog = (path: string, bytes: number, oneIn: number): void => {
  const random = seededRandom(20_261_126);
  const examples = shippedRules().flatMap((rule) => rule.examples);
  const file = openSync(path, 'w');
  let at = Date.UTC(2026, 10, 26);
  for (let written = 0; written < bytes;) {
    const lines: string[] = [];
    for (let size = 0; size < Math.min(PIECE_BYTES, bytes - written); at += 137) {
      const stamp = new Date(at).toISOString();
      const said =
        random.next() < 1 / oneIn
          ? random.pick(examples)
          : Array.from({ length: 12 }, () => random.pick(words)).join(' ');
      const line = `${stamp} host-${random.below(9)} app[${random.below(9_999)}]: ${said}\n`;
      lines.push(line);
      size += line.length;
    }
    written += writeSync(file, lines.join(''));
  }
  closeSync(file);
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
    const { steps, hasMore } = following.wake(PIECE_BYTES);
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

const naive = (path: string): number => {
  let fitting = 0;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
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

// Without look-around, which its engine does not have, and without Unicode where all is ASCII, as letters, digits and word boundaries are here.
const patterns = rules.flatMap(({ pattern, flags }) => {
  const without = pattern.replaceAll(/\(\?![^)]*\)/g, '');
  const unicode = isAscii(Buffer.from(without)) ? '-u' : '';
  return ['-e', `(?${flags}${unicode}:${without})`];
});

const hasPeer = spawnSync(PEER, ['--version']).status === 0;

/** Lines with a match; that there are none is an answer. */
const ripgrep = (path: string): number => {
  const run = spawnSync(PEER, ['-c', '-a', '--no-config', ...patterns, path], { encoding: 'utf8' });
  if (run.status !== 0 && run.status !== 1) throw new Error(run.stderr);
  return Number(run.stdout);
};

interface Log {
  readonly path: string;
  readonly megabytes: number;
  /** Lines that fit a rule. */
  readonly scan: () => number;
  readonly close: () => void;
}

const openLog = (folder: string, megabytes: number, oneIn: number): Log => {
  const path = join(folder, `${megabytes}-${oneIn}.log`);
  writeLog(path, megabytes * MEGABYTE, oneIn);
  const { stream, close } = readWhole(path, folder);
  return {
    path,
    megabytes: statSync(path).size / MEGABYTE,
    scan: () => scanAll(stream, path),
    close: () => {
      close();
      rmSync(path);
    },
  };
};

const holdSame = (own: number, other: number, peer: string): void => {
  if (own !== other) throw new Error(`${own} lines fit here, ${other} by ${peer}`);
};

/** What a peer takes for a megabyte: what it needs to begin with, as with an empty log, does not count. */
const perMegabyte = (run: (path: string) => number, peer: string, log: Log, empty: string): number => {
  holdSame(log.scan(), run(log.path), peer);
  const rounds = Array.from({ length: ROUNDS }, () => timed(() => run(log.path)) - timed(() => run(empty)));
  return median(rounds) / log.megabytes;
};

interface Peers {
  readonly rg: number;
  readonly naive: number;
}

const measurePeers = (folder: string, megabytes: number, oneIn: number): Peers => {
  const log = openLog(folder, megabytes, oneIn);
  const empty = join(folder, 'empty.log');
  writeFileSync(empty, '');
  const peers = {
    rg: hasPeer ? perMegabyte(ripgrep, PEER, log, empty) : 0,
    naive: perMegabyte(naive, 'each pattern', log, empty),
  };
  log.close();
  return peers;
};

const measure = (log: Log, oneIn: number, peers: Peers): void => {
  const fitting = log.scan();
  const ms = median(Array.from({ length: ROUNDS }, () => timed(log.scan)));
  const what = `${rules.length} rules over ${Math.round(log.megabytes)} MB, one line in ${oneIn} of a known problem (${fitting})`;
  if (hasPeer)
    printFigure({
      group: GROUP,
      name: `${what}: for a megabyte`,
      value: ms / log.megabytes,
      unit: 'ms',
      baseline: 'rg -c -e …',
      baselineValue: peers.rg,
      goal: { atMost: 3 },
    });
  else printSkipped(GROUP, what, 'rg is not installed');
  printFigure({
    group: GROUP,
    name: `${what}: speed against each pattern on each line`,
    value: (1_000 * log.megabytes) / ms,
    unit: 'MB/s',
    baseline: 'naive',
    baselineValue: 1_000 / peers.naive,
    goal: null,
  });
};

const folder = mkdtempSync(join(tmpdir(), 'deskside-rules-bench-'));
try {
  for (const { oneIn, peerMegabytes } of LOGS) {
    const peers = measurePeers(folder, peerMegabytes, oneIn);
    for (const share of SHARES) {
      const log = openLog(folder, MOST_MEGABYTES * share, oneIn);
      measure(log, oneIn, peers);
      log.close();
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
