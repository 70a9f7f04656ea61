/** A diagnostic run from a ticket by keys, and a check that is scheduled, fails, and becomes a ticket by one key. */
import { createServer, type AddressInfo } from 'node:net';
import { makeCertificate } from '../unit/electron/checks/certificate.ts';
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, panel, registerTickets, row } from './support/tickets.ts';

/** A port on which nobody listens any more. */
const refusingPort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

test('a diagnostic of a ticket goes onto it, and a check that fails becomes a ticket', async ({ page, host }) => {
  await setUpDesk(host);
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const dialog = page.getByRole('dialog');
  const port = await refusingPort();
  const other = await otherConsole(host);
  await registerTickets(other, ['ERP does not open']);

  await test.step('from a ticket, by keys', async () => {
    await row(page, 'ERP does not open').click();
    await expect(panel(page)).toBeVisible();
    // Its command comes with the sections of the panel.
    await expect(async () => {
      await keys.press('Shift+D');
      await expect(dialog).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await expect(dialog.getByRole('combobox', { name: 'What to look at' })).toBeFocused();
    await expectNoBarriers(page);
    await keys.press('Control+Enter');
    await expect(dialog.getByText('Needed')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Host' }).fill('127.0.0.1');
    await dialog.getByRole('textbox', { name: 'Port' }).fill(String(port));
    await keys.press('Control+Enter');
    await expect(dialog.getByText('nothing listens on this port')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Put on the ticket' })).toBeFocused();
    await expectNoBarriers(page);
    await keys.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(panel(page).getByText(`checked 127.0.0.1:${port}`)).toBeVisible();
    await expect(panel(page).getByText('nothing listens on this port')).toBeVisible();
  });

  await test.step('an empty list says what a check is, and one is scheduled', async () => {
    await keys.press('g');
    await keys.press('b');
    await expect(page.getByRole('heading', { name: 'There is no check yet' })).toBeVisible();
    await expectNoBarriers(page);
    await keys.press('c');
    await dialog.getByRole('textbox', { name: 'Host' }).fill('127.0.0.1');
    await dialog.getByRole('textbox', { name: 'Port' }).fill(String(port));
    await dialog.getByRole('textbox', { name: 'What people call it' }).fill('ERP port');
    await dialog.getByRole('textbox', { name: 'Failures in a row before it alerts' }).fill('1');
    await expectNoBarriers(page);
    await keys.press('Control+Enter');
    await expect(page.getByText('“ERP port” runs from now on')).toBeVisible();
  });

  await test.step('it fails, says so, and is a ticket by one key', async () => {
    const details = page.getByRole('complementary', { name: 'Check' });
    await expect(page.getByText('Check fails: ERP port')).toBeVisible();
    await expect(details.getByText(/^Failing since/)).toBeVisible();
    await expect(row(page, 'ERP port').getByText('Failing')).toBeVisible();
    await expectNoBarriers(page);
    await keys.press('t');
    await expect(panel(page).getByRole('heading', { name: 'ERP port' })).toBeVisible();
    await expect(panel(page).getByText('found that “ERP port” fails')).toBeVisible();
    await keys.press('g');
    await keys.press('b');
    await page.getByRole('grid', { name: 'Checks' }).press('Enter');
    await expect(details.getByRole('link', { name: /^Open INC/ })).toBeVisible();
  });

  await test.step('it recovers and fails again with what it looks at, and says so each time', async () => {
    const details = page.getByRole('complementary', { name: 'Check' });
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    await keys.press('r');
    await expect(page.getByText('Recovered: ERP port')).toBeVisible();
    await expect(row(page, 'ERP port').getByText('OK', { exact: true })).toBeVisible();
    await expect(details.getByText(/^Failing since/)).toHaveCount(0);
    await expectNoBarriers(page);
    await new Promise((resolve) => server.close(resolve));
    await keys.press('r');
    await expect(details.getByText(/^Failing since/)).toBeVisible();
    await expect(row(page, 'ERP port').getByText('Failing')).toBeVisible();
    await details.getByRole('link', { name: /^Open INC/ }).click();
    await expect(panel(page).getByText('found that “ERP port” has recovered')).toBeVisible();
    await expect(panel(page).getByText('found that “ERP port” fails')).toHaveCount(2);
    await keys.press('g');
    await keys.press('b');
    await expect(page.getByRole('grid', { name: 'Checks' })).toBeVisible();
  });

  await test.step('what somebody runs by hand begins a ticket by one key', async () => {
    await keys.press('d');
    await dialog.getByRole('textbox', { name: 'Host' }).fill('127.0.0.1');
    await dialog.getByRole('textbox', { name: 'Port' }).fill(String(port));
    await keys.press('Control+Enter');
    await expect(dialog.getByRole('button', { name: 'Make a ticket' })).toBeVisible();
    await expectNoBarriers(page);
    await keys.press('t');
    await expect(dialog).toHaveCount(0);
    const heading = panel(page).getByRole('heading', { name: `Port · 127.0.0.1:${port}: The machine answers` });
    await expect(heading).toBeVisible();
    await expect(panel(page).getByText(`checked 127.0.0.1:${port}`)).toBeVisible();
    await expect(panel(page).getByText('Network', { exact: true })).toBeVisible();
  });

  await test.step('who certificates are judged by is asked and changed from the palette', async () => {
    await keys.press('g');
    await keys.press('b');
    await expect(page.getByRole('grid', { name: 'Checks' })).toBeVisible();
    await keys.press('Control+k');
    await keys.type('roots');
    await keys.press('Enter');
    await expect(dialog.getByText(/\d+ (public )?roots/)).toBeVisible();
    const { pem } = makeCertificate({
      name: 'Harbour Internal CA',
      hosts: [],
      from: new Date('2026-01-01'),
      until: new Date('2036-01-01'),
      isAuthority: true,
    });
    await expect(dialog.getByRole('textbox')).toBeFocused();
    await keys.press('Control+Enter');
    await expect(dialog.getByText('Paste a certificate with its BEGIN and END lines')).toBeVisible();
    await dialog.getByRole('textbox').fill(pem);
    await keys.press('Control+Enter');
    await expect(dialog.getByText('Harbour Internal CA', { exact: true })).toBeVisible();
    await expectNoBarriers(page);
    await dialog.getByRole('button', { name: 'Remove Harbour Internal CA' }).click();
    await expect(dialog.getByText('Harbour Internal CA', { exact: true })).toHaveCount(0);
  });
});
