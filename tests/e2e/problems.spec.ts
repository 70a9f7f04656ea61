/** Problems and known errors by keyboard: raised from tickets, a workaround told to them, resolved together; and links between tickets. */
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, panel, registerTickets, row, valueOf } from './support/tickets.ts';

const titles = ['Dock drops the VPN in room 4', 'Dock drops the VPN in room 9', 'Plotter feeds no paper'] as const;

test('a problem raised from two tickets, its workaround read on one of them, and all resolved together', async ({
  page,
  host,
}) => {
  await setUpDesk(host);
  const other = await otherConsole(host);
  const [, second] = await registerTickets(other, titles);
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const dialog = page.getByRole('dialog');

  await test.step('raised from two checked tickets', async () => {
    await expect(page.getByRole('grid', { name: 'Tickets' })).toBeVisible();
    await keys.press('/');
    await keys.type('dock');
    await expect(page.locator('[data-row-id]')).toHaveCount(2);
    await keys.press('Enter');
    await keys.press('x');
    await keys.press('j');
    await keys.press('x');
    await expect(page.getByText('2 selected')).toBeVisible();
    await keys.press('p');
    await expect(dialog.getByText('From 2 tickets, which are linked to it.')).toBeVisible();
    await expect(dialog.getByRole('textbox', { name: 'Title' })).not.toHaveValue('');
    await expectNoBarriers(page);
    await dialog.getByRole('textbox', { name: 'Title' }).fill('');
    await keys.press('Control+Enter');
    await expect(dialog.getByText('A problem needs a title')).toBeVisible();
    await keys.type('Docks drop the VPN');
    await keys.press('Control+Enter');
    await expect(page.getByText(/^PRB-.{4}-1 raised$/)).toBeVisible();
  });

  const problem = page.getByRole('complementary', { name: 'Problem' });
  await test.step('a workaround published', async () => {
    await keys.press('Escape');
    await keys.press('g');
    await keys.press('p');
    await expect(page.locator('[data-problem]')).toHaveCount(1);
    await keys.press('Enter');
    await expect(problem.getByRole('heading', { name: 'Docks drop the VPN' })).toBeVisible();
    await expect(problem.getByText('2 of 2 open')).toBeVisible();
    await keys.press('b');
    await expect(dialog.getByText('2 linked open tickets are told as soon as it is published.')).toBeVisible();
    await keys.type('Undock and use Wi-Fi');
    await keys.press('Control+Enter');
    await expect(problem.getByRole('region', { name: 'Workaround' }).getByText('Undock and use Wi-Fi')).toBeVisible();
    await expect(problem.getByText('published a workaround, told to 2 open tickets')).toBeVisible();
    await expect(problem.getByRole('listitem').filter({ hasText: 'Known error' }).first()).toHaveAttribute(
      'aria-current',
      'step',
    );
    await expectNoBarriers(page);
  });

  await test.step('seen on a ticket, and put into a comment', async () => {
    await page.goto(`${host.origin}/#/queue/${encodeURIComponent(second?.ticketId ?? '')}`);
    const section = panel(page).getByRole('region', { name: 'Problem' });
    await expect(section.getByText('Undock and use Wi-Fi')).toBeVisible();
    await expect(section.getByRole('link', { name: /Docks drop the VPN/ })).toBeVisible();
    await page.getByRole('grid', { name: 'Tickets' }).focus();
    await keys.press('i');
    await expect(panel(page).getByRole('textbox', { name: 'Comment' })).toHaveValue('Undock and use Wi-Fi');
    await keys.press('Control+Enter');
    // After a comment one writes notes again.
    await expect(panel(page).getByRole('textbox', { name: 'Work note' })).toHaveValue('');
    await keys.press('Escape');
  });

  await test.step('resolved with its tickets', async () => {
    await keys.press('g');
    await keys.press('p');
    await expect(page.locator('[data-problem]')).toHaveCount(1);
    await keys.press('Enter');
    await expect(problem.getByRole('heading', { name: 'Docks drop the VPN' })).toBeVisible();
    await keys.press('e');
    await expect(dialog.getByText('2 of 2')).toBeVisible();
    await keys.press('Control+Enter');
    await expect(dialog.getByText('2 things are missing before this can be done:')).toBeVisible();
    await expectNoBarriers(page);
    await keys.type('system');
    await keys.press('Enter');
    await keys.press('Tab');
    await keys.type('Firmware 1.0.18 on all docks');
    await expect(dialog.getByText(/^Resolved with problem PRB-.{4}-000001: Firmware 1\.0\.18/)).toBeVisible();
    // Somebody cancels one of the two meanwhile.
    valueOf(await other.call('tickets.cancel', { ticketId: second?.ticketId ?? '', reason: 'withdrawn' }));
    await keys.press('Control+Enter');
    await expect(dialog.getByText('1 ticket is resolved. These stay as they were:')).toBeVisible();
    await expect(dialog.getByText('Dock drops the VPN in room 9')).toBeVisible();
    await keys.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(problem.getByText('0 of 2 open')).toBeVisible();
    await keys.press('Shift+E');
    await expect(page.getByText(/^PRB-.{4}-1 is closed$/)).toBeVisible();
  });
  other.close();
});

test('a ticket is linked as a child, and the parent offers to be resolved with it', async ({ page, host }) => {
  await setUpDesk(host);
  const other = await otherConsole(host);
  const [parent, child] = await registerTickets(other, titles);
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const dialog = page.getByRole('dialog');
  await page.goto(`${host.origin}/#/queue/${encodeURIComponent(child?.ticketId ?? '')}`);
  await expect(panel(page).getByRole('heading', { name: titles[1] })).toBeVisible();
  await page.getByRole('grid', { name: 'Tickets' }).focus();

  await keys.press('o');
  await dialog.getByRole('textbox', { name: 'Find by number or words' }).fill('room 4');
  await dialog.getByRole('radio', { name: titles[0] }).check();
  await dialog.getByRole('radio', { name: /its parent/ }).check();
  await expectNoBarriers(page);
  await keys.press('Control+Enter');
  const links = panel(page).getByRole('region', { name: 'Links' });
  await expect(links.getByRole('group', { name: 'Parent' }).getByText(titles[0])).toBeVisible();

  await links.getByRole('button', { name: /^Remove the link to INC-/ }).click();
  await expect(links).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(links.getByText(titles[0])).toBeVisible();

  await page.goto(`${host.origin}/#/queue/${encodeURIComponent(parent?.ticketId ?? '')}`);
  await expect(links.getByRole('group', { name: 'Children' }).getByText(titles[1])).toBeVisible();
  await page.getByRole('grid', { name: 'Tickets' }).focus();
  await keys.press('e');
  await expect(dialog.getByText('1 child ticket is still open')).toBeVisible();
  await dialog.getByRole('button', { name: 'Choose which…' }).click();
  await expect(dialog.getByText('2 of 2')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Resolution code' }).fill('config');
  await keys.press('Enter');
  await dialog.getByRole('textbox', { name: 'What solved it' }).fill('Route restored');
  await dialog.getByRole('button', { name: 'One-off, will not come back' }).click();
  await keys.press('Control+Enter');
  await expect(page.getByText('2 tickets are resolved')).toBeVisible();
  await expect(links.getByRole('group', { name: 'Children' }).getByText('Resolved')).toBeVisible();
  await expect(panel(page).getByText('Next: the requester confirms, then close')).toBeVisible();
  await expect(row(page, titles[1])).toBeHidden();
  other.close();
});

test('texts of a problem read as Markdown, and are written with its tools', async ({ page, host }) => {
  await setUpDesk(host);
  const other = await otherConsole(host);
  const [ticket] = await registerTickets(other, titles);
  const { problemId } = valueOf(
    await other.call('problems.raise', {
      title: 'Docks drop the VPN',
      description: 'Seen on:\n\n- room 4\n- room 9\n\n<img src=x onerror=alert(1)> [log](javascript:alert(1))',
      impact: 2,
      urgency: 2,
      category: null,
      ticketIds: [ticket?.ticketId ?? ''],
    }),
  );
  other.close();
  await openConsole(page, host);
  await signIn(page);
  await page.goto(`${host.origin}/#/problems/${encodeURIComponent(problemId)}`);
  const keys = page.keyboard;
  const problem = page.getByRole('complementary', { name: 'Problem' });
  const description = problem.getByRole('region', { name: 'Description' });
  await expect(description.getByRole('listitem')).toHaveText(['room 4', 'room 9']);
  // What could run stays the text that it is.
  await expect(description).toContainText('<img src=x onerror=alert(1)>');
  await expect(description.getByRole('link')).toHaveCount(0);
  await expect(description.locator('img')).toHaveCount(0);

  await problem.getByTitle('Edit Root cause').click();
  await keys.type('Firmware ');
  await keys.press('Control+b');
  await keys.type('1.0.17');
  await problem.getByRole('button', { name: 'Preview' }).click();
  await expect(problem.locator('strong')).toHaveText('1.0.17');
  await problem.getByRole('button', { name: 'Go on writing' }).click();
  await keys.press('Control+Enter');
  await expect(problem.getByRole('region', { name: 'Root cause' }).locator('strong')).toHaveText('1.0.17');

  await page.getByRole('grid').focus();
  await keys.press('b');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: /^What people can do/ })).toBeFocused();
  await keys.type('Until it is mended:\n\n- undock');
  // A list goes on by itself.
  await keys.press('Enter');
  await keys.type('use Wi-Fi');
  await keys.press('Control+Enter');
  const way = problem.getByRole('region', { name: 'Workaround' });
  await expect(way.getByRole('listitem')).toHaveText(['undock', 'use Wi-Fi']);

  await page.getByRole('grid').focus();
  await keys.press('n');
  await expect(problem.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await keys.type('Vendor says `1.0.18`');
  await keys.press('Control+Enter');
  await expect(problem.locator('[data-entry="note"] code')).toHaveText('1.0.18');
  await expect(problem.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await expectNoBarriers(page);

  await page.goto(`${host.origin}/#/queue/${encodeURIComponent(ticket?.ticketId ?? '')}`);
  const onTicket = panel(page).getByRole('region', { name: 'Problem' });
  await expect(onTicket.getByRole('listitem')).toHaveText(['undock', 'use Wi-Fi']);
});

test('who may only read sees problems and nothing to do', async ({ page, host }) => {
  await setUpDesk(host);
  const other = await otherConsole(host);
  valueOf(
    await other.call('problems.raise', {
      title: 'Docks drop the VPN',
      description: '',
      impact: 2,
      urgency: 2,
      category: null,
      ticketIds: [],
    }),
  );
  const passphrase = 'quiet harbour lantern 43';
  valueOf(
    await other.call('accounts.addUser', { name: 'kim', displayName: 'Kim Berg', roles: ['auditor'], passphrase }),
  );
  other.close();
  await openConsole(page, host);
  await page.getByText('Kim Berg').click();
  await signIn(page, passphrase);
  await page.goto(`${host.origin}/#/problems`);
  await expect(page.locator('[data-problem]')).toHaveCount(1);
  await expect(page.getByRole('button', { name: /New problem/ })).toHaveCount(0);
  await page.keyboard.press('Enter');
  const problem = page.getByRole('complementary', { name: 'Problem' });
  await expect(problem.getByText('Your role can read problems, not change them')).toBeVisible();
  await expect(problem.getByRole('textbox')).toHaveCount(0);
});

test('a parent is asked about its open children, when it is resolved and when it is closed', async ({ page, host }) => {
  await setUpDesk(host);
  const other = await otherConsole(host);
  const [parent, child, second] = await registerTickets(other, [
    'Core switch down',
    'Room 4 offline',
    'Room 9 offline',
  ]);
  const parentId = parent?.ticketId ?? '';
  for (const made of [child, second])
    valueOf(await other.call('links.add', { ticketId: parentId, side: 'parent_of', otherId: made?.ticketId ?? '' }));
  const stateOf = async (made: typeof child) =>
    valueOf(await other.call('tickets.get', { ticketId: made?.ticketId ?? '' })).ticket.state;
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const dialog = page.getByRole('dialog');
  await page.goto(`${host.origin}/#/queue/${encodeURIComponent(parentId)}`);
  await expect(panel(page).getByRole('heading', { name: 'Core switch down' })).toBeVisible();
  await page.getByRole('grid', { name: 'Tickets' }).focus();

  await keys.press('e');
  const open = dialog.getByRole('list', { name: '2 child tickets are still open' });
  await expect(open.getByRole('listitem')).toHaveText([/Room 4 offline/, /Room 9 offline/]);
  await dialog.getByRole('combobox', { name: 'Resolution code' }).fill('config');
  await keys.press('Enter');
  await dialog.getByRole('textbox', { name: 'What solved it' }).fill('Route restored');
  await dialog.getByRole('button', { name: 'One-off, will not come back' }).click();
  await keys.press('Control+Enter');
  await expect(dialog.getByText('Choose what becomes of them')).toBeVisible();
  await expectNoBarriers(page);
  await dialog.getByRole('radio', { name: 'Leave them open' }).check();
  await keys.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect.poll(() => stateOf(parent)).toBe('resolved');
  expect([await stateOf(child), await stateOf(second)]).toEqual(['new', 'new']);

  await keys.press('Shift+E');
  await expect(dialog.getByRole('list', { name: '2 child tickets are still open' })).toBeVisible();
  expect(await stateOf(parent)).toBe('resolved');
  await expect(dialog.getByRole('radio', { name: 'Leave them open' })).toBeFocused();
  await keys.press('ArrowDown');
  await keys.press('Control+Enter');
  await expect.poll(() => stateOf(parent)).toBe('closed');
  expect([await stateOf(child), await stateOf(second)]).toEqual(['resolved', 'resolved']);
  other.close();
});

test('a macro that resolves asks what becomes of open child tickets', async ({ page, host }) => {
  await setUpDesk(host);
  const other = await otherConsole(host);
  const [parent, child] = await registerTickets(other, ['Core switch down', 'Room 4 offline']);
  const [ticketId, otherId] = [parent?.ticketId ?? '', child?.ticketId ?? ''];
  valueOf(await other.call('links.add', { ticketId, side: 'parent_of', otherId }));
  const steps = [{ do: 'resolve', code: 'other', text: 'Switch replaced', noArticleReason: 'One-off' } as const];
  const content = { kind: 'macro', name: 'Outage over', language: 'en', keywords: '', steps } as const;
  valueOf(await other.call('templates.save', { id: null, version: null, retired: false, content }));
  await openConsole(page, host);
  await signIn(page);
  const dialog = page.getByRole('dialog');
  await page.goto(`${host.origin}/#/queue/${encodeURIComponent(ticketId)}`);
  await expect(panel(page).getByRole('heading', { name: 'Core switch down' })).toBeVisible();
  await page.getByRole('grid', { name: 'Tickets' }).focus();
  await expect(panel(page).getByRole('group', { name: 'Children' })).toBeVisible();
  // The key works once what it opens has been fetched.
  await expect(async () => {
    await page.keyboard.press('q');
    await expect(dialog).toBeVisible({ timeout: 2000 });
  }).toPass();
  await dialog.getByPlaceholder('Find a macro').fill('Outage over');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('1 child ticket is still open')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('Choose what becomes of them')).toBeVisible();
  await dialog.getByRole('radio', { name: /^Resolve them too/ }).check();
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  const { ticket } = valueOf(await other.call('tickets.get', { ticketId: otherId }));
  expect(ticket).toMatchObject({ state: 'resolved', resolution: { text: 'Switch replaced' } });
  other.close();
});
