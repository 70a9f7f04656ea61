/** Logs of this laptop: a file that another program writes to is followed, searched, filtered, and becomes a ticket. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { downloadOf } from './support/files.ts';
import { expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, valueOf } from './support/tickets.ts';

/** A program of its own that appends lines, flushing each. */
const WRITER = `
const { appendFileSync } = require('node:fs');
const [path, count] = process.argv.slice(1);
for (let line = 1; line <= Number(count); line++) {
  const level = line % 50 === 0 ? 'ERROR' : 'INFO';
  appendFileSync(path, new Date().toISOString() + ' ' + level + ' written line ' + line + '\\n');
}`;

const writeByOther = async (path: string, count: number): Promise<void> => {
  const [code] = (await once(spawn(process.execPath, ['-e', WRITER, path, String(count)]), 'exit')) as [number];
  if (code !== 0) throw new Error(`the writer ended with ${code}`);
};

const begin = Date.UTC(2026, 9, 10, 7, 0, 0);
const gatewayLine = (index: number): string => {
  const at = new Date(begin + index * 1000).toISOString();
  if (index % 100 === 40)
    return `${at} ERROR disk: The device has a bad block.\n    LBA 0x1A3F_8820 · port 2\n    at read (disk.js:12)`;
  if (index % 10 === 3) return `${at} WARN slow query`;
  if (index === 777) return `${at} INFO 打印完成 \u202egnp.exe <img src=x onerror=alert(1)>`;
  return `${at} INFO batch step ${index} committed`;
};
const gateway = `${Array.from({ length: 2000 }, (_, index) => gatewayLine(index)).join('\n')}\n`;

const lines = (page: Page) => page.getByRole('grid', { name: 'Lines' });
const line = (page: Page, text: string | RegExp) => lines(page).getByRole('row').filter({ hasText: text });
const focused = (page: Page) => lines(page).locator('[data-focused]');

const logsTest = test.extend<{ readonly folder: string }>({
  folder: async ({ browserName: _browserName }, provide) => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'deskside-logs-')));
    await provide(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

logsTest('a log is added, followed while another program writes, and read back', async ({ page, host, folder }) => {
  await setUpDesk(host);
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const dialog = page.getByRole('dialog');
  const path = join(folder, 'gateway.log');
  await writeFile(path, gateway);

  await logsTest.step('without logs the screen says what belongs there', async () => {
    await keys.press('g');
    await keys.press('j');
    await expect(page.getByRole('heading', { name: 'No logs yet' })).toBeVisible();
    await expectNoBarriers(page);
  });

  await logsTest.step('a wrong path is refused with what to do, a right one is read', async () => {
    await keys.press('a');
    await dialog.getByRole('textbox', { name: 'Path of the file' }).fill(join(folder, 'gone.log'));
    await keys.press('Control+Enter');
    await expect(dialog.getByText('There is no file at this path. Check how it is written.')).toBeVisible();
    await expectNoBarriers(page);
    await dialog.getByRole('textbox', { name: 'Path of the file' }).fill(path);
    await keys.press('Control+Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('heading', { name: 'gateway.log', level: 1 })).toBeVisible();
    await expect(page.getByText('2,040 lines', { exact: true })).toBeVisible();
    await expect(line(page, 'batch step 1999 committed')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Errors, 20 lines' })).toBeVisible();
    await expectNoBarriers(page);
  });

  await logsTest.step('lines of another program appear at the end', async () => {
    await writeByOther(path, 120);
    await expect(page.getByText('2,160 lines', { exact: true })).toBeVisible();
    await expect(line(page, /written line 120$/)).toBeVisible();
  });

  await logsTest.step('paused, what is in sight stays, and new lines are counted', async () => {
    await lines(page).focus();
    await keys.press('p');
    await expect(page.getByText('Paused', { exact: true })).toBeVisible();
    await writeByOther(path, 60);
    await expect(page.getByRole('button', { name: '60 new lines' })).toBeVisible();
    await expect(line(page, /written line 120$/)).toBeVisible();
    await page.getByRole('button', { name: '60 new lines' }).click();
    await expect(page.getByText('Following', { exact: true })).toBeVisible();
    await expect(line(page, /written line 60$/)).toBeVisible();
  });

  await logsTest.step('a window of another height is followed on', async () => {
    for (const height of [500, 900, 620, 900]) {
      await page.setViewportSize({ width: 1440, height });
      await expect(line(page, /written line 60$/)).toBeInViewport();
    }
    await expect(page.getByText('Following', { exact: true })).toBeVisible();
  });

  await logsTest.step('scrolling up pauses too', async () => {
    await lines(page).hover();
    await page.mouse.wheel(0, -600);
    await expect(page.getByText('Paused', { exact: true })).toBeVisible();
    await lines(page).focus();
    await keys.press('End');
    await expect(page.getByText('Following', { exact: true })).toBeVisible();
  });

  await logsTest.step('a rotation is told in words, and nothing is missing', async () => {
    await rename(path, `${path}.1`);
    await writeFile(path, `${new Date().toISOString()} INFO first line of the new file\n`);
    await expect(line(page, 'first line of the new file')).toBeVisible();
    await expect(page.getByText('2,221 lines', { exact: true })).toBeVisible();
    await expect(lines(page).getByText(/gateway\.log was rotated at/)).toBeVisible();
    await expectNoBarriers(page);
  });
});

logsTest('what cannot be read now is not said to be followed', async ({ page, host, folder, profile }) => {
  await setUpDesk(host);
  const path = join(folder, 'gateway.log');
  const steady = join(folder, 'steady.log');
  for (const place of [path, steady]) await writeFile(place, gateway);
  const other = await otherConsole(host);
  for (const [name, place] of Object.entries({ Gateway: path, Steady: steady })) {
    valueOf(
      await other.call('logs.add', { name, kind: 'file', place, encoding: 'auto', isWatched: false, assetId: null }),
    );
  }
  await openConsole(page, host);
  await signIn(page);
  await page.keyboard.press('g');
  await page.keyboard.press('j');
  const state = (words: string) => page.locator('[data-state]').getByText(words, { exact: true });
  await expect(page.getByText('2,040 lines', { exact: true })).toBeVisible();
  await expect(state('Following')).toBeVisible();

  await logsTest.step('a file that goes is waited for, with the lines that were read', async () => {
    await rm(path);
    await expect(state('Waiting for the file')).toBeVisible();
    await expect(line(page, 'batch step 1999 committed')).toBeVisible();
    await page.getByRole('checkbox', { name: 'Steady' }).click();
    await expect(state('Following 1 of 2')).toBeVisible();
    await page.setViewportSize({ width: 400, height: 800 });
    await expect(state('Following 1 of 2')).toBeInViewport({ ratio: 1 });
    const title = page.getByRole('heading', { name: '2 sources, merged by time' });
    expect(await title.evaluate((each) => each.scrollWidth <= each.clientWidth)).toBe(true);
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect(state('Following 1 of 2')).toBeVisible();
    await page.getByRole('checkbox', { name: 'Steady' }).click();
    await expectNoBarriers(page);
  });

  await logsTest.step('one that may not be read is not followed, and not waited for', async () => {
    // What the console keeps itself is never read as a log, whatever leads there.
    await symlink(join(profile, 'device-mark'), path);
    await expect(state('Cannot be read')).toBeVisible();
    await expect(page.getByRole('progressbar')).toHaveCount(0);
    await expectNoBarriers(page);
  });

  await logsTest.step('one that comes back is followed again', async () => {
    await rm(path);
    await writeFile(path, gateway);
    await expect(state('Following')).toBeVisible();
    await expect(line(page, 'batch step 1999 committed')).toBeVisible();
  });
});

logsTest('lines are found, filtered, marked and made into a ticket', async ({ page, host, folder }) => {
  await setUpDesk(host);
  const path = join(folder, 'gateway.log');
  await writeFile(path, gateway);
  const jsonPath = join(folder, 'api.log');
  await writeFile(
    jsonPath,
    `${Array.from({ length: 400 }, (_, index) =>
      JSON.stringify({
        time: new Date(begin + index * 5000 + 500).toISOString(),
        level: index === 399 ? 'error' : 'info',
        msg: `request ${index}`,
        status: index === 399 ? 500 : 200,
      }),
    ).join('\n')}\n`,
  );
  const other = await otherConsole(host);
  for (const place of [path, jsonPath]) {
    const name = place === path ? 'Gateway' : 'API';
    valueOf(
      await other.call('logs.add', { name, kind: 'file', place, encoding: 'auto', isWatched: false, assetId: null }),
    );
  }
  await openConsole(page, host);
  await signIn(page);
  const keys = page.keyboard;
  const dialog = page.getByRole('dialog');
  await keys.press('g');
  await keys.press('j');
  await expect(page.getByText('2,040 lines', { exact: true })).toBeVisible();

  await logsTest.step('E goes to errors, Enter shows the line in full', async () => {
    await lines(page).focus();
    await keys.press('e');
    await expect(focused(page)).toContainText('bad block');
    await keys.press('Shift+E');
    await expect(focused(page)).toContainText('bad block');
    await keys.press('Enter');
    const detail = page.getByRole('region', { name: 'The line in full' }).first();
    await expect(detail).toContainText('Gateway, line');
    await expectNoBarriers(page);
    await keys.press('Escape');
  });

  await logsTest.step('a search counts its hits and goes from one to the next', async () => {
    await keys.press('/');
    await keys.type('bad block');
    await expect(page.getByRole('status', { name: '20 lines match' })).toBeVisible();
    await keys.press('Escape');
    await keys.press('Escape');
    await keys.press('n');
    await expect(focused(page)).toContainText('bad block');
    const first = await focused(page).getAttribute('aria-rowindex');
    await keys.press('n');
    await expect(focused(page)).not.toHaveAttribute('aria-rowindex', first ?? '');
    await page.getByRole('button', { name: 'Regular expression' }).click();
    await page.getByRole('searchbox', { name: 'Search in the lines' }).fill('bad (block');
    await expect(page.getByRole('alert')).toBeVisible();
    await page.getByRole('searchbox', { name: 'Search in the lines' }).fill('step 19\\d\\d');
    await expect(page.getByRole('status', { name: '89 lines match' })).toBeVisible();
    await page.getByRole('button', { name: 'Clear the search' }).click();
  });

  await logsTest.step('what would be unseen in a line is shown, and nothing of it is markup', async () => {
    await page.getByRole('searchbox', { name: 'Search in the lines' }).fill('打印');
    await expect(page.getByRole('status', { name: '1 line matches' })).toBeVisible();
    await keys.press('Enter');
    await expect(focused(page)).toContainText('打印完成 \\u202Egnp.exe <img src=x onerror=alert(1)>');
    await expect(lines(page).locator('img')).toHaveCount(0);
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await keys.press('Escape');
  });

  await logsTest.step('a time leads to its lines', async () => {
    await keys.press('h');
    await dialog.getByRole('textbox', { name: 'Time' }).fill('half past nine');
    await keys.press('Control+Enter');
    await expect(dialog.getByText(/no time of a clock or calendar/)).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Time' }).fill('-10min');
    await keys.press('Control+Enter');
    await expect(dialog).toBeHidden();
    await expect(focused(page)).toContainText('batch step 1399 committed');
  });

  await logsTest.step('levels and filters lie upon each other, and a filter is kept', async () => {
    await page.getByRole('button', { name: /^Information/ }).click();
    await expect(page.getByText('260 lines', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: /^Information/ }).click();
    await expect(page.getByText('2,040 lines', { exact: true })).toBeVisible();
    await lines(page).focus();
    await keys.press('f');
    await dialog.getByRole('textbox', { name: 'Text to look for' }).fill('slow (');
    await dialog.getByRole('checkbox', { name: 'Regular expression' }).check();
    await expect(dialog.getByText(/a “\(” is not closed. Add “\)”, or write “\\\(” for the character/)).toBeVisible();
    await dialog.getByRole('checkbox', { name: 'Regular expression' }).uncheck();
    await dialog.getByText('are hidden').click();
    await dialog.getByRole('textbox', { name: 'Text to look for' }).fill('slow query');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Hide slow queries');
    await dialog.getByRole('checkbox', { name: 'Keep this filter for later' }).check();
    await expectNoBarriers(page);
    await keys.press('Control+Enter');
    await expect(page.getByText('1,840 lines', { exact: true })).toBeVisible();
    await expect(page.getByRole('checkbox', { name: 'Hide slow queries' })).toBeChecked();
    await page.getByRole('button', { name: 'without Hide slow queries' }).click();
    await expect(page.getByText('2,040 lines', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Import or export filters' }).click();
    const file = await downloadOf(page, () => page.getByRole('menuitem', { name: 'Export filters' }).click());
    expect(JSON.parse(file.content.toString())).toMatchObject({ filters: [{ name: 'Hide slow queries' }] });
  });

  await logsTest.step('two sources are merged by time, and fields of a line can be filtered by', async () => {
    await page.getByRole('checkbox', { name: 'API' }).check();
    await expect(page.getByRole('heading', { name: '2 sources, merged by time' })).toBeVisible();
    await expect(page.getByText('2,440 lines', { exact: true })).toBeVisible();
    await lines(page).focus();
    await keys.press('e');
    await expect(focused(page)).toContainText('request 399');
    await keys.press('Enter');
    await page.getByRole('button', { name: 'Only lines with this status' }).click();
    await expect(page.getByText('1 line', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Take off the filter status 500' }).click();
    await expect(page.getByText('2,440 lines', { exact: true })).toBeVisible();
  });

  await logsTest.step('fields stand in columns, which are as wide as one makes them and come back', async () => {
    await lines(page).focus();
    await keys.press('Shift+F');
    await dialog.getByRole('checkbox', { name: 'status' }).check();
    await expectNoBarriers(page);
    await keys.press('Escape');
    const edge = page.getByRole('separator', { name: 'Width of the column status' });
    const width = Number(await edge.getAttribute('aria-valuenow'));
    await edge.focus();
    await keys.press('Shift+ArrowRight');
    await expect(edge).toHaveAttribute('aria-valuenow', String(width + 40));
    await expect
      .poll(async () => valueOf(await other.call('logs.sources', {})).sources.map(({ columns }) => columns))
      .toEqual([[], [{ field: 'status', width: width + 40 }]]);
    await line(page, /request 398$/).click();
    await expect(focused(page).getByRole('gridcell', { name: '200', exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Column status' }).click();
    await page.getByRole('menuitem', { name: 'Without lines with 200' }).click();
    await expect(line(page, /request 398$/)).toBeHidden();
    await page.getByRole('button', { name: 'Take off the filter status 200' }).click();
    await page.reload();
    await signIn(page);
    await page.getByRole('checkbox', { name: 'API' }).check();
    await expect(edge).toHaveAttribute('aria-valuenow', String(width + 40));
    await expectNoBarriers(page);
  });

  await logsTest.step('a bookmark leads back to its line', async () => {
    await lines(page).focus();
    await keys.press('End');
    await keys.press('Shift+E');
    await expect(focused(page)).toBeVisible();
    const text = (await focused(page).textContent()) ?? '';
    await keys.press('m');
    await expect(focused(page).getByRole('img', { name: 'Bookmarked' })).toBeVisible();
    await keys.press('Home');
    await expect(focused(page)).toHaveAttribute('aria-rowindex', '1');
    await keys.press('b');
    await expectNoBarriers(page);
    await dialog.getByRole('listitem').getByRole('button').first().click();
    await expect(focused(page)).toContainText(text.slice(-20));
  });

  await logsTest.step('a bookmark carries a note, beside its line and in the list, until that is removed', async () => {
    const note = dialog.getByRole('textbox', { name: 'Note' });
    const beside = (text: string) => focused(page).getByRole('gridcell', { name: `Note: ${text}`, exact: true });
    await lines(page).focus();
    await keys.press('Shift+M');
    await note.fill('Same as in room 4');
    await expectNoBarriers(page);
    await keys.press('Control+Enter');
    await expect(dialog).toBeHidden();
    await expect(beside('Same as in room 4')).toBeVisible();
    await keys.press('Enter');
    await expect(page.getByRole('region', { name: 'The line in full' }).last()).toContainText('Same as in room 4');
    await keys.press('Enter');

    await keys.press('b');
    await expect(dialog.getByRole('listitem')).toContainText('Same as in room 4');
    await dialog.getByRole('button', { name: /^Change the note of line/ }).click();
    await expect(note).toHaveValue('Same as in room 4');
    await note.fill('Not the cable');
    await keys.press('Control+Enter');
    await expect(beside('Not the cable')).toBeVisible();

    // One key does not lose it.
    await lines(page).focus();
    await keys.press('m');
    await expect(dialog.getByText('Its note goes with it:')).toBeVisible();
    await keys.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(beside('Not the cable')).toBeVisible();

    await lines(page).focus();
    await keys.press('Shift+M');
    await note.fill('');
    await keys.press('Control+Enter');
    await expect(beside('Not the cable')).toHaveCount(0);
    await expect(focused(page).getByRole('img', { name: 'Bookmarked' })).toBeVisible();
    expect(valueOf(await other.call('logs.bookmarks', {})).map((each) => each.note)).toEqual(['']);

    await lines(page).focus();
    await keys.press('Shift+M');
    await note.fill('Gone with it');
    await keys.press('Control+Enter');
    await expect(beside('Gone with it')).toBeVisible();
    await lines(page).focus();
    await keys.press('m');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await expect(focused(page).getByRole('img', { name: 'Bookmarked' })).toHaveCount(0);
    expect(valueOf(await other.call('logs.bookmarks', {}))).toEqual([]);
  });

  await logsTest.step('the address of a line leads to it', async () => {
    const gatewayId = valueOf(await other.call('logs.sources', {})).sources.find(({ name }) => name === 'Gateway')?.id;
    const at = new Date(begin + 500_000).toISOString();
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, `#/logs/${gatewayId}/1/511/${at}`);
    await expect(focused(page)).toContainText('batch step 500 committed');
  });

  await logsTest.step('T begins a ticket with the lines as a file', async () => {
    await keys.press('t');
    await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('batch step 500 committed');
    await expect(page.getByText(/^log-line-\d+\.txt$/)).toBeVisible();
    await keys.press('Control+Enter');
    await expect(
      page.getByRole('complementary', { name: 'Ticket' }).getByRole('heading', { level: 2 }).first(),
    ).toBeVisible();
    await expect(page.getByText(/^log-line-\d+\.txt$/)).toBeVisible();
  });
  other.close();
});

logsTest(
  'lines without a time have no column for it, and an expression that is refused leaves all to be read',
  async ({ page, host, folder }) => {
    await setUpDesk(host);
    const plain = join(folder, 'plain.log');
    await writeFile(plain, Array.from({ length: 900 }, (_, index) => `step ${index} ${'a'.repeat(2_000)}!\n`).join(''));
    const timed = join(folder, 'timed.log');
    await writeFile(timed, gateway);
    const other = await otherConsole(host);
    for (const [name, place] of Object.entries({ Plain: plain, Timed: timed })) {
      valueOf(
        await other.call('logs.add', { name, kind: 'file', place, encoding: 'auto', isWatched: false, assetId: null }),
      );
    }
    await openConsole(page, host);
    await signIn(page);
    const keys = page.keyboard;
    await keys.press('g');
    await keys.press('j');
    const times = lines(page).getByRole('gridcell', { name: /^\d\d:\d\d|^\d\d-\d\d/u });
    const edgeOf = async (text: string) => (await line(page, text).getByRole('gridcell').last().boundingBox())?.x ?? 0;
    await expect(line(page, 'step 899')).toBeVisible();
    const narrow = await edgeOf('step 899');

    await logsTest.step('a source with times brings the column, and takes it along', async () => {
      await page.getByRole('checkbox', { name: 'Timed' }).click();
      await expect(times.first()).toBeVisible();
      await page.getByRole('checkbox', { name: 'Timed' }).click();
      await expect(times).toHaveCount(0);
      expect(await edgeOf('step 899')).toBe(narrow);
      expect(narrow - ((await lines(page).boundingBox())?.x ?? 0)).toBeLessThan(60);
    });

    for (const pattern of ['a(b', '(a|aa)+$']) {
      await logsTest.step(`${pattern} is refused, with lines that were never in sight`, async () => {
        await page.getByRole('button', { name: 'Regular expression', pressed: false }).click();
        await page.getByRole('searchbox', { name: 'Search in the lines' }).fill(pattern);
        await expect(page.getByRole('alert')).toBeVisible();
        await lines(page).focus();
        await keys.press('Home');
        await expect(line(page, 'step 0 ')).toBeVisible();
        await expect(page.getByRole('status', { name: 'Counting' })).toHaveCount(0);
        await page.getByRole('searchbox', { name: 'Search in the lines' }).fill('');
        await page.getByRole('button', { name: 'Regular expression', pressed: true }).click();
        await lines(page).focus();
        await keys.press('End');
      });
    }
  },
);
