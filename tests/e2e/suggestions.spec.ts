/** Articles beside the ticket: suggested with the reason, linked, inserted, and named as what solved it; all by keyboard. */
import type { Page } from 'playwright/test';
import type { LoopbackHost } from '../support/loopback-host.ts';
import { publishArticles, type Article } from './support/articles.ts';
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, panel, registerTickets, valueOf } from './support/tickets.ts';

const videoDriver: Article = {
  title: 'VIDEO_TDR_FAILURE (0x116) after a display driver update',
  body: '## Cause\n\nThe new driver resets the card too late.\n\n## Steps\n\n1. Start in safe mode\n2. Roll the driver back',
  tags: ['nvidia', 'driver'],
};
const scanner: Article = { title: 'Barcode scanner pairs but sends nothing', body: 'Scan the reset code on page 4.' };
const preview: Article = { title: '打印预览卡死的处理', body: '## 步骤\n\n1. 结束 spoolsv 进程', language: 'zh-CN' };

test.beforeEach(async ({ host }) => {
  await setUpDesk(host);
  await publishArticles(host, [videoDriver, scanner, preview]);
});

const openTicket = async (page: Page, host: LoopbackHost, ticketId = ''): Promise<void> => {
  await openConsole(page, host);
  await page.getByRole('button', { name: /Ada Marsh/ }).click();
  await signIn(page);
  await page.goto(`${host.origin}/#/queue/${encodeURIComponent(ticketId)}`);
};

test('an article with the code of the ticket is suggested, inserted, linked by key and named as what solved it', async ({
  page,
  host,
}) => {
  const other = await otherConsole(host);
  const description = 'Since the driver update on Monday. Screen says bugcheck 0x00000116, nvlddmkm.sys';
  const [ticket] = await registerTickets(other, ['Workstation bluescreens when rotating a model'], { description });
  await openTicket(page, host, ticket?.ticketId);
  const keys = page.keyboard;
  const list = page.getByRole('grid', { name: 'Tickets' });
  const suggested = panel(page).getByRole('region', { name: 'Suggested articles' });
  const linked = panel(page).getByRole('region', { name: 'Linked articles' });
  await expect(suggested.getByRole('listitem')).toHaveCount(1);
  await expect(suggested).toContainText(videoDriver.title);
  await expect(suggested).toContainText('same code 0x116');
  await expectNoBarriers(page);

  await test.step('looked at beside the ticket, and its steps put where the cursor is', async () => {
    await list.focus();
    await keys.press('z');
    const look = page.getByRole('complementary', { name: 'Article, quick look' });
    await expect(look).toContainText('Roll the driver back');
    await expectNoBarriers(page);
    await keys.press('Escape');
    await expect(look).toBeHidden();
    await expect(list).toBeFocused();
    const note = panel(page).getByRole('textbox', { name: 'Work note' });
    await keys.press('n');
    await keys.type('Tried:');
    await keys.press('Alt+i');
    await expect(note).toHaveValue('Tried:\n\n1. Start in safe mode\n2. Roll the driver back');
    await expect(panel(page).getByText(/used the steps of KB-.{4}-1 VIDEO_TDR/)).toBeVisible();
    await keys.press('Escape');
  });

  await test.step('taken off, and linked again by its key', async () => {
    await linked.getByRole('button', { name: /^Remove KB-/ }).click();
    await expect(linked).toBeHidden();
    await expect(suggested.getByRole('listitem')).toHaveCount(1);
    await list.focus();
    await keys.press('1');
    await expect(linked).toContainText(videoDriver.title);
    await expect(suggested).toContainText('No other published article fits.');
  });

  await test.step('the ticket is resolved with it', async () => {
    await keys.press('e');
    const dialog = page.getByRole('dialog');
    const choice = dialog.getByRole('button', { name: /^Article that solved it/ });
    await expect(choice).toContainText('VIDEO_TDR');
    await expect(dialog.getByRole('textbox', { name: 'Why no article fits' })).toBeHidden();
    await expectNoBarriers(page);
    await choice.press('Enter');
    await expect(dialog.getByRole('radio', { name: /VIDEO_TDR/ })).toBeFocused();
    await expect(dialog.getByRole('radio', { name: /VIDEO_TDR/ })).toBeChecked();
    await expectNoBarriers(page);
    await keys.press('Escape');
    await expect(choice).toBeFocused();
    await dialog.getByRole('combobox').first().focus();
    await keys.type('compat');
    await keys.press('Enter');
    await keys.press('Tab');
    await keys.type('Rolled back to 531');
    await keys.press('Control+Enter');
    await expect(dialog).toBeHidden();
    await expect(linked).toContainText('Solved it');
  });
  const [used] = valueOf(await other.call('suggestions.ofTicket', { ticketId: ticket?.ticketId ?? '' }));
  expect(used).toMatchObject({ isSolution: true, article: { uses: 1 } });
  other.close();
});

test('what may be known is offered while a ticket is typed, and an article is begun from its resolution', async ({
  page,
  host,
}) => {
  await openConsole(page, host);
  await page.getByRole('button', { name: /Ada Marsh/ }).click();
  await signIn(page);
  const keys = page.keyboard;
  await expect(page.getByRole('heading', { name: 'Queue' })).toBeVisible();
  await keys.press('c');
  const title = page.getByRole('textbox', { name: 'Title' });
  await expect(title).toBeFocused();
  await keys.type('Barcode scanner sends nothing');
  const known = page.getByRole('region', { name: 'May be known' });
  await expect(known).toContainText(scanner.title);
  await expect(known).toContainText('title: Barcode, scanner');
  await keys.press('Alt+1');
  await expect(known.getByRole('button', { name: /^Do not link/ })).toBeVisible();
  await expect(title).toBeFocused();
  await expectNoBarriers(page);
  await keys.press('Control+Enter');
  await expect(panel(page).getByRole('region', { name: 'Linked articles' })).toContainText(scanner.title);

  await page.getByRole('grid', { name: 'Tickets' }).focus();
  await keys.press('e');
  const dialog = page.getByRole('dialog');
  await keys.type('other');
  await keys.press('Enter');
  await keys.press('Tab');
  await keys.type('The cradle was bent');
  await keys.press('Tab');
  await expect(dialog.getByRole('button', { name: /^Article that solved it/ })).toBeFocused();
  await keys.press('ArrowDown');
  await dialog.getByRole('radio', { name: 'No article fits' }).check();
  await dialog.getByRole('checkbox', { name: 'Start an article from this resolution' }).check();
  await expect(dialog.getByRole('textbox', { name: 'Why no article fits' })).toHaveValue(
    'Article will be written later',
  );
  await keys.press('Control+Enter');
  await expect(page).toHaveURL(/#\/knowledge\/article/);
  await expect(page.getByText(/^Draft KB-.{4}-4 is begun from INC-/)).toBeVisible();
  const reader = await otherConsole(host);
  const view = { view: 'writing', kind: null, language: null, text: 'cradle' } as const;
  const { rows } = valueOf(await reader.call('knowledge.list', view));
  expect(rows.map((row) => row.title)).toEqual(['Barcode scanner sends nothing']);
  reader.close();
});

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('the article in that language is suggested with its reason, and linked', async ({ page, host }) => {
    const other = await otherConsole(host);
    const [ticket] = await registerTickets(other, ['点打印预览就卡死'], { description: 'Excel 2019，惠普 M430' });
    valueOf(await other.call('settings.setPreferences', { language: 'zh-CN', theme: 'system' }));
    other.close();
    await openConsole(page, host);
    await page.getByRole('button', { name: /Ada Marsh/ }).click();
    await page.locator('input[type="password"]').fill('quiet harbour lantern 42');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('navigation').first()).toBeVisible();
    await page.goto(`${host.origin}/#/queue/${encodeURIComponent(ticket?.ticketId ?? '')}`);
    const suggested = page.getByRole('region', { name: '推荐文章' });
    await expect(suggested).toContainText(preview.title);
    await expect(suggested).toContainText('标题：打印预览');
    await page.getByRole('grid').focus();
    await page.keyboard.press('1');
    await expect(page.getByRole('region', { name: '已关联文章' })).toContainText(preview.title);
  });
});
