/** What people meet when the store is damaged or takes no writes: the choice and its cost, the way to somebody else, reasons beside buttons. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ada, expect, openConsole, openSetUp, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, registerTickets, valueOf } from './support/tickets.ts';
import type { LoopbackHost } from '../support/loopback-host.ts';

const tom = { name: 'tom', displayName: 'Tom Reed', passphrase: 'brass kettle on the hob' } as const;
const fixture = fileURLToPath(new URL('../fixtures/imports/glpi-fr.csv', import.meta.url));

/** A desk of two people and one ticket, closed, with the last byte of its journal flipped. */
const damagedDesk = async (host: LoopbackHost, profile: string): Promise<string> => {
  const recoveryKey = await setUpDesk(host);
  const client = await otherConsole(host);
  valueOf(await client.call('accounts.addUser', { ...tom, roles: ['technician'] }));
  await registerTickets(client, ['Projector flickers']);
  client.close();
  await host.stop();
  const store = join(profile, 'store');
  const name =
    (await readdir(store))
      .filter((each) => each.startsWith('journal-'))
      .toSorted()
      .at(-1) ?? '';
  const bytes = await readFile(join(store, name));
  const at = bytes.length - 40;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  await writeFile(join(store, name), bytes);
  return recoveryKey;
};

test('a technician hands the choice to an administrator, who is told what it costs; the recovery key still opens', async ({
  page,
  host,
  profile,
  startHost,
}) => {
  test.slow();
  const recoveryKey = await damagedDesk(host, profile);
  const again = await startHost(profile);
  await openConsole(page, again);
  await page.getByRole('button', { name: /Tom Reed/ }).click();
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(tom.passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Going on without the damaged part is for an administrator/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Set the damaged files aside' })).toHaveCount(0);
  const head = await page.getByRole('columnheader', { name: 'At byte' }).boundingBox();
  const place = await page.getByRole('cell').nth(1).boundingBox();
  expect(place && place.x + place.width, 'the numbers end where their head ends').toBe(head && head.x + head.width);
  const found = page.getByRole('cell').nth(2);
  await expect(found).toHaveAttribute('title', /./);
  await page.getByRole('button', { name: '中文' }).click();
  await expect(found).toHaveText(/^\p{Script=Han}+$/u);
  await page.getByRole('button', { name: 'English' }).click();

  await page.getByRole('button', { name: 'Sign in differently' }).click();
  await page.getByRole('button', { name: 'Another person' }).click();
  await page.getByRole('button', { name: /Ada Marsh/ }).click();
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(ada.passphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Set the damaged files aside' }).click();
  const dialog = page.getByRole('dialog');
  const code = /laptop (\w{4})\./.exec(await page.getByText(/^Found at/).innerText())?.[1] ?? '';
  await expect(dialog).toContainText('store/damaged-');
  await expect(dialog).toContainText(`${code} is not used again`);
  await expect(dialog).toContainText('Names the old code and fingerprint.');
  await expectNoBarriers(page);
  await dialog.getByRole('button', { name: 'Set aside and go on' }).click();
  await expect(page.getByText(/damaged files lie in .*store.damaged-/)).toBeVisible();
  await expect(page.getByRole('contentinfo')).not.toContainText(code);

  await page.keyboard.press('Control+Shift+L');
  await page.getByRole('button', { name: 'Recovery key' }).click();
  await page.getByLabel('Recovery key').fill(recoveryKey);
  await page.getByLabel('New passphrase for Ada Marsh').fill('another harbour lantern 43');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation').first()).toBeVisible();
});

test('on a read-only desk what cannot be done says so beside its button', async ({
  page,
  host,
  profile,
  startHost,
}) => {
  test.slow();
  await damagedDesk(host, profile);
  const again = await startHost(profile);
  await openConsole(page, again);
  await page.getByRole('button', { name: /Ada Marsh/ }).click();
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(ada.passphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Continue read-only' }).click();

  await openSetUp(page, 'Import');
  const choose = page.getByRole('button', { name: 'Choose a file' });
  await expect(choose).toHaveAttribute('aria-disabled', 'true');
  await expect(choose).toHaveAccessibleDescription('The desk is read-only');
  await page.locator('input[type=file]').setInputFiles(fixture);
  await expect(page.getByRole('heading', { name: 'Bring tickets from another system' })).toBeVisible();
  await expectNoBarriers(page);

  await page.getByRole('link', { name: /^Drafts/ }).click();
  await expect(page.getByRole('button', { name: 'New ticket' })).toHaveAccessibleDescription('The desk is read-only');

  await openSetUp(page, 'Settings');
  for (const name of ['Change passphrase', 'Compact now'])
    await expect(page.getByRole('button', { name })).toHaveAccessibleDescription('The desk is read-only');
  await expect(page.getByRole('combobox', { name: 'Lock after' })).toHaveCount(0);
  await page.getByText('简体中文', { exact: true }).click();
  await expect(page.getByText('锁定前有效：')).toBeVisible();
  await expect(page.getByRole('heading', { name: '个人设置（本机）' })).toBeVisible();
});

test('settings name every kind of record', async ({ page, host }) => {
  test.slow();
  await setUpDesk(host, { sample: true });
  await openConsole(page, host);
  await signIn(page);
  await openSetUp(page, 'Settings');
  const own = page.getByRole('term').filter({ hasText: 'For Deskside itself' });
  await expect(own).toBeVisible();
  const kinds = page.locator('dt:has-text("For Deskside itself") + dd');
  await expect(kinds).toContainText(/audit checkpoints \d/);
  await expect(kinds).not.toContainText('others');
});
