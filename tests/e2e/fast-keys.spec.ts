/** Keys that are faster than the console: they wait for what they mean, in their order, and none is lost. */
import type { Page } from 'playwright/test';
import { expect, keepPaletteBack, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import type { LoopbackHost } from '../support/loopback-host.ts';
import { otherConsole, registerTickets, row, valueOf } from './support/tickets.ts';

interface Request {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

/** From now on replies to such requests are kept back; `release` lets those that are `meant` now, and all later ones of them, through. */
const keepBack = async (
  page: Page,
  isMeant: (request: Request) => boolean,
): Promise<{ release(meant?: (request: Request) => boolean): void }> => {
  let kept: { readonly request: Request; readonly send: () => void }[] = [];
  const released: ((request: Request) => boolean)[] = [];
  const isReleased = (request: Request): boolean => released.some((meant) => meant(request));
  await page.routeWebSocket(/^ws:/, (socket) => {
    const server = socket.connectToServer();
    const asked = new Map<number, Request>();
    socket.onMessage((message) => {
      const request = JSON.parse(String(message)) as Request;
      if (isMeant(request)) asked.set(request.id, request);
      server.send(message);
    });
    server.onMessage((message) => {
      const { id } = JSON.parse(String(message)) as { readonly id?: number };
      const request = asked.get(id ?? -1);
      if (request && !isReleased(request)) kept.push({ request, send: () => socket.send(message) });
      else socket.send(message);
    });
  });
  return {
    release: (meant = () => true) => {
      released.push(meant);
      for (const { request, send } of kept) if (isReleased(request)) send();
      kept = kept.filter(({ request }) => !isReleased(request));
    },
  };
};

const titles = ['Plotter feeds no paper', 'Dock drops the VPN in room 4', 'Dock drops the VPN in room 9'] as const;

const setUpTickets = async (host: LoopbackHost): Promise<void> => {
  await setUpDesk(host);
  const other = await otherConsole(host);
  await registerTickets(other, titles);
  other.close();
};

test('keys pressed before the rows of a search are there mean those rows', async ({ page, host }) => {
  await setUpTickets(host);
  const rows = await keepBack(
    page,
    ({ name, input }) => name === 'queue.page' && JSON.stringify(input).includes('dock'),
  );
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  await expect(page.locator('[data-row-id]')).toHaveCount(3);
  await keys.press('/');
  await keys.type('dock');
  await keys.press('Enter');
  await expect(page.getByRole('grid', { name: 'Tickets' })).toBeFocused();
  for (const key of ['x', 'j', 'x', '/']) await keys.press(key);
  // What is written by then is text, not keys of the list.
  await keys.type(' r');
  // Where one can go needs no rows, but not before the keys that wait.
  await expect(page.locator('[data-row-id]')).toHaveCount(3);
  await expect(page.getByText(/selected$/)).toHaveCount(0);
  rows.release();
  await expect(page.getByText('2 selected')).toBeVisible();
  for (const title of titles.slice(1)) await expect(row(page, title)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('combobox', { name: 'Search' }).or(page.getByRole('searchbox'))).toHaveValue(' r');
});

test('what is typed into a search that a key led to stands there in its order, whatever rows are on their way', async ({
  page,
  host,
}) => {
  await setUpTickets(host);
  const isFor = (text: RegExp) => (request: Request) =>
    request.name === 'queue.page' && text.test(JSON.stringify(request.input));
  const rows = await keepBack(page, isFor(/"text":"[dp]/));
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const search = page.getByRole('combobox', { name: 'Search' }).or(page.getByRole('searchbox'));
  await expect(page.locator('[data-row-id]')).toHaveCount(3);
  await keys.press('/');
  await keys.type('dock');
  await keys.press('Enter');
  await expect(page.getByRole('grid', { name: 'Tickets' })).toBeFocused();
  await keys.press('/');
  await keys.type('pl');
  await expect(search).toHaveValue('dock');
  rows.release(isFor(/"text":"d/));
  await expect(search).toBeFocused();
  await keys.type('otter');
  await expect(search).toHaveValue('plotter');
  // Out of the field keys mean rows again, and wait for them.
  await keys.press('Enter');
  await keys.press('x');
  await expect(page.getByText(/selected$/)).toHaveCount(0);
  rows.release();
  await expect(page.getByText('1 selected')).toBeVisible();
  await expect(row(page, titles[0])).toHaveAttribute('aria-selected', 'true');
});

test('Enter pressed before the entries of a search are there opens the first of those', async ({ page, host }) => {
  await setUpTickets(host);
  const entries = await keepBack(
    page,
    ({ name, input }) => name === 'audit.page' && JSON.stringify(input).includes('ticket.create'),
  );
  await openConsole(page, host);
  await signIn(page);
  await page.getByRole('link', { name: 'Audit' }).click();
  const rows = page.locator('[data-row-id]');
  await expect(rows.first()).toBeVisible();
  const keys = page.keyboard;
  await keys.press('/');
  await keys.type('ticket.create');
  await keys.press('Enter');
  await keys.press('Enter');
  await expect(rows).toHaveCount(0);
  entries.release();
  await expect(rows).toHaveCount(titles.length);
  await expect(page.getByRole('complementary', { name: 'Audit entry' })).toContainText('ticket.create');
});

test('Enter pressed while problems are looked for opens what is found, also where no row stood before', async ({
  page,
  host,
}) => {
  await setUpDesk(host);
  const other = await otherConsole(host);
  for (const title of ['Docks drop the VPN', 'Plotters feed no paper']) {
    const fields = { description: '', impact: 2, urgency: 2, category: null } as const;
    valueOf(await other.call('problems.raise', { ...fields, title, ticketIds: [] }));
  }
  other.close();
  const found = await keepBack(
    page,
    ({ name, input }) => name === 'problems.list' && /"(dock|plot)/.test(JSON.stringify(input)),
  );
  await openConsole(page, host);
  await signIn(page);
  await page.goto(`${host.origin}/#/problems`);
  const keys = page.keyboard;
  const rows = page.locator('[data-problem]');
  await expect(rows).toHaveCount(2);
  // Of the two the one that stands second: the first is what the keys meant before.
  const title = (await rows.nth(1).innerText()).includes('Docks') ? 'Docks drop the VPN' : 'Plotters feed no paper';
  await keys.press('/');
  await keys.type('nothing of this kind');
  await expect(rows).toHaveCount(0);
  await keys.press('Control+a');
  await keys.type(title.slice(0, 4).toLowerCase());
  await keys.press('Enter');
  await keys.press('Enter');
  found.release();
  await expect(
    page.getByRole('complementary', { name: 'Problem' }).getByRole('heading', { name: title }),
  ).toBeVisible();
});

test('where one can go needs no rows', async ({ page, host }) => {
  await setUpDesk(host);
  await keepBack(page, ({ name }) => name === 'queue.page');
  await openConsole(page, host);
  await signIn(page);
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(page.getByRole('heading', { name: 'Problems' })).toBeVisible();
});

test('Enter in the palette means what is found for all that was typed, also while that is on its way', async ({
  page,
  host,
}) => {
  await setUpDesk(host);
  const other = await otherConsole(host);
  await registerTickets(other, ['Zeppelin', 'Zebra printer jams']);
  other.close();
  const found = await keepBack(
    page,
    ({ name, input }) => name === 'queue.page' && JSON.stringify(input).includes('zebra'),
  );
  await openConsole(page, host);
  await signIn(page);
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('ze');
  await expect(palette.getByRole('option', { name: /Zeppelin/ })).toBeVisible();
  await page.keyboard.type('bra');
  await page.keyboard.press('Enter');
  await expect(palette).toBeVisible();
  found.release();
  await expect(palette).toHaveCount(0);
  await expect(page.getByRole('complementary').getByRole('heading', { name: 'Zebra printer jams' })).toBeVisible();
});

test('Enter for a palette that is not here yet runs what was typed before it', async ({ page, host }) => {
  await setUpDesk(host);
  const arrive = await keepPaletteBack(page);
  await openConsole(page, host);
  await signIn(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('users');
  await page.keyboard.press('Enter');
  arrive();
  await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
});

test('a key of a part of the screen that is still being fetched acts as soon as it is there', async ({
  page,
  host,
}) => {
  await setUpDesk(host, { sample: true });
  let arrive: () => void = () => undefined;
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(/\/macros-[^/]*\.js$/, async (route) => {
    await arrival;
    await route.continue();
  });
  const asked = page.waitForRequest(/\/macros-[^/]*\.js$/);
  await openConsole(page, host);
  await signIn(page);
  await expect(page.locator('[data-row-id]').first()).toBeVisible();
  await asked;
  const keys = page.keyboard;
  await page.getByRole('grid', { name: 'Tickets' }).focus();
  // What is answered already waits for nothing, but not before a key that waits.
  await keys.press('x');
  await expect(page.getByText('1 selected')).toBeVisible();
  await keys.press('q');
  await keys.press('x');
  await expect(page.getByText('1 selected')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  arrive();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByText('1 selected')).toBeAttached();
});
