/** Rules of a file that make tickets by themselves are let by somebody who sees that; lines that a rule fits bring its category and priority. */
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, valueOf } from './support/tickets.ts';

test('a file of rules makes no tickets before somebody lets it', async ({ page, host }) => {
  await setUpDesk(host);
  await openConsole(page, host);
  await signIn(page);
  const other = await otherConsole(host);
  const {
    aside: _a,
    open: _o,
    origin: _f,
    revision: _r,
    runsHere: _h,
    shippedSince: _s,
    code: _c,
    ...content
  } = valueOf(await other.call('alerts.rules', {})).find(({ code }) => code === 'disk-full')!;
  const rules = [{ code: 'erp-full', content: { ...content, automation: { do: 'ticket', language: 'en' } } }];
  const file = {
    name: 'rules.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ format: 'deskside-log-rules', version: 1, rules })),
  };
  const automation = async () =>
    valueOf(await other.call('alerts.rules', {})).find(({ code }) => code === 'erp-full')?.automation.do;
  await page.goto(`${host.origin}/#/alerts/rules`);
  const choose = () => page.getByLabel('Import rules').setInputFiles(file);
  await choose();
  const dialog = page.getByRole('dialog', { name: '1 rule of this file makes tickets by itself' });
  await expect(dialog.getByText('erp-full')).toBeVisible();
  await expectNoBarriers(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await automation()).toBeUndefined();

  await choose();
  await dialog.getByRole('button', { name: 'Import rules' }).click();
  await expect(page.getByText('Rules taken in: 1 new, 0 changed, 0 as they were')).toBeVisible();
  expect(await automation()).toBe('notify');

  await choose();
  await dialog.getByRole('checkbox', { name: 'Let them make tickets on this desk' }).click();
  await dialog.getByRole('button', { name: 'Import rules' }).click();
  await expect(page.getByText('Rules taken in: 0 new, 1 changed, 0 as they were')).toBeVisible();
  expect(await automation()).toBe('ticket');
  other.close();
});

test('a ticket of a line has category and priority of the rule that it fits', async ({ page, host }) => {
  await setUpDesk(host, { sample: true });
  await openConsole(page, host);
  await signIn(page);
  await page.keyboard.press('g');
  await page.keyboard.press('j');
  const lines = page.getByRole('grid', { name: 'Lines' });
  await expect(page.getByRole('heading', { name: 'label-gateway.log', level: 1 })).toBeVisible();
  await expect(page.getByRole('region', { name: 'A disk is full' })).toBeVisible();
  await expect(lines.getByRole('row').last()).toBeVisible();
  await lines.focus();
  await page.keyboard.press('e');
  // Not the line in focus, which raised the alert: T would make the ticket of that.
  await lines.getByRole('row').filter({ hasText: 'No space left on device' }).last().click();
  await page.keyboard.press('t');
  await expect(page.getByRole('textbox', { name: 'Channel' })).toHaveValue('Log alert');
  await expect(page.getByText('Known problem: A disk is full (rule disk-full)').first()).toBeVisible();
  const other = await otherConsole(host);
  const rule = valueOf(await other.call('alerts.rules', {})).find(({ code }) => code === 'disk-full')!;
  other.close();
  await expect(page.getByRole('combobox', { name: 'Category' })).toHaveValue(rule.category.en);
});
