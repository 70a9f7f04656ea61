import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { saveSealed } from '../../../../electron/main/save-sealed.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskside-sealed-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = Buffer.from('%PDF-1.4 report');
const text = (path: string) => readFile(path, 'utf8');

it('gives the file its name once it is sealed, and all of it is on the disk before', async () => {
  const path = join(folder, 'r.pdf');
  let before: readonly string[] = [];
  const saved = await saveSealed(path, bytes, async () => {
    before = await Promise.all((await readdir(folder)).map((name) => text(join(folder, name))));
    expect(await readdir(folder)).not.toContain('r.pdf');
    return true;
  });
  expect(before).toEqual([bytes.toString()]);
  expect(saved).toEqual({ path });
  expect(await readdir(folder)).toEqual(['r.pdf']);
  expect(await text(path)).toBe(bytes.toString());
});

it('leaves what was there where the seal is refused or fails', async () => {
  const path = join(folder, 'r.pdf');
  await writeFile(path, 'before');
  expect(await saveSealed(path, bytes, () => Promise.resolve(false))).toBeUndefined();
  await expect(saveSealed(path, bytes, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await readdir(folder)).toEqual(['r.pdf']);
  expect(await text(path)).toBe('before');
});

it('asks for no seal where the file cannot be written, and leaves nothing behind', async () => {
  const seal = () => Promise.reject(new Error('sealed'));
  expect(await saveSealed(join(folder, 'none', 'r.pdf'), bytes, seal)).toMatchObject({
    problem: expect.stringContaining('ENOENT'),
  });
  await mkdir(join(folder, 'r.pdf'));
  expect(await saveSealed(join(folder, 'r.pdf'), bytes, seal)).toMatchObject({
    problem: expect.stringContaining('EISDIR'),
  });
  expect(await readdir(folder)).toEqual(['r.pdf']);
});

it('saves it beside the place where that was taken after all', async () => {
  const path = join(folder, 'r.pdf');
  const saved = await saveSealed(path, bytes, async () => {
    await mkdir(path);
    return true;
  });
  expect(saved?.path).toMatch(/r [0-9a-f]{6}\.pdf$/);
  expect(await text(saved?.path ?? '')).toBe(bytes.toString());
});
