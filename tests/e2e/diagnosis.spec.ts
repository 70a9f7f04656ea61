/** Guided diagnosis: a tree walked by keys on a ticket to its resolution, and one that is broken, mended and saved as text. */
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, panel, registerTickets, row, valueOf } from './support/tickets.ts';

const question = 'Who is affected?';

test('a tree is walked by keys to its end, and the ticket resolved with it', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['VPN drops every few minutes'], { category: 'Network' });
  await row(page, 'VPN drops').click();
  const ticket = panel(page);
  await expect(ticket.getByRole('heading', { name: 'VPN drops' })).toBeVisible();

  const section = ticket.getByRole('region', { name: 'Guided diagnosis' });
  const suggested = section.getByRole('button', { name: /No network, or an unsteady one.*suggested/ });
  await ticket.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Guided diagnosis…' }).click();
  await expect(suggested).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(section).toHaveCount(0);
  await page.keyboard.press('d');
  await expect(suggested).toBeFocused();
  await page.keyboard.press('1');
  await expect(section.getByText(question)).toBeVisible();
  await page.keyboard.press('1');
  await expect(section.getByText('What changed just before?')).toBeVisible();
  await page.keyboard.press('b');
  await expect(section.getByText('What changed just before?')).toHaveCount(0);
  await page.keyboard.press('1');
  await expect(section.getByText('What changed just before?')).toBeVisible();
  await page.keyboard.press('3');
  await expect(section.getByText('What does the network icon show?')).toBeVisible();
  await expectNoBarriers(page);

  await section.getByRole('textbox', { name: 'Note with the answer' }).fill('169.254.12.7');
  await expect.poll(async () => valueOf(await other.call('drafts.list', {})).length).toBe(1);
  await page.reload();
  await signIn(page);
  await expect(section.getByText('What does the network icon show?')).toBeVisible();
  await expect(section.getByRole('textbox', { name: 'Note with the answer' })).toHaveValue('169.254.12.7');
  await section.getByRole('button', { name: 'Connected, “No internet”' }).press('Enter');
  await expect(section.getByText('Which IPv4 address does the computer have?')).toBeVisible();
  await expect(section.getByRole('button', { name: /169.254/ }).last()).toBeFocused();
  await page.keyboard.press('1');
  await expect(section.getByText('Renew the address')).toBeVisible();
  await page.keyboard.press('1');
  await expect(section.getByText('Likely cause')).toBeVisible();
  await expect(section.getByText('An address from another network, or an expired one')).toBeVisible();
  await expectNoBarriers(page);

  await section.getByRole('button', { name: 'Add as work note' }).click();
  await expect(section.getByRole('button', { name: 'Added as work note' })).toBeVisible();
  await section.getByRole('button', { name: 'Resolve with this' }).click();
  const dialog = page.getByRole('dialog', { name: 'Resolve' });
  await expect(dialog.getByRole('textbox', { name: 'What solved it' })).toHaveValue(
    /renewed it[\s\S]*Likely cause: An address[\s\S]*3\. What does the network icon show\? → Connected, “No internet” \(169\.254\.12\.7\)/,
  );
  await dialog.getByRole('button', { name: 'One-off' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toHaveCount(0);
  await expect(ticket.getByText('Resolved').first()).toBeVisible();
  await expect(section.getByRole('button', { name: 'Resolve with this' })).toHaveCount(0);
  await expect(ticket.locator('[data-entry="diagnosis"]')).toHaveCount(8);
  other.close();
});

test('what needs somebody else is assigned with the reason, and a colleague’s step is seen', async ({
  desk: page,
  host,
}) => {
  const other = await otherConsole(host);
  const [made] = await registerTickets(other, ['Nobody on floor 3 has Wi-Fi'], { category: 'Network' });
  const ticketId = made?.ticketId ?? '';
  const begun = valueOf(await other.call('diagnosis.start', { ticketId, tree: 'network', language: 'en' }));
  const started = begun.timeline.at(-1);
  const run = started?.event.kind === 'diagnosis' ? started.event.run : '';
  await row(page, 'Nobody on floor 3').click();
  const section = panel(page).getByRole('region', { name: 'Guided diagnosis' });
  await expect(section.getByText(question)).toBeVisible();
  const given = { ticketId, run, after: started?.id ?? '', answer: '2', note: null, language: 'en' } as const;
  valueOf(await other.call('diagnosis.answer', given));
  await expect(section.getByText('What do they have in common?')).toBeVisible();
  await page.keyboard.press('2');
  await section.getByRole('button', { name: 'Escalate' }).click();
  const dialog = page.getByRole('dialog', { name: 'Assign' });
  await expect(dialog.getByRole('textbox', { name: /Work note/ })).toHaveValue(
    /^Network team at once[\s\S]*Likely cause: Switch, access point or uplink$/,
  );
  await dialog.getByRole('combobox', { name: 'Find a person' }).fill('Ana Ruiz');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toHaveCount(0);
  await expect(panel(page).getByText('Network team at once').last()).toBeVisible();
  other.close();
});

test('an administrator breaks a tree, sees where and why, mends it, saves it and runs it', async ({
  desk: page,
  host,
}) => {
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await page.getByRole('button', { name: /^No network, or an unsteady one/ }).press('Enter');
  const text = page.getByRole('textbox', { name: 'Text of the diagnosis' });
  const before = await text.inputValue();
  await expectNoBarriers(page);

  await text.fill(before.replace('next: changed', 'next: chnaged'));
  await page.getByText('One problem', { exact: true }).click();
  const problem = page.getByRole('button', { name: /Line 27, column 15/ });
  await expect(problem).toContainText('There is no node “chnaged”. Check the spelling, or add it.');
  await expectNoBarriers(page);
  await expect(page.getByRole('link', { name: /^Drafts/ })).toContainText('1');
  await page.reload();
  await signIn(page);
  await expect(text).toHaveValue(/chnaged/);
  await page.getByText('One problem', { exact: true }).click();
  await problem.click();
  await expect(text).toBeFocused();
  expect(await text.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart).split('\n')[0])).toBe(
    'chnaged',
  );
  await expect(page.getByRole('button', { name: 'Save…' })).toHaveAttribute('aria-disabled', 'true');

  await text.fill(before.replace(question, 'Who is cut off?'));
  await expect(page.getByText('Everything can be walked')).toBeVisible();
  await page.getByText('Try out', { exact: true }).click();
  await page.getByRole('button', { name: 'Only this computer' }).click();
  await expect(page.getByText('What changed just before?', { exact: true })).toBeVisible();
  await text.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: /^Save/ });
  await expect(dialog.getByText('one line added, one line removed')).toBeVisible();
  await expectNoBarriers(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('saved as version 2')).toBeVisible();
  await expect(text).toHaveValue(/version: 2/);
  await expect(page.getByText('Nothing has changed')).toBeVisible();

  const other = await otherConsole(host);
  const [made] = await registerTickets(other, ['No network at the till']);
  other.close();
  await page.evaluate((id) => {
    location.hash = `#/queue/${encodeURIComponent(id)}`;
  }, made?.ticketId ?? '');
  await expect(panel(page).getByRole('heading', { name: 'No network at the till' })).toBeVisible();
  await panel(page).getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Guided diagnosis…' }).click();
  await panel(page)
    .getByRole('button', { name: /No network, or/ })
    .click();
  await expect(panel(page).getByText('Who is cut off?')).toBeVisible();

  await page.evaluate(() => {
    location.hash = '#/diagnosis/network';
  });
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Back to what ships…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Back to what ships' }).click();
  await expect(text).toHaveValue(before);
});

test('a file makes a diagnosis of the desk’s own, which goes out and can be taken out of use', async ({
  desk: page,
  host,
}) => {
  const other = await otherConsole(host);
  const { text } = valueOf(await other.call('diagnosis.tree', { tree: 'printing' }));
  other.close();
  const own = text.replace('id: printing', 'id: plotters').replace('Printing does not work as it should', 'Plotters');
  await page.evaluate(() => {
    location.hash = '#/diagnosis';
  });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import…' }).click();
  const file = { name: 'plotters.yaml', mimeType: 'application/yaml', buffer: Buffer.from(`\uFEFF${own}`) };
  await (await chooser).setFiles(file);
  await expect(page.getByRole('textbox', { name: 'Text of the diagnosis' })).toHaveValue(own);
  await expect(page.getByRole('heading', { name: 'Plotters' })).toBeVisible();
  await page.getByRole('button', { name: 'Save…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('“Plotters” saved as version 1')).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  expect((await download).suggestedFilename()).toBe('plotters.yaml');

  await page.getByRole('button', { name: 'All diagnoses' }).click();
  await page.getByRole('button', { name: /^Plotters.*of this desk/ }).click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Take out of use…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take out of use' }).click();
  await expect(page.getByText('“Plotters” is out of use')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Printing/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Plotters/ })).toHaveCount(0);
});

test('whoever may not change trees reads and tries them all the same', async ({ page, host }) => {
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
    location.hash = '#/diagnosis/mail';
  });
  await expect(page.getByText('An administrator of this desk can change this.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Text of the diagnosis' })).toHaveAttribute('readonly', '');
  await expect(page.getByRole('button', { name: 'Save…' })).toHaveCount(0);
  await page.getByText('Try out', { exact: true }).click();
  await expect(page.getByText('What does not work?').last()).toBeVisible();
});
