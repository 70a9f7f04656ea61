/** Contacts: people kept and found, named on tickets, on call, and business cards taken and taken back. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, test } from './support/console.ts';

const panel = (page: Page) => page.getByRole('complementary', { name: 'Contact' });

test('a person is kept, found by a piece of their number, and named on a ticket that leads back to them', async ({
  desk: page,
}) => {
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page.getByRole('heading', { name: 'Nobody is in the contacts yet' })).toBeVisible();
  await page.keyboard.press('c');
  const form = page.getByRole('dialog', { name: 'New person' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Lin Yue');
  await form.getByRole('textbox', { name: 'Telephone numbers 1' }).fill('+86 138 0013 8000');
  await form.getByRole('textbox', { name: 'Mail addresses 1' }).fill('lin');
  await page.keyboard.press('Control+Enter');
  await expect(form.getByText('This is no mail address', { exact: false })).toBeVisible();
  await form.getByRole('textbox', { name: 'Mail addresses 1' }).fill('lin@example.com');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByRole('heading', { name: 'Lin Yue' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type('0013 80');
  await expect(page.getByRole('row', { name: /Lin Yue/ })).toBeVisible();

  await page.keyboard.press('Enter');
  await page.keyboard.press('g');
  await page.keyboard.press('q');
  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: 'Title' }).fill('The dock is dead');
  const requester = page.getByRole('combobox', { name: 'Requester' });
  await requester.fill('lin@');
  await expect(page.getByRole('option', { name: /Lin Yue/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(requester).toHaveValue('Lin Yue');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('link', { name: 'Open Lin Yue in the contacts' }).click();
  await expect(panel(page).getByRole('link', { name: /The dock is dead/ })).toBeVisible();
});

test('cards are looked at, taken, and taken back as a whole', async ({ desk: page }) => {
  await page.goto(`${new URL(page.url()).origin}/#/contacts`);
  await page.getByRole('button', { name: 'Take business cards…' }).click();
  const card = (name: string, mail: string) =>
    `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nEMAIL:${mail}\r\nORG:Acme\r\nEND:VCARD\r\n`;
  await page.getByLabel('Choose a file', { exact: true }).setInputFiles({
    name: 'people.vcf',
    mimeType: 'text/vcard',
    buffer: Buffer.from(
      `${card('Bo Lund', 'bo@example.com')}${card('林悦', 'lin@example.com')}BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n`,
    ),
  });
  await expect(page.getByText('people.vcf · UTF-8')).toBeVisible();
  await expect(page.getByText('Unreadable 1')).toBeVisible();
  await page.getByRole('button', { name: 'Take 2 cards' }).click();
  await expect(page.getByRole('row', { name: /Bo Lund/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /林悦/ })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { name: 'Nobody is in the contacts yet' })).toBeVisible();
});
