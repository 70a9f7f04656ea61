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

test('one’s own day shows what was logged and who asks for one, each with the way to its ticket', async ({
  desk,
  host,
}) => {
  const me = await otherConsole(host);
  const added = valueOf(await me.call('accounts.addUser', { ...ben, roles: ['technician'] }));
  const [printer, vpn] = await registerTickets(me, ['Printer is offline', 'VPN drops']);
  const ticketId = vpn?.ticketId ?? '';
  await desk.goto(`${host.origin}/#/team/day`);
  await expect(desk.getByRole('heading', { name: 'Nothing is due today' })).toBeVisible();

  const log = {
    startedAt: new Date().toISOString(),
    work: 'remote',
    note: null,
    corrects: null,
    endTimer: false,
  } as const;
  valueOf(await me.call('time.log', { ...log, ticketId, minutes: 50 }));
  valueOf(await me.call('time.log', { ...log, ticketId, minutes: 35 }));
  const worked = desk.getByRole('region', { name: 'Time logged today' });
  await expect(worked.getByRole('heading')).toHaveText('Time logged today1 h 25 min');
  await expect(worked.getByRole('link')).toHaveCount(1);

  const colleague = await host.connect();
  valueOf(await colleague.call('accounts.signIn', { userId: added.id, passphrase: ben.passphrase }));
  const text = '@Ada Marsh is the toner in room 4?';
  valueOf(await colleague.call('tickets.workNote', { ticketId: printer?.ticketId ?? '', text }));
  const mentions = desk.getByRole('region', { name: 'Mentions not read yet' });
  await expectNoBarriers(desk);
  await mentions.getByRole('link', { name: /is the toner in room 4/ }).click();
  await expect(desk.getByRole('complementary').getByRole('heading', { name: 'Printer is offline' })).toBeVisible();
  // It was read: it waits no longer.
  await expect(desk.getByRole('link', { name: 'Mentions', exact: true })).toBeVisible();
  await desk.goto(`${host.origin}/#/team/day`);
  await expect(worked).toBeVisible();
  await expect(mentions).toBeHidden();
  await worked.getByRole('link', { name: /VPN drops/ }).press('Enter');
  await expect(desk.getByRole('complementary').getByRole('heading', { name: 'VPN drops' })).toBeVisible();
  me.close();
  colleague.close();
});
