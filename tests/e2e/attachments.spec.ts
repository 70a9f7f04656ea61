import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, openConsole, signIn, test } from './support/console.ts';
import { downloadOf, giveFiles, makePng } from './support/files.ts';
import { expectNoBarriers, otherConsole, panel, registerTickets, row } from './support/tickets.ts';

const screenshot = makePng(900, 600);
const log = randomBytes(700_001);
const chinese = Buffer.from([
  0xd6, 0xd0, 0xce, 0xc4, 0xc8, 0xd5, 0xd6, 0xbe, 0x3a, 0x20, 0xb4, 0xf2, 0xd3, 0xa1, 0xbb, 0xfa, 0xc3, 0xbb, 0xd3,
  0xd0, 0xcf, 0xec, 0xd3, 0xa6, 0x0d, 0x0a,
]);

const files = (page: Page) => panel(page).getByRole('region', { name: 'Attachments' });
const composer = (page: Page) => panel(page).getByRole('textbox', { name: 'Work note' });
const openTicket = async (page: Page, title: string): Promise<void> => {
  await row(page, title).dblclick();
  await expect(composer(page)).toBeVisible();
  // The part of the page that takes files is fetched after the panel.
  await expect(panel(page).locator('input[type="file"]')).toBeAttached();
};

test('a pasted screenshot and dropped files are on the ticket after a reload and a restart, and come back byte for byte', async ({
  desk: page,
  host,
  profile,
  startHost,
}) => {
  const colleague = await otherConsole(host);
  const [ticket] = await registerTickets(colleague, ['Printer prints stripes']);
  await openTicket(page, 'Printer prints stripes');
  await expect(files(page)).toBeHidden();

  await giveFiles(composer(page), 'paste', [{ name: 'image.png', type: 'image/png', content: screenshot }]);
  await expect(
    files(page).getByRole('button', { name: /^Open Screenshot 20\d\d-\d\d-\d\d \d\d-\d\d\.png$/ }),
  ).toBeVisible();

  await giveFiles(page.locator('[data-ticket-panel]'), 'dragenter', [{ name: 'x', type: '', content: log }]);
  await expect(page.getByText(`Drop to attach to ${ticket?.number}`)).toBeVisible();
  await giveFiles(panel(page).getByRole('heading', { level: 2 }), 'drop', [
    { name: 'spool.bin', type: 'application/octet-stream', content: log },
    { name: '日志.txt', type: 'text/plain', content: chinese },
  ]);
  await expect(page.getByText(`Drop to attach to ${ticket?.number}`)).toBeHidden();
  await expect(files(page).locator('[data-file]')).toHaveCount(3);
  await expect(panel(page).getByText('attached spool.bin')).toBeVisible();
  await expectNoBarriers(page);

  await page.reload();
  await signIn(page);
  await expect(files(page).locator('[data-file]')).toHaveCount(3);
  colleague.close();
  // A page that outlives its host reports every try to reach it again.
  await page.goto('about:blank');
  await host.stop();
  const again = await startHost(profile);
  await openConsole(page, again);
  await signIn(page);
  await openTicket(page, 'Printer prints stripes');
  const saved = await downloadOf(page, () => files(page).getByRole('button', { name: 'Save spool.bin' }).click());
  expect(saved.name).toBe('spool.bin');
  expect(saved.content.equals(log)).toBe(true);
  expect(await readdir(join(profile, 'blobs'))).toHaveLength(3);
});

test('files are looked at one after the other by the keyboard', async ({ desk: page, host }) => {
  const colleague = await otherConsole(host);
  await registerTickets(colleague, ['Screen flickers']);
  colleague.close();
  await openTicket(page, 'Screen flickers');
  await giveFiles(composer(page), 'paste', [
    { name: 'one.png', type: 'image/png', content: screenshot },
    { name: '日志.txt', type: 'text/plain', content: chinese },
    {
      name: 'invoice.pdf',
      type: 'application/pdf',
      content: Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1'),
    },
  ]);
  await expect(files(page).locator('[data-file]')).toHaveCount(3);
  await files(page).getByRole('button', { name: 'Open one.png' }).focus();
  await page.keyboard.press('Enter');
  const shown = page.getByRole('dialog');
  await expect(shown.getByRole('img', { name: 'one.png' })).toBeVisible();
  await page.keyboard.press('+');
  await expect(shown.getByRole('button', { name: '100 %' })).toBeVisible();
  await expectNoBarriers(page);
  const order = await files(page)
    .locator('[data-file]')
    .evaluateAll((rows) => rows.map((each) => each.getAttribute('data-file')));
  const first = order.indexOf('one.png');
  for (let at = first; at > 0; at--) await page.keyboard.press('ArrowLeft');
  const seen: (string | null)[] = [];
  for (let at = 0; at < order.length; at++) {
    const stage = shown.locator('[data-preview]');
    seen.push(await stage.getAttribute('data-preview'));
    if (seen.at(-1) === '日志.txt') await expect(stage).toContainText('中文日志: 打印机没有响应');
    if (seen.at(-1) === 'invoice.pdf') await expect(shown.getByText('This is a program')).toBeVisible();
    await page.keyboard.press('ArrowRight');
  }
  expect(seen).toEqual(order);
  const saved = await downloadOf(page, () => page.keyboard.press('s'));
  expect(saved.name).toBe(order.at(-1));
  await page.keyboard.press('Escape');
  await expect(shown).toBeHidden();
  await expect(files(page).getByRole('button', { name: 'Open one.png' })).toBeFocused();
});

test('a file is chosen by key, and taken off with a reason that stays in the timeline', async ({
  desk: page,
  host,
}) => {
  const colleague = await otherConsole(host);
  await registerTickets(colleague, ['Wrong ticket']);
  await openTicket(page, 'Wrong ticket');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Shift+A')]);
  await chooser.setFiles([{ name: 'salaries.xlsx', mimeType: 'application/zip', buffer: Buffer.from('PK\x03\x04 x') }]);
  await expect(files(page).locator('[data-file="salaries.xlsx"]')).toBeVisible();
  await files(page).getByRole('button', { name: 'Remove salaries.xlsx' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove attachment' });
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByRole('radio', { name: 'holds personal data' }).check();
  await expectNoBarriers(page);
  await page.keyboard.press('Control+Enter');
  await expect(files(page)).toBeHidden();
  await expect(panel(page).getByText('removed salaries.xlsx: holds personal data')).toBeVisible();
  colleague.close();
});

test('what is too large says so and nothing of it stays', async ({ desk: page, host }) => {
  const colleague = await otherConsole(host);
  await registerTickets(colleague, ['Huge dump']);
  colleague.close();
  await openTicket(page, 'Huge dump');
  await page.locator('[data-ticket-panel]').evaluate((element) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(25 * 1024 * 1024 + 1)], 'memory.dmp'));
    element.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
  });
  await expect(files(page).getByRole('alert')).toContainText('up to 25 MB');
  await files(page).getByRole('button', { name: 'Do not attach memory.dmp' }).click();
  await expect(files(page)).toBeHidden();
});

test('files wait with the draft of a new ticket, over a restart, and go over to it', async ({
  desk: page,
  host,
  profile,
  startHost,
}) => {
  await page.getByRole('button', { name: 'New ticket' }).first().click();
  const form = page.locator('[data-new-ticket]');
  await expect(form.locator('input[type="file"]')).toBeAttached();
  await giveFiles(form.getByRole('textbox', { name: 'Description' }), 'paste', [
    { name: 'image.png', type: 'image/png', content: screenshot },
  ]);
  await expect(form.locator('[data-file]')).toHaveCount(1);
  await expect(form.getByText(/Draft saved/)).toBeVisible();
  await expectNoBarriers(page);
  // A page that outlives its host reports every try to reach it again.
  await page.goto('about:blank');
  await host.stop();
  const again = await startHost(profile);
  await openConsole(page, again);
  await signIn(page);
  await page.goto(`${again.origin}/#/queue/new-ticket:1`);
  await expect(form.locator('[data-file] img')).toBeVisible();
  await giveFiles(form, 'drop', [{ name: 'trace.txt', type: 'text/plain', content: Buffer.from('a trace') }]);
  await expect(form.locator('[data-file]')).toHaveCount(2);
  await form.getByRole('button', { name: 'Remove trace.txt' }).click();
  await expect(form.locator('[data-file]')).toHaveCount(1);
  await form.getByRole('textbox', { name: 'Title' }).fill('Blue screen after the update');
  await page.keyboard.press('Control+Enter');
  await expect(files(page).locator('[data-file] img')).toBeVisible();
  await expect(panel(page).getByText(/attached Screenshot/)).toBeVisible();
});
