/** The console in a window as narrow as a phone, or at several times its size: what one works with stays within reach. */
import type { Locator, Page } from 'playwright/test';
import { ada, expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';

test.use({ viewport: { width: 400, height: 800 } });

/** What can be clicked or typed into beyond the right edge, and does not come by scrolling a strip of its own. */
const outOfReach = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const scrolls = (element: Element): boolean => {
      for (let at = element.parentElement; at; at = at.parentElement)
        if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth) return true;
      return false;
    };
    return [...document.querySelectorAll('header, main')]
      .flatMap((region) => [...region.querySelectorAll('button, a, input, select, textarea')])
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().width > 1)
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth && !scrolls(element))
      .map((element) => element.getAttribute('aria-label') ?? element.textContent);
  });

test('every view keeps its controls in the window', async ({ page, host }) => {
  await setUpDesk(host, { sample: true });
  await openConsole(page, host);
  await signIn(page);
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  const hrefs = (links: Locator) => links.evaluateAll((each) => each.map((link) => link.getAttribute('href') ?? ''));
  const navigation = page.getByRole('navigation').first();
  const views = await hrefs(navigation.getByRole('link'));
  await navigation.getByRole('button', { name: 'Set-up' }).click();
  const setUp = await hrefs(page.getByRole('menuitem'));
  await page.keyboard.press('Escape');
  for (const href of [...views, ...setUp, '#/queue']) {
    await page.goto(new URL(href, page.url()).href);
    await expect(page.locator('main').getByRole('heading').first()).toBeVisible();
    expect(await outOfReach(page), href).toEqual([]);
  }
  await expect(page.getByRole('columnheader', { name: 'Title' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Number' })).toHaveCount(0);
});

test('a ticket has the window to itself, and the list comes back with the focus', async ({ page, host }) => {
  await setUpDesk(host, { sample: true });
  await openConsole(page, host);
  await signIn(page);
  const list = page.getByRole('grid');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await list.focus();
  await page.keyboard.press('Enter');

  const panel = page.getByRole('complementary');
  await expect(panel.getByRole('button', { name: 'Close' }).first()).toBeInViewport({ ratio: 1 });
  await expect(list).toBeHidden();
  const first = await panel.getByRole('heading').first().innerText();
  await page.keyboard.press('j');
  await expect(panel.getByRole('heading').first()).not.toHaveText(first);

  await panel.getByRole('button', { name: 'Close' }).first().click();
  await expect(list).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toBeFocused();
});

test('several chosen tickets have their actions in reach, and the rows stay where they are', async ({ page, host }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await setUpDesk(host, { sample: true });
  await openConsole(page, host);
  await signIn(page);
  const first = page.locator('[data-row-id]').first();
  // The banner has come: what follows moves nothing.
  await expect(page.getByText(/^Shift hand-over from/)).toBeVisible();
  const place = await first.boundingBox();
  await page.getByRole('grid').focus();
  await page.keyboard.press('x');
  await expect(page.getByText('1 selected')).toBeVisible();
  expect(await first.boundingBox()).toEqual(place);
  await page.getByRole('button', { name: /^Assign…/ }).click();
  await expect(page.getByRole('dialog', { name: 'Assign' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Search this list' })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: /^Assign…/ })).toBeHidden();
});

test('a line of several logs tells by a number which of them it is from', async ({ page, host }) => {
  await setUpDesk(host, { sample: true });
  await openConsole(page, host);
  await signIn(page);
  await page.keyboard.press('g');
  await page.keyboard.press('j');
  await expect(page.getByRole('grid', { name: 'Lines' })).toBeVisible();
  await page.keyboard.press('s');
  const boxes = page.getByRole('dialog').getByRole('checkbox');
  await expect(boxes).toHaveCount(2);
  for (const box of await boxes.all()) await box.check();
  await page.keyboard.press('Escape');

  const legend = page.getByRole('region', { name: 'Sources by number' });
  await expect(legend.getByRole('listitem')).toHaveCount(2);
  const named = new Map<string, string>();
  for (const entry of await legend.getByRole('listitem').all()) {
    const [mark = '', name = ''] = (await entry.innerText()).split('\n');
    named.set(name, mark);
  }
  expect([...named.values()]).toEqual(['1', '2']);
  for (const [name, mark] of named) {
    const cell = page.getByRole('grid', { name: 'Lines' }).getByRole('gridcell', { name, exact: true }).last();
    expect(await cell.innerText()).toBe(mark);
  }

  await page.setViewportSize({ width: 1440, height: 800 });
  await expect(legend).toBeHidden();
  for (const name of named.keys()) {
    const cell = page.getByRole('grid', { name: 'Lines' }).getByRole('gridcell', { name, exact: true }).last();
    expect(await cell.innerText()).toBe(name);
  }
});

for (const locale of ['en-GB', 'zh-CN']) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    test('an alert of another day tells the day and the time', async ({ page, host }) => {
      await setUpDesk(host, { sample: true });
      await openConsole(page, host);
      await page.locator('input[type="password"]').fill(ada.passphrase);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('navigation').first()).toBeVisible();
      await page.goto(new URL('#/alerts', page.url()).href);
      const day = page.locator('tbody td:last-child').filter({ hasText: locale === 'zh-CN' ? '周' : /[A-Z]/ });
      await expect(day.first()).toContainText(/\d\d:\d\d$/);
      for (const cell of await day.all()) {
        expect(await cell.evaluate((each) => each.scrollWidth <= each.clientWidth)).toBe(true);
        for (const part of await cell.locator('span > span').all()) await expect(part).toBeInViewport({ ratio: 1 });
      }
    });
  });
}
