/**
 * The desktop console under test: the compiled main and preload in Electron where its binary is, else in the double. The title of
 * every test says which, so that a green run never claims more than it ran.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, expect, test as base, type ElectronApplication, type Page } from 'playwright/test';
import { installedElectron } from '../../electron/launch/find-electron.mjs';
import { findChromium } from '../support/find-chromium.ts';

export { expect };

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const doubleFolder = join(root, 'out', 'electron-double');

export const runtimes = ['double', 'electron'] as const;
export type Runtime = (typeof runtimes)[number];

/** Why a run in `runtime` cannot be had here; undefined if it can. Nothing is downloaded for a test. */
export const missing = (runtime: Runtime): string | undefined => {
  if (runtime === 'double') return undefined;
  if (installedElectron(root) === undefined) return 'Electron’s binary is not installed';
  return process.platform === 'linux' && !process.env.DISPLAY ? 'Electron needs a display' : undefined;
};

export interface Desktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Policy violations and errors that the page reported. */
  readonly problems: string[];
}

interface DesktopFixtures {
  readonly runtime: Runtime;
  readonly profile: string;
  /** Starts the console on the profile; also again, after it was closed. */
  readonly launch: (env?: Readonly<Record<string, string>>, more?: readonly string[]) => Promise<Desktop>;
  readonly desktop: Desktop;
}

const definedEnvironment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined));

export const test = base.extend<DesktopFixtures>({
  runtime: ['double', { option: true }],
  profile: async ({ browserName: _browserName }, provide) => {
    const folder = await mkdtemp(join(tmpdir(), 'deskside-desktop-'));
    await provide(folder);
    await rm(folder, { recursive: true, force: true });
  },
  launch: async ({ runtime, profile }, provide) => {
    // Playwright asks the package `electron` for the executable, and that asks the environment.
    if (runtime === 'double') process.env.ELECTRON_OVERRIDE_DIST_PATH = doubleFolder;
    else delete process.env.ELECTRON_OVERRIDE_DIST_PATH;
    const open = new Set<ElectronApplication>();
    await provide(async (env = {}, more = []) => {
      const app = await _electron.launch({
        args: [root, '--profile', profile, ...more],
        env: { ...definedEnvironment(), CHROMIUM: findChromium(), ...env },
        timeout: 60_000,
      });
      open.add(app);
      app.on('close', () => open.delete(app));
      const problems: string[] = [];
      const page = await app.firstWindow();
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      await page.waitForFunction(() => document.querySelector('#root')?.hasChildNodes());
      return { app, page, problems };
    });
    for (const app of open) await app.close();
  },
  desktop: async ({ launch }, provide) => {
    const desktop = await launch();
    await provide(desktop);
    expect(desktop.problems, 'errors and policy violations of the page').toEqual([]);
  },
});
