import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildDouble } from './build-double.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Before any spec: what they run is what the sources say. Fresh builds are left alone. */
const prepareConsoles = async (): Promise<void> => {
  const { status } = spawnSync(process.execPath, ['electron/build.mjs'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('The consoles do not build.');
  await buildDouble();
};

// Playwright takes a default export here and nothing else.
// oxlint-disable-next-line import/no-default-export
export default prepareConsoles;
