import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Compiles a worker entry as the product's build does. Returns the script's path and a function that removes it. */
export const buildWorker = async (entry: URL): Promise<{ readonly script: string; readonly remove: () => void }> => {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-worker-'));
  const script = join(folder, 'worker.cjs');
  await build({
    entryPoints: [entry.pathname],
    outfile: script,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'error',
  });
  return { script, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
