/** Files of one folder that are written in several encodings: one that cannot be told is set by hand, and the others stay as they are. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, valueOf } from './support/tickets.ts';

const lineAt = (second: number, hex: string): Buffer =>
  Buffer.concat([Buffer.from(`2026-10-10T07:00:0${second}Z ERROR `), Buffer.from(hex, 'hex'), Buffer.from('\n')]);
/** In Shift_JIS with katakana of half width, which are characters of other encodings as well. */
const japanese = 'ﾌﾟﾘﾝﾀ ｴﾗｰ: 用紙切れ';
const shiftJis = 'ccdfd8ddc020b4d7b03a2097708e8690d882ea';
/** In GBK. */
const chinese = '磁盘空间不足';
const gbk = 'b4c5c5ccbfd5bce4b2bbd7e3';

const line = (page: Page, text: string) =>
  page.getByRole('grid', { name: 'Lines' }).getByRole('row').filter({ hasText: text });

const encodingsTest = test.extend<{ readonly folder: string }>({
  folder: async ({ browserName: _browserName }, provide) => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'deskside-encodings-')));
    await provide(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

encodingsTest('one file of a folder is set to its encoding by hand', async ({ page, host, folder }) => {
  await setUpDesk(host);
  await mkdir(join(folder, 'printer'));
  await writeFile(join(folder, 'app.log'), '2026-10-10T07:00:01Z INFO 打印服务 started\n');
  await writeFile(join(folder, 'disk.log'), lineAt(2, gbk));
  await writeFile(join(folder, 'printer', 'spool.log'), lineAt(3, shiftJis));
  const other = await otherConsole(host);
  const place = join(folder, '**', '*.log');
  const common = { encoding: 'auto', isWatched: false, assetId: null } as const;
  valueOf(await other.call('logs.add', { name: 'Site', kind: 'files', place, ...common }));
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const choice = (name: string | RegExp) => page.getByRole('button', { name });
  await keys.press('g');
  await keys.press('j');

  await encodingsTest.step('each file says what it is read as', async () => {
    await expect(line(page, '打印服务 started')).toBeVisible();
    await expect(line(page, chinese)).toBeVisible();
    await expect(line(page, japanese)).toHaveCount(0);
    await page.getByText('3 files').press('Enter');
    await expect(choice('Encoding of app.log: UTF-8, detected')).toBeVisible();
    await expect(choice('Encoding of disk.log: GB18030, detected')).toBeVisible();
    await expectNoBarriers(page);
  });

  await encodingsTest.step('by keys, one is set, and its text can be read', async () => {
    await choice('Encoding of disk.log: GB18030, detected').focus();
    await keys.press('Tab');
    await expect(choice(/^Encoding of printer\/spool\.log: .+, detected$/)).toBeFocused();
    await keys.press('Enter');
    await expect(page.getByRole('menuitemradio', { name: 'Detect' })).toBeChecked();
    await expectNoBarriers(page);
    await page.getByRole('menuitemradio', { name: 'SHIFT_JIS' }).focus();
    await keys.press('Enter');
    await expect(line(page, japanese)).toBeVisible();
    await expect(choice('Encoding of printer/spool.log: SHIFT_JIS, set by hand')).toBeFocused();
    await expect(page.getByText('printer/spool.log is read as SHIFT_JIS')).toBeVisible();
    await expect(line(page, '打印服务 started')).toBeVisible();
    await expect(line(page, chinese)).toBeVisible();
    await expect(choice('Encoding of disk.log: GB18030, detected')).toBeVisible();
  });

  await encodingsTest.step('after a new start it still is', async () => {
    await page.reload();
    await signIn(page);
    await expect(line(page, japanese)).toBeVisible();
    await expect(line(page, chinese)).toBeVisible();
  });

  await encodingsTest.step('where it is narrow, too, until it is detected again', async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    await page.getByRole('button', { name: 'Sources' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('3 files').click();
    await dialog.getByRole('button', { name: 'Encoding of printer/spool.log: SHIFT_JIS, set by hand' }).click();
    await expectNoBarriers(page);
    await page.getByRole('menuitemradio', { name: 'Detect' }).click();
    await expect(dialog.getByRole('button', { name: /spool\.log: .+, detected$/ })).toBeVisible();
    await keys.press('Escape');
    await expect(line(page, japanese)).toHaveCount(0);
    await expect(line(page, chinese)).toBeVisible();
  });
});
