/**
 * The loopback console for end-to-end specs: `host` runs the compiled host on an empty profile, `setUpPage` is a page at first-run
 * set-up, `desk` a page on which `ada`, the first administrator, is signed in. Everything is gone after the test.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from 'playwright/test';
import { startLoopbackHost, type LoopbackHost } from '../../support/loopback-host.ts';

export { expect };

export const ada = {
  desk: 'Northgate desk',
  name: 'ada',
  displayName: 'Ada Marsh',
  passphrase: 'quiet harbour lantern 42',
} as const;

/** Makes the desk without a page, with Ada as its administrator. Resolves to the recovery key. */
export const setUpDesk = async (host: LoopbackHost, { sample = false } = {}): Promise<string> => {
  const client = await host.connect();
  const reply = await client.call('accounts.setUp', { ...ada, sample });
  client.close();
  if (!reply.ok) throw new Error(`${reply.failure.code}: ${reply.failure.message}`);
  return reply.value.recoveryKey;
};

/** From now on the palette does not come before what this resolves to is called. */
export const keepPaletteBack = async (page: Page): Promise<() => void> => {
  let arrive: () => void = () => undefined;
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(/\/palette-[^/]*\.js$/, async (route) => {
    await arrival;
    await route.continue();
  });
  return () => arrive();
};

/** Opens the console in this page's browser; after a restart of the host, too. */
export const openConsole = async (page: Page, host: LoopbackHost): Promise<void> => {
  await page.goto(await host.entryAddress());
  await page.waitForURL(`${host.origin}/`);
};

/** At the lock screen: signs in as a person would. */
export const signIn = async (page: Page, passphrase: string = ada.passphrase): Promise<void> => {
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation').first()).toBeVisible();
};

/** Opens one of the views that are set up now and then, from their menu in the navigation. */
export const openSetUp = async (page: Page, view: string): Promise<void> => {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Set-up' }).click();
  await page.getByRole('menuitem', { name: view }).click();
};

interface ConsoleFixtures {
  readonly profile: string;
  readonly host: LoopbackHost;
  /** Starts a host on a profile, also again on one whose host is gone; on the port given, for a page that was open there. */
  readonly startHost: (profile: string, port?: number) => Promise<LoopbackHost>;
  readonly setUpPage: Page;
  readonly desk: Page;
  /** What the page said that it should not have: policy violations, errors. Empty, or the test fails. */
  readonly pageProblems: string[];
  /** Problems that a spec brings about on purpose. */
  readonly allowedProblems: RegExp | undefined;
}

export const test = base.extend<ConsoleFixtures>({
  profile: async ({ browserName: _browserName }, provide) => {
    const folder = await mkdtemp(join(tmpdir(), 'deskside-e2e-'));
    await provide(folder);
    await rm(folder, { recursive: true, force: true });
    // A sample desk has logs beside its profile.
    await rm(`${folder}-sample-logs`, { recursive: true, force: true });
  },
  startHost: async ({ page }, provide) => {
    const started: LoopbackHost[] = [];
    await provide(async (profile, port) => {
      const host = await startLoopbackHost(profile, {}, port);
      started.push(host);
      return host;
    });
    // First the page: one that outlives its host reports every try to reach it again.
    await page.close();
    for (const host of started) await host.stop();
  },
  host: async ({ profile, startHost }, provide) => {
    await provide(await startHost(profile));
  },
  allowedProblems: [undefined, { option: true }],
  pageProblems: [
    async ({ page, allowedProblems }, provide) => {
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      await provide(problems);
      const surprising = problems.filter((problem) => !allowedProblems?.test(problem));
      expect(surprising, 'errors and policy violations of the page').toEqual([]);
    },
    { auto: true },
  ],
  setUpPage: async ({ page, host }, provide) => {
    await openConsole(page, host);
    await provide(page);
  },
  desk: async ({ page, host }, provide) => {
    await setUpDesk(host);
    await openConsole(page, host);
    await signIn(page);
    await provide(page);
  },
});
