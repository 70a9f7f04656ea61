/**
 * What goes into a package and how its binary is locked down, checked without Electron's binary: electron-builder packs around a
 * stub that holds nothing but the wire of fuses. Installers themselves need downloads, so they are built where those are.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));
const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');

/** Electron marks the place of its fuses by this text; then come a version, their number, and one character for each. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES_OF_A_FRESH_BINARY = '101000010';

/** In the order of the wire (@electron/fuses, FuseV1Options). */
const expectedFuses = {
  runAsNode: '0',
  enableCookieEncryption: '1',
  enableNodeOptionsEnvironmentVariable: '0',
  enableNodeCliInspectArguments: '0',
  enableEmbeddedAsarIntegrityValidation: '1',
  onlyLoadAppFromAsar: '1',
  loadBrowserProcessSpecificV8Snapshot: '0',
  grantFileProtocolExtraPrivileges: '0',
};

const makeStub = async (folder: string): Promise<void> => {
  for (const name of ['resources', 'locales']) await mkdir(join(folder, name), { recursive: true });
  const wire = Buffer.concat([
    Buffer.from('#!/bin/sh\nexit 0\n'),
    Buffer.from(FUSE_SENTINEL),
    Buffer.from([1, FUSES_OF_A_FRESH_BINARY.length]),
    Buffer.from(FUSES_OF_A_FRESH_BINARY),
  ]);
  await writeFile(join(folder, 'electron'), wire, { mode: 0o755 });
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'locales/en-US.pak'])
    await writeFile(join(folder, name), 'stub');
};

interface AsarEntry {
  readonly size?: number;
  readonly files?: Readonly<Record<string, AsarEntry>>;
}

/** Paths inside an asar archive: two length-prefixed pickles, then a JSON header. */
const filesInAsar = async (path: string): Promise<Map<string, number>> => {
  const file = await open(path);
  const sizes = Buffer.alloc(16);
  await file.read(sizes, 0, 16, 0);
  const header = Buffer.alloc(sizes.readUInt32LE(12));
  await file.read(header, 0, header.length, 16);
  await file.close();
  const found = new Map<string, number>();
  const walk = (entry: AsarEntry, at: string): void => {
    for (const [name, held] of Object.entries(entry.files ?? {})) {
      if (held.files === undefined) found.set(at + name, held.size ?? 0);
      else walk(held, `${at}${name}/`);
    }
  };
  walk(JSON.parse(header.toString('utf8')) as AsarEntry, '');
  return found;
};

test.describe('package', () => {
  let folder: string;
  let unpacked: string;

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    folder = await mkdtemp(join(tmpdir(), 'deskside-package-'));
    const stub = join(folder, 'stub');
    await makeStub(stub);
    await promisify(execFile)(
      process.execPath,
      [
        builder,
        '--dir',
        '--linux',
        '--x64',
        `-c.electronDist=${stub}`,
        `-c.directories.output=${join(folder, 'dist')}`,
      ],
      { cwd: root, env: { ...process.env, CI: 'true' } },
    );
    unpacked = join(folder, 'dist', 'linux-unpacked');
  });
  test.afterAll(() => rm(folder, { recursive: true, force: true }));

  test('holds the compiled console and nothing else', async () => {
    const files = await filesInAsar(join(unpacked, 'resources', 'app.asar'));
    const paths = [...files.keys()];
    for (const needed of [
      'package.json',
      'out/main/index.cjs',
      'out/main/storage-worker.cjs',
      'out/main/mail-worker.cjs',
      'out/main/article-worker.cjs',
      'out/main/log-worker.cjs',
      'out/main/read-ahead-worker.cjs',
      'out/main/alert-worker.cjs',
      'out/preload/index.cjs',
      'out/renderer/index.html',
    ])
      expect(paths).toContain(needed);
    const stray = paths.filter((path) => !/^(package\.json|out\/(main|preload|renderer)\/.+)$/.test(path));
    expect(stray).toEqual([]);
    expect(paths.filter((path) => /\.(map|tsx?|md)$/.test(path))).toEqual([]);
    const bytes = [...files.values()].reduce((sum, size) => sum + size, 0);
    expect(bytes, 'a dependency went in whole').toBeLessThan(8 * 1024 * 1024);
  });

  test('is locked down by its fuses', async () => {
    const binary = await readFile(join(unpacked, 'deskside'));
    const at = binary.indexOf(FUSE_SENTINEL);
    expect(at).toBeGreaterThan(0);
    const start = at + FUSE_SENTINEL.length + 2;
    const wire = binary.subarray(start, start + Object.keys(expectedFuses).length).toString('latin1');
    const found = Object.fromEntries(Object.keys(expectedFuses).map((name, n) => [name, wire[n]]));
    expect(found).toEqual(expectedFuses);
  });

  test('leaves no app outside the archive', async () => {
    for (const name of ['default_app.asar', 'app'])
      await expect(stat(join(unpacked, 'resources', name))).rejects.toThrow('ENOENT');
  });
});
