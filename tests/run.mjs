/**
 * `npm test`: builds, then runs every runner (unit and contract under Vitest, screens and hosts under Playwright, the fault suite)
 * and closes with one line that sums them. `npm test -- unit e2e` runs only those. Exit code 1 if anything failed or a runner broke.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'deskside-tests-'));
const bin = (name) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);

/** Runs a program to its end with our standard streams; resolves to its exit code and what it printed if `capture`. */
const run = (command, args, { env = {}, capture = false } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }));
  });

/** Counts of one runner; `broken` when it ended without a result. */
const vitest = async () => {
  const file = join(scratch, 'vitest.json');
  const { code } = await run(bin('vitest'), [
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + (code !== 0 && report.numFailedTests === 0 ? 1 : 0),
    skipped: report.numPendingTests + report.numTodoTests,
  };
};

/** Titles of tests that failed first and passed then. */
const flakyIn = (suites) =>
  suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky')).map(({ title }) => title),
    ...flakyIn(inner),
  ]);

const playwright = (project) => async () => {
  const file = join(scratch, `${project}.json`);
  const { code } = await run(
    bin('playwright'),
    ['test', '--config', 'tests/playwright.config.ts', `--project=${project}`, '--reporter=list,json'],
    {
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    },
  );
  const { stats, suites } = JSON.parse(readFileSync(file, 'utf8'));
  for (const title of flakyIn(suites)) console.log(`── passed at the second try: ${title}`);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (code !== 0 && stats.unexpected === 0 ? 1 : 0),
    skipped: stats.skipped,
  };
};

const faults = async () => {
  const { code, output } = await run(process.execPath, ['tests/faults/run.mjs'], { capture: true });
  const line = output
    .trim()
    .split('\n')
    .toReversed()
    .find((candidate) => /^\d+ passed, \d+ failed/.test(candidate));
  const [passed = 0, failed = 0, skipped = 0] = (line?.match(/\d+/g) ?? []).map(Number);
  return { passed, failed: failed + (code !== 0 && failed === 0 ? 1 : 0), skipped };
};

const runners = { unit: vitest, e2e: playwright('loopback'), desktop: playwright('desktop'), faults };
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(runners, name));
if (unknown.length > 0) {
  console.error(`There is no runner called ${unknown.join(', ')}. There are: ${Object.keys(runners).join(', ')}.`);
  process.exit(2);
}

const total = { passed: 0, failed: 0, skipped: 0 };
const { code: built } = await run(process.execPath, ['electron/build.mjs']);
if (built !== 0) total.failed++;
else
  for (const [name, runner] of Object.entries(runners)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    console.log(`\n── ${name}`);
    try {
      const counts = await runner();
      for (const key of Object.keys(total)) total[key] += counts[key];
      console.log(`── ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
    } catch (error) {
      total.failed++;
      console.log(`── ${name}: ended without a result: ${error.message}`);
    }
  }
rmSync(scratch, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 ? 1 : 0);
