import { defineConfig } from 'playwright/test';
import { chromiumArgs, findChromium } from './support/find-chromium.ts';

/** What needs a browser or a built host. `--project=loopback` or `--project=desktop` runs one of the two. */
export default defineConfig({
  globalSetup: './support/prepare-consoles.ts',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  // Generous: a slow machine is no failure, and no test waits for time to pass.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  // A second try tells a machine that was busy from a defect; `tests/run.mjs` names every test that needed one.
  retries: process.env.CI === undefined ? 0 : 1,
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: 'light',
    viewport: { width: 1440, height: 900 },
    // Recording one takes a quarter of the time of a test: where there is a second try, that one is recorded.
    trace: process.env.CI === undefined ? 'retain-on-failure' : 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findChromium(), args: [...chromiumArgs] },
  },
  projects: [
    { name: 'loopback', testDir: './e2e', testMatch: /\.spec\.ts$/ },
    { name: 'desktop', testDir: './desktop', testMatch: /\.(spec|test)\.ts$/ },
  ],
});
