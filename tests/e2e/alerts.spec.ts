/** Known problems in logs: an alert becomes a ticket with its lines, and a rule is written, tried and taken back. */
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, panel } from './support/tickets.ts';

test('an alert says what to do first and becomes a ticket by one key', async ({ page, host }) => {
  await setUpDesk(host, { sample: true });
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const alert = page.getByRole('complementary', { name: 'Alert' });
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Alerts 5 waiting 5$/ })
    .click();
  const rows = page.getByRole('table').getByRole('row');
  // Four that the sample tells of, one that its log raises, and the head.
  await expect(rows).toHaveCount(6);
  await expectNoBarriers(page);

  await test.step('muted it says until when', async () => {
    await page.getByRole('button', { name: 'The clock is not kept right' }).click();
    await expect(alert.getByText('The time server cannot be reached.')).toBeVisible();
    await keys.press('m');
    await expect(alert.getByText(/^muted until /)).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('its ticket has the lines as a file, and the alert names it', async () => {
    await page.getByRole('button', { name: /A disk answers with read or write errors/ }).click();
    await expect(alert.getByRole('listitem').filter({ hasText: 'blk_update_request' })).toHaveAttribute('data-hit', '');
    await keys.press('t');
    await expect(
      panel(page).getByText('A disk answers with read or write errors (sdc, fs-01 syslog)').first(),
    ).toBeVisible();
    await expect(panel(page).getByText('fs-01 syslog-1188.log.txt').first()).toBeVisible();
    await page.goBack();
    await expect(alert.getByRole('button', { name: /^Open INC-/ })).toBeVisible();
  });
});

test('a rule is written, tried, refused while it is wrong, and taken back', async ({ page, host }) => {
  await setUpDesk(host);
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const details = page.getByRole('complementary', { name: 'Rules' });
  await keys.press('g');
  await keys.press('y');
  await expect(page.getByRole('heading', { name: 'No known problem in the logs' })).toBeVisible();
  await page.getByRole('link', { name: 'Rules' }).click();

  await test.step('pasted lines say which rules they fit', async () => {
    await page.getByRole('textbox', { name: 'Try lines' }).fill('all is well\napp: No space left on device');
    await expect(page.getByText('1 of 2 lines fit a rule')).toBeVisible();
    await page.getByRole('listitem').getByRole('link', { name: 'disk-full' }).click();
    await expect(details.getByRole('heading', { name: 'A disk is full' })).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('a new one says of each field what belongs there, and that it is not tried yet', async () => {
    await keys.press('Escape');
    await keys.press('c');
    const field = (name: string) => details.getByRole('textbox', { name, exact: true });
    await expect(details.getByText('Only the saved rules were tried')).toBeVisible();
    await field('So many').fill('3');
    await field('Code').fill('My rule');
    await keys.press('Control+Enter');
    await expect(field('Code')).toBeFocused();
    await expect(details.getByText(/^Small letters and digits, with single hyphens/)).toBeVisible();
    await expect(field('within seconds')).toHaveAccessibleDescription(/Several times need a time within which/);
    await expect(field('So many')).not.toHaveAttribute('aria-invalid', 'true');
    await expect(details.getByText(/^At least one line that the pattern has to fit/)).toBeVisible();
    await expectNoBarriers(page);
    await field('Code').fill('app-full');
    await field('Name in English').fill('Application is full');
    await field('Pattern').fill('^app: No space');
    await field('One of these texts is in the line').fill('No space');
    await field('Lines that must fit').fill('app: No space left');
    await field('within seconds').fill('60');
    await expect(details.getByText('1 of 2 lines fit this rule')).toBeVisible();
    await expect(details.getByText('Only the saved rules were tried')).toHaveCount(0);
    await details.getByRole('button', { name: 'Discard draft' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard draft' }).click();
  });

  await test.step('keys go down a long list, and the rule that is open is in sight', async () => {
    await page.getByRole('button', { name: 'A disk is full', exact: true }).click();
    await expect(details.getByRole('heading', { name: 'A disk is full' })).toBeVisible();
    // As a key that is held down comes: far more often than the page can show.
    await Promise.all(Array.from({ length: 80 }, () => keys.press('j')));
    const open = page.locator('tr[data-selected]');
    await expect(open).not.toContainText('disk-full');
    await expect(open).toBeInViewport({ ratio: 1 });
    await keys.press('Escape');
  });

  await test.step('one that is not here says so', async () => {
    await page.evaluate(() => {
      window.location.hash = '#/alerts/rules/long-gone';
    });
    await expect(details.getByRole('heading', { name: 'There is no such rule here' })).toBeVisible();
    await expectNoBarriers(page);
    await details.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('listitem').getByRole('link', { name: 'disk-full' }).click();
  });

  await test.step('what is wrong stands beside its field, and what was typed stays', async () => {
    await keys.press('e');
    const pattern = details.getByRole('textbox', { name: 'Pattern', exact: true });
    await pattern.fill('No space left on (');
    await keys.press('Control+Enter');
    await expect(details.getByText(/^The pattern cannot be read/)).toBeVisible();
    await expectNoBarriers(page);
    await pattern.fill('nothing like it');
    await keys.press('Control+Enter');
    await expect(details.getByText('Line 1 of those that must fit does not fit.')).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).click();
    await keys.press('e');
    await expect(pattern).toHaveValue('nothing like it');
    await pattern.fill('No space left on device');
    await keys.press('Control+Enter');
    await expect(details.getByText('Edited here')).toBeVisible();
  });

  await test.step('what ships holds again', async () => {
    await details.getByRole('button', { name: 'Back to what ships' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Back to what ships' }).click();
    await expect(details.getByText('Shipped', { exact: true })).toBeVisible();
  });
});
