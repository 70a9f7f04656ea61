import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { otherConsole, registerTickets, valueOf } from './support/tickets.ts';

test('drafts are worked with by the keys of the queue, and the status bar names them', async ({ page, host }) => {
  await setUpDesk(host);
  const other = await otherConsole(host);
  const [ticket] = await registerTickets(other, ['Projector flickers']);
  const ticketId = ticket?.ticketId ?? '';
  const drafts: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    [`${ticketId}:workNote`, { text: 'Lamp has 4,100 hours' }],
    ['new-ticket:1', { title: 'Badge reader is dead' }],
    ['new-ticket:2', { title: 'Second monitor' }],
  ];
  for (const [key, fields] of drafts) valueOf(await other.call('drafts.save', { key, fields }));
  other.close();

  await openConsole(page, host);
  await signIn(page);
  await page.getByRole('link', { name: /^Drafts/ }).click();
  const list = page.getByRole('list', { name: 'Unfinished texts' });
  const rows = list.getByRole('listitem');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText('Second monitor');
  await expect(rows.nth(0).getByRole('link').first()).toBeFocused();
  const keys = page.getByRole('list', { name: 'Keys that work now' });
  await expect(keys).toContainText(/J\s*K\s*move.*continue.*C\s*new ticket/);

  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(2).getByRole('link').first()).toBeFocused();
  await page.keyboard.press('j');
  await expect(rows.nth(2).getByRole('link').first(), 'the last is the end').toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Badge reader is dead');

  // From anywhere in the view, not only from a row.
  await page.getByRole('link', { name: /^Drafts/ }).click();
  await page.getByRole('heading', { name: 'Drafts' }).click();
  await page.keyboard.press('c');
  await expect(page).toHaveURL(/new-ticket(:|%3A)3$/);
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('');
});
