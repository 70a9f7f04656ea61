/** The visit pack: a site pinned, its pack followed as things change, what is missing named and mended, the sheet of paper, and the ways to it. */
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, panel, registerTickets, valueOf } from './support/tickets.ts';

test('a site is pinned, its pack says what is missing, and everything is here once that is mended', async ({
  page,
  host,
}) => {
  await setUpDesk(host);
  const other = await otherConsole(host);
  const content = {
    name: 'Hull depot',
    organisationId: null,
    address: '3 Dock Road\nHull',
    zone: 'Europe/London',
    calendarId: null,
    hours: [[], [], [], [], [], [], []],
    accessNote: '',
    contactIds: [],
    active: true,
  };
  const site = valueOf(await other.call('directory.saveSite', { id: null, seen: null, content }));
  const anna = valueOf(
    await other.call('directory.savePerson', {
      id: null,
      seen: null,
      content: {
        name: 'Anna Holt',
        otherName: null,
        sortAs: null,
        emails: [],
        phones: [{ kind: 'work', typed: '+44 1482 496 010', e164: null }],
        organisationId: null,
        siteId: site.id,
        jobTitle: 'Shift lead',
        language: null,
        contactPreference: null,
        isVip: false,
        note: '',
      },
      active: true,
    }),
  );
  const [ticket] = await registerTickets(other, ['Gate scanner is dead'], {
    requester: { id: anna.id, name: anna.name },
  });
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const before = page.getByRole('region', { name: 'Before you go' });
  const tickets = page.getByRole('region', { name: 'Open tickets' });

  await test.step('from a ticket by the palette', async () => {
    await page.evaluate((id) => {
      window.location.hash = `#/queue/${encodeURIComponent(id)}`;
    }, ticket?.ticketId ?? '');
    await expect(panel(page).getByRole('heading', { name: 'Gate scanner is dead' })).toBeVisible();
    await keys.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Search or run a command' })).toBeFocused();
    await keys.type('visit pack');
    await page.getByRole('option', { name: 'Visit pack: Hull depot' }).click();
    await expect(page.getByRole('heading', { name: 'Visit pack: Hull depot' })).toBeVisible();
    await expect(before.getByRole('heading')).toContainText('2 things are missing as of');
    await expect(before).toContainText('There is no server, so nothing can be fetched');
    await expect(tickets.getByRole('listitem')).toContainText('for Anna Holt');
    await expectNoBarriers(page);
  });

  await test.step('pinned by key, with a day and a note', async () => {
    await keys.press('e');
    const dialog = page.getByRole('dialog', { name: 'Visit to Hull depot' });
    await dialog.getByRole('textbox', { name: 'Day of the visit' }).fill('soon');
    await keys.press('Control+Enter');
    await expect(dialog.getByText('A day such as 2026-10-15')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Day of the visit' }).fill('2031-03-04');
    await dialog.getByRole('textbox', { name: /What to take along/ }).fill('Spare scanner');
    await keys.press('Control+Enter');
    await expect(page.getByText('Hull depot is pinned')).toBeVisible();
    await expect(page.getByRole('region', { name: 'This visit' })).toContainText('Tue 4 Mar 2031');
    await expect(page.getByRole('region', { name: 'This visit' })).toContainText('Spare scanner');
  });

  await test.step('what is missing says what to do, and is gone once it is done', async () => {
    await expect(before.getByRole('listitem').first()).toContainText('Nobody noted how to get in');
    await before.getByRole('link', { name: 'Open: Nobody noted how to get in' }).click();
    await expect(page.getByRole('complementary').getByRole('heading', { name: 'Hull depot' })).toBeVisible();
    await keys.press('v');
    await expect(before).toBeVisible();
    const mended = { ...content, accessNote: 'Ring at gate 2', contactIds: [anna.id] };
    valueOf(await other.call('directory.saveSite', { id: site.id, seen: site.revision, content: mended }));
    await expect(before.getByRole('heading')).toContainText('All here as of');
    await expect(page.getByRole('region', { name: 'How to get in' })).toContainText('Ring at gate 2');
  });

  await test.step('the pack follows the desk', async () => {
    valueOf(await other.call('tickets.cancel', { ticketId: ticket?.ticketId ?? '', reason: 'duplicate' }));
    await expect(tickets).toContainText('Nothing is open there.');
  });

  await test.step('the sheet of paper has both languages', async () => {
    await page.evaluate(() => {
      window.print = () => undefined;
    });
    await keys.press('p');
    const sheet = page.locator('[data-print]');
    await expect(sheet).toContainText('Visit briefing');
    await expect(sheet).toContainText('上门简报');
    await expect(sheet).toContainText('Ring at gate 2');
    await expect(sheet).toContainText('+44 1482 496 010');
    await expect(sheet).toContainText('Spare scanner');
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await expect(sheet).toHaveCount(0);
  });

  await test.step('Home leads there while it is pinned', async () => {
    await keys.press('g');
    await keys.press('g');
    const mine = page.getByRole('region', { name: 'My visits' });
    await expect(mine).toContainText('All here as of');
    await mine.getByRole('link', { name: /Hull depot/ }).click();
    await expect(before).toBeVisible();
    await keys.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Search or run a command' })).toBeFocused();
    await keys.type('>unpin');
    await keys.press('Enter');
    await expect(page.getByText('Hull depot is no longer pinned')).toBeVisible();
    await expect(page.getByRole('region', { name: 'This visit' })).toContainText('Not pinned');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('region', { name: 'This visit' })).toContainText('Spare scanner');
  });
  other.close();
});

test('on the sample desk a full sheet stays one page, and the pack fits a narrow window', async ({
  page,
  host,
  browserName,
}) => {
  await setUpDesk(host, { sample: true });
  const other = await otherConsole(host);
  const [visit] = valueOf(await other.call('visits.mine', {}));
  expect(visit).toMatchObject({ site: 'Leeds plant' });
  const places = valueOf(await other.call('directory.places', {}));
  const largest = places.sites.toSorted((left, right) => right.people - left.people)[0]?.id ?? '';
  await openConsole(page, host);
  await signIn(page);
  await page.evaluate((id) => {
    window.location.hash = `#/contacts/sites/${id}/pack`;
  }, largest);
  await expect(page.getByRole('region', { name: 'Before you go' })).toBeVisible();
  await page.setViewportSize({ width: 400, height: 700 });
  const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  expect(await isWide()).toBe(false);
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await page.keyboard.press('p');
  await expect(page.locator('[data-print]')).toHaveCount(1);
  expect(browserName).toBe('chromium');
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/gu)).toHaveLength(1);
  other.close();
});
