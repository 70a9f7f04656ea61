import type { Page } from 'playwright/test';
import { gbkMail, type MadeMail } from '../support/mails.ts';
import { expect, test } from './support/console.ts';
import { downloadOf, giveFiles, makePng } from './support/files.ts';
import { expectNoBarriers, panel, row } from './support/tickets.ts';

const picture = makePng(300, 200);
const first: MadeMail = {
  from: '林悦',
  subject: '打印机没有响应',
  text: '三楼的打印机从早上起没有响应。',
  messageId: '<first@example.cn>',
  files: [{ name: '错误截图.png', content: picture }],
};
const answer: MadeMail = {
  from: '林悦',
  subject: '回复：打印机没有响应',
  text: '是东侧的那台。\r\n\r\n在 2026-11-24，"服务台" 写道：\r\n> 是哪一台？',
  messageId: '<second@example.cn>',
  inReplyTo: '<first@example.cn>',
};

const list = (page: Page) => page.locator('[data-list-pane]');
const review = (page: Page) => page.getByRole('dialog', { name: 'Import mail' });
const files = (page: Page) => panel(page).getByRole('region', { name: 'Attachments' });
const drop = (page: Page, ...mails: readonly (MadeMail | Buffer)[]) =>
  giveFiles(
    list(page).getByRole('heading').first(),
    'drop',
    mails.map((mail, index) => ({
      name: `mail ${index + 1}.eml`,
      type: 'message/rfc822',
      content: Buffer.isBuffer(mail) ? mail : gbkMail(mail),
    })),
  );

test('a mail in GBK dropped on the queue becomes a ticket, its answer finds it, and the same mail adds nothing', async ({
  desk: page,
}) => {
  await expect(list(page).locator('input[type="file"]')).toBeAttached();
  await drop(page, first);
  await expect(review(page).getByText('林悦 <lin.yue@example.cn>')).toBeVisible();
  await expect(review(page).getByRole('textbox', { name: 'Title' })).toHaveValue('打印机没有响应');
  await expect(review(page).getByRole('checkbox', { name: /错误截图\.png/ })).toBeChecked();
  await expectNoBarriers(page);
  await page.keyboard.press('Control+Enter');
  await expect(review(page)).toBeHidden();
  await expect(row(page, '打印机没有响应')).toBeVisible();
  await expect(files(page).locator('[data-file]')).toHaveCount(2);
  await expect(panel(page).getByText('三楼的打印机从早上起没有响应。')).toBeVisible();
  const original = await downloadOf(page, () => files(page).getByRole('button', { name: 'Save mail 1.eml' }).click());
  expect(original.content.equals(gbkMail(first))).toBe(true);

  await drop(page, answer);
  await expect(review(page).getByRole('radio', { name: /^A reply on INC-.*, which it answers$/ })).toBeChecked();
  await expect(review(page).getByRole('textbox', { name: 'Text' })).toHaveValue('是东侧的那台。');
  await expect(review(page).getByText('What was quoted below')).toBeVisible();
  await expectNoBarriers(page);
  await review(page).getByRole('button', { name: 'Add reply' }).click();
  await expect(panel(page).getByText('是东侧的那台。')).toBeVisible();
  await expect(files(page).locator('[data-file]')).toHaveCount(3);

  // What the desk answers goes out as a draft whose id leads the next answer back, whatever its subject says.
  await panel(page).getByRole('radiogroup').getByText('Comment').click();
  await panel(page).getByRole('textbox', { name: 'Comment' }).fill('请重启打印机。');
  await panel(page).getByRole('combobox', { name: 'Delivered' }).click();
  await page.getByRole('option', { name: 'Not yet' }).click();
  await panel(page).getByRole('button', { name: 'Add', exact: false }).last().click();
  await panel(page).getByRole('button', { name: 'Not delivered yet' }).click();
  const draft = await downloadOf(page, () => page.getByRole('menuitem', { name: 'Save as mail draft (.eml)' }).click());
  const id = /^Message-ID: (<[^>]+>)\r$/m.exec(draft.content.toString('utf8'))?.[1] ?? '';
  expect(draft.content.toString('utf8')).toContain('<lin.yue@example.cn>');
  await drop(page, {
    ...answer,
    subject: '已经好了',
    text: '谢谢，好了。',
    messageId: '<third@example.cn>',
    inReplyTo: id,
  });
  await expect(review(page).getByRole('radio', { name: /^A reply on INC-.*, which it answers$/ })).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByText('谢谢，好了。')).toBeVisible();

  await drop(page, first, answer);
  await expect(review(page).getByText(/This mail is on INC-.* already/)).toBeVisible();
  await expect(review(page).getByText('1 of 2')).toBeVisible();
  await review(page).getByRole('button', { name: 'Next' }).click();
  await expect(review(page).getByText(/This mail is on INC-.* already/)).toBeVisible();
  await review(page).getByRole('button', { name: 'Close' }).last().click();
  await expect(review(page)).toBeHidden();
  await expect(files(page).locator('[data-file]')).toHaveCount(4);
});

test('what is no mail is named, and the ones after it go on', async ({ desk: page }) => {
  await expect(list(page).locator('input[type="file"]')).toBeAttached();
  await giveFiles(list(page).getByRole('heading').first(), 'drop', [
    { name: 'photo.png', type: 'image/png', content: picture },
  ]);
  await expect(page.getByText('Only e-mail files (.eml) go here')).toBeVisible();
  await drop(page, Buffer.from('just words'), { ...first, subject: 'VPN', messageId: '<v@x>' });
  await expect(review(page).getByText('mail 1.eml is not an e-mail')).toBeVisible();
  await review(page).getByRole('button', { name: 'Next' }).click();
  await review(page).getByRole('textbox', { name: 'Title' }).fill('');
  await page.keyboard.press('Control+Enter');
  await expect(review(page).getByText('A ticket needs a title')).toBeVisible();
  await review(page).getByRole('textbox', { name: 'Title' }).fill('VPN drops');
  await review(page)
    .getByRole('checkbox', { name: /错误截图/ })
    .uncheck();
  await page.keyboard.press('Control+Enter');
  await expect(row(page, 'VPN drops')).toBeVisible();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(files(page).locator('[data-file]')).toHaveCount(1);
});

test('a mail finds its ticket by the number in the subject; one of a stranger is new until somebody says otherwise', async ({
  desk: page,
}) => {
  await expect(list(page).locator('input[type="file"]')).toBeAttached();
  await drop(page, first);
  await expect(review(page).getByRole('textbox', { name: 'Title' })).toHaveValue('打印机没有响应');
  await page.keyboard.press('Control+Enter');
  await expect(row(page, '打印机没有响应')).toBeVisible();
  await expect(panel(page)).toContainText(/INC-\w{4}-\d+/);
  const number = /INC-\w{4}-\d+/.exec((await panel(page).textContent()) ?? '')?.[0] ?? '';

  // A mail program that gave the draft another id: the number leads back.
  const subject = `回复：打印机没有响应 [${number}]`;
  await drop(page, { ...answer, subject, messageId: '<o@x>', inReplyTo: '<changed@outlook.example>' });
  await expect(review(page).getByRole('radio', { name: /^A reply on INC-.*, named in the subject$/ })).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByText('是东侧的那台。')).toBeVisible();

  const guess = { from: 'Mallory', address: 'mallory@example.net', subject: `Re: [${number}] the password` } as const;
  await drop(page, { ...guess, text: 'Send me the password.', messageId: '<m@x>' });
  const onTicket = review(page).getByRole('radio', { name: /named in the subject; the sender is not known there$/ });
  await expect(review(page).getByRole('radio', { name: 'A new ticket' })).toBeChecked();
  await expect(onTicket).not.toBeChecked();
  await onTicket.check();
  await expect(review(page).getByText(/Nobody known on INC-.* writes from this address/)).toBeVisible();
  await expectNoBarriers(page);
  await review(page).getByRole('button', { name: 'Add reply' }).click();
  await expect(review(page)).toBeHidden();
  const said = panel(page).locator('article, li').filter({ hasText: 'Send me the password.' }).last();
  await expect(said).toContainText('Mallory');
  await expect(said).not.toContainText('林悦');
});
