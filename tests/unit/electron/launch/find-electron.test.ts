import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findElectron } from '../../../../electron/launch/find-electron.mjs';

let root: string;
const said: string[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'deskside-launch-'));
  said.length = 0;
  await put('package.json', '{"name":"console"}');
  await put('node_modules/electron/package.json', '{"name":"electron","version":"45.4.1"}');
});
afterEach(() => rm(root, { recursive: true }));

const put = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};

/** A mirror is named so that nothing asks the real download host first. */
const find = (env: Readonly<Record<string, string>> = {}, downloadLimitMs = 20_000) =>
  findElectron({
    root,
    env: { PATH: process.env.PATH, DISPLAY: ':0', ELECTRON_MIRROR: 'http://127.0.0.1:9/', ...env },
    platform: 'linux',
    say: (line) => said.push(line),
    downloadLimitMs,
  });

const installed = async (version: string): Promise<void> => {
  await put('node_modules/electron/path.txt', 'electron');
  await put('node_modules/electron/dist/version', version);
  await put('node_modules/electron/dist/electron', '');
};

const installer = (script: string): Promise<void> => put('node_modules/electron/install.js', script);

describe('finding Electron', () => {
  it('takes what is installed', async () => {
    await installed('v45.4.1');
    expect(await find()).toEqual({ executable: join(root, 'node_modules/electron/dist/electron') });
  });

  it('does not look for a window without a display', async () => {
    await installed('45.4.1');
    expect(await find({ DISPLAY: '' })).toEqual({ reason: 'there is no display' });
    expect(await find({ DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' })).toHaveProperty('executable');
  });

  it('takes the folder that the environment names, or says that nothing is there', async () => {
    await put('other/electron', '');
    expect(await find({ ELECTRON_OVERRIDE_DIST_PATH: join(root, 'other') })).toEqual({
      executable: join(root, 'other', 'electron'),
    });
    expect(await find({ ELECTRON_OVERRIDE_DIST_PATH: join(root, 'none') })).toEqual({
      reason: `there is no ${join(root, 'none', 'electron')}`,
    });
  });

  it('downloads what is missing or of another version', async () => {
    await installed('44.0.0');
    await installer(`
      const { writeFileSync } = require('node:fs');
      writeFileSync(__dirname + '/dist/version', '45.4.1');`);
    expect(await find()).toEqual({ executable: join(root, 'node_modules/electron/dist/electron') });
    expect(said).toEqual(['Downloading Electron (about 110 MB, once) …']);
  });

  it('says why a download failed, and does not try again at the next start', async () => {
    await installer(`console.error('\\nHTTPError: 404 Not Found\\n  at somewhere'); process.exit(1);`);
    const reason = 'it could not be downloaded (HTTPError: 404 Not Found)';
    expect(await find()).toEqual({ reason });
    await installer(`require('node:fs').writeFileSync(__dirname + '/tried', '');`);
    expect(await find()).toEqual({ reason });
    expect(said).toHaveLength(1);
  });

  it('tries again when the memory is old, broken, of another version or from the future', async () => {
    await installer('process.exit(1);');
    const now = Date.now();
    const memories = [
      'not json',
      JSON.stringify({ version: '45.4.1', failure: 'old', at: now - 13 * 3_600_000 }),
      JSON.stringify({ version: '45.4.0', failure: 'other version', at: now }),
      JSON.stringify({ version: '45.4.1', failure: 'future', at: now + 3_600_000 }),
    ];
    for (const memory of memories) {
      await put('out/electron-download.json', memory);
      expect(await find()).toEqual({ reason: 'it could not be downloaded (exit code 1)' });
    }
    expect(said).toHaveLength(memories.length);
  });

  it('gives up a download that stands still', async () => {
    await installer('setInterval(() => {}, 1000);');
    expect(await find({}, 300)).toEqual({ reason: 'its download took too long' });
  });

  it('says so when the package is not installed', async () => {
    await rm(join(root, 'node_modules'), { recursive: true });
    expect(await find()).toEqual({ reason: 'the package electron is not installed' });
  });
});

describe('running Electron', () => {
  const executable = async (script: string): Promise<string> => {
    await put('fake-electron', `#!/bin/sh\n${script}\n`);
    await chmod(join(root, 'fake-electron'), 0o755);
    return join(root, 'fake-electron');
  };
  const run = async (script: string, settledMs?: number) => {
    const { runElectron } = await import('../../../../electron/launch/run-electron.mjs');
    return runElectron(await executable(script), ['--flag'], settledMs);
  };

  it('ends as the window does', async () => {
    expect(await run('test "$1" = --flag')).toEqual({ exitCode: 0 });
    expect(await run('exit 3', 0)).toEqual({ exitCode: 3 });
  });

  it('tells a window that never came from one that closed', async () => {
    expect(await run('echo "No usable sandbox!" >&2; exit 1')).toEqual({
      reason: 'it ended at once (No usable sandbox!)',
    });
    expect(await run('exit 7')).toEqual({ reason: 'it ended at once (exit code 7)' });
    expect(await run('kill -SEGV $$')).toEqual({ reason: 'it ended at once (SIGSEGV)' });
  });

  it('says so when there is nothing to run', async () => {
    const { runElectron } = await import('../../../../electron/launch/run-electron.mjs');
    expect(await runElectron(join(root, 'absent'), [])).toMatchObject({ reason: expect.stringContaining('ENOENT') });
  });
});
