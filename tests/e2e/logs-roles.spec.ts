/** The logs of a sample desk as a team lead works with them and an auditor reads them: what a role may not do is not offered, and why is said. */
import type { Page } from 'playwright/test';
import type { LoopbackHost } from '../support/loopback-host.ts';
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, panel, valueOf } from './support/tickets.ts';

const passphrase = 'seven slow rivers 19';

const lines = (page: Page) => page.getByRole('grid', { name: 'Lines' });
const strip = (page: Page) => page.getByRole('region', { name: 'A disk is full' });

const openLogsAs = async (page: Page, host: LoopbackHost, role: 'team-lead' | 'auditor'): Promise<void> => {
  await setUpDesk(host, { sample: true });
  const other = await otherConsole(host);
  valueOf(
    await other.call('accounts.addUser', { name: 'quinn', displayName: 'Quinn Hale', roles: [role], passphrase }),
  );
  other.close();
  await openConsole(page, host);
  await page.getByText('Quinn Hale').click();
  await signIn(page, passphrase);
  await page.keyboard.press('g');
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { name: 'label-gateway.log', level: 1 })).toBeVisible();
  await expect(strip(page)).toBeVisible();
};

test('a lead makes a ticket of a line: it is about the asset whose log it is, and leads back to it', async ({
  page,
  host,
}) => {
  await openLogsAs(page, host, 'team-lead');
  await expect(strip(page).getByRole('button', { name: 'Make ticket' })).toBeVisible();
  await expectNoBarriers(page);
  await page.keyboard.press('a');
  await expect(page.getByRole('dialog').getByRole('checkbox', { name: /^Look for known problems/ })).toBeVisible();
  await page.keyboard.press('Escape');
  // Of a line that raised no alert: T makes the ticket of that one.
  await lines(page).getByRole('row').last().click();
  await page.keyboard.press('t');
  await expect(page.getByRole('textbox', { name: 'Channel' })).toHaveValue('Log alert');
  await expect(page.getByRole('list', { name: 'About the asset' })).toContainText('Label printer, shipping');
  await expectNoBarriers(page);
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByRole('link', { name: /^Label printer, shipping/ })).toBeVisible();
  await panel(page).getByRole('link', { name: 'label-gateway.log', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'label-gateway.log', level: 1 })).toBeVisible();
});

test('an auditor reads logs and alerts, and is told why nothing else is offered', async ({ page, host }) => {
  await openLogsAs(page, host, 'auditor');
  await expect(page.getByText('You may read these logs.', { exact: false })).toBeVisible();
  for (const name of ['Make ticket', 'Mute 4 h', 'Add a source']) {
    await expect(page.getByRole('button', { name, exact: false })).toHaveCount(0);
  }
  await lines(page).focus();
  await page.keyboard.press('e');
  await expect(lines(page).locator('[data-focused]')).toBeVisible();
  for (const key of ['a', 'm', 't']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(lines(page).getByRole('img', { name: 'Bookmarked' })).toHaveCount(0);
  await page.keyboard.press('Shift+F');
  await expect(page.getByRole('dialog', { name: 'Choose columns' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expectNoBarriers(page);
});
