/** What dialogs do for whoever works in them by keys: the focus never falls out of one. */
import { expect, test } from './support/console.ts';

test('a field that goes while it is written in hands the focus to what takes its place', async ({ desk: page }) => {
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await expect(page.getByRole('heading', { name: 'There is no check yet' })).toBeVisible();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog');
  const kind = dialog.getByRole('combobox', { name: 'What to look at' });
  await expect(kind).toBeFocused();
  await dialog.getByRole('textbox', { name: 'Port' }).focus();
  // As voice control chooses: the focus stays where it is.
  await kind.selectOption('disk');
  await expect(dialog.getByRole('textbox', { name: 'Port' })).toHaveCount(0);
  await expect(dialog.getByRole('textbox', { name: 'Folder or drive' })).toBeFocused();
  // Nothing takes its place: the next field does.
  await kind.selectOption('load');
  await expect(dialog.getByRole('textbox', { name: 'What people call it' })).toBeFocused();
  await page.keyboard.type('Load of the gate');
  await expect(dialog.getByRole('textbox', { name: 'What people call it' })).toHaveValue('Load of the gate');
  // Whoever leaves the fields is not called back by a change.
  await dialog.getByRole('heading').click();
  await kind.selectOption('dns');
  await expect(dialog.getByRole('textbox', { name: 'Name or address' })).toBeVisible();
  await expect(dialog.locator(':focus')).toHaveCount(0);
});

test('a dialog of several stages keeps the focus as a form does', async ({ desk: page }) => {
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await expect(page.getByRole('heading', { name: 'There is no check yet' })).toBeVisible();
  await page.keyboard.press('d');
  const dialog = page.getByRole('dialog', { name: 'Run a diagnostic' });
  const kind = dialog.getByRole('combobox', { name: 'What to look at' });
  await expect(kind).toBeFocused();
  await dialog.getByRole('textbox', { name: 'Port' }).focus();
  await kind.selectOption('disk');
  await expect(dialog.getByRole('textbox', { name: 'Folder or drive' })).toBeFocused();
  // Nothing takes its place: what follows does.
  await kind.selectOption('load');
  await expect(dialog.getByRole('button', { name: 'Run' })).toBeFocused();
});

test('a button that takes its own line away hands the focus to the next field', async ({ desk: page }) => {
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page.getByRole('heading', { name: 'Nobody is in the contacts yet' })).toBeVisible();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'New person' });
  const number = (place: number) => dialog.getByRole('textbox', { name: `Telephone numbers ${place}` });
  await number(1).fill('+86 138 0013 8001');
  await expect(number(2)).toBeVisible();
  await dialog.getByRole('button', { name: 'Remove +86 138 0013 8001' }).press('Enter');
  await expect(number(1)).toHaveValue('');
  await expect(dialog.getByRole('textbox', { name: 'Mail addresses 1' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});
