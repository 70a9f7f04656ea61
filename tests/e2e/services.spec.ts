/** The service catalogue: a service written and kept as a draft, a ticket that belongs to it, its sheet, and what a technician may not. */
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { expectNoBarriers, otherConsole, panel, registerTickets, valueOf } from './support/tickets.ts';

test('a service is written in both languages, and a draft of it goes on where it was left', async ({ page, host }) => {
  await setUpDesk(host);
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const details = page.getByRole('complementary', { name: 'Service' });

  await test.step('an empty catalogue says what a service is', async () => {
    await keys.press('g');
    await keys.press('v');
    await expect(page.getByRole('heading', { name: 'There is no service yet' })).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('a service without a name is refused, and nothing typed is lost', async () => {
    await keys.press('c');
    await expect(details.getByRole('textbox', { name: 'Name, English' })).toBeFocused();
    await details.getByRole('textbox', { name: 'Contract' }).fill('HC-2026-014');
    await keys.press('Control+Enter');
    await expect(details.getByText('Give it a name in one language at least.')).toBeVisible();
    await expect(details.getByRole('textbox', { name: 'Name, English' })).toBeFocused();
    await keys.type('ERP');
    await details.getByRole('textbox', { name: 'Name, Chinese' }).fill('ERP 系统');
    await details
      .getByRole('textbox', { name: 'In scope, English', exact: true })
      .fill('Access and roles\nPrinting from the ERP');
    await details.getByRole('button', { name: 'Add a goal' }).click();
    await details.getByRole('textbox', { name: 'Target, %' }).fill('190');
    await expectNoBarriers(page);
    await keys.press('Control+Enter');
    await expect(details.getByText('A figure from 0 to 100.')).toBeVisible();
    await details.getByRole('button', { name: 'Close' }).click();
    await expect(details).toHaveCount(0);
  });

  await test.step('the draft goes on where it was left', async () => {
    await keys.press('c');
    await expect(details.getByRole('textbox', { name: 'Name, English' })).toHaveValue('ERP');
    await details.getByRole('textbox', { name: 'Target, %' }).fill('90');
    await keys.press('Control+Enter');
    await expect(page.getByText('ERP saved')).toBeVisible();
    await expect(details.getByRole('heading', { name: 'ERP' })).toBeVisible();
    await expect(details.getByText('at least 90 %, 30 days')).toBeVisible();
    await expect(details.getByText('Too few')).toBeVisible();
    await expect(details.getByText('Printing from the ERP')).toBeVisible();
    await expectNoBarriers(page);
  });
});

const erp: InputOf<'services.save'>['content'] = {
  name: { en: 'ERP', 'zh-CN': 'ERP 系统' },
  description: { en: 'First help for the ERP.', 'zh-CN': '' },
  owner: null,
  customer: null,
  contract: 'HC-2026-014',
  inScope: { en: ['Printing from the ERP'], 'zh-CN': [] },
  outOfScope: { en: [], 'zh-CN': [] },
  audience: { en: '', 'zh-CN': '' },
  criticality: 'vital',
  calendarId: null,
  policyId: null,
  groups: [],
  categories: [],
  goals: [{ measure: 'resolveAttainment', target: 0.9, window: 'month' }],
  active: true,
};

test('a ticket is given to a service, which has a sheet for the customer', async ({ page, host }) => {
  await setUpDesk(host);
  const other = await otherConsole(host);
  const [ticket] = await registerTickets(other, ['ERP refuses to print']);
  valueOf(await other.call('services.save', { id: null, seen: null, content: erp }));
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const details = page.getByRole('complementary', { name: 'Service' });

  await test.step('a ticket is given to it, and is found behind its figure', async () => {
    await page.evaluate((id) => {
      window.location.hash = `#/queue/${encodeURIComponent(id)}`;
    }, ticket?.ticketId ?? '');
    const service = panel(page).getByTitle('Edit Service');
    await expect(service).toHaveText('none');
    await service.click();
    await page.getByRole('menuitem', { name: 'ERP' }).click();
    await expect(service).toHaveText('ERP');
    await expect(panel(page).getByText('set Service to ERP')).toBeVisible();
    await keys.press('Escape');
    await keys.press('g');
    await keys.press('v');
    await page.getByRole('row', { name: /ERP/ }).click();
    await details.getByRole('link', { name: '1', exact: true }).click();
    await expect(page.locator('[data-row-id]')).toHaveCount(1);
    await expect(page.getByText('Behind', { exact: true })).toBeVisible();
  });

  await test.step('another is registered for it', async () => {
    await keys.press('g');
    await keys.press('q');
    await expect(page.getByRole('grid', { name: 'Tickets' })).toBeVisible();
    await keys.press('c');
    const form = page.locator('[data-new-ticket]');
    await form.getByRole('textbox', { name: 'Title' }).fill('No invoice from the ERP');
    const field = form.getByRole('combobox', { name: 'Service' });
    await expect(field).toHaveValue('That of the category: none');
    await field.focus();
    await keys.type('erp');
    await keys.press('Enter');
    await expect(field).toHaveValue('ERP');
    await expectNoBarriers(page);
    await keys.press('Control+Enter');
    await expect(panel(page).getByRole('heading', { name: 'No invoice from the ERP' })).toBeVisible();
    await expect(panel(page).getByTitle('Edit Service')).toHaveText('ERP');
    await keys.press('Escape');
  });

  await test.step('its sheet holds both languages and nothing of the inside', async () => {
    await keys.press('g');
    await keys.press('v');
    await page.getByRole('row', { name: /ERP/ }).click();
    await page.evaluate(() => {
      window.print = () => undefined;
    });
    await details.getByRole('button', { name: 'Sheet' }).click();
    const sheet = page.locator('[data-print]');
    await expect(sheet).toContainText('ERP 系统');
    await expect(sheet).toContainText('Printing from the ERP');
    await expect(sheet).toContainText('HC-2026-014');
    await expect(sheet).not.toContainText('90 %');
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await expect(sheet).toHaveCount(0);
  });

  await test.step('out of use, it is offered no more', async () => {
    await details.getByRole('button', { name: 'Take out of use' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take out of use' }).click();
    await expect(details.getByRole('button', { name: 'Put back in use' })).toBeVisible();
  });
});
