/** The audit trail as an auditor uses it: entries as they happen, one in full, the chain verified, by keyboard, in both languages. */
import { cp, rm } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { ada, expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import type { LoopbackHost } from '../support/loopback-host.ts';

const expectNoBarriers = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
};

/** A second connection of Ada's, for doing things while the page looks on. */
const beside = async (host: LoopbackHost) => {
  const client = await host.connect();
  const status = await client.call('app.status', {});
  const userId = status.ok && status.value.state === 'locked' ? (status.value.people[0]?.userId ?? '') : '';
  const open = await client.call('accounts.signIn', { userId, passphrase: ada.passphrase });
  if (!open.ok) throw new Error(open.failure.code);
  return client;
};

const createTicket = async (client: Awaited<ReturnType<typeof beside>>, title: string): Promise<string> => {
  const made = await client.call('tickets.create', {
    kind: 'incident',
    channel: 'phone',
    title,
    description: 'Long text that the trail must not hold. '.repeat(10),
    impact: 2,
    urgency: 2,
    category: null,
    requester: { id: null, name: '王芳' },
    draftId: null,
  });
  if (!made.ok) throw new Error(made.failure.code);
  return made.value.ticketId;
};

const openAudit = async (page: Page): Promise<void> => {
  await page.getByRole('navigation').first().getByText('Audit').click();
  await expect(page.getByText('Chain intact')).toBeVisible();
};
const list = (page: Page) => page.getByRole('grid', { name: 'Audit trail' });
const row = (page: Page, action: string) => list(page).getByRole('row').filter({ hasText: action }).first();
const panel = (page: Page) => page.getByRole('complementary', { name: 'Audit entry' });

// The host ends before the page does; a page that is still looking for it would complain.
test.afterEach(({ page }) => page.goto('about:blank').then(() => undefined));

test('entries appear as they happen; one shows who, what, before and after, and its place', async ({ page, host }) => {
  await setUpDesk(host);
  const client = await beside(host);
  await openConsole(page, host);
  await signIn(page);
  await openAudit(page);
  await expect(row(page, 'desk.create')).toBeVisible();
  await expectNoBarriers(page);

  const ticketId = await createTicket(client, 'VPN drops after dock firmware');
  await expect(row(page, 'ticket.create')).toBeVisible();
  await client.call('tickets.take', { ticketId });
  await row(page, 'ticket.take').click();
  await expect(panel(page)).toContainText(ada.displayName);
  await expect(panel(page).getByRole('row').filter({ hasText: 'state' })).toContainText('in_progress');
  await expect(panel(page).getByRole('img', { name: 'Carries the hash of the entry before' }).first()).toBeVisible();
  await expectNoBarriers(page);

  // What the ticket still says is shown from there; what it said before, by its length.
  await client.call('tickets.edit', { ticketId, seen: { title: 'VPN drops after dock firmware' }, title: 'VPN drops' });
  await row(page, 'ticket.edit').click();
  const title = panel(page).getByRole('row').filter({ hasText: 'title' });
  await expect(title).toContainText('29 characters');
  await expect(title).toContainText('VPN drops');
  await expect(row(page, 'ticket.edit')).toContainText('title 29 → 9 characters');

  // A person's name and every text are in the trail by commitment and hash only.
  await row(page, 'ticket.create').click();
  await panel(page).getByText('JSON', { exact: true }).click();
  await expect(panel(page)).toContainText('"commitment"');
  await expect(panel(page)).toContainText('"sha256"');
  await expect(panel(page)).not.toContainText('王芳');
  await expect(panel(page)).not.toContainText('must not hold');
  await expect(panel(page)).not.toContainText('VPN');
  client.close();
});

test('by keyboard: move, open, only denied, history of a record, find, verify', async ({ page, host }) => {
  await setUpDesk(host);
  const client = await beside(host);
  const first = await createTicket(client, 'Printer jams');
  await client.call('tickets.take', { ticketId: first });
  await createTicket(client, 'Outlook asks for a password');
  await openConsole(page, host);
  await signIn(page);
  await openAudit(page);
  const rows = list(page).locator('[data-row-id]');

  await page.keyboard.press('/');
  await page.keyboard.type('ticket.take');
  await expect(rows).toHaveCount(1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('ticket.take');
  await page.keyboard.press('o');
  // Created and taken: the whole history of that record, and of no other.
  await expect(rows).toHaveCount(2);
  await expect(page).toHaveURL(/#\/audit\/\d+$/);
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Show all records' }).click();
  await expect(row(page, 'desk.create')).toBeVisible();

  await page.keyboard.press('d');
  await expect(page.getByText('No entry matches')).toBeVisible();
  await page.keyboard.press('d');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(panel(page)).toBeVisible();
  await page.keyboard.press('v');
  await expect(list(page).getByRole('row').filter({ hasText: 'audit.verify' })).toHaveCount(2);
  await expect(page.getByText('Chain intact')).toBeVisible();
  client.close();
});

test('what was refused is in the trail, with who tried', async ({ page, host }) => {
  await setUpDesk(host);
  const client = await beside(host);
  const added = await client.call('accounts.addUser', {
    name: 'zhou.kai',
    displayName: '周凯',
    roles: ['technician'],
    passphrase: 'staple paper lantern',
  });
  const userId = added.ok ? added.value.id : '';
  const other = await host.connect();
  await other.call('accounts.signIn', { userId, passphrase: 'not the passphrase' });
  await other.call('accounts.signIn', { userId, passphrase: 'staple paper lantern' });
  expect(await other.call('accounts.users', {})).toMatchObject({ ok: false, failure: { code: 'auth.denied' } });
  expect(await other.call('audit.verify', {})).toMatchObject({ ok: false, failure: { code: 'auth.denied' } });
  await openConsole(page, host);
  await page.getByRole('button', { name: ada.displayName }).click();
  await signIn(page);
  await openAudit(page);
  await page.keyboard.press('d');
  const rows = list(page).locator('[data-row-id]');
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: 'accounts.users' })).toContainText('周凯');
  await expect(rows.filter({ hasText: 'session.signIn' })).toContainText('wrong passphrase or key');
  other.close();
  client.close();
});

test('hundreds of entries scroll down to the first one, in Chinese and dark', async ({ page, host }) => {
  test.slow();
  await setUpDesk(host);
  const client = await beside(host);
  await client.call('settings.setPreferences', { language: 'zh-CN', theme: 'dark' });
  const ticketId = await createTicket(client, 'Label printer prints blanks');
  for (let batch = 0; batch < 20; batch++)
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        client.call('tickets.workNote', { ticketId, text: `${batch} ${index}` }),
      ),
    );
  await openConsole(page, host);
  await signIn(page);
  await page.getByRole('navigation').first().getByText('审计').click();
  await expect(page.getByText('链完整')).toBeVisible();
  await expect(page.getByText(/校验 6\d\d 条，全部通过/)).toBeVisible();
  const trail = page.getByRole('grid', { name: '审计记录' });
  const first = trail.getByText('desk.create');
  await expect(async () => {
    await trail.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(first).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(trail.getByText('审计链由此开始')).toBeVisible();
  // Rows are drawn for the screen, not for the chain.
  expect(await trail.locator('[data-row-id]').count()).toBeLessThan(100);
  await expectNoBarriers(page);
  client.close();
});

test('a copied profile has a code of its own, says so once, and shows the chain it came with', async ({
  page,
  host,
  profile,
  startHost,
}) => {
  await setUpDesk(host);
  const client = await beside(host);
  await createTicket(client, 'Printer jams');
  client.close();
  await host.stop();
  const copy = `${profile}-copy`;
  await cp(profile, copy, { recursive: true });
  const other = await startHost(copy);
  try {
    await openConsole(page, other);
    await signIn(page);
    const banner = page.getByRole('status').filter({ hasText: 'copied here from another place' });
    await expect(banner).toContainText(/New code [0-9A-Z]{4}, before [0-9A-Z]{4}\./);
    const [, code = '', former = ''] = /New code (.{4}), before (.{4})/.exec(await banner.innerText()) ?? [];
    await expectNoBarriers(page);
    await banner.getByRole('button', { name: 'Understood' }).click();
    await expect(banner).toHaveCount(0);
    await page.reload();
    await signIn(page);

    await openAudit(page);
    await expect(banner).toHaveCount(0);
    await expect(row(page, 'device.renew')).toContainText('profile copied from another place');
    await expect(row(page, 'ticket.create')).toHaveCount(0);
    await page.getByRole('button', { name: `Chain of ${code}` }).click();
    await expectNoBarriers(page);
    await page.getByRole('menuitemradio', { name: new RegExp(`^${former}, before`) }).click();
    await expect(row(page, 'ticket.create')).toBeVisible();
    await expect(page.getByText('Chain intact')).toBeVisible();
    await expect(page.getByText(new RegExp(`signed by ${former}`))).toBeVisible();
    await expectNoBarriers(page);
  } finally {
    await page.goto('about:blank');
    await other.stop();
    await rm(copy, { recursive: true, force: true });
  }
});
