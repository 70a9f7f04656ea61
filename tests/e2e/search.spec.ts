/** Search over everything on a ticket: in both languages, with slips of the finger, with operators written by keys alone, kept as a view. */
import { expect, openConsole, setUpDesk, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, panel, registerTickets, row, rowTitles, valueOf } from './support/tickets.ts';

test('finds words wherever they stand, marks them, and says where', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  const [screen, mouse] = await registerTickets(other, ['Screen flickers', 'Mouse']);
  await registerTickets(other, ['打印机卡纸'], { description: 'Toner was changed last week.' });
  valueOf(
    await other.call('tickets.workNote', { ticketId: mouse?.ticketId ?? '', text: '驱动程序签名失败，已回退。' }),
  );
  valueOf(
    await other.call('tickets.comment', {
      ticketId: screen?.ticketId ?? '',
      text: 'Please restart the dock. Restarting twice may be needed.',
      delivery: 'phone',
    }),
  );
  const keys = page.keyboard;
  await expect.poll(() => rowTitles(page)).toHaveLength(3);

  await keys.press('/');
  await keys.insertText('签名');
  await expect.poll(() => rowTitles(page)).toEqual(['Mouse']);
  await expect(row(page, 'Mouse').getByRole('img', { name: 'Work note' })).toBeVisible();
  await expect(row(page, 'Mouse').locator('mark')).toHaveText(['签名']);
  await keys.press('Escape');

  await keys.type('卡纸');
  await expect.poll(() => rowTitles(page)).toEqual(['打印机卡纸']);
  await expect(row(page, '打印机卡纸').locator('mark')).toHaveText(['卡纸']);
  await keys.press('Escape');

  // What is written while one looks is found.
  await keys.type('firmware');
  await expect(page.getByText('No open ticket matches “firmware”')).toBeVisible();
  valueOf(await other.call('tickets.workNote', { ticketId: mouse?.ticketId ?? '', text: 'Old firmware.' }));
  other.close();
  await expect.poll(() => rowTitles(page)).toEqual(['Mouse']);
  await keys.press('Escape');

  await keys.type('restrat');
  await expect.poll(() => rowTitles(page)).toEqual(['Screen flickers']);
  await expect(page.getByText('Nothing holds “restrat”. Shown is what holds “restart”.')).toBeVisible();
  await expectNoBarriers(page);
  await keys.press('Escape');

  await keys.type('restart');
  await expect.poll(() => rowTitles(page)).toEqual(['Screen flickers']);
  await keys.press('Enter');
  await keys.press('Enter');
  await expect(panel(page).locator('mark')).toHaveText(['restart', 'Restart']);
  await expect(panel(page).getByText('2 hits')).toBeVisible();
  await keys.press('F3');
  await expect(panel(page).getByText('Hit 1 of 2')).toBeVisible();
  await keys.press('Shift+F3');
  await expect(panel(page).getByText('Hit 2 of 2')).toBeVisible();
  await expectNoBarriers(page);
});

test('writes operators with keys alone, and keeps the search as a view', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['VPN drops'], { impact: 1, urgency: 1, category: 'Network access' });
  await registerTickets(other, ['VPN slow']);
  const [done] = await registerTickets(other, ['VPN token'], { category: 'Network access' });
  valueOf(await other.call('tickets.cancel', { ticketId: done?.ticketId ?? '', reason: 'withdrawn' }));
  other.close();
  const keys = page.keyboard;
  await page.getByRole('link', { name: 'All tickets' }).click();
  await expect.poll(() => rowTitles(page)).toHaveLength(3);

  await keys.press('/');
  const field = page.getByRole('combobox', { name: 'Search this list' });
  await expect(page.getByRole('listbox', { name: 'Search operators' })).toBeVisible();
  await keys.type('vpn cat');
  await expect(page.getByRole('option', { name: /^category:/u })).toBeVisible();
  await keys.press('Tab');
  await expect(field).toHaveValue('vpn category:');
  await expect(page.getByRole('option', { name: /Network access/u })).toBeVisible();
  await keys.press('ArrowDown');
  await keys.press('ArrowDown');
  await keys.press('Enter');
  await expect(field).toHaveValue('vpn category:"Network access" ');
  await expect.poll(() => rowTitles(page)).toEqual(['VPN drops', 'VPN token']);
  await keys.type('-status:can');
  await expect(page.getByRole('option', { name: /cancelled/u })).toBeVisible();
  await keys.press('Enter');
  await expect(field).toHaveValue('vpn category:"Network access" -status:cancelled ');
  await expect.poll(() => rowTitles(page)).toEqual(['VPN drops']);
  await expectNoBarriers(page);

  await page.getByRole('button', { name: 'Save view' }).click();
  await keys.type('Network VPN');
  await keys.press('Enter');
  await expect(page.getByRole('link', { name: /Network VPN\s*1/u })).toBeVisible();
  await page.getByRole('link', { name: 'All tickets' }).click();
  await expect.poll(() => rowTitles(page)).toHaveLength(3);
  await page.getByRole('link', { name: /Network VPN/u }).click();
  await expect(field).toHaveValue('vpn category:"Network access" -status:cancelled ');
  await expect.poll(() => rowTitles(page)).toEqual(['VPN drops']);
});

test('says what of a search is left out, and loses none of it', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['VPN drops', 'Mouse']);
  other.close();
  const keys = page.keyboard;
  await expect.poll(() => rowTitles(page)).toHaveLength(2);
  await keys.press('/');
  await keys.type('vpn status:finished created:2026-13 foo:bar');
  await expect(page.getByText('“status:finished” is left out.', { exact: false })).toBeVisible();
  await expect(page.getByText('“created:2026-13” is left out', { exact: false })).toBeVisible();
  const field = page.getByRole('combobox', { name: 'Search this list' });
  await field.fill('vpn status:finished');
  await expect.poll(() => rowTitles(page)).toEqual(['VPN drops']);
  await expect(field).toHaveAccessibleDescription(/“status:finished” is left out/u);
});

test('puts the best match first where asked to', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['Mouse'], { description: 'Lies beside the printer.' });
  await registerTickets(other, ['Printer jams'], { description: 'The printer again.' });
  other.close();
  await expect.poll(() => rowTitles(page)).toEqual(['Mouse', 'Printer jams']);
  await page.keyboard.press('/');
  await page.keyboard.type('printer');
  await page.getByRole('button', { name: 'Best match' }).click();
  await expect.poll(() => rowTitles(page)).toEqual(['Printer jams', 'Mouse']);
  await page.getByRole('button', { name: 'Clear search' }).click();
  await expect(page.getByRole('button', { name: 'Best match' })).toBeHidden();
  await expect.poll(() => rowTitles(page)).toEqual(['Mouse', 'Printer jams']);
});

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('operators need no English', async ({ page, host }) => {
    await setUpDesk(host);
    const other = await otherConsole(host);
    await registerTickets(other, ['打印机卡纸'], { impact: 1, urgency: 1 });
    await registerTickets(other, ['打印预览卡死']);
    other.close();
    await openConsole(page, host);
    await page.locator('input[type="password"]').fill('quiet harbour lantern 42');
    await page.keyboard.press('Enter');
    await expect.poll(() => rowTitles(page)).toHaveLength(2);
    const keys = page.keyboard;
    await keys.press('/');
    await keys.insertText('打印 ');
    await keys.insertText('优先');
    await expect(page.getByRole('option', { name: /^优先级:/u })).toBeVisible();
    await keys.press('Tab');
    await keys.insertText('1');
    const field = page.getByRole('combobox', { name: '在此列表中搜索' });
    await expect(field).toHaveValue('打印 优先级:1');
    await expect.poll(() => rowTitles(page)).toEqual(['打印机卡纸']);
    await field.fill('打印 状态：已关闭');
    await expect(page.getByText('没有未关闭的工单匹配“打印 状态：已关闭”')).toBeVisible();
  });
});
