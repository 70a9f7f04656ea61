/** Service levels: what is promised and by which hours, changed on screen and felt in the queue at once. */
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, registerTickets, row, valueOf } from './support/tickets.ts';

test('a changed target moves the due times of open tickets', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['ERP is down'], { impact: 1, urgency: 1 });
  other.close();
  await expect(row(page, 'ERP is down').getByText(/^0:1[45]$/)).toBeVisible();

  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await page.getByRole('button', { name: /^P1–P4/ }).click();
  const panel = page.getByRole('complementary', { name: 'Policy or calendar' });
  const urgent = panel.getByRole('region', { name: 'P1' });
  await urgent.getByRole('textbox', { name: 'Response' }).fill('0');
  await page.keyboard.press('Control+Enter');
  await expect(panel.getByText('Each target is a whole number from 1 to 10,000.')).toBeVisible();
  await expect(urgent.getByRole('textbox', { name: 'Response' })).toBeFocused();
  await urgent.getByRole('textbox', { name: 'Response' }).fill('30');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('“P1–P4” saved')).toBeVisible();
  await expect(page.getByRole('button', { name: /version 2/ })).toBeVisible();
  await expectNoBarriers(page);

  await page.keyboard.press('g');
  await page.keyboard.press('q');
  await expect(row(page, 'ERP is down').getByText(/^0:(29|30)$/)).toBeVisible();
});

test('a calendar by month: a holiday by keys, the days of a file, hours that make no sense', async ({ desk: page }) => {
  await page.evaluate(() => {
    location.hash = '#/sla';
  });
  await page.getByRole('button', { name: /^Mainland China 2026/ }).click();
  const panel = page.getByRole('complementary', { name: 'Policy or calendar' });
  await panel.locator('button[aria-pressed="true"]').focus();
  for (let month = 0; month < 24 && !(await panel.getByText('October 2026', { exact: true }).isVisible()); month++)
    await page.keyboard.press(new Date() < new Date('2026-10-01') ? 'PageDown' : 'PageUp');
  await expect(panel.getByRole('button', { name: /1 October 2026, Off/ })).toBeVisible();
  await expect(panel.getByRole('button', { name: /10 October 2026, Worked/ })).toBeVisible();
  await expectNoBarriers(page);

  await panel.getByRole('button', { name: /20 October 2026/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(panel.getByRole('heading', { name: /21 October 2026/ })).toBeVisible();
  await panel.getByRole('radio', { name: 'Holiday' }).check();
  await panel.getByRole('textbox', { name: 'Name of the day' }).fill('Company day');

  await panel.getByRole('textbox', { name: 'Friday' }).fill('18-9');
  await page.keyboard.press('Control+Enter');
  await expect(panel.getByText(/Write hours like/)).toBeVisible();
  await panel.getByRole('textbox', { name: 'Friday' }).fill('9-15');

  const ics = [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'DTSTART;VALUE=DATE:20261224',
    'SUMMARY:Christmas Eve',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  const chooser = page.waitForEvent('filechooser');
  await panel.getByRole('button', { name: 'Add days from an .ics file…' }).click();
  await (
    await chooser
  ).setFiles({ name: 'days.ics', mimeType: 'text/calendar', buffer: Buffer.from(ics.join('\r\n')) });
  await expect(panel.getByText('Added: holidays 1, make-up workdays 0.')).toBeVisible();
  await expect(panel.getByRole('button', { name: /24 December 2026, Off, Christmas Eve/ })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('“Mainland China 2026” saved')).toBeVisible();
  await expect(page.getByRole('button', { name: /35 holidays/ })).toBeVisible();
});

test('what was changed and not saved is still there after a look elsewhere, and goes when it is discarded', async ({
  desk: page,
}) => {
  await page.evaluate(() => {
    location.hash = '#/sla/matrix';
  });
  const panel = page.getByRole('complementary', { name: 'Policy or calendar' });
  const cell = panel.getByRole('combobox', { name: 'Priority for impact 3, urgency 3' });
  await cell.selectOption('P2');
  await page.getByRole('button', { name: /^P1–P4/ }).click();
  await expect(panel.getByRole('textbox', { name: 'Name' })).toHaveValue('P1–P4');
  await panel.getByRole('textbox', { name: 'Name' }).fill('Gold');
  await page.keyboard.press('Escape');
  await page.getByRole('navigation').first().getByRole('link', { name: 'Team' }).click();
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page.getByRole('button', { name: /^P1–P4 not saved yet/ })).toBeVisible();
  await page.getByRole('button', { name: /^Priority matrix not saved yet/ }).click();
  await expect(cell.locator('option:checked')).toHaveText('P2');
  await panel.getByRole('button', { name: 'Discard' }).click();
  await expect(cell.locator('option:checked')).toHaveText('P4');
  await expect(panel.getByRole('button', { name: 'Discard' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Priority matrix/ })).not.toContainText('not saved');

  await page.getByRole('button', { name: /^P1–P4/ }).click();
  await expect(panel.getByRole('textbox', { name: 'Name' })).toHaveValue('Gold');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('“Gold” saved')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Gold/ })).not.toContainText('not saved');
  await expect(panel.getByRole('button', { name: 'Discard' })).toHaveCount(0);
});

test('whoever may not change them sees them all the same', async ({ page, host }) => {
  await setUpDesk(host);
  const other = await otherConsole(host);
  const passphrase = 'seven slow rivers 19';
  valueOf(
    await other.call('accounts.addUser', { name: 'tom', displayName: 'Tom Reed', roles: ['technician'], passphrase }),
  );
  other.close();
  await openConsole(page, host);
  await page.getByText('Tom Reed').click();
  await signIn(page, passphrase);
  await page.evaluate(() => {
    location.hash = '#/sla';
  });
  await page.getByRole('button', { name: /^P1–P4/ }).click();
  await expect(page.getByText('An administrator of this desk can change this.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
});
