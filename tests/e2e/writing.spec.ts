import { expect, signIn, test } from './support/console.ts';
import { giveFiles, makePng } from './support/files.ts';
import { expectNoBarriers, otherConsole, panel, registerTickets, row, valueOf } from './support/tickets.ts';

test.describe('canned replies', () => {
  test('go into a comment by keyboard, and what is not known has to be filled in', async ({ desk: page, host }) => {
    const other = await otherConsole(host);
    await registerTickets(other, ['Outlook does not start'], { requester: { id: null, name: 'Lena Ortiz' } });
    await row(page, 'Outlook does not start').click();
    await page.keyboard.press('m');
    const field = panel(page).getByRole('textbox', { name: 'Comment' });
    await expect(field).toBeFocused();
    await page.keyboard.type('/solved');
    await expect(page.getByRole('option', { name: /Solved, please check/ })).toBeVisible();
    await expectNoBarriers(page);
    await page.keyboard.press('Enter');
    await expect(field).toHaveValue(/^Hello Lena,\n\nOutlook does not start: this should work again.*‹cause›/s);
    await page.keyboard.press('Control+Enter');
    await expect(panel(page).getByText('Fill in ‹cause› before this goes out')).toBeVisible();
    // The gap is marked: what is typed takes its place.
    await page.keyboard.type('an add-in');
    await page.keyboard.press('Control+Enter');
    await expect(panel(page).locator('[data-entry="comment"]')).toContainText('What it was: an add-in.');
    // What comes after a comment is for the desk again.
    await expect(panel(page).getByRole('textbox', { name: 'Work note' })).toBeFocused();
    await expect.poll(async () => valueOf(await other.call('templates.list', {}))[0]).toMatchObject({ uses: 1 });
    other.close();
  });

  test('are undone like anything typed, and a slash in a path is one', async ({ desk: page, host }) => {
    const other = await otherConsole(host);
    await registerTickets(other, ['Printer P02']);
    await row(page, 'Printer P02').click();
    await page.keyboard.press('n');
    const field = panel(page).getByRole('textbox', { name: 'Work note' });
    await expect(field).toBeFocused();
    await page.keyboard.type('seen ');
    await page.keyboard.press('Control+;');
    await page.keyboard.type('missed call');
    await page.keyboard.press('Enter');
    await expect(field).toHaveValue(/^seen Hello ‹requester›,/);
    await page.keyboard.press('Control+z');
    await expect(field).toHaveValue('seen missed call');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('/var/log/cups/');
    await page.keyboard.press('Control+Enter');
    await expect(panel(page).locator('[data-entry="workNote"]')).toContainText('/var/log/cups/');
    other.close();
  });
});

test('canned replies are all there to be looked through, in the order of the language on screen', async ({
  desk: page,
  host,
}) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['Outlook does not start']);
  other.close();
  await row(page, 'Outlook does not start').click();
  await page.keyboard.press('m');
  await expect(panel(page).getByRole('textbox', { name: 'Comment' })).toBeFocused();
  await panel(page).getByRole('button', { name: 'Format' }).click();
  await page.getByRole('menuitem', { name: /Canned reply/ }).click();
  const options = page.getByRole('option');
  await expect(options).toHaveCount(20);
  const names = await options.allInnerTexts();
  expect(names[0]).toBe('Announce a visit');
  expect(names[9]).toBe('Waiting for the manufacturer');
  expect(names.slice(10).every((name) => name.endsWith('中文'))).toBe(true);
  expect(names[10]).toMatch(/^备件已订购/);
  const last = options.nth(9);
  await expect(last).not.toBeInViewport({ ratio: 1 });
  for (let down = 0; down < 9; down++) await page.keyboard.press('ArrowDown');
  await expect(last).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('textbox', { name: 'Comment' })).toHaveValue(/manufacturer/);
});

test.describe('longer texts in dialogs', () => {
  test('have canned replies, a preview and files, and keep back what is not filled in', async ({
    desk: page,
    host,
  }) => {
    test.slow();
    const other = await otherConsole(host);
    const [made] = await registerTickets(other, ['Outlook does not start'], {
      requester: { id: null, name: 'Lena Ortiz' },
    });
    await row(page, 'Outlook does not start').click();
    await expect(panel(page).getByRole('heading', { name: 'Outlook does not start' })).toBeVisible();
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: 'Resolve' });
    await dialog.getByRole('combobox', { name: 'Resolution code' }).fill('config');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const solution = dialog.getByRole('textbox', { name: 'What solved it' });
    await expect(solution).toBeFocused();
    await page.keyboard.type('/solved');
    await expect(page.getByRole('option', { name: /Solved, please check/ })).toBeVisible();
    await expectNoBarriers(page);
    // The list is what Escape closes; the dialog and what was typed stay.
    await page.keyboard.press('Escape');
    await expect(page.getByRole('option')).toHaveCount(0);
    await expect(solution).toHaveValue('/solved');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await expect(solution).toHaveValue(/^Hello Lena,/);
    await dialog.getByRole('button', { name: 'One-off, will not come back' }).click();

    await giveFiles(solution, 'paste', [{ name: 'image.png', type: 'image/png', content: makePng(40, 30) }]);
    await expect(page.getByText(/^Screenshot .* attached to INC-/)).toBeVisible();

    // Tab passes the tools by; this key leads to them, and Escape back without closing the dialog.
    await solution.focus();
    await page.keyboard.press('Alt+F10');
    await expect(dialog.getByRole('button', { name: 'Format' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(solution).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(dialog.getByRole('textbox', { name: 'Why no article fits' })).toBeFocused();
    await solution.focus();
    await page.keyboard.press('Alt+F10');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('group', { name: 'What solved it: Preview' })).toContainText('Hello Lena,');
    await expectNoBarriers(page);
    await page.keyboard.press('Control+Enter');
    // Whoever submits from the preview is taken to what is wrong in the text.
    await expect(dialog.getByText('Fill in ‹cause› before this goes out')).toBeVisible();
    await expect(solution).toBeFocused();
    await solution.fill('The **add-in** was removed');
    await page.keyboard.press('Control+Enter');
    await expect(dialog).toBeHidden();
    await expect(panel(page).getByRole('region', { name: 'Resolution' }).locator('strong')).toHaveText('add-in');
    const { timeline } = valueOf(await other.call('tickets.get', { ticketId: made?.ticketId ?? '' }));
    expect(timeline.filter(({ event }) => event.kind === 'attachment')).toHaveLength(1);
    other.close();
  });

  test('of several tickets fill in what they share and leave the rest open', async ({ desk: page, host }) => {
    const other = await otherConsole(host);
    await registerTickets(other, ['One', 'Two'], { requester: { id: null, name: 'Lena Ortiz' } });
    other.close();
    await expect(row(page, 'Two')).toBeVisible();
    await page.keyboard.press('x');
    await page.keyboard.press('Shift+J');
    await expect(page.getByText('2 selected')).toBeVisible();
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: 'Resolve' });
    const solution = dialog.getByRole('textbox', { name: 'What solved it' });
    await solution.fill('/solved');
    await page.keyboard.press('Enter');
    await expect(solution).toHaveValue(/^Hello ‹requester›,.*Ada Marsh/s);
    // A file goes to one ticket.
    await expect(dialog.getByRole('button', { name: 'Attach file…' })).toHaveCount(0);
  });
});

test('the narrowest panel has room for every word of the composer', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['Outlook does not start']);
  other.close();
  await page.setViewportSize({ width: 1024, height: 640 });
  await row(page, 'Outlook does not start').click();
  await page.keyboard.press('m');
  await expect(panel(page).getByRole('textbox', { name: 'Comment' })).toBeFocused();
  const cut = await panel(page)
    .locator('[data-kind] [role="radiogroup"], [data-kind] button, [data-kind] label, [data-kind] label span')
    .evaluateAll((elements) =>
      elements.flatMap((element) =>
        element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 ? [element.textContent] : [],
      ),
    );
  expect(cut).toEqual([]);
  const words = panel(page).getByText('Requester', { exact: true }).last();
  const add = panel(page).getByRole('button', { name: 'Add' });
  const [wordsBox, addBox, panelBox] = await Promise.all(
    [words, add, panel(page)].map((locator) => locator.boundingBox()),
  );
  expect((wordsBox?.x ?? 0) + (wordsBox?.width ?? 0)).toBeLessThan(addBox?.x ?? 0);
  expect((addBox?.x ?? 0) + (addBox?.width ?? 0)).toBeLessThan((panelBox?.x ?? 0) + (panelBox?.width ?? 0));
});

test.describe('ticket forms', () => {
  test('ask what the answers call for, and bring their tasks', async ({ desk: page, host }) => {
    await page.getByRole('button', { name: 'New ticket' }).first().click();
    const form = page.getByRole('complementary', { name: 'New ticket' });
    await form.getByRole('combobox', { name: 'Template' }).fill('Printer');
    await page.keyboard.press('Enter');
    await expect(form.getByRole('textbox', { name: 'Title' })).toHaveValue(
      'Printer ‹Which printer (name on the label)› does not print',
    );
    await expect(form.getByLabel('What the display says')).toHaveCount(0);
    await form.getByLabel('Which printer (name on the label)').fill('P02');
    await expect(form.getByRole('textbox', { name: 'Title' })).toHaveValue('Printer P02 does not print');
    await form.getByRole('combobox', { name: 'What happens' }).click();
    await page.getByRole('option', { name: 'Error on the display' }).click();
    await page.keyboard.press('Control+Enter');
    await expect(form.getByText('This template needs an answer here')).toHaveCount(1);
    await expectNoBarriers(page);
    await expect(form.getByLabel('What the display says')).toBeFocused();
    await page.keyboard.type('E-23');
    await page.keyboard.press('Control+Enter');
    await expect(panel(page).getByRole('heading', { name: 'Printer P02 does not print' })).toBeVisible();
    await expect(panel(page).getByText('What the display says: E-23')).toBeVisible();
    await expect(panel(page).getByText('Print a test page from the desk').first()).toBeVisible();
    const other = await otherConsole(host);
    const { rows } = valueOf(
      await other.call('queue.page', {
        filter: {
          text: 'P02',
          states: [],
          priorities: [],
          kinds: [],
          assignee: null,
          group: null,
          category: null,
          importBatch: null,
        },
        order: { by: 'number', descending: false },
        from: 0,
        count: 1,
      }),
    );
    expect(rows[0]).toMatchObject({ category: 'Configuration › Printer' });
    other.close();
  });
});

test.describe('macros', () => {
  test('run on three checked tickets, after saying what they will do', async ({ desk: page, host }) => {
    test.slow();
    const other = await otherConsole(host);
    const made = await registerTickets(other, ['One', 'Two', 'Three'], { requester: { id: null, name: 'Lena Ortiz' } });
    await registerTickets(other, ['Nobody asked']);
    await expect(row(page, 'Nobody asked')).toBeVisible();
    await page.keyboard.press('x');
    for (let more = 0; more < 3; more++) await page.keyboard.press('Shift+J');
    await expect(page.getByText('4 selected')).toBeVisible();
    await page.keyboard.press('q');
    await page.keyboard.type('acknowledge');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Take and acknowledge' });
    await expect(dialog.getByText('Assign to whoever runs it')).toBeVisible();
    await expect(dialog.getByText(/Step 2: Not known for this ticket: ‹requester›/)).toBeVisible();
    await expectNoBarriers(page);
    await expect(dialog.getByRole('button', { name: 'Run on 3 tickets' })).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Take and acknowledge: done on 3 tickets')).toBeVisible();
    for (const { ticketId } of made) {
      const { ticket, timeline } = valueOf(await other.call('tickets.get', { ticketId }));
      expect(ticket).toMatchObject({ state: 'in_progress', assignee: { name: 'Ada Marsh' } });
      expect(timeline.some(({ event }) => event.kind === 'comment' && event.text.startsWith('Hello Lena,'))).toBe(true);
    }
    other.close();
  });
});

test.describe('the templates screen', () => {
  test('makes a canned reply, refuses a variable that does not exist, and retires it', async ({ desk: page }) => {
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await expect(page.getByRole('heading', { name: 'Templates' })).toBeVisible();
    await page.getByRole('button', { name: 'New', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Canned reply' }).click();
    const details = page.getByRole('complementary', { name: 'Template' });
    await details.getByLabel('Name').fill('Out of office');
    await details.getByRole('textbox', { name: 'Text' }).fill('Hello {{requester.nmae}}');
    await page.keyboard.press('Control+Enter');
    await expect(details.getByText(/Nothing fills \{\{requester.nmae\}\} in/)).toBeVisible();
    await details.getByRole('textbox', { name: 'Text' }).fill('Hello {{requester.name}}');
    await expect(details.getByRole('region', { name: 'Preview' })).toContainText('Hello Lena Ortiz');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('“Out of office” saved')).toBeVisible();
    await expectNoBarriers(page);
    await details.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Retire' }).click();
    await expect(page.getByRole('button', { name: 'Show 1 retired' })).toBeVisible();
  });
});

test.describe('what is typed into a template', () => {
  test('stays when the panel is closed and the page goes, until it is saved or given up', async ({
    desk: page,
    host,
  }) => {
    const details = page.getByRole('complementary', { name: 'Template' });
    const text = details.getByRole('textbox', { name: 'Text' });
    const name = details.getByLabel('Name');
    await page.goto(`${host.origin}/#/templates`);
    await page.getByRole('button', { name: /^Announce a visit/ }).click();
    await text.fill('Dear {{requester.name}},');
    // Closed at once, before the pause in typing after which it is kept.
    await details.getByRole('button', { name: 'Close' }).click();
    await expect(details).toBeHidden();
    const changed = page.getByRole('button', { name: /^Announce a visit draft/ });
    await changed.click();
    await expect(text).toHaveValue('Dear {{requester.name}},');
    await expect(details.getByText(/^Draft saved/)).toBeVisible();

    await page.getByRole('button', { name: 'New', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Macro' }).click();
    await name.fill('Hand to the network team');
    await details.getByRole('button', { name: 'Add step' }).click();
    await page.getByRole('menuitem', { name: 'Write a work note' }).click();
    await details.getByRole('textbox', { name: 'Text' }).fill('For the network team');
    await expect(details.getByText(/^Draft saved/)).toBeVisible();
    await expectNoBarriers(page);
    await page.reload();
    await signIn(page);
    await expect(name).toHaveValue('Hand to the network team');
    await expect(details.getByRole('textbox', { name: 'Text' })).toHaveValue('For the network team');

    await page.goto(`${host.origin}/#/drafts`);
    const drafts = page.getByRole('list', { name: 'Unfinished texts' });
    await expect(drafts.getByRole('listitem')).toHaveCount(2);
    await expect(drafts.getByText('Changes to a template')).toBeVisible();
    await drafts.getByRole('link', { name: /New template.*Hand to the network team/s }).click();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('“Hand to the network team” saved')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Not saved yet' })).toBeHidden();

    await changed.click();
    await details.getByRole('button', { name: 'Discard draft' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard draft' }).click();
    await expect(text).toHaveValue(/^Hello \{\{requester.firstName\}\},/);
    await expect(changed).toHaveCount(0);
  });

  test('is not lost to what a colleague saves meanwhile, and does not replace it unasked', async ({
    desk: page,
    host,
  }) => {
    const other = await otherConsole(host);
    const template = valueOf(await other.call('templates.list', {})).find(
      ({ content }) => content.name === 'Announce a visit',
    );
    if (template?.content.kind !== 'reply') throw new Error('no such canned reply');
    const details = page.getByRole('complementary', { name: 'Template' });
    const text = details.getByRole('textbox', { name: 'Text' });
    const saveNewer = async (version: number, body: string) =>
      valueOf(
        await other.call('templates.save', {
          id: template.id,
          version,
          retired: false,
          content: { ...template.content, kind: 'reply', body },
        }),
      );
    await page.goto(`${host.origin}/#/templates/${encodeURIComponent(template.id)}`);
    await expect(text).toHaveValue(/^Hello/);
    // Nothing was typed: the panel shows what is newest.
    await saveNewer(1, 'Second version');
    await expect(text).toHaveValue('Second version');
    await text.fill('Mine');
    await saveNewer(2, 'Third version');
    await expect(details.getByText('A newer version was saved while you were writing.')).toBeVisible();
    await expect(text).toHaveValue('Mine');
    await expectNoBarriers(page);
    await page.keyboard.press('Control+Enter');
    await expect(details.getByText(/Someone changed this in the meantime/)).toBeVisible();
    await details.getByRole('button', { name: 'Keep mine' }).click();
    await details.getByRole('button', { name: /^Save/ }).click();
    await expect(page.getByText('“Announce a visit” saved')).toBeVisible();
    const versions = valueOf(await other.call('templates.versions', { id: template.id }));
    expect(versions.map(({ content }) => (content.kind === 'reply' ? content.body : ''))).toEqual([
      template.content.body,
      'Second version',
      'Third version',
      'Mine',
    ]);
    other.close();
  });
});

test.describe('mentions', () => {
  test('reach the colleague who is named, in both directions, and are seen with the ticket', async ({
    desk: page,
    host,
  }) => {
    test.slow();
    const other = await otherConsole(host);
    const [made] = await registerTickets(other, ['VPN drops']);
    const ticketId = made?.ticketId ?? '';
    const passphrase = 'slow river candle 77';
    const user = valueOf(
      await other.call('accounts.addUser', {
        name: 'sam',
        displayName: 'Sam Okafor',
        roles: ['technician'],
        passphrase,
      }),
    );
    other.close();
    const sam = await host.connect();
    valueOf(await sam.call('accounts.signIn', { userId: user.id, passphrase }));

    await row(page, 'VPN drops').click();
    await page.keyboard.press('n');
    const field = panel(page).getByRole('textbox', { name: 'Work note' });
    await expect(field).toBeFocused();
    await page.keyboard.type('Please look, @sa');
    await page.getByRole('option', { name: 'Sam Okafor' }).waitFor();
    await page.keyboard.press('Enter');
    await expect(field).toHaveValue('Please look, @Sam Okafor ');
    await page.keyboard.press('Control+Enter');
    await expect(panel(page).locator('[data-entry="workNote"]')).toContainText('@Sam Okafor');
    await expect(panel(page).getByText('Watchers')).toBeVisible();
    const inbox = valueOf(await sam.call('watching.inbox', {}));
    expect(inbox).toMatchObject({
      unreadMentions: 1,
      mentions: [{ by: 'Ada Marsh', title: 'VPN drops', isUnread: true }],
    });
    expect(inbox.unreadWatched).toEqual([ticketId]);

    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    valueOf(await sam.call('tickets.comment', { ticketId, text: '@Ada Marsh done', delivery: 'pending' }));
    const nav = page.getByRole('navigation').first();
    await expect(nav.getByRole('link', { name: /Mentions 1/ })).toBeVisible();
    await nav.getByRole('link', { name: /Mentions/ }).click();
    await page.getByRole('button', { name: /Sam Okafor.*VPN drops/s }).click();
    await expect(panel(page).getByRole('heading', { name: 'VPN drops' })).toBeVisible();
    await expect(nav.getByRole('link', { name: /Mentions 1/ })).toBeHidden();
    sam.close();
  });
});
