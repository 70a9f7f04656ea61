/** Twenty tickets from the queue to their end without the mouse, as on a morning that is only keys. */
import { ada, expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { otherConsole, registerTickets, valueOf } from './support/tickets.ts';

const COUNT = 20;

test('twenty tickets are taken, resolved and closed by keys alone', async ({ page, host }) => {
  test.setTimeout(240_000);
  await setUpDesk(host);
  const other = await otherConsole(host);
  const made = await registerTickets(
    other,
    Array.from({ length: COUNT }, (_, place) => `Handset ${place + 1} stays silent`),
  );
  // Any use of the mouse would show as a pointer event.
  await page.addInitScript(() => {
    addEventListener('pointerdown', () => document.documentElement.setAttribute('data-pointer', 'used'), true);
  });
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const rows = page.locator('[data-row-id]');
  await expect(rows).toHaveCount(COUNT);

  for (const [place, { number }] of made.entries()) {
    const left = COUNT - place;
    await expect(rows).toHaveCount(left);
    await expect(page.locator('[data-row-id][data-focused]')).toHaveCount(1);
    await keys.press('t');
    await expect(page.getByText(/ is yours$/).last()).toBeVisible();
    await keys.press('e');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    await keys.type('Config');
    await keys.press('Enter');
    await keys.press('Tab');
    await keys.type(`Ring tone set again, ${number}`);
    await keys.press('Tab');
    await keys.type('One-off');
    await keys.press('Control+Enter');
    await expect(dialog).toBeHidden();
  }
  await expect(rows).toHaveCount(0);

  // What is resolved is confirmed and closed together.
  await keys.press('Control+k');
  await keys.type('All tickets');
  await keys.press('Enter');
  await expect(rows).toHaveCount(COUNT);
  for (let row = 1; row < COUNT; row++) await keys.press('Shift+J');
  await keys.press('Shift+E');
  await expect
    .poll(async () => {
      const states = await Promise.all(
        made.map(async ({ ticketId }) => valueOf(await other.call('tickets.get', { ticketId })).ticket.state),
      );
      return states.filter((state) => state === 'closed').length;
    })
    .toBe(COUNT);
  await expect(page.locator('html')).not.toHaveAttribute('data-pointer', 'used');
  const { timeline } = valueOf(await other.call('tickets.get', { ticketId: made[0]?.ticketId ?? '' }));
  expect(timeline.every(({ by }) => by.name === ada.displayName)).toBe(true);
  other.close();
});
