/** One ticket from its registration to its end, by keyboard alone; what was typed or done survives the console being killed. */
import { ada, expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, panel, registerTickets, row, valueOf } from './support/tickets.ts';

test.describe('worked to its end', () => {
  test.use({ allowedProblems: /WebSocket connection|ERR_CONNECTION/ });

  test('search, open, take, note, hold, resume, resolve, close: by keyboard alone, and there after a restart', async ({
    page,
    host,
    profile,
    startHost,
  }) => {
    await setUpDesk(host, { sample: true });
    const other = await otherConsole(host);
    await registerTickets(other, ['Projector in 6.12 stays dark']);
    other.close();
    await openConsole(page, host);
    await signIn(page);
    const keys = page.keyboard;

    await expect(page.getByRole('grid', { name: 'Tickets' })).toBeVisible();
    await keys.press('/');
    await keys.type('projector 6.12');
    await expect(page.getByRole('row').filter({ hasText: 'Projector in 6.12 stays dark' })).toBeVisible();
    await expect(page.locator('[data-row-id]')).toHaveCount(1);
    await keys.press('Enter');
    await keys.press('Enter');
    const ticket = panel(page);
    await expect(ticket.getByRole('heading', { name: 'Projector in 6.12 stays dark' })).toBeVisible();
    const number = await ticket.getByText(/^INC-.{4}-\d{6}$/).innerText();

    await keys.press('t');
    await expect(page.getByText(`${number} is yours`)).toBeVisible();
    await expect(ticket.getByText('In progress', { exact: true })).toBeVisible();

    await keys.press('n');
    await expect(ticket.getByRole('textbox', { name: 'Work note' })).toBeFocused();
    await keys.type('Lamp at 4,000 hours, hold e t a: letters are text here');
    await keys.press('Control+Enter');
    await expect(ticket.getByRole('list').getByText('Lamp at 4,000 hours')).toBeVisible();
    await expect(ticket.getByRole('textbox', { name: 'Work note' })).toHaveValue('');
    await keys.press('Escape');

    await keys.press('h');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('On hold', { exact: true })).toBeVisible();
    await keys.press('Control+Enter');
    await expect(dialog.getByText('Choose what the ticket waits for')).toBeVisible();
    await keys.press('Space');
    await keys.press('Control+Enter');
    await expect(dialog.getByText('The requester has to know what you wait for')).toBeVisible();
    await dialog.getByRole('radio', { name: 'Requester' }).press('ArrowUp');
    await expect(dialog.getByRole('radio', { name: 'Access' })).toBeChecked();
    await keys.press('Control+Enter');
    await expect(dialog).toBeHidden();
    await expect(ticket.getByText(/Waiting for access until/)).toBeVisible();

    await keys.press('s');
    await expect(page.getByText(`${number} is in progress again`)).toBeVisible();

    await keys.press('e');
    await expect(dialog.getByText('Resolved', { exact: true })).toBeVisible();
    await keys.press('Control+Enter');
    await expect(dialog.getByText('3 things are missing before this can be resolved:')).toBeVisible();
    await expectNoBarriers(page);
    await keys.type('hardware');
    await keys.press('Enter');
    await keys.press('Tab');
    await keys.type('New lamp fitted');
    await keys.press('Tab');
    await expect(dialog.getByRole('button', { name: 'Article that solved it' })).toBeFocused();
    await keys.press('Tab');
    await keys.type('Wear part');
    await keys.press('Control+Enter');
    await expect(page.getByText(`${number} is resolved`)).toBeVisible();
    await expect(ticket.getByText('New lamp fitted').first()).toBeVisible();

    await keys.press('Shift+E');
    await expect(page.getByText(`${number} is closed`)).toBeVisible();
    await host.kill();

    const again = await startHost(profile);
    await openConsole(page, again);
    await signIn(page);
    await keys.press('Control+k');
    await keys.type(number.replaceAll('-', '').toLowerCase());
    await expect(page.getByRole('dialog').getByText('Projector in 6.12 stays dark')).toBeVisible();
    await page.getByRole('dialog').getByText('Projector in 6.12 stays dark').click();
    await expect(ticket.getByText('Closed', { exact: true })).toBeVisible();
    for (const text of ['Lamp at 4,000 hours', 'New lamp fitted', 'Wear part'])
      await expect(ticket.getByText(text).first()).toBeVisible();
  });
});

test.describe('killed while somebody types', () => {
  test.use({ allowedProblems: /WebSocket connection|ERR_CONNECTION/ });

  test('keeps the new ticket and the comment as they were', async ({ page, host, profile, startHost }) => {
    await setUpDesk(host);
    const other = await otherConsole(host);
    await registerTickets(other, ['Scanner sends to the old mail address']);
    other.close();
    await openConsole(page, host);
    await signIn(page);
    const keys = page.keyboard;

    await expect(row(page, 'Scanner')).toBeVisible();
    await keys.press('c');
    const form = page.getByRole('complementary', { name: 'New ticket' });
    await expect(form.getByRole('textbox', { name: 'Title' })).toBeFocused();
    await keys.type('打印预览卡死');
    await keys.press('Tab');
    await keys.type('Only Excel 2019');
    await expect(form.getByText(/Draft saved/)).toBeVisible();
    await keys.press('Escape');
    await expect(form).toBeHidden();

    await row(page, 'Scanner').click();
    await keys.press('m');
    const comment = panel(page).getByRole('textbox', { name: 'Comment' });
    await expect(comment).toBeFocused();
    await keys.type('We are changing the address today.');
    await expect(panel(page).getByText(/Draft saved/)).toBeVisible();
    await host.kill();

    const again = await startHost(profile);
    await openConsole(page, again);
    await signIn(page);
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /Drafts/ })
      .click();
    const drafts = page.getByRole('list', { name: 'Unfinished texts' });
    await expect(drafts.getByRole('listitem')).toHaveCount(2);
    await drafts
      .getByRole('listitem')
      .filter({ hasText: '打印预览卡死' })
      .getByRole('link', { name: 'Continue' })
      .click();
    await expect(form.getByRole('textbox', { name: 'Title' })).toHaveValue('打印预览卡死');
    await expect(form.getByRole('textbox', { name: 'Description' })).toHaveValue('Only Excel 2019');
    await expectNoBarriers(page);
    await keys.press('Control+Enter');
    await expect(page.getByText(/INC-.{4}-000002 created/)).toBeVisible();
    await expect(panel(page).getByRole('heading', { name: '打印预览卡死' })).toBeVisible();

    await row(page, 'Scanner').click();
    await keys.press('m');
    await expect(panel(page).getByRole('textbox', { name: 'Comment' })).toHaveValue(
      'We are changing the address today.',
    );
    await keys.press('Control+Enter');
    await expect(panel(page).getByRole('list').getByText('We are changing the address today.')).toBeVisible();
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /Drafts/ })
      .click();
    await expect(page.getByText('No draft is waiting')).toBeVisible();
  });
});

test('a field that somebody else changed meanwhile is asked about, not overwritten', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  const [made] = await registerTickets(other, ['Meeting room camera']);
  await row(page, 'Meeting room camera').click();
  await panel(page).getByRole('button', { name: 'Meeting room camera' }).click();
  const ticketId = made?.ticketId ?? '';
  const seen = { title: 'Meeting room camera' };
  valueOf(await other.call('tickets.edit', { ticketId, seen, title: 'Camera in 6.12' }));
  other.close();

  await page.getByRole('textbox', { name: 'Edit Title' }).fill('Meeting room camera, no picture');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Changed by somebody else meanwhile' });
  await expect(dialog.getByText('Camera in 6.12')).toBeVisible();
  await expect(dialog.getByText('Meeting room camera, no picture')).toBeVisible();
  await expectNoBarriers(page);
  await dialog.getByRole('button', { name: 'Save mine' }).click();
  await expect(panel(page).getByRole('heading', { name: 'Meeting room camera, no picture' })).toBeVisible();
});

test('a comment keeps how it reached the requester, and says when it has not', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['Keyboard swap']);
  other.close();
  await row(page, 'Keyboard swap').click();
  await page.keyboard.press('m');
  await expect(panel(page).getByRole('textbox', { name: 'Comment' })).toBeFocused();
  await page.keyboard.type('A new one is on its way.');
  await panel(page).getByRole('combobox', { name: 'Delivered' }).click();
  await page.getByRole('option', { name: 'Not yet' }).click();
  await panel(page).getByRole('button', { name: 'Add' }).click();
  await expect(panel(page).getByText('1 not delivered yet')).toBeVisible();

  await panel(page).getByRole('button', { name: 'Not delivered yet' }).click();
  await expectNoBarriers(page);
  await page.getByRole('menuitem', { name: 'By phone' }).click();
  await expect(panel(page).getByText('marked a comment as delivered: By phone')).toBeVisible();
  await expect(panel(page).getByText(/not delivered yet/i)).toHaveCount(0);
});

test('what the requester says ends the hold that waits for it', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  const requester = { id: null, name: '王芳' };
  const [made] = await registerTickets(other, ['Which dock is it'], { requester });
  const ticketId = made?.ticketId ?? '';
  const until = new Date(Date.now() + 86_400_000).toISOString();
  valueOf(await other.call('tickets.hold', { ticketId, reason: 'requester', until, comment: 'Which dock?' }));
  other.close();
  await row(page, 'Which dock is it').click();
  await expect(panel(page).getByText('On hold', { exact: true })).toBeVisible();
  await page.keyboard.press('r');
  await expect(panel(page).getByRole('textbox', { name: 'Requester' })).toBeFocused();
  await page.keyboard.type('The one in 4.11');
  await expectNoBarriers(page);
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByText('In progress', { exact: true })).toBeVisible();
  const entry = panel(page).getByRole('listitem').filter({ hasText: 'The one in 4.11' });
  await expect(entry.getByText('王芳')).toBeVisible();
});

test('one ticket is merged into another; a closed one is followed up', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  const [target] = await registerTickets(other, ['VPN drops everywhere', 'VPN drops in 4.11']);
  await row(page, 'VPN drops in 4.11').click();
  await panel(page).getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Merge' }).click();
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('Choose the ticket that goes on')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Find by number or words' }).fill('everywhere');
  await dialog.getByRole('radio', { name: /VPN drops everywhere/ }).check();
  await expectNoBarriers(page);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(panel(page).getByText('Merged', { exact: true })).toBeVisible();
  await panel(page)
    .getByRole('link', { name: `merged this into ${target?.number ?? ''}` })
    .click();
  await expect(panel(page).getByRole('heading', { name: 'VPN drops everywhere' })).toBeVisible();
  await expect(panel(page).getByRole('link', { name: /^merged INC-.* into this$/ })).toBeVisible();

  const ticketId = target?.ticketId ?? '';
  const solution = { code: 'other', text: 'New cable', articleId: null, noArticleReason: 'One-off' } as const;
  valueOf(await other.call('tickets.resolve', { ticketId, ...solution }));
  valueOf(await other.call('tickets.close', { ticketId }));
  other.close();
  await panel(page).getByRole('button', { name: 'Follow up' }).click();
  await dialog.getByRole('textbox', { name: 'What happened since' }).fill('It drops again');
  await expectNoBarriers(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/INC-.{4}-000003 created/)).toBeVisible();
  await expect(panel(page).getByText('It drops again')).toBeVisible();
  await expect(panel(page).getByRole('link', { name: `follows up ${target?.number ?? ''}` })).toBeVisible();
  await panel(page)
    .getByRole('link', { name: `follows up ${target?.number ?? ''}` })
    .click();
  await expect(panel(page).getByText('Closed', { exact: true })).toBeVisible();
  await expect(panel(page).getByRole('button', { name: 'Edit Title' })).toHaveCount(0);
});

test('whoever may only read sees why nothing can be done', async ({ page, host }) => {
  await setUpDesk(host);
  const other = await otherConsole(host);
  await registerTickets(other, ['VPN drops']);
  const passphrase = 'seven slow rivers 19';
  valueOf(
    await other.call('accounts.addUser', { name: 'quinn', displayName: 'Quinn Hale', roles: ['auditor'], passphrase }),
  );
  other.close();
  await openConsole(page, host);
  await page.getByText('Quinn Hale').click();
  await signIn(page, passphrase);
  await row(page, 'VPN drops').click();
  await expect(panel(page).getByText('Your role can read tickets, not change them')).toBeVisible();
  await expect(panel(page).getByRole('button', { name: 'Resolve' })).toHaveCount(0);
  await expect(panel(page).getByRole('textbox')).toHaveCount(0);
  await page.keyboard.press('e');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: 'New ticket' })).toBeHidden();
  await expectNoBarriers(page);
});

test('takes the resolution code that was typed, whichever key comes next', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['Scanner glass cracked']);
  other.close();
  await row(page, 'Scanner glass cracked').click();
  const dialog = page.getByRole('dialog');
  const code = dialog.getByRole('combobox', { name: 'Resolution code' });

  await page.keyboard.press('e');
  await expect(code).toBeFocused();
  await page.keyboard.type('hardw');
  await page.keyboard.press('Enter');
  await expect(code).toHaveValue('Hardware repaired or replaced');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('2 things are missing before this can be resolved:')).toBeVisible();

  await code.fill('train');
  await page.keyboard.press('Tab');
  await expect(code).toHaveValue('Explained or trained');

  await code.fill('s');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(code).toHaveValue('System updated');

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(code).toHaveValue('System updated');
  await expect(dialog).toBeVisible();
});

test('assigns to a name that is not on this laptop', async ({ desk: page, host }) => {
  const again = await otherConsole(host);
  await registerTickets(again, ['RAID battery failed']);
  await expect(row(page, 'RAID battery failed')).toBeVisible();
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('option', { name: ada.displayName })).toBeVisible();
  await expectNoBarriers(page);
  await page.keyboard.type('Zhou Kai');
  await expect(dialog.getByRole('option', { name: 'Zhou Kai, not on this laptop' })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(row(page, 'RAID battery failed').getByText('Zhou Kai')).toBeVisible();

  // Known from the tickets from now on, and one press of the key on the button is enough.
  await registerTickets(again, ['RAID battery failed again']);
  again.close();
  await expect(row(page, 'failed again')).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('a');
  await page.keyboard.type('zhou');
  await expect(dialog.getByRole('option', { name: 'Zhou Kai not on this laptop' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('grid')).toBeFocused();
  await expect(row(page, 'failed again').getByText('Zhou Kai')).toBeVisible();
});

test('a timer that still runs when its ticket is resolved is named, and its time is one press from being logged', async ({
  desk: page,
  host,
}) => {
  const other = await otherConsole(host);
  const [ticket] = await registerTickets(other, ['Scanner jams']);
  if (!ticket) throw new Error('nothing registered');
  valueOf(await other.call('tickets.take', { ticketId: ticket.ticketId }));
  await row(page, 'Scanner jams').click();
  await expect(panel(page).getByRole('heading', { name: 'Scanner jams' })).toBeVisible();
  await panel(page).getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: /^Start timer/ }).click();
  await expect(page.getByRole('link', { name: `Your timer runs on ${ticket.number}` })).toBeVisible();
  const { ticketId } = ticket;
  const solved = {
    code: 'assistance',
    text: 'Cleaned the rollers.',
    articleId: null,
    noArticleReason: 'One-off',
  } as const;
  valueOf(await other.call('tickets.resolve', { ticketId, ...solved }));
  other.close();
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages.getByText(`The timer of ${ticket.number} is still running`)).toBeVisible();
  await messages.getByRole('button', { name: 'Log', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Log time' })).toBeVisible();
});

test('the focus of a dialog stays where somebody has gone on to, however late its timers are', async ({
  page,
  host,
}) => {
  await setUpDesk(host);
  const other = await otherConsole(host);
  await registerTickets(other, ['Handset stays silent']);
  other.close();
  await openConsole(page, host);
  await signIn(page);
  await expect(page.locator('[data-row-id][data-focused]')).toHaveCount(1);
  // What a busy laptop does: timers that are due run after the keys that were pressed meanwhile.
  await page.evaluate(() => {
    const plain = window.setTimeout.bind(window);
    const late: (() => void)[] = [];
    const held = (run: () => void, delayMs?: number) => (delayMs ? plain(run, delayMs) : late.push(run));
    Object.assign(window, {
      setTimeout: held,
      runLate: () => {
        Object.assign(window, { setTimeout: plain });
        for (const run of late) run();
        return late.length;
      },
    });
  });
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Tab');
  const solution = dialog.getByRole('textbox', { name: 'What solved it' });
  await expect(solution).toBeFocused();
  expect(await page.evaluate('runLate()')).toBeGreaterThan(0);
  await expect(solution).toBeFocused();
});
