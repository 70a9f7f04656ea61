/**
 * Group `logs-rules` of BENCHMARKS: all rules that ship over a log, line by line as the thread that reads logs has them, against `rg -c` with the same
 * patterns over the same file, and against each pattern tried on each line.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { RuleScanner } from '#core/alerts/matching/rule-scanner.ts';
import { shippedRules } from '#core/alerts/shipped.ts';
import { interleave, median, printFigure, printSkipped } from '../figure.ts';
import { seededRandom } from '../random.ts';

const GROUP = 'logs-rules';
const PEER = 'rg';
const MEGABYTE = 1_048_576;
const SIZE = 64 * MEGABYTE;
const NAIVE_SIZE = 2 * MEGABYTE;
const ROUNDS = 5;
/** Lines in a batch, as the thread hands them over. */
const BATCH = 2_000;
/** One line in so many is of a known problem. */
const ONE_IN = 500;

const words =
  'session opened closed user request response database cache query timeout worker queue index shard commit batch'.split(
    ' ',
  );

/** Lines of plain services with a known problem now and then. */
const makeLog = (size: number): string => {
  const random = seededRandom(20_261_126);
  const examples = shippedRules().flatMap((rule) => rule.examples);
  const lines: string[] = [];
  for (let bytes = 0, at = Date.UTC(2026, 10, 26); bytes < size; at += 137) {
    const stamp = new Date(at).toISOString();
    const said =
      random.next() < 1 / ONE_IN
        ? random.pick(examples)
        : Array.from({ length: 12 }, () => random.pick(words)).join(' ');
    const line = `${stamp} host-${random.below(9)} app[${random.below(9_999)}]: ${said}`;
    lines.push(line);
    bytes += Buffer.byteLength(line) + 1;
  }
  return `${lines.join('\n')}\n`;
};

const rules = shippedRules();

const scanAll = (text: string): number => {
  const scanner = new RuleScanner(rules);
  const lines = text.split('\n');
  let fitting = 0;
  for (let from = 0; from < lines.length; from += BATCH) {
    const batch = lines.slice(from, from + BATCH).map((line) => ({ text: line, at: null }));
    const { hits } = scanner.scan({ sourceId: 'bench', generation: 1, firstLine: from + 1, lines: batch });
    fitting += new Set(hits.map(({ line }) => line)).size;
  }
  return fitting;
};

const naive = (text: string): void => {
  const patterns = rules.map(({ pattern, flags }) => new RegExp(pattern, flags));
  for (const line of text.split('\n')) for (const pattern of patterns) pattern.test(line);
};

const timed = (run: () => void): number => {
  const began = performance.now();
  run();
  return performance.now() - began;
};

const rate = (size: number, ms: number): number => size / MEGABYTE / (ms / 1_000);

const folder = mkdtempSync(join(tmpdir(), 'deskside-rules-bench-'));
try {
  const path = join(folder, 'app.log');
  const text = makeLog(SIZE);
  writeFileSync(path, text);
  const patterns = rules.flatMap(({ pattern, flags }) => ['-e', flags === 'i' ? `(?i:${pattern})` : pattern]);
  const ripgrep = (): number => {
    const run = spawnSync(PEER, ['-c', '--no-config', '-P', ...patterns, path], { encoding: 'utf8' });
    return run.status === 0 ? Number(run.stdout.trim()) : Number.NaN;
  };
  // Without look-around, which its own engine does not have: what is left of the patterns is what it is fast at.
  const plain = rules.flatMap(({ pattern, flags }) => {
    const without = pattern.replaceAll(/\(\?![^)]*\)/g, '');
    return ['-e', flags === 'i' ? `(?i:${without})` : without];
  });
  const ripgrepPlain = (): number => {
    const run = spawnSync(PEER, ['-c', '--no-config', ...plain, path], { encoding: 'utf8' });
    return run.status === 0 ? Number(run.stdout.trim()) : Number.NaN;
  };
  const hasRipgrep = !Number.isNaN(ripgrepPlain());
  const read = (): number => scanAll(readFileSync(path, 'utf8'));
  process.stderr.write(`${GROUP}: lines that fit: ${read()} here, ${hasRipgrep ? ripgrepPlain() : '?'} by rg\n`);
  const small = text.slice(0, NAIVE_SIZE);
  const times = await interleave(ROUNDS, {
    scan: () => timed(read),
    half: () => timed(() => scanAll(text.slice(0, SIZE / 2))),
    naive: () => timed(() => naive(small)),
    rg: () => (hasRipgrep ? timed(ripgrepPlain) : 0),
  });
  const scanMs = median(times.scan);
  const common = { group: GROUP, baseline: null, baselineValue: null, goal: null } as const;
  if (hasRipgrep)
    printFigure({
      group: GROUP,
      name: `${rules.length} rules over a log of 64 MB, reading and decoding it too`,
      value: scanMs,
      unit: 'ms',
      baseline: 'rg -c -e …',
      baselineValue: median(times.rg),
      goal: { atMost: 3 },
    });
  else printSkipped(GROUP, `${rules.length} rules over a log of 64 MB`, 'rg is not installed');
  if (hasRipgrep && ripgrep() > 0)
    printFigure({
      ...common,
      name: 'the same by rg -P, which knows all of the patterns',
      value: timed(ripgrep),
      unit: 'ms',
    });
  printFigure({ ...common, name: 'speed', value: rate(SIZE, scanMs), unit: 'MB/s' });
  printFigure({ ...common, name: 'speed at half the size', value: rate(SIZE / 2, median(times.half)), unit: 'MB/s' });
  printFigure({
    group: GROUP,
    name: 'speed against each pattern on each line',
    value: rate(SIZE, scanMs),
    unit: 'MB/s',
    baseline: 'naive',
    baselineValue: rate(NAIVE_SIZE, median(times.naive)),
    goal: { atLeast: 5 },
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
