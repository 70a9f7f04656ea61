/** Lines that are longer than a list shows: copied and saved they are whole. */
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { downloadOf } from './support/files.ts';

const MILLION = 1_048_576;
const at = (second: number): string => `2026-10-10T07:00:0${second}.000Z INFO `;
const texts = [
  `${at(0)}begin`,
  `${at(1)}${'long '.repeat(4_000)}end of the long line`,
  `${at(2)}${'x'.repeat(MILLION)}`,
  `${at(3)}end`,
];

const longTest = test.extend<{ readonly folder: string }>({
  folder: async ({ browserName: _browserName }, provide) => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'deskside-long-lines-')));
    await provide(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

longTest('long lines are copied and saved whole, and what is cut is said', async ({ page, host, folder }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await setUpDesk(host);
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const path = join(folder, 'long.log');
  await writeFile(path, `${texts.join('\n')}\n`);
  await keys.press('g');
  await keys.press('j');
  await expect(page.getByRole('heading', { name: 'No logs yet' })).toBeVisible();
  await keys.press('a');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Path of the file' }).fill(path);
  await keys.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('4 lines', { exact: true })).toBeVisible();
  const lines = page.getByRole('grid', { name: 'Lines' });
  await lines.focus();
  await keys.press('Home');

  await longTest.step('two selected lines are copied as they stand in the file', async () => {
    await keys.press('Shift+ArrowDown');
    await keys.press('c');
    await expect(page.getByText('2 lines copied', { exact: true })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(texts.slice(0, 2).join('\n'));
  });

  await longTest.step('a line of more than a million characters is cut there, and that is said', async () => {
    await lines.focus();
    await keys.press('Home');
    const { content } = await downloadOf(page, () => keys.press('Shift+C'));
    const saved = content.toString().split('\n');
    expect(saved.map(({ length }) => length)).toEqual([...texts.map((text) => Math.min(text.length, MILLION)), 0]);
    expect(saved[1]).toBe(texts[1]);
    await expect(
      page.getByText('4 lines saved. 1 of them is longer than 1,048,576 characters and was cut there.'),
    ).toBeVisible();
  });
});
