import { ada, expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';

test.describe('loopback host', () => {
  test('serves a strict page, on which nothing breaks the policy', async ({ page, host }) => {
    await page.goto(await host.entryAddress());
    const response = await page.waitForResponse(`${host.origin}/`);
    const policy = (await response.allHeaders())['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    await expect(page.getByRole('heading', { name: 'Set up this desk' })).toBeVisible();
    expect(page.url(), 'the key is out of sight').toBe(`${host.origin}/`);
    const cookies = await page.context().cookies();
    expect(cookies.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite }))).toEqual([
      { httpOnly: true, sameSite: 'Strict' },
    ]);
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });

  test('signs in, and out again with the page', async ({ desk, host }) => {
    await expect(desk.getByRole('button', { name: `Account of ${ada.displayName}` })).toBeVisible();
    await desk.reload();
    await expect(desk.getByRole('textbox', { name: 'Passphrase' })).toBeVisible();
    await signIn(desk);
    const tab = await desk.context().newPage();
    await tab.goto(host.origin);
    await expect(tab.getByRole('textbox', { name: 'Passphrase' }), 'a tab is a session of its own').toBeVisible();
  });

  test('keeps everything over a restart', async ({ page, host, profile, startHost }) => {
    await setUpDesk(host);
    const client = await host.connect();
    const status = await client.call('app.status', {});
    if (!status.ok || status.value.state !== 'locked') throw new Error('The desk is not locked');
    const [person] = status.value.people;
    await client.call('accounts.signIn', { userId: person?.userId ?? '', passphrase: ada.passphrase });
    const saved = await client.call('drafts.save', { key: 'new-ticket:1', fields: { title: 'Lost projector remote' } });
    expect(saved.ok).toBe(true);
    await host.kill();
    client.close();

    const again = await startHost(profile);
    await openConsole(page, again);
    await signIn(page);
    const reader = await again.connect();
    await reader.call('accounts.signIn', { userId: person?.userId ?? '', passphrase: ada.passphrase });
    const drafts = await reader.call('drafts.list', {});
    reader.close();
    expect(drafts.ok && drafts.value.map(({ fields }) => fields)).toEqual([{ title: 'Lost projector remote' }]);
  });
});

test.describe('a host that goes away', () => {
  test.use({ allowedProblems: /WebSocket connection|ERR_CONNECTION/ });

  test('is noticed by the page, and said', async ({ setUpPage, host }) => {
    await expect(setUpPage.getByRole('heading', { name: 'Set up this desk' })).toBeVisible();
    await host.kill();
    await expect(setUpPage.getByText(/does not answer this window/)).toBeVisible();
  });
});
