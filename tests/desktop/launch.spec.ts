import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from 'playwright/test';
import { findChromium } from '../support/find-chromium.ts';
import { doubleFolder, root } from './support.ts';

interface Started {
  readonly process: ChildProcess;
  said(): string;
}

interface LaunchFixtures {
  readonly folder: string;
  /** `npm start` with the given arguments and environment. */
  readonly start: (args: readonly string[], env: Readonly<Record<string, string>>) => Started;
}

const test = base.extend<LaunchFixtures>({
  folder: async ({ browserName: _browserName }, provide) => {
    const folder = await mkdtemp(join(tmpdir(), 'deskside-start-'));
    await provide(folder);
    await rm(folder, { recursive: true, force: true });
  },
  start: async ({ folder }, provide) => {
    const started = new Set<ChildProcess>();
    await provide((args, env) => {
      const child = spawn(
        process.execPath,
        ['electron/launch.mjs', '--profile', join(folder, 'profile'), '--no-open', ...args],
        {
          cwd: root,
          env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', CHROMIUM: findChromium(), ...env },
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      started.add(child);
      let text = '';
      child.stdout.on('data', (chunk) => (text += String(chunk)));
      child.stderr.on('data', (chunk) => (text += String(chunk)));
      return { process: child, said: () => text };
    });
    for (const child of started) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }
  },
});

const exitCodeOf = async (child: ChildProcess): Promise<number | null> =>
  child.exitCode ?? ((await once(child, 'exit')) as [number | null])[0];

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

test.describe('npm start', () => {
  test('without a display says why and serves the console', async ({ start }) => {
    const { said, process: child } = start([], {});
    await expect.poll(said, { timeout: 30_000 }).toMatch(/one-time key is in .+\n/);
    expect(said()).toContain(
      'The desktop window is not available, because there is no display; the same console opens in a browser instead.',
    );
    const file = /one-time key is in (.+)\n/.exec(said())?.[1] ?? '';
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const address = (await readFile(file, 'utf8')).trim();
    expect(said(), 'the key is not in what a log may keep').not.toContain(address);
    expect((await fetch(address)).status).toBe(200);
    expect((await fetch(address)).status, 'a key opens once').toBe(403);
    child.kill('SIGTERM');
    expect(await exitCodeOf(child)).toBe(0);
    expect(await exists(file)).toBe(false);
  });

  test('opens a living sample desk in one command', async ({ start, page }) => {
    const { said } = start(['--sample'], {});
    await expect.poll(said, { timeout: 60_000 }).toMatch(/one-time key is in .+\n/);
    const passphrase = /sign in as Sam Rivers with the passphrase "(.+)"/.exec(said())?.[1] ?? '';
    const file = /one-time key is in (.+)\n/.exec(said())?.[1] ?? '';
    await page.goto((await readFile(file, 'utf8')).trim());
    await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
    await page.keyboard.press('Enter');
    await expect(page.getByText('INC-').first()).toBeVisible({ timeout: 30_000 });
  });

  test('opens the training desk in one command, and never as another desk', async ({ start, folder }) => {
    const training = start(['--training'], {});
    await expect.poll(training.said, { timeout: 60_000 }).toMatch(/one-time key is in .+\n/);
    expect(training.said()).toContain('Training desk: invented data, never synced.');
    expect(training.said()).toContain(join(folder, 'profile-training'));
    training.process.kill('SIGTERM');
    expect(await exitCodeOf(training.process)).toBe(0);

    const mistaken = start(['--profile', join(folder, 'profile-training')], {
      DISPLAY: ':0',
      ELECTRON_OVERRIDE_DIST_PATH: doubleFolder,
    });
    expect(await exitCodeOf(mistaken.process)).toBe(1);
    const words = /profile-training holds a training desk. Start it with --training/g;
    expect(mistaken.said().match(words)?.length, 'on the desktop, and in the browser').toBeGreaterThanOrEqual(2);
  });

  test('falls back when Electron dies at once', async ({ start, folder }) => {
    await writeFile(
      join(folder, 'electron'),
      '#!/bin/sh\necho "The SUID sandbox helper is not configured" >&2\nexit 1\n',
      {
        mode: 0o755,
      },
    );
    const { said } = start([], { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: folder });
    await expect.poll(said, { timeout: 30_000 }).toMatch(/one-time key is in .+\n/);
    expect(said()).toContain('because it ended at once (The SUID sandbox helper is not configured)');
  });

  test('opens the window, and hands on the signal that ends it (double)', async ({ start, folder }) => {
    const { process: child, said } = start([], { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: doubleFolder });
    const remembered = join(folder, 'profile', 'window', 'SingletonLock.double');
    await expect.poll(() => exists(remembered), { timeout: 30_000, message: said() }).toBe(true);
    const second = start([], { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: doubleFolder });
    expect(await exitCodeOf(second.process), 'a second window of one profile gives way').toBe(0);
    expect(child.exitCode).toBe(null);
    child.kill('SIGTERM');
    expect(await exitCodeOf(child)).toBe(0);
    expect(await exists(remembered), 'it ended of itself').toBe(false);
    expect(said()).not.toContain('http://');
  });

  test('names the port that is taken, and refuses options that it does not know', async ({ start }) => {
    const first = start([], {});
    await expect.poll(first.said, { timeout: 30_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
    const port = /127\.0\.0\.1:(\d+)/.exec(first.said())?.[1] ?? '';
    const second = start(['--port', port], {});
    expect(await exitCodeOf(second.process)).toBe(1);
    expect(second.said()).toContain('Another program listens on that port.');
    const third = start(['--prot', '80'], {});
    expect(await exitCodeOf(third.process)).toBe(2);
    expect(third.said()).toContain('--no-open');
  });
});
