/** Assets by keyboard: entered, found by a scanned label, put on a ticket, moved to another status, imported with a preview and taken back. */
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, panel, registerTickets } from './support/tickets.ts';

test('an asset from its entry to its repair, found by its label and put on a ticket', async ({ page, host }) => {
  await setUpDesk(host);
  await registerTickets(await otherConsole(host), ['Fan of the laptop is loud']);
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const dialog = page.getByRole('dialog');
  const asset = page.getByRole('complementary', { name: 'Asset' });

  await test.step('entered in a form that asks for a name', async () => {
    await expect(page.getByRole('grid', { name: 'Tickets' })).toBeVisible();
    await keys.press('g');
    await keys.press('r');
    await expect(page.getByRole('heading', { name: 'No asset yet' })).toBeVisible();
    await keys.press('c');
    await asset.getByRole('textbox', { name: 'Serial number' }).fill('PF-4X77');
    await keys.press('Control+Enter');
    await expect(asset.getByText('Give it a name that a colleague recognises')).toBeVisible();
    await asset.getByRole('textbox', { name: 'Name', exact: true }).fill('Laptop of room 4');
    await asset.getByRole('textbox', { name: 'Asset tag' }).fill('T-100');
    await expectNoBarriers(page);
    await keys.press('Control+Enter');
    await expect(asset.getByRole('heading', { name: 'Laptop of room 4' })).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('found by a scanned label', async () => {
    await keys.press('Escape');
    await expect(asset).toBeHidden();
    await keys.press('/');
    await keys.type('pf4x77');
    await keys.press('Enter');
    await expect(asset.getByRole('heading', { name: 'Laptop of room 4' })).toBeVisible();
  });

  await test.step('sent to repair', async () => {
    await asset.getByRole('button', { name: 'Change status' }).click();
    await dialog.getByRole('radio', { name: 'In repair' }).check();
    await keys.press('Control+Enter');
    await expect(asset.getByText('changed the status from In use to In repair')).toBeVisible();
  });

  await test.step('put on a ticket by its tag', async () => {
    await page.goto(`${host.origin}/#/queue`);
    await page.locator('[data-row-id]').first().click();
    await expect(panel(page).getByRole('heading', { name: 'Fan of the laptop is loud' })).toBeVisible();
    await keys.press('Shift+O');
    await expect(dialog.getByRole('textbox', { name: 'Find an asset' })).toBeFocused();
    await keys.type('T-100');
    await keys.press('Enter');
    await expect(dialog.getByRole('checkbox', { name: /Laptop of room 4/ })).toBeChecked();
    await expectNoBarriers(page);
    await keys.press('Control+Enter');
    await expect(panel(page).getByRole('region', { name: 'Assets' }).getByText('Laptop of room 4')).toBeVisible();
    await expect(panel(page).getByText('linked the asset Laptop of room 4')).toBeVisible();
  });

  await test.step('its tickets found from the queue by the same tag', async () => {
    await keys.press('/');
    await keys.type('asset:t-100');
    await keys.press('Enter');
    await expect(page.locator('[data-row-id]')).toHaveCount(1);
    await keys.press('/');
    await keys.press('ControlOrMeta+a');
    await keys.type('-asset:t-100');
    await keys.press('Enter');
    await expect(page.locator('[data-row-id]')).toHaveCount(0);
  });

  await test.step('opened from the palette by its serial number', async () => {
    await keys.press('Control+k');
    await keys.type('pf-4x77');
    await expect(page.getByRole('option', { name: /Laptop of room 4/ })).toBeVisible();
    await keys.press('Enter');
    await expect(asset.getByRole('heading', { name: 'Laptop of room 4' })).toBeVisible();
  });
});

test('a list is shown before it is written, and taken back whole', async ({ page, host }) => {
  await setUpDesk(host);
  await openConsole(page, host);
  await signIn(page);
  await page.goto(`${host.origin}/#/assets/import`);
  const csv = 'Name;Serial number;Owner\nPrinter;P1;Helen Marsh\nPlotter;P2;\nTwice;P2;\n';
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(page.getByText('list.csv · 3 rows · UTF-8')).toBeVisible();
  await expectNoBarriers(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('An earlier row is the same asset').first()).toBeVisible();
  await expectNoBarriers(page);
  await page.getByRole('button', { name: 'Import 2 assets' }).click();
  await expect(page.getByText('list.csv: 2 new, 0 changed, 1 row left out')).toBeVisible();
  await page.getByRole('button', { name: 'Undo import' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo import' }).click();
  await expect(
    page.getByRole('status').filter({ hasText: 'The import of list.csv was undone.' }).first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'To the assets' }).last().click();
  await expect(page.getByRole('heading', { name: 'No asset yet' })).toBeVisible();
});
