/** Qualifications: what a category requires, who lacks it in the assignment, and the exception that a lead makes. */
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, panel, registerTickets } from './support/tickets.ts';

test('a requirement is set, met by nobody, and passed over with a reason that the timeline keeps', async ({
  page,
  host,
}) => {
  await setUpDesk(host);
  await registerTickets(await otherConsole(host), ['UPS beeps']);
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const dialog = page.getByRole('dialog');

  await test.step('a certificate that ends soon is on the page of who leads', async () => {
    await expect(page.getByRole('grid', { name: 'Tickets' })).toBeVisible();
    await keys.press('g');
    await keys.press('f');
    await expect(page.getByRole('heading', { name: 'No qualification on record' })).toBeVisible();
    await page.getByRole('button', { name: 'Add requirement' }).click();
    await dialog.getByRole('radio', { name: 'Group' }).check();
    await dialog.getByLabel('Name of the category or group').fill('Networks');
    await dialog.getByLabel('Qualification', { exact: true }).fill('Electrical safety');
    await expectNoBarriers(page);
    await keys.press('Control+Enter');
    await expect(page.locator('[data-requirement]')).toContainText('Networks');
  });

  await test.step('who assigns is told, and asked why', async () => {
    await page.goto(`${host.origin}/#/queue`);
    await page.locator('[data-row-id]').first().click();
    await expect(panel(page).getByRole('heading', { name: 'UPS beeps' })).toBeVisible();
    await keys.press('a');
    await dialog.getByLabel(/Group/).fill('Networks');
    await expect(dialog.getByRole('option', { name: /Ada Marsh/ })).toContainText('lacks Electrical safety');
    await dialog.getByRole('option', { name: /Ada Marsh/ }).click();
    await expect(dialog.getByLabel(/Why is it this person all the same/)).toBeVisible();
    await keys.press('Control+Enter');
    await expect(dialog.getByText('Say why, or choose somebody else')).toBeVisible();
    await dialog.getByLabel(/Why is it this person all the same/).fill('Nobody else is on site today');
    await expectNoBarriers(page);
    await keys.press('Control+Enter');
    await expect(panel(page).getByText('Without Electrical safety: Nobody else is on site today')).toBeVisible();
  });
});
