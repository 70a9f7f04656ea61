/** `npm run rules:hits [-- folder]`: bundles `bench/logs-rules/hits.ts` into a temporary folder and runs it on this Node. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const scratch = mkdtempSync(path.join(tmpdir(), 'deskside-rules-'));
try {
  const outfile = path.join(scratch, 'hits.mjs');
  await build({
    entryPoints: [path.join(here, 'bench', 'logs-rules', 'hits.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
  });
  const run = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, DESKSIDE_ROOT: path.join(here, '..') },
  });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
