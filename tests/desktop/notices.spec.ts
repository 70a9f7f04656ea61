/** A new alert while the window is not in front: the system says what it is, and whoever chooses that has the alert before them. */
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventEmitter } from 'node:events';
import { contractPerson } from '../contract/cases.ts';
import { bridgeOf } from './bridge.ts';
import { expect, missing, runtimes, test, type Desktop } from './support.ts';

interface TestedDouble {
  isFocused: boolean;
  readonly notices: readonly EventEmitter[];
  readonly calls: readonly { readonly name: string; readonly args: readonly unknown[] }[];
}

const noticesOf = ({ app }: Desktop) =>
  app.evaluate((electron) =>
    (electron as unknown as { readonly __double: TestedDouble }).__double.calls
      .filter(({ name }) => name === 'Notification')
      .map(({ args }) => args[0]),
  );

for (const runtime of runtimes) {
  test.describe(`notices of the system in ${runtime}`, () => {
    test.use({ runtime });
    // What Electron shows outside of its window only the double can tell.
    const reason = runtime === 'double' ? missing(runtime) : 'no test sees what the system shows';
    test.skip(reason !== undefined, reason ?? '');

    test('tell of a new alert, of nothing that the log says, and lead to it', async ({ desktop }) => {
      const { page, app } = desktop;
      const folder = await mkdtemp(join(tmpdir(), 'deskside-notices-'));
      const path = join(folder, 'app.log');
      await writeFile(path, '');
      const bridge = await bridgeOf(page);
      const made = await bridge.request('accounts.setUp', { ...contractPerson, sample: false });
      expect(made.ok).toBe(true);
      await expect(page.getByRole('navigation').first()).toBeVisible();
      const source = { name: 'erp', kind: 'file', place: path, encoding: 'auto', assetId: null, isWatched: true };
      expect(await bridge.request('logs.add', source)).toMatchObject({ ok: true });
      const write = (unit: string) =>
        appendFile(path, `${new Date().toISOString()} host-77 systemd[1]: ${unit}: Failed with result 'exit-code'.\n`);

      await write('seen.service');
      await expect(page.getByText(/^High: .*, in erp$/)).toBeVisible();
      // The person looks at the window: what it says is enough.
      expect(await noticesOf(desktop)).toEqual([]);

      await app.evaluate((electron) => {
        (electron as unknown as { readonly __double: TestedDouble }).__double.isFocused = false;
      });
      await write('unseen.service');
      await expect.poll(() => noticesOf(desktop), { timeout: 60_000 }).toHaveLength(1);
      const [notice] = await noticesOf(desktop);
      expect(notice).toMatchObject({ body: 'High · erp' });
      expect(JSON.stringify(notice)).not.toMatch(/unseen|host-77/);
      await app.evaluate((electron) => {
        (electron as unknown as { readonly __double: TestedDouble }).__double.notices[0]?.emit('click');
      });
      const alert = page.getByRole('complementary', { name: 'Alert' });
      await expect(alert.getByText('unseen.service').first()).toBeVisible();
      await rm(folder, { recursive: true, force: true });
    });
  });
}
