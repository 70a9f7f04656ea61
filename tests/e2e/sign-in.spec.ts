/** Who gets in, and how: passphrase, pause, recovery key, two people on one laptop, locks, and rights that change under one's hands. */
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { ada, expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { startLoopbackHost, type LoopbackHost } from '../support/loopback-host.ts';

const zhou = { name: 'zhou.kai', displayName: '周凯', passphrase: 'staple paper lantern' } as const;
const passphraseField = (page: Page) => page.getByRole('textbox', { name: 'Passphrase' });
const queue = (page: Page) => page.getByRole('heading', { name: 'Queue' });

const lock = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: `Account of ${ada.displayName}` }).click();
  await page.getByRole('menuitem', { name: 'Lock' }).click();
  await expect(passphraseField(page)).toBeVisible();
};

/** A second administrator’s connection beside the page, as another window would be. */
const beside = async (host: LoopbackHost) => {
  const client = await host.connect();
  const status = await client.call('app.status', {});
  if (!status.ok || status.value.state !== 'locked') throw new Error('the console is not locked');
  const userId = status.value.people.find(({ name }) => name === ada.name)?.userId ?? '';
  const open = await client.call('accounts.signIn', { userId, passphrase: ada.passphrase });
  if (!open.ok) throw new Error(open.failure.code);
  return client;
};

const addZhou = async (host: LoopbackHost) => {
  const client = await beside(host);
  const added = await client.call('accounts.addUser', { ...zhou, roles: ['technician'] });
  if (!added.ok) throw new Error(added.failure.code);
  return { client, userId: added.value.id };
};

// The host ends before the page does; a page that is still looking for it would complain.
test.afterEach(({ page }) => page.goto('about:blank').then(() => undefined));

test('a wrong passphrase says how many attempts are left; the right one opens; locking closes', async ({
  page,
  host,
}) => {
  await setUpDesk(host);
  await openConsole(page, host);
  await passphraseField(page).fill('not the passphrase');
  await page.keyboard.press('Enter');
  await expect(page.getByText('4 attempts left')).toBeVisible();
  await expect(passphraseField(page)).toHaveValue('');
  await signIn(page);
  await expect(queue(page)).toBeVisible();

  await lock(page);
  await expect(page.getByText('Locked at')).toBeVisible();
  // What was on screen is gone, and no address brings it back.
  await page.evaluate(() => {
    window.location.hash = '#/settings';
  });
  await expect(passphraseField(page)).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('five failures bring a pause that a restart of the console does not end', async ({ page, host, profile }) => {
  await setUpDesk(host);
  await openConsole(page, host);
  for (const left of ['4 attempts left', '3 attempts left', '2 attempts left', 'One attempt left']) {
    await passphraseField(page).fill('not the passphrase');
    await page.keyboard.press('Enter');
    await expect(page.getByText(left)).toBeVisible();
  }
  await passphraseField(page).fill('not the passphrase');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Too many wrong attempts.')).toBeVisible();

  await page.goto('about:blank');
  await host.stop();
  const again = await startLoopbackHost(profile);
  await openConsole(page, again);
  await passphraseField(page).fill(ada.passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Too many wrong attempts.')).toBeVisible();
  await expect(queue(page)).toHaveCount(0);
  await page.goto('about:blank');
  await again.stop();
});

test('a forgotten passphrase: the printed key, typed as people type, opens and sets a new one', async ({
  page,
  host,
}) => {
  const recoveryKey = await setUpDesk(host);
  await openConsole(page, host);
  await page.getByRole('button', { name: 'Recovery key' }).click();
  const typed =
    recoveryKey
      .slice(16)
      .toLowerCase()
      .match(/.{4}|.+$/g)
      ?.join(' ') ?? '';
  await page.getByLabel('Recovery key').fill(`${typed.slice(0, -1)}${typed.endsWith('x') ? 'y' : 'x'}`);
  await page.getByLabel(`New passphrase for ${ada.displayName}`).fill('an entirely new phrase');
  await page.getByRole('button', { name: 'Open and set passphrase' }).click();
  await expect(page.getByText('This recovery key does not open this desk.')).toBeVisible();
  await page.getByLabel('Recovery key').fill(typed);
  await page.getByRole('button', { name: 'Open and set passphrase' }).click();
  await expect(queue(page)).toBeVisible();

  await lock(page);
  await passphraseField(page).fill(ada.passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByText('attempts left')).toBeVisible();
  await signIn(page, 'an entirely new phrase');
  await expect(queue(page)).toBeVisible();
});

test('the recovery key also lets in whom the lock screen does not list', async ({ page, host }) => {
  const recoveryKey = await setUpDesk(host);
  const { client } = await addZhou(host);
  await openConsole(page, host);
  await page.getByRole('button', { name: 'Recovery key' }).click();
  await page.getByLabel('Sign-in name').fill('nobody');
  await page.getByLabel('Recovery key').fill(recoveryKey);
  await page.getByLabel('New passphrase for nobody').fill('an entirely new phrase');
  await page.getByRole('button', { name: 'Open and set passphrase' }).click();
  await expect(page.getByText(`Administrators of this desk: ${ada.name}.`)).toBeVisible();
  await page.getByLabel('Sign-in name').fill('Zhou.Kai');
  await page.getByRole('button', { name: 'Open and set passphrase' }).click();
  await expect(queue(page)).toBeVisible();
  await expect(page.getByRole('button', { name: `Account of ${zhou.displayName}` })).toBeVisible();
  client.close();
});

test('an administrator makes a new recovery key, which is shown once and ends the old one', async ({ page, host }) => {
  const oldKey = await setUpDesk(host);
  await openConsole(page, host);
  await signIn(page);
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await expect(page.getByRole('heading', { name: 'Users' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('recovery');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'New recovery key' });
  await dialog.getByLabel('Your passphrase').fill('not the passphrase');
  await dialog.getByRole('button', { name: 'Make a new key' }).click();
  await expect(dialog.getByText('Wrong passphrase.')).toBeVisible();
  await dialog.getByLabel('Your passphrase').fill(ada.passphrase);
  await dialog.getByRole('button', { name: 'Make a new key' }).click();
  const shown = (await dialog.getByTestId('recovery-key').innerText()).replaceAll(/\s/g, '');
  expect(shown).toMatch(/^AGE-SECRET-KEY-1[02-9A-Z]{58}$/);
  expect(shown).not.toBe(oldKey);
  // It is not shown again, so nothing but having stored it closes it.
  await page.keyboard.press('Escape');
  await dialog.getByLabel('Last four characters of the stored key').fill(shown.slice(-4));
  await dialog.getByRole('button', { name: 'I have stored it' }).click();
  await expect(dialog).toHaveCount(0);

  await lock(page);
  const client = await host.connect();
  const recover = async (recoveryKey: string): Promise<string> => {
    const reply = await client.call('accounts.recover', {
      name: ada.name,
      recoveryKey,
      newPassphrase: zhou.passphrase,
    });
    return reply.ok ? reply.value.state : reply.failure.code;
  };
  expect(await recover(oldKey)).toBe('auth.wrong-recovery-key');
  expect(await recover(shown)).toBe('open');
  client.close();
});

test('two people share the laptop; each sees what their role allows', async ({ page, host }) => {
  await setUpDesk(host);
  const { client } = await addZhou(host);
  await openConsole(page, host);
  await page.getByRole('button', { name: zhou.displayName }).click();
  await signIn(page, zhou.passphrase);
  await expect(queue(page)).toBeVisible();
  const navigation = page.getByRole('navigation').first();
  await expect(navigation.getByText('Audit')).toHaveCount(0);
  await navigation.getByRole('button', { name: 'Set-up' }).click();
  await expect(page.getByRole('menuitem', { name: 'Settings' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Users' })).toHaveCount(0);
  client.close();
});

test('a new role is felt at once, and so is being disabled', async ({ page, host }) => {
  await setUpDesk(host);
  const { client, userId } = await addZhou(host);
  await openConsole(page, host);
  await page.getByRole('button', { name: zhou.displayName }).click();
  await signIn(page, zhou.passphrase);
  const navigation = page.getByRole('navigation').first();
  await expect(navigation.getByText('Audit')).toHaveCount(0);

  await client.call('accounts.changeUser', { userId, roles: ['technician', 'auditor'] });
  await expect(navigation.getByText('Audit')).toBeVisible();
  await client.call('accounts.changeUser', { userId, disabled: true });
  await expect(page.getByText(ada.displayName)).toBeVisible();
  await expect(page.getByText(zhou.displayName)).toHaveCount(0);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  client.close();
});

test('damaged key files are named, and never turn into a new desk', async ({ page, host, profile }) => {
  await setUpDesk(host);
  await host.stop();
  const copies = [join(profile, 'keys-a.json'), join(profile, 'keys-b.json')] as const;
  await copyFile(copies[0], join(profile, 'keys-a.backup'));
  for (const copy of copies) await writeFile(copy, '{"body":');
  const damaged = await startLoopbackHost(profile);
  await openConsole(page, damaged);
  await expect(page.getByText('keys-a.json').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Set up this desk' })).toHaveCount(0);
  await page.goto('about:blank');
  await damaged.stop();

  await copyFile(join(profile, 'keys-a.backup'), copies[0]);
  const mended = await startLoopbackHost(profile);
  await openConsole(page, mended);
  await signIn(page);
  await expect(queue(page)).toBeVisible();
  await page.goto('about:blank');
  await mended.stop();
});

test('on the sample desk the passphrase is filled in, gives way to typing, and is back after a wrong one', async ({
  page,
  profile,
}) => {
  const sample = await startLoopbackHost(profile, {}, undefined, ['--sample']);
  await openConsole(page, sample);
  await expect(passphraseField(page)).toHaveValue('look around freely');
  await page.keyboard.type('something else');
  await expect(passphraseField(page)).toHaveValue('something else');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Wrong passphrase.')).toBeVisible();
  await expect(page.getByText('The passphrase is filled in.')).toBeVisible();
  await page.keyboard.type('look around freely');
  await page.keyboard.press('Enter');
  await expect(queue(page)).toBeVisible();
  await page.goto('about:blank');
  await sample.stop();
});
