/** The training desk: there and back in one window, a frame on every screen, marks on all that leaves it, and a fresh start. */
import type { Page } from 'playwright/test';
import { startLoopbackHost } from '../support/loopback-host.ts';
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { pdfText } from '../support/pdf-text.ts';
import { downloadOf } from './support/files.ts';
import { expectNoBarriers } from './support/tickets.ts';

test.setTimeout(180_000);

const runCommand = async (page: Page, words: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(words);
  await expect(palette.getByRole('option').first()).toHaveAccessibleName(new RegExp(words, 'i'));
  await page.keyboard.press('Enter');
};

/** The band around the window, as it is drawn; null where there is none. */
const frameOf = (page: Page) =>
  page.evaluate(() => {
    const style = getComputedStyle(document.body, '::after');
    if (style.content === 'none') return null;
    const { position, borderTopWidth, borderImageSource, pointerEvents, zIndex, width, height } = style;
    const fills = Number.parseFloat(width) === innerWidth && Number.parseFloat(height) === innerHeight;
    return { position, borderTopWidth, stripes: borderImageSource.includes('gradient'), pointerEvents, zIndex, fills };
  });
const frame = {
  position: 'fixed',
  borderTopWidth: '5px',
  stripes: true,
  pointerEvents: 'none',
  zIndex: '1000',
  fills: true,
};

/** Whether the words of the frame are what is seen where they stand: nothing lies over them. */
const areWordsOnTop = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const words = document.querySelector('[data-training-tag]');
    const { left, top, width, height } = words?.getBoundingClientRect() ?? new DOMRect();
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    return words !== null && width > 0 && (words === seen || words.contains(seen));
  });

const unlock = async (page: Page): Promise<void> => {
  await expect(page.getByText('The passphrase is filled in.')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation').first()).toBeVisible();
};

test('one window goes from the real desk to the training desk and back; the real one is locked meanwhile', async ({
  page,
  host,
}) => {
  await setUpDesk(host);
  await openConsole(page, host);
  await signIn(page);
  expect(await frameOf(page)).toBe(null);
  expect(await page.title()).not.toContain('TRAINING');
  await runCommand(page, 'Practise in the training desk');
  const dialog = page.getByRole('dialog', { name: 'Practise in the training desk?' });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expectNoBarriers(page);
  await dialog.getByRole('button', { name: 'Open the training desk' }).click();

  await expect(page.getByText('Training desk 培训台, laptop TR')).toBeVisible({ timeout: 60_000 });
  expect(new URL(page.url()).origin).not.toBe(host.origin);
  expect(page.url(), 'the spent key is gone from the address').not.toContain('key=');
  await expect(page).toHaveTitle('TRAINING 培训 · Deskside');
  expect(await frameOf(page)).toEqual(frame);
  await expectNoBarriers(page);
  await unlock(page);
  await expect(page).toHaveTitle(/^TRAINING 培训 · .+ · Deskside$/);
  await expect(page.getByText(/INC-TR..-\d+/).first()).toBeVisible();
  await expectNoBarriers(page);

  const watching = await host.connect();
  expect(await watching.call('app.status', {})).toMatchObject({ value: { state: 'locked', practice: false } });
  watching.close();
  await runCommand(page, 'Leave the training desk');
  await expect(page.getByRole('heading', { name: 'Ada Marsh' })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(host.origin);
  expect(await frameOf(page)).toBe(null);
  await signIn(page);
  await expect(page).toHaveTitle(/^[^T].+ · Deskside$/);
});

test.describe('at a training desk', () => {
  test.beforeEach(async ({ page, profile }) => {
    const host = await startLoopbackHost(profile, {}, undefined, ['--training']);
    hosts.push(host);
    await openConsole(page, host);
  });
  const hosts: Awaited<ReturnType<typeof startLoopbackHost>>[] = [];
  test.afterEach(async ({ page }) => {
    await page.close();
    for (const host of hosts.splice(0)) await host.stop();
  });

  test('the frame is around every screen, in either theme and at every size, and its words above every dialog', async ({
    page,
  }) => {
    const sizes = [
      { width: 1440, height: 900 },
      { width: 1024, height: 640 },
      { width: 400, height: 800 },
    ];
    const expectFrame = async (where: string): Promise<void> => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const size of sizes) {
          await page.setViewportSize(size);
          expect(await frameOf(page), `${where}, ${colorScheme}, ${size.width}`).toEqual(frame);
          expect(await areWordsOnTop(page), `${where}, ${colorScheme}, ${size.width}: the words`).toBe(true);
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(width, `${where}: nothing scrolls sideways`).toBe(size.width);
        }
      }
      await page.setViewportSize(sizes[0] ?? { width: 1440, height: 900 });
    };
    await expect(page.getByText('The passphrase is filled in.')).toBeVisible();
    await expectFrame('lock screen');
    await unlock(page);
    await expectFrame('queue');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox')).toBeFocused();
    await expectFrame('palette');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Never syncs' }).click();
    await expect(page.getByText('This is the training desk')).toBeVisible();
    await page.getByRole('button', { name: 'Start the training desk afresh…' }).click();
    await expect(page.getByRole('dialog', { name: 'Start the training desk afresh?' })).toBeVisible();
    await expectFrame('dialog');
  });

  test('the bars keep their height: the frame takes no room', async ({ page }) => {
    await unlock(page);
    await page.setViewportSize({ width: 1024, height: 640 });
    const boxes = await page.evaluate(() =>
      ['header', 'nav', 'main', 'footer'].map((name) => {
        const box = document.querySelector(`#root ${name}`)?.getBoundingClientRect();
        return [name, box?.top, box?.height];
      }),
    );
    expect(boxes).toEqual([
      ['header', 0, 36],
      ['nav', 36, 580],
      ['main', 36, 580],
      ['footer', 616, 24],
    ]);
  });

  test('what is printed says TRAINING on every sheet', async ({ page }) => {
    await unlock(page);
    const sheets = async (): Promise<readonly string[]> => pdfText(await page.pdf({ preferCSSPageSize: true }));
    /** In the margin, and across what is printed. */
    const marksOf = (sheet: string): number => sheet.match(/TRAINING培训/g)?.length ?? 0;
    await page.locator('[data-row-id]').first().click();
    await expect(page.getByRole('complementary', { name: 'Ticket' })).toBeVisible();
    const window = await sheets();
    expect(window.length).toBeGreaterThan(1);
    expect(window.map(marksOf)).toEqual(window.map(() => 2));

    // A document of its own, with sheets of its own.
    await runCommand(page, 'Service report');
    await page.evaluate(() => {
      globalThis.print = () => undefined;
    });
    await page.getByRole('button', { name: 'Print or save as PDF' }).click();
    await expect(page.getByText('Version 1 issued')).toBeVisible();
    const report = await sheets();
    expect(report.join('')).toContain('Servicereport');
    expect(report.map(marksOf)).toEqual(report.map(() => 2));
  });

  test('files are saved under a name that says so, and links to a mail program carry it in the subject', async ({
    page,
  }) => {
    await unlock(page);
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await expect(page.getByRole('heading', { name: 'Contacts' }).first()).toBeVisible();
    const saved = await downloadOf(page, () => runCommand(page, 'Save all people as vCard'));
    expect(saved.name).toMatch(/^TRAINING-培训-.+\.vcf$/);
    expect(saved.content.toString()).toMatch(/^X-DESKSIDE-TRAINING/m);
    const mail = page.locator('a[href^="mailto:"]').first();
    await page.getByRole('row').nth(1).click();
    await expect(mail).toBeVisible();
    await page.evaluate(() => document.addEventListener('click', (event) => event.preventDefault()));
    await mail.click();
    expect(await mail.getAttribute('href')).toMatch(/\?subject=%5BTRAINING%20%E5%9F%B9%E8%AE%AD%5D$/);
    await mail.click();
    expect((await mail.getAttribute('href'))?.match(/subject/g), 'once').toHaveLength(1);
  });

  test('it starts afresh by one command and a confirmation, in the language that was shown', async ({ page }) => {
    await unlock(page);
    await page.getByRole('button', { name: 'Account of Sam Rivers' }).click();
    await page.getByRole('menuitemradio', { name: '简体中文' }).click();
    const code = page.locator('footer').getByText(/^TR..$/);
    const before = await code.textContent();
    await page.getByRole('button', { name: '从不同步' }).click();
    await page.getByRole('button', { name: '让培训台重新开始…' }).click();
    const dialog = page.getByRole('dialog', { name: '要让培训台重新开始吗？' });
    await dialog.getByRole('button', { name: '取消' }).click();
    await expect(code).toHaveText(before ?? '');
    await page.getByRole('button', { name: '从不同步' }).click();
    await page.getByRole('button', { name: '让培训台重新开始…' }).click();
    await dialog.getByRole('button', { name: '丢弃并重新开始' }).click();
    await expect(page.getByText('培训台已重新开始')).toBeVisible({ timeout: 60_000 });
    await expect(code).not.toHaveText(before ?? '');
    await expect(page.locator('[data-row-id]').first()).toBeVisible();
    await expect(page).toHaveTitle(/^TRAINING 培训 · 工单队列 · Deskside$/);
    expect(await frameOf(page)).toEqual(frame);
  });

  test('from its lock screen one gets out, and afresh, without a passphrase', async ({ page }) => {
    await page.getByRole('button', { name: 'Start afresh…' }).click();
    await page.getByRole('button', { name: 'Throw away and start afresh' }).click();
    await expect(page.getByRole('navigation').first()).toBeVisible({ timeout: 60_000 });
    await page.keyboard.press('Control+Shift+l');
    await page.getByRole('button', { name: 'Back to your own desk' }).click();
    await expect(page.getByRole('heading', { name: 'Set up this desk' })).toBeVisible();
    expect(await frameOf(page)).toBe(null);
  });
});
