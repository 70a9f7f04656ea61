/**
 * `npm run bench [-- group …]`: bundles each group into a temporary folder and runs it in a process of its own, on this Node.
 * A group is a folder here with an `index.ts`; its `*.worker.ts` files become CommonJS workers next to it. Figures go to stdout, one JSON line each.
 * Exit code 1 if a group could not be measured; a missed goal is a figure, not a failure.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const known = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(path.join(here, entry.name, 'index.ts')))
  .map((entry) => entry.name);
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`No such group: ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  process.exit(2);
}

/** Stays outside the bundle (it finds its own files by where it lies), and is imported from the project's node_modules. */
const playwrightFromHere = {
  name: 'playwright-from-here',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^playwright$/ }, () => ({ path: import.meta.resolve('playwright'), external: true })),
};

const bundle = async (group, out) => {
  const folder = path.join(here, group);
  const workers = readdirSync(folder).filter((name) => name.endsWith('.worker.ts'));
  const common = { bundle: true, platform: 'node', target: 'node20', logLevel: 'warning', sourcemap: 'inline' };
  await build({
    ...common,
    entryPoints: { index: path.join(folder, 'index.ts') },
    outdir: out,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    plugins: [playwrightFromHere],
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
  });
  if (workers.length > 0) {
    await build({
      ...common,
      entryPoints: workers.map((name) => path.join(folder, name)),
      outdir: out,
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
    });
  }
};

const runGroup = (group, out) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--expose-gc', '--enable-source-maps', path.join(out, 'index.mjs')], {
      stdio: 'inherit',
      env: { ...process.env, DESKSIDE_ROOT: path.join(here, '..', '..') },
    });
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward).on('SIGTERM', forward);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      if (code !== 0) console.error(`${group} could not be measured (${signal ?? `exit code ${code}`}).`);
      resolve(code === 0);
    });
  });

const scratch = mkdtempSync(path.join(tmpdir(), 'deskside-bench-'));
let isComplete = true;
try {
  for (const group of asked.length > 0 ? asked : known) {
    const out = path.join(scratch, group);
    await bundle(group, out);
    isComplete = (await runGroup(group, out)) && isComplete;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = isComplete ? 0 : 1;
