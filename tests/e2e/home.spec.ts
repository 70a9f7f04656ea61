/** Home on the sample desk: figures with their goals, the tickets behind them, both languages, and a view that stays whole when narrow. */
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers } from './support/tickets.ts';

test('figures lead to their tickets, and the first view stays the queue', async ({ page, host }) => {
  await setUpDesk(host, { sample: true });
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const choose = (name: string) => page.locator('label').filter({ hasText: name }).first().click();
  await expect(page.getByRole('grid', { name: 'Tickets' })).toBeVisible();

  await keys.press('g');
  await keys.press('g');
  const measures = page.getByRole('region', { name: 'Measures' });
  await test.step('eight measures with goals, weeks and how many stand behind them', async () => {
    await expect(measures.getByRole('heading')).toHaveCount(8);
    await expect(measures.getByText('goal 95 %')).toBeVisible();
    await expect(measures.getByText(/^n \d+$/).first()).toBeVisible();
    await expect(measures.getByRole('img', { name: /^By week/ }).first()).toBeVisible();
    await expect(page.getByText(/^Data as of .*, tickets of this laptop only$/)).toBeVisible();
    await expect(page.getByRole('region', { name: 'Services' }).getByRole('row')).toHaveCount(6);
    await expect(page.getByRole('region', { name: 'Needs you' }).getByRole('link').first()).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('as many tickets as the figure says fell short', async () => {
    const missed = measures.getByRole('link', { name: / missed$/ }).first();
    const count = Number(/\d+/.exec((await missed.textContent()) ?? '')?.[0]);
    await missed.click();
    await expect(page.locator('[data-row-id]')).toHaveCount(count);
    await expect(page.getByText('SLA attainment, resolve')).toBeVisible();
    await page.goBack();
    await keys.press('1');
    await expect(page.getByRole('grid', { name: 'Tickets' })).toBeVisible();
    await page.goBack();
  });

  await test.step('another time and other tickets are asked for', async () => {
    await choose('Quarter');
    await choose('Mine');
    await expect(page.getByRole('region', { name: 'Backlog by age' }).getByText(/^5 open/)).toBeVisible();
  });

  await test.step('a goal is set where a goal can be', async () => {
    await page.getByRole('button', { name: 'Goals…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Target, %' }).first().fill('none');
    await keys.press('Control+Enter');
    await expect(dialog.getByText('A figure from 0 to 100.')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Target, %' }).first().fill('97');
    await expectNoBarriers(page);
    await keys.press('Control+Enter');
    await expect(page.getByText('Goals saved')).toBeVisible();
    await choose('Week');
    await choose('Desk');
    await expect(measures.getByText('goal 97 %')).toBeVisible();
  });

  await test.step('nothing scrolls sideways where there is little room', async () => {
    for (const width of [1024, 400]) {
      await page.setViewportSize({ width, height: 640 });
      await expect(measures).toBeVisible();
      const over = await measures.evaluate(({ parentElement: home }) =>
        home ? home.scrollWidth - home.clientWidth : 1,
      );
      expect(over, `${width} px`).toBeLessThanOrEqual(0);
    }
  });
});
