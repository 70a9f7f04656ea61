import type { Page } from 'playwright/test';
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, registerTickets, valueOf } from './support/tickets.ts';

const titles = Array.from({ length: 30 }, (_, place) => `Printer ${String(place + 1).padStart(2, '0')} is offline`);
const grid = (page: Page) => page.getByRole('grid', { name: 'Tickets' });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Edit several tickets' });

test('thirty tickets are edited by keyboard, with a preview, and put back with one undo', async ({ desk, host }) => {
  const colleague = await otherConsole(host);
  const tickets = await registerTickets(colleague, titles);
  await expect(grid(desk)).toHaveAttribute('aria-rowcount', '31');
  await grid(desk).press('b');
  await expect(dialog(desk)).toContainText('All 30 of this list');
  await desk.keyboard.press('Control+Enter');
  await expect(dialog(desk).getByRole('alert')).toHaveText('Choose at least one field to set');

  await dialog(desk).getByRole('checkbox', { name: 'Category' }).press('Space');
  await desk.keyboard.type('Printing');
  await dialog(desk).getByRole('checkbox', { name: 'Urgency' }).press('Space');
  await desk.keyboard.type('cannot');
  await desk.keyboard.press('Enter');
  await expectNoBarriers(desk);
  await desk.keyboard.press('Control+Enter');
  await expect(dialog(desk)).toContainText('30 tickets change');
  const summary = dialog(desk).getByRole('table', { name: 'What changes' });
  await expect(summary.getByRole('row', { name: 'Category' })).toContainText('–Printing30');
  await expect(summary.getByRole('row', { name: 'Priority' })).toContainText('P3P230');
  await expectNoBarriers(desk);

  // Somebody is faster: their category stays.
  const [first] = tickets;
  valueOf(
    await colleague.call('tickets.edit', {
      ticketId: first?.ticketId ?? '',
      seen: { category: null },
      category: 'Network',
    }),
  );
  await desk.keyboard.press('Control+Enter');
  await expect(dialog(desk)).toContainText('29 tickets changed');
  await expect(dialog(desk)).toContainText('1 was left alone: somebody changed it since the preview');
  await expect(dialog(desk).getByRole('table', { name: 'Left alone' })).toContainText(titles[0] ?? '');
  await desk.keyboard.press('Escape');
  await expect(dialog(desk)).toBeHidden();

  // The palette undoes it, also after a reload; what was touched since stays.
  valueOf(
    await colleague.call('tickets.edit', {
      ticketId: tickets[1]?.ticketId ?? '',
      seen: { category: 'Printing' },
      category: 'Plotter',
    }),
  );
  await desk.reload();
  await signIn(desk);
  await expect(grid(desk)).toHaveAttribute('aria-rowcount', '31');
  await desk.keyboard.press('Control+k');
  await desk.keyboard.type('undo the last');
  await expect(desk.getByRole('option', { name: 'Undo the last bulk edit', selected: true })).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(desk.getByText('29 tickets are as they were before the bulk edit')).toBeVisible();
  await expect(desk.getByText('1 keeps what was changed since')).toBeVisible();
  const categories = await Promise.all(
    tickets.map(async ({ ticketId }) => valueOf(await colleague.call('tickets.get', { ticketId })).ticket.category),
  );
  expect(categories.slice(0, 3)).toEqual(['Network', 'Plotter', null]);
  expect(new Set(categories.slice(2))).toEqual(new Set([null]));
  colleague.close();
});

test('the chosen tickets are assigned to a group, and the message undoes it', async ({ desk, host }) => {
  const colleague = await otherConsole(host);
  const tickets = await registerTickets(colleague, titles.slice(0, 3));
  await expect(grid(desk)).toHaveAttribute('aria-rowcount', '4');
  await grid(desk).press('x');
  await grid(desk).press('Shift+j');
  await desk.getByRole('button', { name: 'Edit several…' }).click();
  await expect(dialog(desk).getByRole('radio', { name: 'The 2 chosen ones' })).toBeChecked();
  await dialog(desk).getByRole('checkbox', { name: 'Assign to' }).press('Space');
  await dialog(desk).getByRole('combobox', { name: 'Group' }).fill('Print');
  await dialog(desk).getByRole('checkbox', { name: 'Before the title' }).press('Space');
  await desk.keyboard.type('[Outage]');
  await dialog(desk).getByRole('checkbox', { name: 'Add to description' }).press('Space');
  await desk.keyboard.press('Control+Enter');
  await expect(dialog(desk).getByRole('alert')).toHaveText('Write what is added');
  await dialog(desk)
    .getByRole('textbox', { name: 'Add to description' })
    .fill('Part of the outage of the print server.');
  await desk.keyboard.press('Control+Enter');
  await expect(dialog(desk)).toContainText('2 tickets change');
  const summary = dialog(desk).getByRole('table', { name: 'What changes' });
  await expect(summary.getByRole('row', { name: 'Title' })).toContainText('[Outage] …2');
  await desk.keyboard.press('Control+Enter');
  await expect(dialog(desk)).toBeHidden();
  const states = async () =>
    Promise.all(
      tickets.map(async ({ ticketId }) => {
        const { ticket } = valueOf(await colleague.call('tickets.get', { ticketId }));
        return [ticket.state, ticket.assignmentGroup, ticket.title.startsWith('[Outage] '), ticket.description !== ''];
      }),
    );
  expect(await states()).toEqual([
    ['assigned', 'Print', true, true],
    ['assigned', 'Print', true, true],
    ['new', null, false, false],
  ]);
  await desk.getByRole('button', { name: 'Undo' }).click();
  await expect(desk.getByText('2 tickets are as they were before the bulk edit')).toBeVisible();
  expect(new Set((await states()).map(String))).toEqual(new Set(['new,,false,false']));
  colleague.close();
});

test('an undo that takes a while shows how far it is and can be stopped', async ({ page, host }) => {
  await setUpDesk(host);
  const colleague = await otherConsole(host);
  await registerTickets(colleague, titles.slice(0, 3));
  // What this window asks for is held back, so that the undo takes as long as one of thousands of tickets.
  const sent: string[] = [];
  let letGo = (): void => undefined;
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      sent.push(String(message));
      if (String(message).includes('"bulk.undo"')) letGo = () => server.send(message);
      else server.send(message);
    });
  });
  await openConsole(page, host);
  await signIn(page);
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '4');
  await grid(page).press('b');
  await dialog(page).getByRole('checkbox', { name: 'Category' }).press('Space');
  await page.keyboard.type('Printing');
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page)).toContainText('3 tickets change');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Undo' }).click();
  const undoing = page.getByRole('dialog', { name: 'Undoing the bulk edit' });
  await expect(undoing).toContainText('Putting back 0 of 3');
  await expect(undoing.getByRole('button', { name: 'Stop' })).toBeFocused();
  await expectNoBarriers(page);
  await page.keyboard.press('Enter');
  await expect.poll(() => sent.some((message) => message.includes('"bulk.cancel"'))).toBe(true);
  letGo();
  await expect(undoing).toBeHidden();
  await expect(page.getByText('3 tickets are as they were before the bulk edit')).toBeVisible();
  colleague.close();
});
