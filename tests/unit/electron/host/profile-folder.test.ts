import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { launchArgs } from '../../../../electron/host/launch-args.ts';
import { readLaunchOptions } from '../../../../electron/host/launch-options.ts';
import { prepareProfileFolder, profileFolder } from '../../../../electron/host/profile-folder.ts';

const home = '/home/ada';
const usual = { profile: undefined, sample: false, training: false };

describe('profile folder', () => {
  it('follows the convention of each system', () => {
    expect(profileFolder(usual, { platform: 'linux', env: {}, home })).toBe(
      join(home, '.local/share/Deskside/profile'),
    );
    expect(profileFolder(usual, { platform: 'linux', env: { XDG_DATA_HOME: '/data' }, home })).toBe(
      '/data/Deskside/profile',
    );
    expect(profileFolder(usual, { platform: 'darwin', env: {}, home })).toBe(
      join(home, 'Library/Application Support/Deskside/profile'),
    );
    expect(profileFolder(usual, { platform: 'win32', env: { APPDATA: '/roaming' }, home })).toBe(
      join('/roaming', 'Deskside', 'profile'),
    );
  });

  it('keeps the sample desk apart, and takes a folder named by hand as it is', () => {
    const linux = { platform: 'linux', env: {}, home } as const;
    expect(profileFolder({ ...usual, sample: true }, linux)).toBe(join(home, '.local/share/Deskside/sample'));
    expect(profileFolder({ ...usual, profile: 'here', sample: true }, linux)).toBe(resolve('here'));
  });

  it('puts the training desk beside every other, and never into a folder that was named for another', () => {
    const linux = { platform: 'linux', env: {}, home } as const;
    const training = { ...usual, training: true };
    expect(profileFolder(training, linux)).toBe(join(home, '.local/share/Deskside/training'));
    expect(profileFolder({ ...training, sample: true }, linux)).toBe(join(home, '.local/share/Deskside/training'));
    expect(profileFolder({ ...training, profile: 'here/' }, linux)).toBe(`${resolve('here')}-training`);
  });

  it.skipIf(process.platform === 'win32')('is closed to everyone but its owner', () => {
    const base = mkdtempSync(join(tmpdir(), 'deskside-profile-'));
    try {
      prepareProfileFolder(join(base, 'new', 'profile'));
      expect(statSync(join(base, 'new', 'profile')).mode & 0o777).toBe(0o700);
      mkdirSync(join(base, 'open'), { mode: 0o755 });
      prepareProfileFolder(join(base, 'open'));
      expect(statSync(join(base, 'open')).mode & 0o777).toBe(0o700);
    } finally {
      rmSync(base, { recursive: true });
    }
  });
});

describe('launch options', () => {
  it('reads its own and passes over what is Chromium’s', () => {
    expect(
      readLaunchOptions(['--inspect=0', '/app', '--sample', '--profile', '/p', '--port', '8123', '--no-open']),
    ).toEqual({
      sample: true,
      training: false,
      profile: '/p',
      port: 8123,
      open: false,
    });
    expect(readLaunchOptions([])).toEqual({ sample: false, training: false, profile: undefined, port: 0, open: true });
  });

  it('start the other desk of the same console, and from there this one again', () => {
    const options = readLaunchOptions(['--profile', '/p', '--sample', '--port', '8123']);
    const there = launchArgs(options, true);
    expect(there).toEqual(['--profile', '/p', '--sample', '--training']);
    const training = readLaunchOptions(there);
    expect(training.training).toBe(true);
    expect(launchArgs(training, false)).toEqual(['--profile', '/p', '--sample']);
    expect(launchArgs(readLaunchOptions([]), false)).toEqual([]);
  });

  it.each(['-1', '65536', '80.5', 'http', ' '])('refuses the port %j', (port) => {
    expect(() => readLaunchOptions([`--port=${port}`])).toThrow('is no port');
  });
});
