import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { makeArchive } from '../../electron/core/knowledge/exchange/make-archive.ts';
import { ada, expect, openConsole, setUpDesk, test } from './support/console.ts';

const hostile = [
  '# Hostile page',
  '<script>window.ran = true</script><img src="https://outside.invalid/a.png" onerror="window.ran = true">',
  '<a href="javascript:window.ran = true">press me</a> <iframe src="https://outside.invalid/"></iframe>',
  '<b style="position:fixed" onclick="window.ran = true">bold words</b>',
].join('\n\n');

const texts: Readonly<Record<string, string>> = {
  'ORIGIN.md': 'Source: https://docs.example/docks. CC BY 4.0, attribution to Example Docks.',
  'docks/reset.md':
    '---\ntitle: Reset a dock\ntags: [dock]\n---\n# Reset a dock\n\nHold the button, see [power](power.md).',
  'docks/power.md': '# Power a dock\n\nUse the *large* charger. Error 0x80070057 means the small one.',
  'hostile.md': hostile,
  'zh-cn/打印机.md': '# 打印机离线怎么办\n\n1. 打开设置\n2. 选择打印机\n3. 点击“重新连接”',
  'empty.md': '',
};

/** A real folder on the disk; the person's chooser hands it over. */
const writeFolder = async (folder: string, files: Readonly<Record<string, string>> = texts): Promise<string> => {
  const root = join(folder, 'dock-kb');
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
};

const openImport = async (page: Page): Promise<void> => {
  await page.goto(`${new URL(page.url()).origin}/#/knowledge/import`);
  await expect(page.getByRole('heading', { name: 'Import articles' })).toBeVisible();
};
const chooseFolder = (page: Page, folder: string) => page.locator('input[data-of="folder"]').setInputFiles(folder);

const runs = (page: Page): Promise<unknown> => page.evaluate(() => (window as { ran?: boolean }).ran);

test('a folder comes in, is read, comes in again, and is taken back', async ({ desk }, info) => {
  const folder = await writeFolder(info.outputDir);
  const asked: string[] = [];
  desk.on('request', (request) => asked.push(request.url()));
  await openImport(desk);
  await chooseFolder(desk, folder);
  await expect(desk.getByRole('heading', { name: 'dock-kb' })).toBeVisible();
  await expect(desk.getByLabel('Licence')).toHaveValue('CC BY 4.0');
  await expect(desk.getByLabel('To be named')).toHaveValue('Example Docks');
  await expect(desk.getByText('4 new · 1 left out')).toBeVisible();
  await expect(desk.getByText('There is no text in it.')).toBeVisible();
  await desk.getByRole('button', { name: /Hostile page/ }).click();
  const sample = desk.getByRole('region', { name: 'As it will look' });
  await expect(sample.getByText('press me')).toBeVisible();
  await expect(sample.getByText('bold words')).toBeVisible();
  expect((await new AxeBuilder({ page: desk }).analyze()).violations).toEqual([]);

  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('heading', { name: 'dock-kb is imported' })).toBeVisible();
  await desk.getByRole('button', { name: 'Read the articles' }).click();
  await desk.getByRole('combobox', { name: 'Find in the knowledge base' }).fill('0x80070057');
  await desk.getByText('Power a dock').first().click();
  await expect(desk.getByText('Example Docks')).toBeVisible();
  expect(await runs(desk)).toBeUndefined();
  expect(asked.filter((url) => url.includes('outside.invalid'))).toEqual([]);

  await writeFile(join(folder, 'docks', 'power.md'), '# Power a dock\n\nUse the charger that came with it.');
  await openImport(desk);
  await chooseFolder(desk, folder);
  await expect(desk.getByText('1 updated · 3 unchanged · 1 left out')).toBeVisible();
  await desk.getByRole('button', { name: 'Import 1 article' }).click();
  await expect(desk.getByRole('heading', { name: 'dock-kb is imported' })).toBeVisible();
  await desk.getByRole('button', { name: 'Take back dock-kb' }).first().click();
  await desk.getByRole('button', { name: 'Take back', exact: true }).last().click();
  await expect(desk.getByRole('heading', { name: 'The import of dock-kb was taken back' })).toBeVisible();
});

test('a .zip comes in, and leaves as a site that opens from the disk', async ({ desk, context }, info) => {
  await openImport(desk);
  const buffer = Buffer.from(
    makeArchive(Object.entries(texts).map(([path, content]) => ({ path: `dock-kb/${path}`, content }))),
  );
  await desk
    .locator('input[data-of="archive"]')
    .setInputFiles({ name: 'docks.zip', mimeType: 'application/zip', buffer });
  await desk.getByRole('button', { name: 'Import 4 articles' }).click();
  await desk.getByRole('button', { name: 'Read the articles' }).click();

  await desk.getByRole('button', { name: 'Import and export' }).click();
  await desk.getByRole('menuitem', { name: 'Export articles' }).click();
  await expect(desk.getByText('It will hold 4 articles.')).toBeVisible();
  await desk.getByText('Requesters', { exact: true }).click();
  await expect(desk.getByText('4 internal articles are left out.')).toBeVisible();
  await desk.getByText('Staff', { exact: true }).click();
  await expect(desk.getByText('It will hold 4 articles.')).toBeVisible();
  const [download] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('button', { name: 'Export', exact: false }).last().click(),
  ]);
  const path = join(info.outputDir, 'site.html');
  await download.saveAs(path);

  const site = await context.newPage();
  const said: string[] = [];
  const asked: string[] = [];
  site.on('console', (message) => said.push(message.text()));
  site.on('pageerror', (error) => said.push(error.message));
  site.on('request', (request) => asked.push(request.url()));
  await site.goto(pathToFileURL(path).href);
  await site.getByRole('link', { name: 'Reset a dock' }).click();
  await expect(site.getByRole('heading', { name: 'Reset a dock' })).toBeVisible();
  await site.getByRole('link', { name: 'power' }).click();
  await expect(site.getByRole('heading', { name: 'Power a dock' })).toBeVisible();
  await expect(site.locator('article:visible .origin')).toContainText('CC BY 4.0');
  await site.getByRole('searchbox').fill('重新连接');
  await expect(site.getByRole('status')).toHaveText('1 articles found');
  await site.getByRole('link', { name: '打印机离线怎么办' }).click();
  await expect(site.getByRole('heading', { name: '打印机离线怎么办' })).toBeVisible();
  await site.getByRole('button', { name: '中文' }).click();
  await expect(site.getByRole('link', { name: '返回目录' })).toBeVisible();
  expect((await new AxeBuilder({ page: site }).analyze()).violations).toEqual([]);
  expect(await runs(site)).toBeUndefined();
  expect(said).toEqual([]);
  expect(asked.every((url) => url.startsWith('file:'))).toBe(true);
  expect(await readFile(path, 'utf8')).not.toMatch(/<(?:img|iframe)/);
});

test('pictures come in with their articles, are on paper and in the site', async ({ desk, context }, info) => {
  // One pixel, as any program writes it.
  const pixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  await openImport(desk);
  const buffer = Buffer.from(
    makeArchive([
      { path: 'kb/lamp.md', content: '# Lamp of a dock\n\n![The lamp](media/lamp.png)' },
      { path: 'kb/media/lamp.png', content: pixel },
    ]),
  );
  await desk
    .locator('input[data-of="archive"]')
    .setInputFiles({ name: 'lamp.zip', mimeType: 'application/zip', buffer });
  await expect(desk.getByText('1 picture comes along.')).toBeVisible();
  await desk.getByRole('button', { name: 'Import 1 article' }).click();
  await expect(desk.getByText('1 picture came along.')).toBeVisible();

  // Whoever prints is asked only once the picture is there, however late it comes.
  await desk.evaluate(() => {
    window.print = () => {
      const picture = document.querySelector<HTMLImageElement>('[data-print] img');
      document.documentElement.setAttribute('data-printed', picture?.src.startsWith('blob:') ? 'picture' : 'none');
    };
  });
  const printed = desk.locator('html[data-printed="picture"]');
  await desk.getByRole('button', { name: 'Read the articles' }).click();
  await desk.getByRole('button', { name: 'Import and export' }).click();
  await desk.getByRole('menuitem', { name: 'Export articles' }).click();
  await desk.getByText('Print or PDF', { exact: true }).click();
  await desk.getByRole('button', { name: 'Export', exact: false }).last().click();
  await expect(printed).toHaveCount(1);
  await desk.evaluate(() => document.documentElement.removeAttribute('data-printed'));

  await desk.getByText('Lamp of a dock').first().click();
  await expect(desk.getByRole('img', { name: 'The lamp' })).toHaveAttribute('src', /^blob:/);
  await desk.keyboard.press('Control+p');
  await expect(printed).toHaveCount(1);

  await desk.getByRole('button', { name: 'Import and export' }).click();
  await desk.getByRole('menuitem', { name: 'Export articles' }).click();
  const [download] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('button', { name: 'Export', exact: false }).last().click(),
  ]);
  const path = join(info.outputDir, 'site.html');
  await download.saveAs(path);
  const site = await context.newPage();
  await site.goto(pathToFileURL(path).href);
  await site.getByRole('link', { name: 'Lamp of a dock' }).click();
  const lamp = site.getByRole('img', { name: 'The lamp' });
  await expect(lamp).toBeVisible();
  expect(await lamp.evaluate((picture: HTMLImageElement) => picture.naturalWidth)).toBe(1);
});

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('says what comes in and what it came to', async ({ page: desk, host }, info) => {
    await setUpDesk(host);
    await openConsole(desk, host);
    await desk.locator('input[type="password"]').fill(ada.passphrase);
    await desk.keyboard.press('Enter');
    await expect(desk.getByRole('navigation').first()).toBeVisible();
    const folder = await writeFolder(info.outputDir);
    await desk.goto(`${host.origin}/#/knowledge/import`);
    await chooseFolder(desk, folder);
    await expect(desk.getByText('新增 4 篇 · 1 个不导入')).toBeVisible();
    await desk.getByRole('button', { name: '导入 4 篇文章' }).click();
    await expect(desk.getByRole('heading', { name: 'dock-kb 已导入' })).toBeVisible();
  });
});
