/** The list: keys, filters, order, views, selection, and a focus that stays with its ticket whatever others do. */
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, panel, registerTickets, row, rowTitles, valueOf } from './support/tickets.ts';

const focused = '[data-focused]';

test('moves, opens, follows and closes by keys', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['One', 'Two', 'Three', 'Four']);
  other.close();
  const keys = page.keyboard;
  await expect.poll(() => rowTitles(page)).toEqual(['One', 'Two', 'Three', 'Four']);
  await keys.press('j');
  await keys.press('j');
  await keys.press('k');
  await expect(page.locator(focused)).toContainText('Two');
  await keys.press('End');
  await expect(page.locator(focused)).toContainText('Four');
  await keys.press('Home');
  await keys.press('ArrowDown');
  await expect(page.locator(focused)).toContainText('Two');
  await keys.press('Enter');
  await expect(panel(page).getByRole('heading', { name: 'Two' })).toBeVisible();
  await keys.press(']');
  await expect(panel(page).getByRole('heading', { name: 'Three' })).toBeVisible();
  await keys.press('[');
  await keys.press('[');
  await expect(panel(page).getByRole('heading', { name: 'One' })).toBeVisible();
  await expect(row(page, 'One')).toHaveAttribute('aria-selected', 'true');
  await page.reload();
  await signIn(page);
  await expect(panel(page).getByRole('heading', { name: 'One' })).toBeVisible();
  await keys.press('Escape');
  await expect(panel(page)).toBeHidden();
  await expectNoBarriers(page);
});

test('filters by typing and by keys, says what is left out, and goes back', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['VPN drops', '打印机卡纸']);
  const [urgent] = await registerTickets(other, ['ERP down'], { impact: 1, urgency: 1 });
  const [done] = await registerTickets(other, ['Mouse broken']);
  valueOf(await other.call('tickets.cancel', { ticketId: done?.ticketId ?? '', reason: 'withdrawn' }));
  other.close();
  const keys = page.keyboard;
  await expect.poll(() => rowTitles(page)).toEqual(['ERP down', 'VPN drops', '打印机卡纸']);

  await keys.press('/');
  await keys.type('卡纸');
  await expect.poll(() => rowTitles(page)).toEqual(['打印机卡纸']);
  await keys.press('Escape');
  await expect.poll(() => rowTitles(page)).toHaveLength(3);
  await keys.type((urgent?.number ?? '').replaceAll('-', '').toLowerCase());
  await expect.poll(() => rowTitles(page)).toEqual(['ERP down']);
  await keys.press('Escape');
  await keys.type('mouse');
  await expect(page.getByText('No open ticket matches “mouse”')).toBeVisible();
  await page.getByRole('button', { name: '1 closed ticket does' }).click();
  await expect.poll(() => rowTitles(page)).toEqual(['Mouse broken']);
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => rowTitles(page)).toHaveLength(3);

  await page.getByRole('grid').focus();
  await keys.press('f');
  await keys.type('prio');
  await keys.press('Enter');
  await keys.type('P1');
  await keys.press('Enter');
  await expect.poll(() => rowTitles(page)).toEqual(['ERP down']);
  await expectNoBarriers(page);
  await keys.press('Escape');
  await page.getByRole('button', { name: 'Remove filter Priority' }).click();
  await expect.poll(() => rowTitles(page)).toHaveLength(3);
});

test('sorts by a column head, both ways', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['Banana', 'Cherry', 'Apple']);
  other.close();
  await expect.poll(() => rowTitles(page)).toHaveLength(3);
  const head = page.getByRole('columnheader', { name: 'Title' });
  await head.getByRole('button').click();
  await expect.poll(() => rowTitles(page)).toEqual(['Apple', 'Banana', 'Cherry']);
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await head.getByRole('button').click();
  await expect.poll(() => rowTitles(page)).toEqual(['Cherry', 'Banana', 'Apple']);
});

test('keeps a view under a name, with its count, until it is removed', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['VPN drops', 'VPN slow', 'Printer']);
  other.close();
  await page.keyboard.press('/');
  await page.keyboard.type('vpn');
  await page.getByRole('button', { name: 'Save view' }).click();
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('VPN');
  await page.keyboard.press('Enter');
  const link = page.getByRole('navigation').getByRole('link', { name: /VPN/ });
  await expect(link).toContainText('2');
  await expect(page.getByRole('heading', { name: 'VPN', level: 1 })).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: /Queue/ }).click();
  await expect.poll(() => rowTitles(page)).toHaveLength(3);
  await link.click();
  await expect.poll(() => rowTitles(page)).toEqual(['VPN drops', 'VPN slow']);
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Rename view…' }).click();
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('Remote access');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Remote access', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Remove view' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove view' }).click();
  await expect(page.getByRole('navigation').getByRole('link', { name: /Remote access/ })).toHaveCount(0);
  await expect.poll(() => rowTitles(page)).toHaveLength(3);
});

test('does to all selected what it does to one', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['One', 'Two', 'Three', 'Four']);
  other.close();
  const keys = page.keyboard;
  await expect.poll(() => rowTitles(page)).toHaveLength(4);
  await keys.press('x');
  await keys.press('Shift+J');
  await keys.press('Shift+J');
  await expect(page.getByText('3 selected')).toBeVisible();
  await keys.press('t');
  await expect(page.getByText('3 tickets are yours')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'In progress' })).toHaveCount(3);
  await keys.press('Escape');
  await expect(page.getByText('3 selected')).toBeHidden();
  await expect(row(page, 'Four')).toContainText('New');
});

test('keeps the focus on its ticket while others change the list', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  const titles = Array.from({ length: 60 }, (_, index) => `Ticket ${String(index + 1).padStart(2, '0')}`);
  const made = await registerTickets(other, titles);
  await expect.poll(async () => (await rowTitles(page)).at(0)).toBe('Ticket 01');
  await row(page, 'Ticket 12').click();
  const before = await row(page, 'Ticket 12').boundingBox();

  for (const gone of made.slice(0, 5))
    valueOf(await other.call('tickets.cancel', { ticketId: gone.ticketId, reason: 'duplicate' }));
  await registerTickets(other, ['Fire in rack B2'], { impact: 1, urgency: 1 });
  await expect(page.getByRole('heading', { name: 'Queue', level: 1 }).locator('..')).toContainText('56');
  await expect(page.locator(focused)).toContainText('Ticket 12');
  await expect(panel(page).getByRole('heading', { name: 'Ticket 12' })).toBeVisible();

  await page.getByRole('grid').evaluate((grid) => grid.scrollBy(0, 200));
  const at = await row(page, 'Ticket 12').boundingBox();
  await registerTickets(other, ['Core switch restarts'], { impact: 1, urgency: 1 });
  await expect(page.getByRole('heading', { name: 'Queue', level: 1 }).locator('..')).toContainText('57');
  expect((await row(page, 'Ticket 12').boundingBox())?.y, 'nothing jumps').toBe(at?.y);
  expect(before).not.toBeNull();
  other.close();
});

test('scrolls over thousands of rows without pages, and finds the last', async ({ page, host }) => {
  await setUpDesk(host);
  const other = await otherConsole(host);
  await registerTickets(
    other,
    Array.from({ length: 700 }, (_, index) => `Ticket ${String(index + 1).padStart(3, '0')}`),
  );
  other.close();
  await openConsole(page, host);
  await signIn(page);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '701');
  await page.keyboard.press('End');
  await expect(row(page, 'Ticket 700')).toBeVisible();
  await expect(page.locator(focused)).toContainText('Ticket 700');
  await page.keyboard.press('Home');
  await expect(row(page, 'Ticket 001')).toBeVisible();
  expect(await page.locator('[data-row-id]').count(), 'only what is near the screen is drawn').toBeLessThan(120);
});

for (const scheme of ['light', 'dark'] as const) {
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1024, height: 640 },
  ]) {
    test(`has no barrier that axe finds: ${scheme}, ${size.width} px`, async ({ page, host }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize(size);
      await setUpDesk(host, { sample: true });
      await openConsole(page, host);
      await signIn(page);
      await expect(page.locator('[data-row-id]').first()).toBeVisible();
      await expectNoBarriers(page);
      await page.keyboard.press('Enter');
      await expect(panel(page).getByRole('heading', { level: 2 })).toBeVisible();
      await expectNoBarriers(page);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(sideways, 'nothing scrolls sideways').toBe(false);
    });
  }
}

test('a window that grows shows each ticket once', async ({ page, host }) => {
  await setUpDesk(host, { sample: true });
  await page.setViewportSize({ width: 1280, height: 360 });
  await openConsole(page, host);
  await signIn(page);
  const rows = page.locator('[data-row-id]');
  await expect(rows.nth(8)).toBeAttached();
  for (const height of [1000, 300, 1000]) {
    await page.setViewportSize({ width: 1280, height });
    await expect.poll(() => rows.count()).toBeGreaterThan(8);
  }
  await expect(rows.nth(27)).toBeAttached();
  const ids = await rows.evaluateAll((elements) => elements.map(({ id }) => id));
  expect(ids.length).toBe(new Set(ids).size);
  await page.keyboard.press('/');
  await page.keyboard.type('no ticket says this');
  await expect(page.getByText('No open ticket matches “no ticket says this”')).toBeVisible();
  await expect(rows).toHaveCount(0);
});

test('a view chosen with the mouse is ready for its keys, and the row they mean is marked', async ({
  desk: page,
  host,
}) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['One', 'Two', 'Three']);
  other.close();
  await expect.poll(() => rowTitles(page)).toHaveLength(3);
  await page.getByRole('link', { name: 'Unassigned' }).click();
  await expect(page.getByRole('heading', { name: 'Unassigned' })).toBeVisible();
  await expect(page.getByRole('grid')).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading', { name: 'Two' })).toBeVisible();
  // From a button of the panel the list keeps its keys, too.
  await panel(page).getByRole('button', { name: 'Copy number' }).focus();
  await page.keyboard.press('j');
  await expect(page.getByRole('grid')).toBeFocused();
  await expect(panel(page).getByRole('heading', { name: 'Three' })).toBeVisible();
});

test('an empty desk offers what fills it, and names the keys that work', async ({ desk: page }) => {
  await expect(page.getByText('There is no ticket on this laptop yet')).toBeVisible();
  const keys = page.getByRole('list', { name: 'Keys that work now' });
  await expect(keys).toContainText('new');
  await expect(keys).toContainText('search');
  await page.getByRole('link', { name: 'Import a list' }).click();
  await expect(page.getByRole('heading', { name: 'Import', exact: true })).toBeVisible();
});

test('after a search the open panel shows the row that the keys mean', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['Badge reader beeps', 'Projector stays dark']);
  other.close();
  const keys = page.keyboard;
  await row(page, 'Badge reader').click();
  await expect(panel(page).getByRole('heading', { name: 'Badge reader beeps' })).toBeVisible();
  await keys.press('/');
  await keys.type('projector');
  await keys.press('Enter');
  await expect(panel(page).getByRole('heading', { name: 'Projector stays dark' })).toBeVisible();
  await keys.press('t');
  await expect(page.getByText(/-000002 is yours/)).toBeVisible();
});

test('sorts from the palette, and the other way round when asked again', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['Beta', 'Alpha', 'Gamma']);
  other.close();
  const sortByTitle = async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('sort by title');
    await page.keyboard.press('Enter');
  };
  await expect.poll(() => rowTitles(page)).toHaveLength(3);
  await sortByTitle();
  await expect.poll(() => rowTitles(page)).toEqual(['Alpha', 'Beta', 'Gamma']);
  await sortByTitle();
  await expect.poll(() => rowTitles(page)).toEqual(['Gamma', 'Beta', 'Alpha']);
});

test('several selected tickets are taken with one button, and the focus stays in the list', async ({
  desk: page,
  host,
}) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['One', 'Two', 'Three']);
  other.close();
  await expect.poll(() => rowTitles(page)).toHaveLength(3);
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+J');
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.getByRole('button', { name: /^Take/ }).click();
  await expect(page.getByText(/2 tickets/)).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Ada Marsh' })).toHaveCount(2);
});

test('each row says how long is left, by the clock that falls due first', async ({ desk: page, host }) => {
  const other = await otherConsole(host);
  await registerTickets(other, ['ERP is down'], { impact: 1, urgency: 1 });
  const [held] = await registerTickets(other, ['Waits for a part']);
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const ticketId = held?.ticketId ?? '';
  valueOf(await other.call('tickets.comment', { ticketId, text: 'We are on it.', delivery: 'phone' }));
  valueOf(await other.call('tickets.hold', { ticketId, reason: 'parts', until, comment: null }));
  other.close();
  // A P1 is answered within 15 minutes, nights and weekends included.
  await expect(row(page, 'ERP is down').getByText(/^0:1[45]$/)).toBeVisible();
  await expect(row(page, 'ERP is down').getByRole('img', { name: 'In time' })).toBeVisible();
  await expect(row(page, 'Waits for a part').getByText('Parts', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Due', exact: true }).click();
  await expect.poll(() => rowTitles(page)).toEqual(['ERP is down', 'Waits for a part']);

  await row(page, 'ERP is down').click();
  const clocks = panel(page).getByRole('region', { name: 'Clocks' });
  await expect(clocks.getByText(/1[45] min left/)).toBeVisible();
  await expect(clocks.getByText(/Respond by/)).toBeVisible();
  await expect(clocks.getByRole('img', { name: /of the target used/ })).toBeVisible();
  await expectNoBarriers(page);
});
