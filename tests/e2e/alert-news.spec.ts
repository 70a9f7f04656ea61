/** A rule finds something while somebody does something else: the console says so and leads there, and the browser does where they are elsewhere. */
import { appendFile, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, valueOf } from './support/tickets.ts';

test('a new alert is told of wherever one is, several together, and leads to the alert', async ({ page, host }) => {
  await page.context().grantPermissions(['notifications']);
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'deskside-news-')));
  const path = join(folder, 'erp.log');
  await setUpDesk(host);
  await writeFile(path, '');
  await openConsole(page, host);
  await signIn(page);
  const other = await otherConsole(host);
  const source = { name: 'erp', kind: 'file', place: path, encoding: 'auto', assetId: null, isWatched: true } as const;
  valueOf(await other.call('logs.add', source));
  const write = (...units: readonly string[]) =>
    appendFile(
      path,
      units
        .map((unit) => `${new Date().toISOString()} srv systemd[1]: ${unit}: Failed with result 'exit-code'.\n`)
        .join(''),
    );
  const messages = page.getByRole('region', { name: 'Messages' });

  await write('nginx.service');
  const toast = messages.getByText(/^High: .*, in erp$/);
  await expect(toast).toBeVisible();
  await expectNoBarriers(page);
  await messages.getByRole('button', { name: 'Show' }).click();
  const alert = page.getByRole('complementary', { name: 'Alert' });
  await expect(alert.getByText('nginx.service').first()).toBeVisible();

  await write('a.service', 'b.service', 'c.service');
  await expect(messages.getByText('3 new alerts in the logs')).toBeVisible({ timeout: 60_000 });

  await page.goto(`${host.origin}/#/settings`);
  const notices = page.getByRole('radiogroup', { name: 'Notices of the system' });
  await expect(notices.getByRole('radio', { name: 'On' })).toBeChecked();
  await notices.getByText('Off').click();
  await expectNoBarriers(page);
  expect(valueOf(await other.call('settings.preferences', {}))).toMatchObject({ systemNotices: false });
  other.close();
  await rm(folder, { recursive: true, force: true });
});
