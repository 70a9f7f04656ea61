import { ada, expect, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, registerTickets, valueOf } from './support/tickets.ts';

const ben = { name: 'ben', displayName: 'Ben Carter', passphrase: 'amber window stairs 17' } as const;

test('a shift is handed over by keyboard and taken note of by who comes next', async ({ desk, host, page }) => {
  const colleague = await otherConsole(host);
  const user = valueOf(await colleague.call('accounts.addUser', { ...ben, roles: ['technician'] }));
  const tickets = await registerTickets(colleague, ['Printer is offline', 'VPN drops']);
  for (const { ticketId } of tickets) valueOf(await colleague.call('tickets.take', { ticketId }));

  await desk.keyboard.press('g');
  await desk.keyboard.press('h');
  await expect(desk.getByRole('heading', { name: 'Nothing was handed over yet' })).toBeVisible();
  await desk.keyboard.press('c');
  const form = desk.getByRole('form', { name: 'Hand over this shift' });
  await expect(form.getByRole('row')).toHaveCount(3);
  await desk.keyboard.press('Control+Enter');
  await expect(form.getByRole('alert')).toHaveText('Choose who takes over: a person or a group');
  await expect(form.getByRole('combobox', { name: 'To' })).toBeFocused();
  await desk.keyboard.type('Ben');
  await desk.keyboard.press('Enter');
  await form.getByRole('textbox', { name: 'What the next shift has to know' }).focus();
  await desk.keyboard.type('The ERP is slow since 16:00.');
  await form.getByRole('row', { name: 'Printer' }).getByRole('textbox').focus();
  await desk.keyboard.type('Vendor calls back at 20:00.');
  await form.getByRole('row', { name: 'Printer' }).getByRole('checkbox', { name: /^Pass/ }).press('Space');
  await expectNoBarriers(desk);

  // What was written is kept while somebody looks elsewhere.
  await desk.keyboard.press('g');
  await desk.keyboard.press('d');
  await expect(desk.getByText('The ERP is slow since 16:00.')).toBeVisible();
  await desk.getByRole('link', { name: /Shift hand-over/ }).press('Enter');
  await expect(form.getByRole('row', { name: 'Printer' }).getByRole('textbox')).toHaveValue(
    'Vendor calls back at 20:00.',
  );
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByText('2 tickets handed over to Ben Carter')).toBeVisible();
  await expect(desk.getByRole('heading', { name: 'Shift hand-over to Ben Carter' })).toBeVisible();
  const first = valueOf(await colleague.call('tickets.get', { ticketId: tickets[0]?.ticketId ?? '' }));
  expect(first.ticket.assignee).toEqual({ id: user.id, name: 'Ben Carter' });
  expect(first.timeline.map(({ event }) => event)).toContainEqual({
    kind: 'workNote',
    text: 'Vendor calls back at 20:00.',
  });

  // Ben comes in.
  await desk.keyboard.press('g');
  await desk.keyboard.press('q');
  await expect(desk.getByRole('heading', { name: 'Queue' })).toBeVisible();
  await desk.keyboard.press('Control+Shift+L');
  await page.getByRole('button', { name: 'Another person' }).press('Enter');
  await page.getByRole('button', { name: ben.displayName }).press('Enter');
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(ben.passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`Shift hand-over from ${ada.displayName}: 2 tickets to acknowledge`)).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await expect(page.getByText('The ERP is slow since 16:00.')).toBeVisible();
  await page.getByRole('row', { name: 'Printer' }).getByRole('button', { name: 'Acknowledge' }).press('Enter');
  await expect(page.getByRole('row', { name: 'Printer' })).toContainText('Ben Carter,');
  await expectNoBarriers(page);
  await page.locator('main').press('e');
  await expect(page.getByText('All acknowledged')).toBeVisible();
  const [given] = valueOf(await colleague.call('handover.list', {}));
  expect(Object.values(given?.receipts ?? {}).map(({ by }) => by.name)).toEqual(['Ben Carter', 'Ben Carter']);
  colleague.close();
});
