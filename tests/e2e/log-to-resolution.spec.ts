/** From a line in a log to a solved ticket: a program writes, a rule that ships knows the line, and its alert becomes one ticket with an article. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { publishArticles } from './support/articles.ts';
import { ada, expect, openConsole, setUpDesk, signIn, test as base } from './support/console.ts';
import { expectNoBarriers, panel } from './support/tickets.ts';

/** A program of its own that appends one line. */
const WRITER = `
const { appendFileSync } = require('node:fs');
const [path, line] = process.argv.slice(1);
appendFileSync(path, line + '\\n');`;

const writeByOther = async (path: string, line: string): Promise<void> => {
  const [code] = (await once(spawn(process.execPath, ['-e', WRITER, path, line]), 'exit')) as [number];
  if (code !== 0) throw new Error(`the writer ended with ${code}`);
};

const begin = Date.now() - 6 * 3_600_000;
/** So many minutes after the log begins. The rule is quiet for an hour of the log after it was told of. */
const diskFull = (minutes: number): string =>
  `${new Date(begin + minutes * 60_000).toISOString()} ERROR store: write failed: No space left on device`;
const quiet = Array.from(
  { length: 200 },
  (_, second) => `${new Date(begin + second * 1_000).toISOString()} INFO store: batch ${second} committed\n`,
).join('');

const article = {
  title: 'No space left on device: the store has filled its disk',
  body: '## Steps\n\n1. Find the large folders with du\n2. Remove old batches',
};

const test = base.extend<{ readonly logPath: string }>({
  logPath: async ({ browserName: _browserName }, provide) => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'deskside-logs-')));
    const path = join(folder, 'store.log');
    await writeFile(path, quiet);
    await provide(path);
    await rm(folder, { recursive: true, force: true });
  },
});

const lines = (page: Page) => page.getByRole('grid', { name: 'Lines' });

test('a line that a program writes becomes an alert, one ticket, and a solution with its article', async ({
  page,
  host,
  logPath,
}) => {
  await setUpDesk(host);
  await publishArticles(host, [article]);
  await openConsole(page, host);
  await page.getByRole('button', { name: new RegExp(ada.displayName) }).click();
  await signIn(page);
  const keys = page.keyboard;
  const dialog = page.getByRole('dialog');
  const strip = page.getByRole('region', { name: 'A disk is full' });

  await test.step('an administrator adds the file and has it watched', async () => {
    await keys.press('g');
    await keys.press('j');
    await expect(page.getByRole('heading', { name: 'No logs yet' })).toBeVisible();
    await keys.press('a');
    await dialog.getByRole('textbox', { name: 'Path of the file' }).fill(logPath);
    await dialog.getByRole('checkbox', { name: /^Look for known problems/ }).check();
    await keys.press('Control+Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByText('200 lines', { exact: true })).toBeVisible();
    await expect(strip).toBeHidden();
  });

  await test.step('its alert stands above the lines as soon as another program wrote the line', async () => {
    await writeByOther(logPath, diskFull(10));
    await expect(strip).toContainText('Once on store.log');
    await expect(strip).toContainText('First: See what is full with df -h');
    const raised = lines(page).getByRole('row').filter({ hasText: 'No space left on device' });
    await expect(raised.getByRole('img', { name: 'Raised an alert' })).toBeAttached();
    await expectNoBarriers(page);
  });

  await test.step('another line in focus keeps T to itself', async () => {
    const own = strip.getByRole('button', { name: 'Make ticket' });
    await expect(own).toHaveText(/T$/);
    await lines(page).getByRole('row').filter({ hasText: 'batch 199 committed' }).click();
    await expect(own).not.toHaveText(/T$/);
    await keys.press('Escape');
    await expect(own).toHaveText(/T$/);
  });

  await test.step('from the alert the way leads back to its line', async () => {
    await strip.getByRole('link', { name: 'Rule disk-full' }).click();
    await expect(page.getByRole('complementary', { name: 'Rules' })).toContainText('Shipped');
    await keys.press('g');
    await keys.press('y');
    await page.getByRole('button', { name: 'A disk is full' }).click();
    await page.getByRole('link', { name: 'Show in the log' }).click();
    await expect(lines(page).locator('[data-focused]')).toContainText('No space left on device');
    await expect(strip).toBeVisible();
  });

  await test.step('T makes its ticket, with the article suggested and linked by its key', async () => {
    await keys.press('t');
    await expect(panel(page).getByRole('heading', { name: 'A disk is full (store.log)' })).toBeVisible();
    await expect(panel(page).getByRole('region', { name: 'Suggested articles' })).toContainText(article.title);
    await page.getByRole('grid', { name: 'Tickets' }).focus();
    await keys.press('1');
    await expect(panel(page).getByRole('region', { name: 'Linked articles' })).toContainText(article.title);
  });

  await test.step('the same line after the quiet hour is a note on that ticket', async () => {
    await writeByOther(logPath, diskFull(100));
    await expect(panel(page).getByText(/^The same problem again: 1 more time in store\.log, 2 in all/)).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Tickets' }).locator('[data-row-id]')).toHaveCount(1);
    await expectNoBarriers(page);
  });

  await test.step('the ticket is resolved with that article, and nothing stands above the lines', async () => {
    await page.getByRole('grid', { name: 'Tickets' }).focus();
    await keys.press('e');
    await expect(dialog.getByRole('button', { name: /^Article that solved it/ })).toContainText('No space left');
    await dialog.getByRole('combobox').first().focus();
    await keys.type('other');
    await keys.press('Enter');
    await keys.press('Tab');
    await keys.type('Old batches are removed');
    await keys.press('Control+Enter');
    await expect(dialog).toBeHidden();
    await expect(panel(page).getByRole('region', { name: 'Linked articles' })).toContainText('Solved it');
    await page.getByRole('grid', { name: 'Tickets' }).focus();
    await keys.press('g');
    await keys.press('j');
    await expect(lines(page)).toBeVisible();
    await expect(strip).toBeHidden();
  });

  await test.step('after that, the same line is a new alert', async () => {
    await writeByOther(logPath, diskFull(200));
    await expect(strip).toContainText('Once on store.log');
    await expect(strip.getByRole('button', { name: 'Make ticket' })).toBeVisible();
  });

  const newest = lines(page).getByRole('row').filter({ hasText: 'No space left on device' }).last();

  await test.step('a ticket of a line of the same problem is that of its alert', async () => {
    await writeByOther(logPath, diskFull(202));
    await expect(page.getByText('204 lines', { exact: true })).toBeVisible();
    await newest.click();
    await keys.press('t');
    await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(/No space left on device$/);
    await keys.press('Control+Enter');
    // The form has a heading as well: the ticket is there, and that of its alert, once that is gone.
    await expect(page.getByRole('textbox', { name: 'Title' })).toBeHidden();
    await expect(panel(page).getByRole('heading', { level: 2 }).first()).toBeVisible();
    await writeByOther(logPath, diskFull(300));
    await expect(panel(page).getByText(/^The same problem again: /)).toBeVisible();
  });

  await test.step('more lines of it go onto that ticket, unless somebody wants another one', async () => {
    await page.getByRole('grid', { name: 'Tickets' }).focus();
    await keys.press('g');
    await keys.press('j');
    await expect(strip.getByRole('button', { name: /^Open INC-/ })).toBeVisible();
    await writeByOther(logPath, diskFull(302));
    await expect(page.getByText('206 lines', { exact: true })).toBeVisible();
    await newest.click();
    await keys.press('t');
    await expect(dialog.getByRole('heading', { name: /^INC-.* is open for the same problem$/ })).toBeVisible();
    await expect(dialog.getByRole('radio', { name: /^Add them to INC-/ })).toBeFocused();
    await expectNoBarriers(page);
    await keys.press('Enter');
    await expect(dialog).toBeHidden();
    await page.getByRole('button', { name: 'Open it' }).click();
    await expect(
      panel(page)
        .getByText(/^log-line-206.txt$/)
        .first(),
    ).toBeVisible();
    await page.goBack();
    await lines(page).focus();
    await keys.press('t');
    await expect(dialog.getByRole('radio', { name: /^Add them to INC-/ })).toBeFocused();
    await keys.press('ArrowDown');
    await keys.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(/No space left on device$/);
  });
});
