/** The document catalogue: files dropped, found twice, versioned; one that is watched and changes behind the desk's back; who may what. */
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { downloadOf, giveFiles } from './support/files.ts';
import { expectNoBarriers } from './support/tickets.ts';

const plan = Buffer.from('Rack plan, revision A\n');

test('documents are added, recognised, versioned and saved', async ({ page, host }) => {
  await setUpDesk(host);
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const details = page.getByRole('complementary', { name: 'Document' });
  const dialog = page.getByRole('dialog');

  await test.step('an empty catalogue says what belongs there', async () => {
    await keys.press('g');
    await keys.press('o');
    await expect(page.getByRole('heading', { name: 'No documents yet' })).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('two files let go over it become two documents', async () => {
    await giveFiles(page.getByRole('heading', { name: 'No documents yet' }), 'drop', [
      { name: 'Rack plan.txt', type: 'text/plain', content: plan },
      { name: '维护合同.txt', type: 'text/plain', content: Buffer.from('合同') },
    ]);
    await expect(dialog.getByRole('textbox', { name: 'Title of Rack plan.txt' })).toHaveValue('Rack plan');
    await dialog.getByRole('textbox', { name: 'Title of Rack plan.txt' }).fill('');
    await dialog.getByRole('button', { name: 'Add 2 documents' }).click();
    await expect(dialog.getByText('Give it a title.')).toBeVisible();
    await expectNoBarriers(page);
    await dialog.getByRole('textbox', { name: 'Title of Rack plan.txt' }).fill('Rack plan Leeds');
    await dialog.getByRole('textbox', { name: 'Valid until' }).fill('2020-01-31');
    await dialog.getByRole('button', { name: 'Add 2 documents' }).click();
    await expect(page.getByText('2 documents added')).toBeVisible();
    await expect(details.getByRole('heading', { name: '维护合同' })).toBeVisible();
    await expect(details.getByText('Expired', { exact: true })).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('the same file is recognised before it is added again', async () => {
    await keys.press('Escape');
    await keys.press('c');
    await dialog
      .getByLabel('Choose files')
      .last()
      .setInputFiles({ name: 'copy.txt', mimeType: 'text/plain', buffer: plan });
    await expect(
      dialog.getByText(/Exactly this file is in the catalogue already: DOC-.*Rack plan Leeds/),
    ).toBeVisible();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('a file let go on a document is its next version, with a reason', async () => {
    await keys.press('/');
    await page.getByRole('searchbox').fill('rack');
    await keys.press('Enter');
    await keys.press('Enter');
    await expect(details.getByRole('heading', { name: 'Rack plan Leeds' })).toBeVisible();
    await giveFiles(details.getByText('Versions'), 'drop', [
      { name: 'Rack plan B.txt', type: 'text/plain', content: Buffer.from('Rack plan, revision B\n') },
    ]);
    await dialog.getByRole('button', { name: 'Add the version' }).click();
    await expect(dialog.getByText('Say why: the history keeps it.')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Why' }).fill('Second rack');
    await keys.press('Control+Enter');
    await expect(details.getByText('Second rack')).toBeVisible();
    const first = await downloadOf(page, () => details.getByRole('button', { name: 'Save a copy of no. 1' }).click());
    expect(first).toEqual({ name: 'Rack plan.txt', content: plan });
  });

  await test.step('what was withdrawn leaves the list, and comes back', async () => {
    await details.getByRole('button', { name: 'Withdraw' }).click();
    await expect(details.getByText('Withdrawn', { exact: true })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'No document fits' })).toBeVisible();
    await details.getByRole('button', { name: 'Bring back' }).click();
    await expect(page.getByRole('row', { name: /Rack plan Leeds/ })).toBeVisible();
  });
});

test('a watched file that changes is found, and decided about', async ({ page, host }) => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'deskside-watched-')));
  const path = join(folder, 'network.txt');
  await writeFile(path, 'cabinet 1');
  try {
    await setUpDesk(host);
    await openConsole(page, host);
    await signIn(page);
    const keys = page.keyboard;
    const details = page.getByRole('complementary', { name: 'Document' });
    const dialog = page.getByRole('dialog');
    await keys.press('g');
    await keys.press('o');
    await expect(page.getByRole('heading', { name: 'No documents yet' })).toBeVisible();

    await test.step('a path that cannot be used is refused with what to do', async () => {
      await keys.press('c');
      await dialog.getByRole('radio', { name: 'Leave it where it lies on this laptop, and watch it' }).check();
      await dialog.getByRole('textbox', { name: 'Path on this laptop' }).fill(folder);
      await dialog.getByRole('textbox', { name: 'Title' }).fill('Network');
      await keys.press('Control+Enter');
      await expect(dialog.getByText('This is a folder. Give the path of a file in it.')).toBeVisible();
      await dialog.getByRole('textbox', { name: 'Path on this laptop' }).fill(path);
      await keys.press('Control+Enter');
      await expect(details.getByText('On this laptop', { exact: true })).toBeVisible();
      await expect(details.getByText(path)).toBeVisible();
    });

    await test.step('what it has become is accepted, with a reason', async () => {
      await writeFile(path, 'cabinet 1 and 2');
      await keys.press('r');
      await expect(details.getByText('Changed', { exact: true })).toBeVisible();
      await expectNoBarriers(page);
      await details.getByRole('button', { name: 'Accept as new version' }).click();
      await dialog.getByRole('textbox', { name: 'Why' }).fill('Second cabinet');
      await keys.press('Control+Enter');
      await expect(details.getByText('Second cabinet')).toBeVisible();
      await expect(details.getByText('On this laptop', { exact: true })).toBeVisible();
    });

    await test.step('or gives way to the copy that was kept, also once it is gone', async () => {
      await rm(path);
      await page.getByRole('button', { name: 'Check' }).first().click();
      await expect(details.getByText('The file is no longer there.')).toBeVisible();
      await details.getByRole('button', { name: 'Use the kept copy' }).click();
      await dialog.getByRole('textbox', { name: 'Why' }).fill('Lost with the old laptop');
      await keys.press('Control+Enter');
      await expect(details.getByText('In this desk, encrypted')).toBeVisible();
      const copy = await downloadOf(page, () => keys.press('s'));
      expect(copy).toEqual({ name: 'network.txt', content: Buffer.from('cabinet 1 and 2') });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
