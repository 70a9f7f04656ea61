import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Compiles the stand-in for the Electron executable. Resolves to a folder that `ELECTRON_OVERRIDE_DIST_PATH` may name: it holds
 * an `electron` that takes Electron's command line.
 */
export const buildDouble = async (): Promise<string> => {
  const folder = join(root, 'out', 'electron-double');
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [join(root, 'tests/support/electron-double/boot.ts')],
    outfile: join(folder, 'boot.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'warning',
  });
  const executable = join(folder, 'electron');
  await writeFile(executable, `#!/bin/sh\nexec '${process.execPath}' "$(dirname "$0")/boot.cjs" "$@"\n`);
  await chmod(executable, 0o755);
  return folder;
};
