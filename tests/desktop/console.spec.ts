import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppStatus } from '#shared/accounts/operations.ts';
import type { Result } from '#shared/base/result.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { contractCases, contractPerson } from '../contract/cases.ts';
import { pdfText } from '../support/pdf-text.ts';
import { bridgeOf } from './bridge.ts';
import { expect, missing, runtimes, test, type Desktop } from './support.ts';

const valueOf = (reply: Result<unknown>): unknown => {
  if (!reply.ok) throw new Error(`${reply.failure.code}: ${reply.failure.message}`);
  return reply.value;
};

type NewTicket = OutputOf<'tickets.create'>;

const serviceTicket = {
  kind: 'incident',
  channel: 'phone',
  title: 'Laptop does not charge at the dock',
  description: '',
  impact: 2,
  urgency: 2,
  category: null,
  requester: null,
  draftId: null,
} as const;

/** Makes the desk through the bridge; Ada is signed in then. Resolves to her id. */
const setUp = async ({ page }: Desktop): Promise<string> => {
  const bridge = await bridgeOf(page);
  const made = await bridge.request('accounts.setUp', { ...contractPerson, sample: false });
  const { status } = valueOf(made) as { readonly status: Extract<AppStatus, { state: 'open' }> };
  return status.session.userId;
};

const statusOf = async ({ page }: Desktop): Promise<AppStatus> => {
  const bridge = await bridgeOf(page);
  return valueOf(await bridge.request('app.status', {})) as AppStatus;
};

for (const runtime of runtimes) {
  test.describe(`desktop console in ${runtime}`, () => {
    test.use({ runtime });
    const reason = missing(runtime);
    test.skip(reason !== undefined, reason ?? '');

    test('shows itself once it has something to show, sandboxed', async ({ desktop: { app, page } }) => {
      await expect(page).toHaveTitle(/Deskside/);
      await expect
        .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
        .toBe(true);
      const seen = await page.evaluate(() => ({
        node: [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')],
        bridge: Object.keys(window.deskside ?? {}),
        isFrozen: Object.isFrozen(window.deskside),
      }));
      expect(seen).toEqual({ node: ['undefined', 'undefined'], bridge: ['request', 'onNotice'], isFrozen: true });
    });

    test('lets nothing in by script, markup, frame or network', async ({ launch }) => {
      const { page, problems } = await launch();
      const tried = await page.evaluate(async () => {
        const outcomeOf = async (act: () => unknown): Promise<string> => {
          try {
            await act();
            return 'done';
          } catch {
            return 'refused';
          }
        };
        const addScript = (): Promise<void> =>
          new Promise((resolve, reject) => {
            const script = document.createElement('script');
            script.addEventListener('load', () => resolve());
            script.addEventListener('error', () => reject(new Error('blocked')));
            script.src = 'https://evil.example/x.js';
            document.head.append(script);
          });
        // Out of Playwright's own evaluation, which is let off the policy's rule about eval.
        await new Promise((resolve) => setTimeout(resolve));
        return {
          eval: await outcomeOf(() => Reflect.get(window, 'eval').call(window, '1 + 1')),
          markup: await outcomeOf(() => (document.createElement('div').innerHTML = '<img src=x>')),
          script: await outcomeOf(addScript),
          network: await outcomeOf(() => fetch('https://evil.example/')),
          plainText: await outcomeOf(() => (document.createElement('div').innerHTML = 'text')),
        };
      });
      expect(tried).toEqual({
        eval: 'refused',
        markup: 'refused',
        script: 'refused',
        network: 'refused',
        plainText: 'done',
      });
      expect(problems.length).toBeGreaterThan(0);
    });

    test('stays on its own page and opens no window', async ({ desktop: { app, page } }) => {
      const before = page.url();
      // One after the other: a window that opens while its page is about to leave is nobody's test.
      await page.evaluate(() => void window.open('https://evil.example/'));
      await expect.poll(() => app.windows().length).toBe(1);
      await page.evaluate(() => location.assign('https://evil.example/'));
      await expect(page.locator('#root')).not.toBeEmpty();
      expect(page.url()).toBe(before);
      expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    });

    test('locks when the person locks the machine or it goes to sleep', async ({ desktop }) => {
      const userId = await setUp(desktop);
      for (const event of ['lock-screen', 'suspend'] as const) {
        await desktop.app.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event);
        await expect.poll(async () => (await statusOf(desktop)).state).toBe('locked');
        const bridge = await bridgeOf(desktop.page);
        valueOf(await bridge.request('accounts.signIn', { userId, passphrase: contractPerson.passphrase }));
      }
    });

    test('ends the session with the page', async ({ desktop }) => {
      await setUp(desktop);
      expect((await statusOf(desktop)).state).toBe('open');
      await desktop.page.reload();
      await expect.poll(async () => (await statusOf(desktop)).state).toBe('locked');
    });

    test('brings a page back that crashed, signed out', async ({ desktop: { app, page } }) => {
      const loads = await app.evaluateHandle(({ BrowserWindow }) => {
        const seen = { count: 0 };
        BrowserWindow.getAllWindows()[0]?.webContents.on('did-finish-load', () => (seen.count += 1));
        return seen;
      });
      const tools = await page.context().newCDPSession(page);
      const crashed = new Promise((resolve) => page.once('crash', resolve));
      tools.send('Page.crash').catch(() => undefined);
      await crashed;
      await expect.poll(() => loads.evaluate(({ count }) => count)).toBe(1);
    });

    test('keeps what was answered, over a restart', async ({ launch, profile }) => {
      const first = await launch();
      const userId = await setUp(first);
      const bridge = await bridgeOf(first.page);
      valueOf(await bridge.request('drafts.save', { key: 'new-ticket:1', fields: { title: 'Beamer im 3. OG' } }));
      await first.app.close();
      const again = await launch();
      expect((await statusOf(again)).state).toBe('locked');
      const reopened = await bridgeOf(again.page);
      valueOf(await reopened.request('accounts.signIn', { userId, passphrase: contractPerson.passphrase }));
      const drafts = valueOf(await reopened.request('drafts.list', {})) as OutputOf<'drafts.list'>;
      expect(drafts.map(({ fields }) => fields)).toEqual([{ title: 'Beamer im 3. OG' }]);
      expect((await stat(profile)).mode & 0o777).toBe(0o700);
    });

    test('keeps the contract over the bridge', async ({ desktop }) => {
      test.setTimeout(120_000);
      const userId = await setUp(desktop);
      for (const { title, signedIn, run } of contractCases)
        await test.step(title, async () => {
          await desktop.page.reload();
          const bridge = await bridgeOf(desktop.page);
          if (signedIn)
            valueOf(await bridge.request('accounts.signIn', { userId, passphrase: contractPerson.passphrase }));
          await run(bridge);
        });
    });
  });
}

/** What can only be arranged, or only be seen, where the system is not real. */
test.describe('desktop console in double: the system around it', () => {
  test('asks the keychain to keep the device secret, and says when another one answers', async ({
    launch,
    profile,
  }) => {
    const keptSecret = async (): Promise<unknown> => {
      const file = JSON.parse(await readFile(join(profile, 'keys-a.json'), 'utf8')) as {
        readonly body: { readonly deviceSecrets: readonly { readonly guarded: unknown }[] };
      };
      return file.body.deviceSecrets[0]?.guarded;
    };
    const first = await launch({ DOUBLE_KEYCHAIN: 'of this account' });
    expect((await statusOf(first)).keychain).toBe(true);
    const userId = await setUp(first);
    await first.app.close();
    const secret = await keptSecret();
    expect(secret).toEqual(expect.any(String));

    const other = await launch({ DOUBLE_KEYCHAIN: 'of another account' });
    const bridge = await bridgeOf(other.page);
    const refused = await bridge.request('accounts.signIn', { userId, passphrase: contractPerson.passphrase });
    expect(refused.ok).toBe(false);
    expect((await statusOf(other)).state).not.toBe('needs-setup');
    await other.app.close();
    expect(await keptSecret()).toBe(secret);

    const back = await launch({ DOUBLE_KEYCHAIN: 'of this account' });
    const opened = await bridgeOf(back.page);
    valueOf(await opened.request('accounts.signIn', { userId, passphrase: contractPerson.passphrase }));
  });

  test('does not trust a keychain that is none', async ({ desktop }) => {
    expect((await statusOf(desktop)).keychain).toBe(false);
  });

  test('grants the page the clipboard and no other permission', async ({ desktop: { app } }) => {
    const granted = await app.evaluate(({ session }) => {
      const guards = session.defaultSession as unknown as {
        permissionRequest(contents: null, permission: string, decide: (granted: boolean) => void): void;
        permissionCheck(contents: null, permission: string): boolean;
        devicePermission(details: object): boolean;
      };
      const names = ['media', 'geolocation', 'notifications', 'usb', 'clipboard-read', 'clipboard-sanitized-write'];
      const requested = names.filter((name) => {
        let isGranted = false;
        guards.permissionRequest(null, name, (decided) => (isGranted = decided));
        return isGranted;
      });
      const checked = names.filter((name) => guards.permissionCheck(null, name));
      return { requested, checked, device: guards.devicePermission({ deviceType: 'usb' }) };
    });
    expect(granted).toEqual({
      requested: ['clipboard-sanitized-write'],
      checked: ['clipboard-sanitized-write'],
      device: false,
    });
  });

  test('answers its own top frame only', async ({ desktop: { app } }) => {
    const outcomes = await app.evaluate(async (electron) => {
      const { __double: handlers } = electron as unknown as {
        readonly __double: { invoke(channel: string, event: object, args: readonly unknown[]): Promise<unknown> };
      };
      const sender = electron.BrowserWindow.getAllWindows()[0]?.webContents;
      const own = { url: 'app://console/', parent: null };
      const frames = {
        own,
        inner: { url: 'app://console/', parent: own },
        elsewhere: { url: 'https://evil.example/', parent: null },
        otherHost: { url: 'app://evil/', parent: null },
        gone: null,
      };
      const answered: Record<string, boolean> = {};
      for (const [name, senderFrame] of Object.entries(frames)) {
        const asked = handlers.invoke('deskside:request', { sender, senderFrame }, [
          '{"id":1,"name":"app.status","input":{}}',
        ]);
        answered[name] = await asked.then(
          () => true,
          () => false,
        );
      }
      return answered;
    });
    expect(outcomes).toEqual({ own: true, inner: false, elsewhere: false, otherHost: false, gone: false });
  });

  test('issues a report once its PDF is saved where the person says, and nothing where they cancel', async ({
    desktop,
    profile,
  }) => {
    await setUp(desktop);
    const { page } = desktop;
    const bridge = await bridgeOf(page);
    const answerDialog = (path: string | undefined) =>
      desktop.app.evaluate((electron, saveTo) => {
        const { __double } = electron as unknown as { readonly __double: { saveTo: string | undefined } };
        __double.saveTo = saveTo;
      }, path);
    const { ticketId, number } = valueOf(await bridge.request('tickets.create', serviceTicket)) as NewTicket;
    const issued = async () => {
      const { timeline } = valueOf(await bridge.request('tickets.get', { ticketId })) as OutputOf<'tickets.get'>;
      return timeline.flatMap(({ event }) => (event.kind === 'report' ? [event.version] : []));
    };
    await page.evaluate((id) => {
      window.location.hash = `#/queue/view/all/${encodeURIComponent(id)}`;
    }, ticketId);
    await expect(page.getByRole('heading', { name: serviceTicket.title })).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('service report');
    await page
      .getByRole('option', { name: /Service report/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: /^Service report/ });
    const save = dialog.getByRole('button', { name: 'Save as PDF' });
    const preview = dialog.getByRole('region', { name: 'Preview' });
    await expect(preview).toContainText('Preview, not issued');

    await save.click();
    await expect(save).toBeEnabled();
    expect(await issued()).toEqual([]);
    await expect(preview).toContainText('Preview, not issued');
    await expect(dialog.getByText('Will be issued as version 1')).toBeVisible();

    await answerDialog(join(profile, 'no such folder', 'report.pdf'));
    await save.click();
    await expect(dialog.getByText(/could not be written to .*, so nothing was issued/)).toBeVisible();
    expect(await issued()).toEqual([]);

    const path = join(profile, 'report.pdf');
    await answerDialog(path);
    await save.click();
    await expect(page.getByText(`Version 1 issued, saved as ${path}`)).toBeVisible();
    expect(await issued()).toEqual([1]);
    await expect(preview).toContainText('Version 1');
    const first = pdfText(await readFile(path)).join('\n');
    expect(first).toContain('Version1');
    expect(first).not.toMatch(/notissued|Copy/);

    const again = join(profile, 'again.pdf');
    await answerDialog(again);
    await save.click();
    await expect(page.getByText(`Copy of version 1 saved as ${again}`)).toBeVisible();
    expect(await issued()).toEqual([1]);
    expect(pdfText(await readFile(again)).join('\n')).toContain('Copy');
    const asked = await desktop.app.evaluate((electron) => {
      const { __double } = electron as unknown as {
        readonly __double: { readonly calls: { readonly name: string; readonly args: readonly unknown[] }[] };
      };
      return __double.calls.filter(({ name }) => name === 'dialog.showSaveDialog').map(({ args }) => args[0]);
    });
    expect(asked).toHaveLength(4);
    expect(asked[0]).toMatchObject({ defaultPath: `${number}-v1.pdf` });
    expect((await readdir(profile)).filter((name) => /pdf|part/.test(name)).toSorted()).toEqual([
      'again.pdf',
      'report.pdf',
    ]);
  });

  test('asks for the sandbox, a hidden window and no network', async ({ desktop: { app } }) => {
    const { calls, options } = await app.evaluate((electron) => {
      const { __double } = electron as unknown as {
        readonly __double: { readonly calls: { readonly name: string; readonly args: readonly unknown[] }[] };
      };
      const shown = electron.BrowserWindow.getAllWindows()[0] as unknown as { readonly options: object };
      return { calls: __double.calls.map(({ name }) => name), options: shown.options };
    });
    expect(calls).toContain('app.enableSandbox');
    expect(calls).not.toContain('network');
    expect(options).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true },
    });
  });
});
