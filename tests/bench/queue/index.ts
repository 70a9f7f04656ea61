/** Group `queue` of BENCHMARKS: the list in a real Chromium over the compiled browser host, at 1×, 2× and 4× the size. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { chromium } from 'playwright';
import type { Browser, Page } from 'playwright';
import { interleave, median, printFigure, printSkipped, quantile } from '../figure.ts';
import { serveBundle } from './bare-page.ts';
import { isBuilt, root, startConsole } from './console-process.ts';
import { makeDesk, PASSPHRASE } from '../desk-of-tickets.ts';
import { nextKeyAnswered, scrollAndTimeFrames, watchNextKey } from './in-page.ts';

const FULL_SIZE = 50_000;
const ROUNDS = 3;
const SPEED = 4_000;
const SCROLL_MS = 10_000;
const LONG_FRAME_MS = 33;
/** A key that has changed nothing by then narrowed nothing: every ticket found before holds the longer text too. */
const GIVES_UP_MS = 500;
const HEIGHT = 900;
/** What people look for: parts of titles, names, numbers, groups, in both languages; typed key by key, then taken back. */
const searches = [
  'outlook',
  'vpn leaver',
  'INC-7K3Q-0042',
  'keller',
  '打印预览',
  '王芳',
  '1207',
  'erp 登录失败',
  'label printer',
  '服务台',
];

const launch = (): Promise<Browser> => {
  const executable = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (candidate) => candidate !== undefined && existsSync(candidate),
  );
  return chromium.launch({
    ...(executable === undefined ? {} : { executablePath: executable }),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--no-first-run',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
};

const enter = async (page: Page, address: string): Promise<void> => {
  await page.goto(address);
  await page.locator('input[type="password"]').fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await page.locator('[data-row-id]').first().waitFor();
};

const timeKeys = async (page: Page): Promise<{ times: number[]; unanswered: number }> => {
  const times: number[] = [];
  let unanswered = 0;
  const step = async (press: () => Promise<void>): Promise<void> => {
    await page.evaluate(watchNextKey, GIVES_UP_MS);
    await press();
    const took = await page.evaluate(nextKeyAnswered);
    if (took < 0) unanswered++;
    else times.push(took);
  };
  for (const text of searches) {
    const keys = Array.from(text);
    for (const key of keys)
      await step(() =>
        /[ -~]/.test(key) ? page.keyboard.press(key === ' ' ? 'Space' : key) : page.keyboard.insertText(key),
      );
    for (const _ of keys) await step(() => page.keyboard.press('Backspace'));
  }
  return { times, unanswered };
};

const longFrames = (frames: readonly number[]): number =>
  (frames.filter((frame) => frame > LONG_FRAME_MS).length / frames.length) * 100;

const measureScrolling = async (browser: Browser, page: Page, size: string, isFullSize: boolean): Promise<void> => {
  const height = await page.locator('[role="grid"]').evaluate((grid) => grid.scrollHeight);
  const empty = await browser.newPage({ viewport: { width: 1440, height: HEIGHT } });
  await empty.setContent(
    `<div id="list" style="height:${HEIGHT - 100}px;overflow:auto"><div style="height:${height}px"></div></div>`,
  );
  const plan = { speed: SPEED, forMs: SCROLL_MS };
  const { ours, bare } = await interleave<'ours' | 'bare', number>(ROUNDS, {
    ours: async () => {
      await page.bringToFront();
      return longFrames(await page.evaluate(scrollAndTimeFrames, { ...plan, selector: '[role="grid"]' }));
    },
    bare: async () => {
      await empty.bringToFront();
      return longFrames(await empty.evaluate(scrollAndTimeFrames, { ...plan, selector: '#list' }));
    },
  });
  await empty.close();
  printFigure({
    group: 'queue',
    name: `frames over ${LONG_FRAME_MS} ms while scrolling ${SPEED} px/s, ${size}`,
    value: median(ours),
    unit: '%',
    baseline: 'an empty list scrolled the same way',
    baselineValue: median(bare),
    goal: isFullSize ? { atMostOver: 0.5 } : null,
  });
};

const measureStart = async (browser: Browser, profile: string, size: string, isFullSize: boolean): Promise<void> => {
  const bundle = await serveBundle(path.join(root, 'out', 'renderer'));
  const { ours, bare } = await interleave<'ours' | 'bare', number>(ROUNDS, {
    ours: async () => {
      const context = await browser.newContext({ viewport: { width: 1440, height: HEIGHT } });
      const page = await context.newPage();
      const from = performance.now();
      const running = await startConsole(profile);
      await enter(page, running.address);
      const took = performance.now() - from;
      await context.close();
      await running.stop();
      return took;
    },
    bare: async () => {
      const context = await browser.newContext({ viewport: { width: 1440, height: HEIGHT } });
      const page = await context.newPage();
      const from = performance.now();
      await page.goto(bundle.address, { waitUntil: 'load' });
      const took = performance.now() - from;
      await context.close();
      return took;
    },
  });
  await bundle.close();
  printFigure({
    group: 'queue',
    name: `start of the host, sign-in included, until the queue is usable, ${size}`,
    value: median(ours),
    unit: 'ms',
    baseline: 'bare page load of the same bundle',
    baselineValue: median(bare),
    goal: isFullSize ? { atMostOver: 1_500 } : null,
  });
};

const measure = async (browser: Browser, profile: string, tickets: number): Promise<void> => {
  const size = `${tickets.toLocaleString('en')} tickets`;
  const isFullSize = tickets === FULL_SIZE;
  await measureStart(browser, profile, size, isFullSize);
  const running = await startConsole(profile);
  const page = await browser.newPage({ viewport: { width: 1440, height: HEIGHT } });
  await enter(page, running.address);
  await page.evaluate(() => {
    window.location.hash = '#/queue/view/all';
  });
  await page.locator(`[role="grid"][aria-rowcount="${tickets + 1}"]`).waitFor();
  await page.keyboard.press('/');
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await timeKeys(page));
  const answered = rounds.reduce((sum, { times }) => sum + times.length, 0);
  const unanswered = rounds.reduce((sum, round) => sum + round.unanswered, 0);
  printFigure({
    group: 'queue',
    name: `key pressed in the search box → rows painted p95, ${size} (${answered} keys, ${unanswered} changed nothing)`,
    value: median(rounds.map(({ times }) => quantile(times, 0.95))),
    unit: 'ms',
    baseline: null,
    baselineValue: null,
    goal: isFullSize ? { atMost: 50 } : null,
  });
  await page.keyboard.press('Escape');
  await measureScrolling(browser, page, size, isFullSize);
  await page.close();
  await running.stop();
};

const scratch = mkdtempSync(path.join(tmpdir(), 'deskside-bench-queue-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
if (!isBuilt()) {
  printSkipped('queue', 'all', 'out/ holds no compiled host: npm run build');
} else {
  const browser = await launch();
  try {
    for (const tickets of [FULL_SIZE, FULL_SIZE / 2, FULL_SIZE / 4]) {
      const profile = path.join(scratch, `profile-${tickets}`);
      await makeDesk(profile, tickets);
      await measure(browser, profile, tickets);
    }
  } finally {
    await browser.close();
  }
}
