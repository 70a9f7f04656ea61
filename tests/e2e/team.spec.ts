import type { Page } from 'playwright/test';
import { expect, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, registerTickets, valueOf } from './support/tickets.ts';

const ben = { name: 'ben', displayName: 'Ben Carter', passphrase: 'amber window stairs 17' } as const;

const load = (page: Page) => page.getByRole('table', { name: 'Who has what' });
const ticket = (page: Page, title: string) =>
  page.getByRole('region', { name: 'Unassigned' }).getByRole('link', { name: title });

test('a lead gives tickets to people by keys, by the dialog and by mouse', async ({ desk, host }) => {
  const colleague = await otherConsole(host);
  valueOf(await colleague.call('accounts.addUser', { ...ben, roles: ['technician'] }));
  const tickets = await registerTickets(colleague, ['Printer is offline', 'VPN drops', 'Scanner is dark']);
  await desk.keyboard.press('g');
  await desk.keyboard.press('t');
  await expect(load(desk).getByRole('row', { name: 'Ben Carter' })).toBeVisible();
  await expectNoBarriers(desk);

  // Carried by key: Ada comes first, Ben next.
  await ticket(desk, 'Printer is offline').focus();
  await desk.keyboard.press('Space');
  await expect(desk.getByText(/goes to Ada Marsh/)).toBeVisible();
  await desk.keyboard.press('ArrowDown');
  await expect(desk.getByText(/goes to Ben Carter/)).toBeVisible();
  await expect(load(desk).getByRole('row', { name: 'Ben Carter' })).toHaveAttribute('data-target', 'true');
  await desk.keyboard.press('Enter');
  await expect(ticket(desk, 'Printer is offline')).toBeHidden();
  await expect(load(desk).getByRole('link', { name: 'Ben Carter, Open: 1' })).toBeVisible();

  // By mouse.
  await ticket(desk, 'VPN drops').dragTo(load(desk).getByRole('row', { name: 'Ben Carter' }));
  await expect(load(desk).getByRole('link', { name: 'Ben Carter, Open: 2' })).toBeVisible();

  // By the dialog, to a group.
  valueOf(
    await colleague.call('groups.save', {
      id: null,
      version: null,
      name: 'Scanning',
      members: [],
      lead: null,
      active: true,
    }),
  );
  await ticket(desk, 'Scanner is dark').focus();
  await desk.keyboard.press('a');
  await expect(desk.getByRole('option', { name: 'Scanning' })).toBeVisible();
  await desk.keyboard.type('Scanning');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByText('assigned to Scanning')).toBeVisible();
  const { ticket: given } = valueOf(await colleague.call('tickets.get', { ticketId: tickets[2]?.ticketId ?? '' }));
  expect(given).toMatchObject({ state: 'assigned', assignee: null, assignmentGroup: 'Scanning' });

  // A figure leads to what is behind it.
  await load(desk).getByRole('link', { name: 'Ben Carter, Open: 2' }).click();
  await expect(desk.getByRole('grid', { name: 'Tickets' })).toHaveAttribute('aria-rowcount', '3');
  colleague.close();
});

test('groups are made of names on tickets, and edited', async ({ desk, host }) => {
  const colleague = await otherConsole(host);
  const [made] = await registerTickets(colleague, ['Printer is offline']);
  valueOf(
    await colleague.call('tickets.assign', { ticketId: made?.ticketId ?? '', assignee: null, group: 'Printing' }),
  );
  await desk.goto(`${host.origin}/#/team/groups`);
  await desk.getByRole('button', { name: 'Make it a group: Printing' }).click();
  const panel = desk.getByRole('complementary', { name: 'Group' });
  await panel.getByRole('option', { name: 'Ada Marsh' }).click();
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByText('Group “Printing” saved')).toBeVisible();
  await expect(desk.getByRole('row', { name: 'Printing' })).toContainText('Ada Marsh1');
  await expectNoBarriers(desk);
  colleague.close();
});
