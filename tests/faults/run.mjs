/**
 * `npm run test:faults [-- --kills N] [-- --only name[,name]] [-- --seed N]`: the fault suite of the store.
 * Bundles it once, runs the scenarios side by side (one process for each processor), prints a line with the counts of each,
 * and ends with `N passed, N failed, N skipped` over scenarios. Exit code 1 if anything failed.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1200' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const scratch = mkdtempSync(path.join(tmpdir(), 'deskside-faults-suite-'));
const running = new Set();

const bundle = async () => {
  const common = {
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    sourcemap: 'inline',
    outdir: scratch,
  };
  await build({
    ...common,
    entryPoints: [
      path.join(here, 'suite.ts'),
      path.join(here, 'child.ts'),
      path.join(here, 'blob-child.ts'),
      path.join(here, 'rival.ts'),
      path.join(here, 'key-child.ts'),
      path.join(here, 'logs/writer.ts'),
      path.join(here, 'logs/engine-child.ts'),
    ],
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
  });
  await build({
    ...common,
    entryPoints: [
      path.join(here, 'store.worker.ts'),
      path.join(here, 'logs/engine.worker.ts'),
      path.join(here, 'logs/read-ahead.worker.ts'),
    ],
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  });
};

/** Runs the bundled suite; resolves to its last line, parsed, or to a report that says how it ended instead. */
const suite = (args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--enable-source-maps', path.join(scratch, 'suite.mjs'), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.add(child);
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.on('close', (code, signal) => {
      running.delete(child);
      const last = output.trim().split('\n').at(-1) ?? '';
      try {
        resolve(JSON.parse(last));
      } catch {
        resolve({
          counts: {},
          failures: [`ended without a report (${signal ?? `exit code ${code}`})`],
          failed: 1,
          skipped: null,
        });
      }
    });
  });

const add = (reports) => {
  const counts = {};
  for (const report of reports) {
    for (const [name, count] of Object.entries(report.counts)) counts[name] = (counts[name] ?? 0) + count;
  }
  return {
    counts,
    failed: reports.reduce((sum, { failed }) => sum + failed, 0),
    failures: reports.flatMap(({ failures }) => failures),
    skipped: reports.find(({ skipped }) => skipped !== null)?.skipped ?? null,
  };
};

const figures = (counts) =>
  Object.entries(counts)
    .map(([name, count]) => `${count.toLocaleString('en')} ${name}`)
    .join(', ');

const print = (scenario, report, seconds) => {
  const outcome = report.failed > 0 ? 'FAIL' : report.skipped === null ? 'ok  ' : 'skip';
  const detail = report.skipped === null ? figures(report.counts) : report.skipped;
  console.log(`${outcome} ${scenario.title}: ${detail} (${seconds.toFixed(1)} s)`);
  for (const failure of report.failures) console.log(`       ${scenario.name}: ${failure}`);
  const unshown = report.failed - report.failures.length;
  if (unshown > 0) console.log(`       ${scenario.name}: and ${unshown} more`);
  for (const [name, count] of Object.entries(report.counts)) {
    if (name.startsWith('kills')) total.kills += count;
    else if (Object.hasOwn(total, name)) total[name] += count;
  }
  return outcome.trim();
};

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
    rmSync(scratch, { recursive: true, force: true });
    process.exit(1);
  });
}

const outcomes = { ok: 0, FAIL: 0, skip: 0 };
const total = { kills: 0, cases: 0, 'acknowledged commits': 0 };
try {
  await bundle();
  const asked = values.only?.split(',');
  const listed = await suite(['list']);
  if (!Array.isArray(listed)) throw new Error('the suite did not start');
  const unknown = asked?.filter((name) => !listed.some((scenario) => scenario.name === name)) ?? [];
  if (unknown.length > 0) {
    throw new Error(`no scenario ${unknown.join(', ')}; there are ${listed.map(({ name }) => name).join(', ')}`);
  }
  const scenarios = asked ? listed.filter(({ name }) => asked.includes(name)) : listed;
  const shares = scenarios.flatMap((scenario) => {
    const state = { scenario, reports: [], startedAt: 0, left: scenario.shares };
    return Array.from({ length: scenario.shares }, (_, index) => ({ state, index }));
  });
  const work = async () => {
    for (let share = shares.shift(); share !== undefined; share = shares.shift()) {
      const { state, index } = share;
      state.startedAt ||= performance.now();
      const argument = { name: state.scenario.name, index, kills: Number(values.kills), seed: Number(values.seed) };
      state.reports.push(await suite(['run', JSON.stringify(argument)]));
      state.left--;
      if (state.left === 0)
        outcomes[print(state.scenario, add(state.reports), (performance.now() - state.startedAt) / 1000)]++;
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  outcomes.FAIL++;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`In all: ${figures(total)}.`);
console.log(`${outcomes.ok} passed, ${outcomes.FAIL} failed, ${outcomes.skip} skipped`);
process.exitCode = outcomes.FAIL > 0 ? 1 : 0;
