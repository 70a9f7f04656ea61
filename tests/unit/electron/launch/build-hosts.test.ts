import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildHosts } from '../../../../electron/build.mjs';

const children = '/proc/self/task';

/** Command lines of the processes that this one has started and that still run. */
const childProcesses = async (): Promise<readonly string[]> => {
  const lists = (await readdir(children)).map((task) =>
    readFile(join(children, task, 'children'), 'utf8').catch(() => ''),
  );
  const ids = (await Promise.all(lists)).flatMap((list) => list.split(' ').filter(Boolean));
  return Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
};

it.skipIf(!existsSync(children))('building leaves no compiler running behind the console', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-build-'));
  try {
    await buildHosts(folder);
    expect(existsSync(join(folder, 'loopback/index.cjs'))).toBe(true);
    await expect.poll(async () => (await childProcesses()).filter((line) => line.includes('esbuild'))).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
