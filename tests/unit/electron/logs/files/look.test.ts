import { mkdir, mkdtemp, realpath, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findFiles } from '#core/logs/files/look.ts';
import { Reach } from '#core/logs/files/reach.ts';

let folder: string;
let own: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'deskside-look-')));
  own = join(folder, 'own');
  await mkdir(own);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = async (...names: string[]): Promise<void> => {
  for (const name of names) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), name);
  }
};

const found = async (pattern: string): Promise<readonly string[]> => {
  const { files } = await findFiles(join(folder, pattern), own, new Reach());
  return files.map(({ name }) => name).toSorted();
};

it('finds what the pattern names, in one folder or in all below it', async () => {
  await put('a.log', 'b.log', 'c.txt', 'x/a.log', 'x/y/z/d.log', 'y/d.log');
  expect(await found('*.log')).toEqual(['a.log', 'b.log']);
  expect(await found('*/*.log')).toEqual(['x/a.log', 'y/d.log']);
  expect(await found('**/d.log')).toEqual(['x/y/z/d.log', 'y/d.log']);
  expect(await found('**/*.log')).toEqual(['a.log', 'b.log', 'x/a.log', 'x/y/z/d.log', 'y/d.log']);
  expect(await found('x/**/y/**/*.log')).toEqual(['y/z/d.log']);
});

it('leaves rotated files to the file that they were made of', async () => {
  await put('app.log', 'app.log.1', 'app.log.2.gz', 'app-20261120.log', 'app.2026-11-21.log.gz', 'web-20261120.log');
  await put('web-20261121.log', 'other.log.1', 'x/app.log.1', 'packed.gz');
  expect(await found('*')).toEqual(['app.log', 'other.log.1', 'web-20261120.log', 'web-20261121.log']);
  expect(await found('app.log*')).toEqual(['app.log']);
  expect(await found('x/*')).toEqual(['app.log.1']);
});

it('goes neither into the own folder, nor after links to it, nor round in circles', async () => {
  await put('logs/a.log', 'own/secret.log', 'elsewhere/b.log');
  await symlink(join(own, 'secret.log'), join(folder, 'logs/way-in.log'));
  await symlink(own, join(folder, 'logs/in'));
  await symlink(folder, join(folder, 'logs/round'));
  await symlink(join(folder, 'elsewhere/b.log'), join(folder, 'logs/b.log'));
  await symlink(join(folder, 'nowhere'), join(folder, 'logs/gone.log'));
  expect(await found('**/*.log')).toEqual(['elsewhere/b.log', 'logs/a.log', 'logs/b.log']);
});

it('says when files were changed, and why there are none', async () => {
  await put('a.log');
  await utimes(join(folder, 'a.log'), 1_700_000_000, 1_700_000_000);
  const reach = new Reach();
  expect(await findFiles(join(folder, '*.log'), own, reach)).toEqual({
    files: [{ path: join(folder, 'a.log'), name: 'a.log', changedAt: 1_700_000_000_000 }],
    problem: null,
  });
  expect(await findFiles(join(folder, '*.txt'), own, reach)).toEqual({ files: [], problem: 'none-found' });
  expect(await findFiles(join(folder, 'none/*.txt'), own, reach)).toEqual({ files: [], problem: 'no-folder' });
});

it('does not wait for a drive that does not answer', async () => {
  await put('a.log');
  const reach = new Reach(1, () => [folder, '/']);
  const hung = reach.ask(folder, () => new Promise(() => undefined));
  await expect(hung).rejects.toThrow();
  expect(await findFiles(join(folder, '*.log'), own, reach)).toEqual({ files: [], problem: 'unreachable' });
});
