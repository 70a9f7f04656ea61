/** The frame that every view stands in: set-up, palette and keys, languages, roles, damage, and no barrier that axe finds. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page, Response } from 'playwright/test';
import { ada, expect, keepPaletteBack, openConsole, openSetUp, setUpDesk, signIn, test } from './support/console.ts';

const expectNoBarriers = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
};

/** In the middle of the largest file of records. */
const flipOneByte = async (folder: string): Promise<void> => {
  const names = (await readdir(folder)).filter((name) => /^(journal|snapshot)-/.test(name));
  const files = await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
  const [largest] = files.toSorted((a, b) => b.bytes.length - a.bytes.length);
  if (!largest) throw new Error('the store holds no records');
  const at = Math.floor(largest.bytes.length / 2);
  largest.bytes.writeUInt8(largest.bytes.readUInt8(at) ^ 1, at);
  await writeFile(join(folder, largest.name), largest.bytes);
};

test('first run by keyboard alone: desk, recovery key that must be stored, queue', async ({ setUpPage: page }) => {
  await expect(page.getByRole('heading', { name: 'Set up this desk' })).toBeVisible();
  await expectNoBarriers(page);
  await page.getByLabel('Your name').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Needed', { exact: true })).toHaveCount(5);
  await expect(page.getByLabel('Desk', { exact: true })).toBeFocused();

  for (const text of [ada.desk, ada.displayName, ada.name]) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('too short');
  await expect(page.getByText('3 more')).toBeVisible();
  await page.getByLabel('Passphrase', { exact: true }).fill(ada.passphrase);
  await page.getByLabel('Passphrase again').fill(ada.passphrase);
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'Store the recovery key' })).toBeVisible();
  const key = (await page.getByTestId('recovery-key').innerText()).replaceAll(/\s/g, '');
  expect(key).toMatch(/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/);
  await expectNoBarriers(page);

  const tail = page.getByLabel('Last four characters of the stored key');
  await tail.fill(key.slice(0, 4));
  await page.keyboard.press('Enter');
  await expect(page.getByText('These are not the last four characters.')).toBeVisible();
  // As it stands in groups, with the gap between them.
  await tail.fill(`${key.slice(-4, -2)} ${key.slice(-2)}`.toLowerCase());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Queue' })).toBeVisible();
});

test('what is printed is the recovery sheet and nothing else', async ({ setUpPage: page }) => {
  await page.getByLabel('Desk', { exact: true }).fill(ada.desk);
  await page.getByLabel('Your name').fill(ada.displayName);
  await page.getByLabel('Sign-in name').fill(ada.name);
  await page.getByLabel('Passphrase', { exact: true }).fill(ada.passphrase);
  await page.getByLabel('Passphrase again').fill(ada.passphrase);
  await page.keyboard.press('Enter');
  const shown = page.getByTestId('recovery-key');
  await expect(shown).toBeVisible();
  const key = (await shown.innerText()).replaceAll(/\s/g, '');

  await page.emulateMedia({ media: 'print' });
  const sheet = page.locator('[data-print]');
  await expect(sheet).toBeVisible();
  await expect(sheet).toContainText(ada.desk);
  expect((await sheet.innerText()).replaceAll(/\s/g, '')).toContain(key);
  await expect(page.getByRole('button', { includeHidden: true }).first()).toBeHidden();
});

test('what is typed for a palette that is not here yet is typed into it, and is no key of the view', async ({
  page,
  host,
}) => {
  await setUpDesk(host, { sample: true });
  const arrive = await keepPaletteBack(page);
  await openConsole(page, host);
  await signIn(page);
  await expect(page.getByRole('grid', { name: 'Tickets' })).toBeVisible();
  await page.keyboard.press('Control+k');
  // Each letter would do something in the list.
  await page.keyboard.type('cex');
  await page.keyboard.press('Backspace');
  arrive();
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await expect(palette.getByRole('combobox')).toHaveValue('ce');
  await page.keyboard.type('rt');
  await expect(palette.getByRole('combobox')).toHaveValue('cert');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'New ticket' })).toHaveCount(0);
});

test('the palette finds views, commands and tickets, and leaves keys alone while one types', async ({ page, host }) => {
  test.slow();
  await setUpDesk(host, { sample: true });
  await openConsole(page, host);
  await signIn(page);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await expect(palette).toBeVisible();
  await expectNoBarriers(page);

  await page.keyboard.type('vpn');
  await expect(palette.getByRole('group', { name: 'Tickets' }).getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('>sett');
  await expect(palette.getByRole('option').first()).toHaveAccessibleName(/Settings/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await expect(palette).toBeHidden();

  await page.getByLabel('Current passphrase').focus();
  await page.keyboard.type('g?j');
  await expect(page.getByLabel('Current passphrase')).toHaveValue('g?j');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Current passphrase')).toBeFocused();
});

test('what is typed right after Ctrl K reaches the palette, not the view behind', async ({ desk: page }) => {
  await page.getByRole('link', { name: 'Audit' }).click();
  await expect(page.getByRole('grid', { name: 'Audit trail' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('drafts');
  await expect(page.getByRole('combobox', { name: 'Search or run a command' })).toHaveValue('drafts');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Drafts' })).toBeVisible();
});

test('two-step keys go to views and ? names every key', async ({ desk: page }) => {
  await page.getByRole('heading', { name: 'Queue' }).click();
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await expect(page.getByRole('heading', { name: 'Users' })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys that work here' }).getByText('Add user')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // Where there was no focus the view has it: nothing is lost to the page.
  await expect(page.getByRole('main')).toBeFocused();
});

test('a language holds through lock and sign-in, a theme too', async ({ desk: page }) => {
  await page.getByRole('button', { name: `Account of ${ada.displayName}` }).click();
  await expectNoBarriers(page);
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('heading', { name: '工单队列' })).toBeVisible();
  await page.getByRole('button', { name: `${ada.displayName} 的账户` }).click();
  await page.getByRole('menuitemradio', { name: '深色' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');

  await page.keyboard.press('Control+Shift+L');
  await expect(page.getByRole('button', { name: '解锁' })).toBeVisible();
  await expectNoBarriers(page);
  await page.getByLabel('口令', { exact: true }).fill(ada.passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '工单队列' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('what a role does not include is not offered, and says so when addressed', async ({ page, host }) => {
  await setUpDesk(host);
  const client = await host.connect();
  const people = await client.call('app.status', {});
  if (!people.ok || people.value.state !== 'locked') throw new Error('expected a locked desk');
  const userId = people.value.people[0]?.userId ?? '';
  await client.call('accounts.signIn', { userId, passphrase: ada.passphrase });
  const passphrase = 'brass kettle on the hob';
  await client.call('accounts.addUser', { name: 'tom', displayName: 'Tom Reed', roles: ['technician'], passphrase });
  client.close();

  await openConsole(page, host);
  await page.getByRole('button', { name: /Tom Reed/ }).click();
  await signIn(page, passphrase);
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await expect(navigation.getByRole('link', { name: 'Queue' })).toBeVisible();
  await navigation.getByRole('button', { name: 'Set-up' }).click();
  await expect(page.getByRole('menuitem', { name: 'Settings' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Users' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    window.location.hash = '#/users';
  });
  await expect(page.getByText('Your role does not include this view')).toBeVisible();
  await expectNoBarriers(page);

  // Left open like that, the next person still starts at a view of their own.
  await page.keyboard.press('Control+Shift+L');
  await signIn(page, passphrase);
  await expect(page.getByRole('heading', { name: 'Queue' })).toBeVisible();
});

test('users are added, given roles and disabled', async ({ desk: page }) => {
  await openSetUp(page, 'Users');
  await expect(page.getByText('1 person can sign in')).toBeVisible();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'Add user' });
  await dialog.getByLabel('Name', { exact: true }).fill('周凯');
  await dialog.getByLabel('Sign-in name').fill('zhou.kai');
  await dialog.getByLabel('First passphrase').fill('brass kettle on the hob');
  await dialog.getByLabel(/Team lead/).check();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row', { name: /周凯.*Technician, Team lead/ })).toBeVisible();

  const panel = page.getByRole('complementary', { name: 'User' });
  await panel.getByRole('button', { name: 'Disable' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await expect(panel.getByText('Disabled')).toBeVisible();
  await expectNoBarriers(page);

  await panel.getByRole('button', { name: 'Enable' }).click();
  const enable = page.getByRole('dialog', { name: 'Enable 周凯' });
  await expect(enable.getByLabel('New passphrase')).toBeFocused();
  await page.keyboard.type('too short');
  await page.keyboard.press('Enter');
  await expect(enable.getByRole('alert')).toHaveText('At least 12 characters; 3 more.');
  await page.keyboard.type(' but no longer');
  await page.keyboard.press('Enter');
  await expect(enable).toBeHidden();
  await expect(panel.getByRole('button', { name: 'Disable' })).toBeVisible();

  await page.keyboard.press('Control+Shift+L');
  await page.getByRole('button', { name: 'Another person' }).click();
  await page.getByRole('button', { name: /周凯/ }).click();
  await signIn(page, 'too short but no longer');
});

test('a flipped byte is shown, not hidden; what is intact can be read, and the desk goes on when told to', async ({
  page,
  host,
  profile,
  startHost,
}) => {
  test.slow();
  await setUpDesk(host, { sample: true });
  await host.stop();
  await flipOneByte(join(profile, 'store'));

  const again = await startHost(profile);
  await openConsole(page, again);
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(ada.passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /of the store cannot be read/ })).toBeVisible();
  await expect(page.getByText('Nothing has been changed or deleted.')).toBeVisible();
  await expectNoBarriers(page);

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the report' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^deskside-damage-.*\.txt$/);

  await page.getByRole('button', { name: 'Continue read-only' }).click();
  await expect(page.getByText('Read-only: part of the store cannot be read.')).toBeVisible();
});

test.describe('a host that goes away', () => {
  test.use({ allowedProblems: /ERR_CONNECTION_(?:REFUSED|RESET)|WebSocket|status of 401/ });

  test('is missed in words', async ({ desk: page, host }) => {
    await host.stop();
    await expect(page.getByText(/^Deskside does not answer this window\. Trying again/)).toBeVisible();
  });

  test('is told once, not by the list that waited for it as well', async ({ page, host }) => {
    await setUpDesk(host);
    let isCut = false;
    let cut: () => void = () => undefined;
    let isKept = false;
    let keep: () => void = () => undefined;
    const kept = new Promise<void>((resolve) => {
      keep = resolve;
    });
    await page.routeWebSocket(/^ws:/, (socket) => {
      if (isCut) {
        void socket.close();
        return;
      }
      const server = socket.connectToServer();
      cut = () => {
        isCut = true;
        void socket.close();
        void server.close();
      };
      socket.onMessage((message) => {
        const { name } = JSON.parse(String(message)) as { readonly name: string };
        if (name === 'alerts.rules' && !isKept) {
          isKept = true;
          keep();
        } else server.send(message);
      });
    });
    await openConsole(page, host);
    await signIn(page);
    await page.evaluate(() => {
      window.location.hash = '#/alerts/rules';
    });
    await kept;
    cut();
    const told = page.getByText(/^Deskside does not answer this window\./);
    await expect(told.filter({ hasText: 'what was saved is safe on disk' })).toBeVisible();
    await expect(told).toHaveCount(1);

    // Another connection is another session, and asks anew.
    isCut = false;
    await signIn(page);
    await expect(page.getByRole('row').nth(1)).toBeVisible();
  });

  test('and comes back with another link says that this window has ended', async ({
    desk: page,
    host,
    profile,
    startHost,
  }) => {
    const port = Number(new URL(host.origin).port);
    await host.stop();
    await startHost(profile, port);
    await expect(page.getByText('Deskside was started again and has a new link.')).toBeVisible();
  });
});

/** BENCHMARKS: renderer JavaScript for the first view, gzip. */
const MAX_SCRIPT_BYTES = 250 * 1024;

test('the first view loads no more script than it may', async ({ page, host }) => {
  // What is fetched when the page has nothing else to do is not part of the first view.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  await setUpDesk(host);
  const scripts = new Map<string, Promise<Buffer>>();
  const collect = (response: Response): void => {
    if (response.url().endsWith('.js')) scripts.set(response.url(), response.body());
  };
  page.on('response', collect);
  await openConsole(page, host);
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'Queue' })).toBeVisible();
  page.off('response', collect);
  const bodies = await Promise.all(scripts.values());
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).byteLength, 0);
  test.info().annotations.push({ type: 'first view, JavaScript gzip', description: `${Math.round(bytes / 1024)} KB` });
  console.log(`first view: ${scripts.size} scripts, ${(bytes / 1024).toFixed(1)} KB gzip`);
  expect(bytes).toBeLessThanOrEqual(MAX_SCRIPT_BYTES);
});

test('the rail holds every view on a low screen, and shows the marked one where it has to scroll', async ({
  desk: page,
}) => {
  const rail = page.getByRole('navigation', { name: 'Main' });
  const lines = rail.getByRole('link').or(rail.getByRole('button'));
  const linked = (links: Locator) => links.evaluateAll((each) => each.map((link) => link.getAttribute('href')));
  const names = await linked(rail.getByRole('link'));
  await rail.getByRole('button', { name: 'Set-up' }).click();
  const setUp = await linked(page.getByRole('menuitem'));
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1024, height: 640 });
  await expect(lines.last()).toBeInViewport({ ratio: 1 });
  await expect(lines.first()).toBeInViewport({ ratio: 1 });
  const held = await linked(rail.getByRole('link'));
  for (const section of ['Operate', 'Oversight', 'Set-up']) {
    await rail.getByRole('button', { name: section }).press('Enter');
    const items = page.getByRole('menuitem');
    await expect(items.first()).toBeFocused();
    await expectNoBarriers(page);
    held.push(...(await linked(items)));
    await page.keyboard.press('Escape');
    await expect(items).toHaveCount(0);
  }
  expect(new Set(held)).toEqual(new Set([...names, ...setUp]));

  // Twice as large on the same screen.
  await page.setViewportSize({ width: 640, height: 360 });
  await expect(lines.last()).not.toBeInViewport();
  await page.goto(new URL('#/settings', page.url()).href);
  await expect(lines.last()).toHaveAttribute('aria-current', 'true');
  await expect(lines.last()).toBeInViewport({ ratio: 1 });
  await lines.last().press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Settings' })).toHaveAttribute('aria-current', 'page');
});
