/** The training desk on the desktop: a process and a window of its own, beside the real desk, which stays as it is. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppStatus } from '#shared/accounts/operations.ts';
import type { Result } from '#shared/base/result.ts';
import { contractPerson } from '../contract/cases.ts';
import { bridgeOf } from './bridge.ts';
import { expect, test as base, type Desktop } from './support.ts';

/** The process that shows a profile, by the lock that the double keeps; undefined while there is none. */
const shownBy = async (profile: string): Promise<number | undefined> => {
  const pid = Number(await readFile(join(profile, 'window', 'SingletonLock.double'), 'utf8').catch(() => ''));
  return pid > 0 ? pid : undefined;
};

interface PracticeFixtures {
  readonly training: string;
  /** Resolves to the process that shows the profile, which ends with the test: nobody else started it. */
  readonly startedFor: (profile: string) => Promise<number>;
}

const test = base.extend<PracticeFixtures>({
  training: async ({ profile }, provide) => {
    await provide(`${profile}-training`);
    await rm(`${profile}-training`, { recursive: true, force: true });
  },
  startedFor: async ({ training: _training }, provide) => {
    const profiles = new Set<string>();
    await provide(async (profile) => {
      profiles.add(profile);
      await expect.poll(() => shownBy(profile), { timeout: 60_000 }).toBeDefined();
      return (await shownBy(profile)) ?? 0;
    });
    for (const profile of profiles) {
      const pid = await shownBy(profile);
      if (pid === undefined) continue;
      process.kill(pid, 'SIGTERM');
      await expect.poll(() => shownBy(profile), { timeout: 60_000 }).toBeUndefined();
    }
  },
});

const ask = async ({ page }: Desktop, name: string, input: object = {}): Promise<Result<unknown>> =>
  (await bridgeOf(page)).request(name, input);

const statusOf = async (desktop: Desktop): Promise<AppStatus> => {
  const status = (await ask(desktop, 'app.status')) as Result<AppStatus>;
  if (!status.ok) throw new Error(status.failure.message);
  return status.value;
};

test.describe('training desk in double', () => {
  test('opens beside the real desk, once, and the real one stays as it is', async ({
    launch,
    training,
    startedFor,
  }) => {
    const real = await launch();
    expect((await ask(real, 'accounts.setUp', { ...contractPerson, sample: false })).ok).toBe(true);
    expect(await ask(real, 'practice.open')).toEqual({ ok: true, value: { address: null } });
    const pid = await startedFor(training);
    expect(pid).not.toBe(real.app.process().pid);
    expect(await statusOf(real)).toMatchObject({ state: 'open', practice: false });

    // The second one finds the first and gives way.
    expect((await ask(real, 'practice.open')).ok).toBe(true);
    expect(await startedFor(training)).toBe(pid);
    expect((await ask(real, 'practice.leave')).ok).toBe(false);
    // What the other process makes there is a whole training desk.
    await expect
      .poll(() => readFile(join(training, 'keys-a.json'), 'utf8').catch(() => ''), { timeout: 60_000 })
      .toMatch(/"complete":true.*"profile":"practice:/);
  });

  test('says what it is, and closes on leaving, when the real desk comes up', async ({
    launch,
    profile,
    startedFor,
  }) => {
    const desktop = await launch({}, ['--training']);
    const { app, page } = desktop;
    await expect(page).toHaveTitle('TRAINING 培训 · Deskside');
    const title = await app.evaluate(({ BrowserWindow }) => {
      const shown = BrowserWindow.getAllWindows()[0] as unknown as { readonly options: { readonly title: string } };
      return shown.options.title;
    });
    expect(title, 'before the page has one').toBe('TRAINING 培训 · Deskside');
    await expect(page.getByText('The passphrase is filled in.')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('navigation').first()).toBeVisible();
    expect(await statusOf(desktop)).toMatchObject({ state: 'open', practice: true });

    const closed = app.waitForEvent('close');
    await page.getByRole('button', { name: 'Never syncs' }).click();
    // The window may be gone before the click is answered.
    const left = page.getByRole('button', { name: 'Leave the training desk' }).click();
    await Promise.all([closed, left.catch(() => undefined)]);
    await startedFor(profile);
  });
});
