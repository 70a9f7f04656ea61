import { randomBytes } from 'node:crypto';
import { copyFile, cp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recoveryKeyGroups } from '#shared/accounts/recovery-key.ts';
import type { User } from '#shared/accounts/user.ts';
import { succeed } from '#shared/base/result.ts';
import { actorOf } from '#core/session.ts';
import { KEY_COPIES } from '#core/accounts/key-store.ts';
import {
  damageStore,
  failureOf,
  onlyPerson,
  openConsole,
  passphrase,
  setUp,
  temporaryFolder,
  valueOf,
  type ConsoleOptions,
  type TestConsole,
} from './console.ts';
import { testClock } from './fixtures.ts';

const MINUTE = 60_000;
const another = 'staple paper lantern';

let folder: string;
let remove: () => Promise<void>;
const consoles: TestConsole[] = [];

const start = async (options: ConsoleOptions = {}): Promise<TestConsole> => {
  const made = await openConsole(folder, options);
  consoles.push(made);
  return made;
};

beforeEach(async () => {
  const temporary = await temporaryFolder();
  folder = temporary.path;
  remove = () => temporary.remove();
});
afterEach(async () => {
  for (const each of consoles.splice(0)) await each.close();
  await remove();
});

describe('setting up', () => {
  it('makes a desk that opens again with the passphrase, and with nothing else', async () => {
    const first = await start();
    expect(first.accounts.statusOf('a')).toMatchObject({ state: 'needs-setup', keychain: false });
    const made = await setUp(first);
    expect(made.recoveryKey).toMatch(/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/);
    expect(made.fingerprint).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
    expect(made.status).toMatchObject({
      state: 'open',
      desk: '北门 desk',
      sample: false,
      storage: { state: 'ok' },
      session: { displayName: '林悦', autoLockMinutes: 10 },
    });
    await first.close();

    const again = await start();
    const userId = onlyPerson(again.accounts.statusOf('a'));
    expect(failureOf(await again.call('a', 'accounts.signIn', { userId, passphrase: 'incorrect horse' }))).toBe(
      'auth.wrong-passphrase',
    );
    const open = valueOf(await again.call('a', 'accounts.signIn', { userId, passphrase }));
    expect(open).toMatchObject({ state: 'open', session: { userId } });
  });

  it('leaves neither passphrase, recovery key nor master key readable in the profile', async () => {
    const made = await start();
    const { recoveryKey } = await setUp(made);
    await made.close();
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const file of files.filter((each) => each.isFile())) {
      const content = await readFile(join(file.parentPath, file.name), 'latin1');
      for (const secret of [passphrase, recoveryKey, recoveryKey.slice(16), 'AGE-SECRET-KEY'])
        expect(content).not.toContain(secret);
    }
  });

  it('is refused once it is done, also to another window that still shows the form', async () => {
    const made = await start();
    await setUp(made);
    const again = { desk: 'x', name: 'x', displayName: 'x', passphrase, sample: false };
    expect(failureOf(await made.call('b', 'accounts.setUp', again))).toBe('profile.already-set-up');
  });

  it.each([
    ['too short', 'short'],
    ['aaaaaaaaaaaaaaaa', 'repetitive'],
  ])('refuses the passphrase “%s”', async (weak, problem) => {
    const made = await start();
    const input = { desk: 'x', name: 'x', displayName: 'x', passphrase: weak, sample: false };
    const reply = await made.call('a', 'accounts.setUp', input);
    expect(reply).toMatchObject({ failure: { code: 'auth.weak-passphrase', details: { problem } } });
    expect(made.accounts.statusOf('a').state).toBe('needs-setup');
  });

  it('cut short leaves a profile to be set up, and keeps what was made so far', async () => {
    const failing = await start({ sample: () => Promise.reject(new Error('power cut')) });
    const input = { desk: 'x', name: 'x', displayName: 'x', passphrase, sample: true };
    await expect(failing.call('a', 'accounts.setUp', input)).rejects.toThrow('accounts.setUp');
    expect(failing.accounts.sessionOf('a')).toBeNull();
    expect(failing.accounts.statusOf('a').state).toBe('needs-setup');
    await failing.close();

    const again = await start();
    expect(again.accounts.statusOf('a').state).toBe('needs-setup');
    await setUp(again);
    expect((await readdir(folder)).some((name) => name.startsWith('unfinished-'))).toBe(true);
  });

  it('on a full disk says so and leaves the profile to be set up', async () => {
    const broken = new Map([['keys-a.json', 'ENOSPC']]);
    const made = await start({ broken });
    const input = { desk: 'x', name: 'x', displayName: 'x', passphrase, sample: false };
    expect(failureOf(await made.call('a', 'accounts.setUp', input))).toBe('storage.full');
    expect(made.accounts.statusOf('a').state).toBe('needs-setup');
    broken.clear();
    await setUp(made);
  });

  it('stays open when a feature does a short job on opening', async () => {
    const made = await start();
    made.keeper.onChange(({ state }) => {
      if (state === 'open') made.keeper.hold()();
    });
    expect((await setUp(made)).status.state).toBe('open');
  });

  it('says in the trail what was made and by whom', async () => {
    const made = await start();
    await setUp(made);
    const trail = await made.trail();
    expect(trail.map(({ action }) => action)).toEqual(['desk.create', 'user.create', 'session.signIn']);
    expect(trail[1]).toMatchObject({
      before: null,
      after: { name: { commitment: expect.any(String) as string }, disabled: false },
    });
    expect(JSON.stringify(trail)).not.toMatch(/lin\.yue|林悦/);
    expect(JSON.stringify(trail)).not.toContain(passphrase);
  });
});

describe('signing in', () => {
  const prepared = async (options: ConsoleOptions = {}) => {
    const made = await start(options);
    const { recoveryKey } = await setUp(made);
    valueOf(await made.call('a', 'accounts.lock', {}));
    return { made, recoveryKey, userId: onlyPerson(made.accounts.statusOf('a')) };
  };

  it('counts down, pauses after five failures, and tells how long', async () => {
    const { made, userId } = await prepared();
    const replies: unknown[] = [];
    for (let time = 0; time < 6; time++)
      replies.push(await made.call('a', 'accounts.signIn', { userId, passphrase: 'wrong passphrase' }));
    expect(replies).toMatchObject([
      ...[4, 3, 2, 1, 0].map((attemptsLeft) => ({
        failure: { code: 'auth.wrong-passphrase', details: { attemptsLeft } },
      })),
      { failure: { code: 'auth.too-many-attempts', details: { retryAfterMs: MINUTE } } },
    ]);
    // Even the right one has to wait.
    expect(failureOf(await made.call('a', 'accounts.signIn', { userId, passphrase }))).toBe('auth.too-many-attempts');
    made.clock.pass(MINUTE);
    expect(valueOf(await made.call('a', 'accounts.signIn', { userId, passphrase })).state).toBe('open');
  });

  it('gives no free guesses to many windows at once', async () => {
    const { made, userId } = await prepared();
    const guesses = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        made.call(`window ${index}`, 'accounts.signIn', { userId, passphrase: `guess number ${index}` }),
      ),
    );
    expect(guesses.map(failureOf).filter((code) => code === 'auth.wrong-passphrase')).toHaveLength(5);
    expect(guesses.map(failureOf).filter((code) => code === 'auth.too-many-attempts')).toHaveLength(7);
  });

  it('answers for people it does not know as for a wrong passphrase', async () => {
    const { made } = await prepared();
    const reply = await made.call('a', 'accounts.signIn', { userId: 'user:nobody', passphrase });
    expect(reply).toMatchObject({ failure: { code: 'auth.wrong-passphrase', details: { attemptsLeft: 4 } } });
  });

  it('puts failures from while the desk was closed into the trail at the next sign-in, with their own time', async () => {
    const { made, userId } = await prepared();
    await made.call('a', 'accounts.signIn', { userId, passphrase: 'wrong passphrase' });
    made.clock.pass(5 * MINUTE);
    valueOf(await made.call('a', 'accounts.signIn', { userId, passphrase }));
    const trail = await made.trail();
    const denied = trail.filter(({ result }) => result === 'denied');
    expect(denied).toMatchObject([
      {
        action: 'session.signIn',
        object: { type: 'user', id: userId },
        after: { attemptedAt: '2026-10-05T08:00:00.000Z' },
        at: '2026-10-05T08:05:00.000Z',
      },
    ]);
    expect(JSON.stringify(trail)).not.toContain('wrong passphrase');
    expect(denied[0]?.actor).toMatch(/^device:/);
  });

  it('opens for as long as somebody works, and wipes the key with the last one', async () => {
    const { made, userId } = await prepared();
    expect(made.keeper.state.state).toBe('closed');
    valueOf(await made.call('a', 'accounts.signIn', { userId, passphrase }));
    valueOf(await made.call('b', 'accounts.signIn', { userId, passphrase }));
    expect(valueOf(await made.call('a', 'accounts.lock', {}))).toMatchObject({
      state: 'locked',
      lockedAt: '2026-10-05T08:00:00.000Z',
      samplePassphrase: null,
    });
    expect(made.accounts.sessionOf('a')).toBeNull();
    expect(made.accounts.statusOf('b').state).toBe('open');
    expect(made.keeper.state.state).toBe('open');
    valueOf(await made.call('b', 'accounts.lock', {}));
    expect(made.keeper.state.state).toBe('closed');
  });

  it('lets a job finish before the desk closes, and lets people in again meanwhile', async () => {
    const { made, userId } = await prepared();
    valueOf(await made.call('a', 'accounts.signIn', { userId, passphrase }));
    const letGo = made.keeper.hold();
    valueOf(await made.call('a', 'accounts.lock', {}));
    expect(made.keeper.state.state).toBe('open');
    expect(made.accounts.statusOf('a').state).toBe('locked');
    expect(failureOf(await made.call('a', 'accounts.signIn', { userId, passphrase: 'wrong passphrase' }))).toBe(
      'auth.wrong-passphrase',
    );
    valueOf(await made.call('a', 'accounts.signIn', { userId, passphrase }));
    letGo();
    expect(made.accounts.statusOf('a').state).toBe('open');
  });

  it('waits for a desk that is just closing, instead of finding it in use', async () => {
    const { made, userId } = await prepared();
    valueOf(await made.call('a', 'accounts.signIn', { userId, passphrase }));
    const letGo = made.keeper.hold();
    valueOf(await made.call('a', 'accounts.lock', {}));
    letGo();
    expect(valueOf(await made.call('a', 'accounts.signIn', { userId, passphrase })).state).toBe('open');
  });

  it('ends with the window, with the host’s lock, and after a time without a sign of life', async () => {
    const { made, userId } = await prepared();
    const enter = async (connection: string) =>
      valueOf(await made.call(connection, 'accounts.signIn', { userId, passphrase }));
    await enter('a');
    made.accounts.disconnected('a');
    await enter('b');
    await made.accounts.lockAll();
    expect(made.accounts.sessionOf('b')).toBeNull();
    expect(made.keeper.state.state).toBe('closed');

    await enter('c');
    made.clock.pass(6 * MINUTE);
    valueOf(await made.call('c', 'accounts.stillHere', {}));
    made.clock.pass(6 * MINUTE);
    made.idleCheck();
    expect(valueOf(await made.call('c', 'app.status', {})).state).toBe('open');
    made.clock.pass(4 * MINUTE);
    made.idleCheck();
    // The next sign-in waits its turn behind the lock.
    await enter('d');
    expect(made.accounts.sessionOf('c')).toBeNull();
    const reasons = (await made.trail()).filter(({ action }) => action === 'session.end').map(({ reason }) => reason);
    expect(reasons).toEqual(['user', 'disconnected', 'host', 'idle']);
  });

  it('never locks by itself when that is switched off', async () => {
    const { made, userId } = await prepared();
    valueOf(await made.call('a', 'accounts.signIn', { userId, passphrase }));
    valueOf(await made.call('a', 'accounts.setAutoLock', { minutes: 0 }));
    made.clock.pass(24 * 60 * MINUTE);
    made.idleCheck();
    expect(valueOf(await made.call('a', 'app.status', {}))).toMatchObject({
      state: 'open',
      session: { autoLockMinutes: 0 },
    });
  });

  it('of another person through the same window replaces the session', async () => {
    const { made, userId } = await prepared();
    valueOf(await made.call('a', 'accounts.signIn', { userId, passphrase }));
    const zhou = valueOf(
      await made.call('a', 'accounts.addUser', {
        name: 'zhou.kai',
        displayName: '周凯',
        roles: ['technician'],
        passphrase: another,
      }),
    );
    const status = valueOf(await made.call('a', 'accounts.signIn', { userId: zhou.id, passphrase: another }));
    expect(status).toMatchObject({ state: 'open', session: { displayName: '周凯', roles: ['technician'] } });
    expect(failureOf(await made.call('a', 'accounts.users', {}))).toBe('auth.denied');
  });
});

describe('the recovery key', () => {
  it('opens the desk and gives a new passphrase, however it was typed; the old one is gone', async () => {
    const made = await start();
    const { recoveryKey } = await setUp(made);
    valueOf(await made.call('a', 'accounts.lock', {}));
    const userId = onlyPerson(made.accounts.statusOf('a'));
    const typed = recoveryKeyGroups(recoveryKey).join(' ').toLowerCase();
    const open = valueOf(
      await made.call('a', 'accounts.recover', { userId, recoveryKey: typed, newPassphrase: another }),
    );
    expect(open).toMatchObject({ state: 'open', session: { userId } });
    expect((await made.trail()).at(-1)).toMatchObject({ action: 'session.recover', actor: userId });
    await made.close();

    const again = await start();
    expect(failureOf(await again.call('a', 'accounts.signIn', { userId, passphrase }))).toBe('auth.wrong-passphrase');
    expect(valueOf(await again.call('a', 'accounts.signIn', { userId, passphrase: another })).state).toBe('open');
  });

  it('forgives failed passphrases, and is noted when it is wrong', async () => {
    const made = await start();
    const { recoveryKey } = await setUp(made);
    valueOf(await made.call('a', 'accounts.lock', {}));
    const userId = onlyPerson(made.accounts.statusOf('a'));
    for (let time = 0; time < 5; time++)
      await made.call('a', 'accounts.signIn', { userId, passphrase: 'wrong passphrase' });
    const input = { userId, newPassphrase: another };
    const wrong = `AGE-SECRET-KEY-1${'Q'.repeat(58)}`;
    expect(await made.call('a', 'accounts.recover', { ...input, recoveryKey: wrong })).toMatchObject({
      failure: { code: 'auth.wrong-recovery-key', details: { problem: 'key' } },
    });
    expect(await made.call('a', 'accounts.recover', { ...input, recoveryKey: 'something' })).toMatchObject({
      failure: { code: 'auth.wrong-recovery-key', details: { problem: 'form' } },
    });
    expect(failureOf(await made.call('a', 'accounts.recover', { ...input, newPassphrase: 'short', recoveryKey }))).toBe(
      'auth.weak-passphrase',
    );
    valueOf(await made.call('a', 'accounts.recover', { ...input, recoveryKey }));
    valueOf(await made.call('a', 'accounts.lock', {}));
    valueOf(await made.call('a', 'accounts.signIn', { userId, passphrase: another }));
    const denied = (await made.trail()).filter(({ result }) => result === 'denied').map(({ action }) => action);
    expect(denied.filter((action) => action === 'session.recover')).toHaveLength(2);
    expect(denied.filter((action) => action === 'session.signIn')).toHaveLength(5);
  });

  it('helps when the keychain is lost: the passphrase says why it cannot be tried, and is not counted', async () => {
    const keychain = { key: Uint8Array.from(randomBytes(32)) };
    const made = await start({ keychain });
    const { recoveryKey } = await setUp(made);
    expect(made.accounts.statusOf('a')).toMatchObject({ keychain: true });
    await made.close();

    keychain.key = Uint8Array.from(randomBytes(32));
    const later = await start({ keychain });
    const userId = onlyPerson(later.accounts.statusOf('a'));
    for (let time = 0; time < 8; time++)
      expect(failureOf(await later.call('a', 'accounts.signIn', { userId, passphrase }))).toBe('auth.keychain-lost');
    valueOf(await later.call('a', 'accounts.recover', { userId, recoveryKey, newPassphrase: another }));
    valueOf(await later.call('a', 'accounts.lock', {}));
    expect(valueOf(await later.call('a', 'accounts.signIn', { userId, passphrase: another })).state).toBe('open');
    await later.close();

    // On a host without a keychain, the same slot cannot be opened by the passphrase.
    const elsewhere = await start();
    expect(failureOf(await elsewhere.call('a', 'accounts.signIn', { userId, passphrase: another }))).toBe(
      'auth.keychain-lost',
    );
  });
});

describe('changing the passphrase', () => {
  it('needs the present one, and then only the new one opens', async () => {
    const made = await start();
    await setUp(made);
    const wrong = { current: 'wrong passphrase', next: another };
    expect(failureOf(await made.call('a', 'accounts.changePassphrase', wrong))).toBe('auth.wrong-passphrase');
    const weak = { current: passphrase, next: 'short' };
    expect(failureOf(await made.call('a', 'accounts.changePassphrase', weak))).toBe('auth.weak-passphrase');
    valueOf(await made.call('a', 'accounts.changePassphrase', { current: passphrase, next: another }));
    expect((await made.trail()).at(-1)).toMatchObject({
      action: 'passphrase.change',
      result: 'ok',
      before: null,
      after: null,
    });
    await made.close();

    const again = await start();
    const userId = onlyPerson(again.accounts.statusOf('a'));
    expect(failureOf(await again.call('a', 'accounts.signIn', { userId, passphrase }))).toBe('auth.wrong-passphrase');
    valueOf(await again.call('a', 'accounts.signIn', { userId, passphrase: another }));
  });

  it('that could not be written leaves the old one, and says so in reply and trail', async () => {
    const broken = new Map<string, string>();
    const made = await start({ broken });
    await setUp(made);
    broken.set('keys-a.json', 'EIO');
    expect(failureOf(await made.call('a', 'accounts.changePassphrase', { current: passphrase, next: another }))).toBe(
      'storage.failed',
    );
    expect((await made.trail()).at(-1)).toMatchObject({ action: 'passphrase.change', result: 'error' });
    broken.clear();
    valueOf(await made.call('a', 'accounts.lock', {}));
    const userId = onlyPerson(made.accounts.statusOf('a'));
    valueOf(await made.call('a', 'accounts.signIn', { userId, passphrase }));
  });
});

describe('people of a desk', () => {
  const withZhou = async () => {
    const made = await start();
    const admin = await setUp(made);
    const zhou = valueOf(
      await made.call('a', 'accounts.addUser', {
        name: 'zhou.kai',
        displayName: '周凯',
        roles: ['technician'],
        passphrase: another,
      }),
    );
    const adminId = admin.status.state === 'open' ? admin.status.session.userId : '';
    return { made, zhou, adminId };
  };

  it('share the laptop, each with a passphrase of their own', async () => {
    const { made, zhou, adminId } = await withZhou();
    await made.close();
    const again = await start();
    expect(again.accounts.statusOf('a')).toMatchObject({ people: [{ name: 'lin.yue' }, { name: 'zhou.kai' }] });
    expect(failureOf(await again.call('a', 'accounts.signIn', { userId: zhou.id, passphrase }))).toBe(
      'auth.wrong-passphrase',
    );
    expect(valueOf(await again.call('a', 'accounts.signIn', { userId: zhou.id, passphrase: another }))).toMatchObject({
      session: { displayName: '周凯', roles: ['technician'] },
    });
    expect(valueOf(await again.call('b', 'accounts.signIn', { userId: adminId, passphrase })).state).toBe('open');
    const colleagues = valueOf(await again.call('a', 'accounts.colleagues', {}));
    expect(new Set(colleagues.map(({ displayName }) => displayName))).toEqual(new Set(['林悦', '周凯']));
  });

  it('have names that cannot be mistaken for one another', async () => {
    const { made } = await withZhou();
    const twin = { name: 'ＺＨＯＵ.Kai', displayName: 'Z', roles: ['technician' as const], passphrase: another };
    expect(failureOf(await made.call('a', 'accounts.addUser', twin))).toBe('record.exists');
  });

  it('lose their session and their key at once when they are disabled', async () => {
    const { made, zhou } = await withZhou();
    valueOf(await made.call('b', 'accounts.signIn', { userId: zhou.id, passphrase: another }));
    const keysBefore = await readFile(join(folder, 'keys-a.json'));
    valueOf(await made.call('a', 'accounts.changeUser', { userId: zhou.id, disabled: true }));
    expect(made.accounts.sessionOf('b')).toBeNull();
    const told = made.accounts.statusOf('b');
    expect(told.state === 'locked' && told.people.map(({ name }) => name)).toEqual(['lin.yue']);
    expect(failureOf(await made.call('b', 'accounts.signIn', { userId: zhou.id, passphrase: another }))).toBe(
      'auth.wrong-passphrase',
    );
    await made.close();

    // An old key file put back opens the key, but the store knows better.
    for (const copy of KEY_COPIES) await writeFile(join(folder, copy), keysBefore);
    const again = await start();
    expect(failureOf(await again.call('b', 'accounts.signIn', { userId: zhou.id, passphrase: another }))).toBe(
      'auth.user-disabled',
    );
    expect(again.keeper.state.state).toBe('closed');
  });

  it('need a new passphrase to come back', async () => {
    const { made, zhou } = await withZhou();
    valueOf(await made.call('a', 'accounts.changeUser', { userId: zhou.id, disabled: true }));
    expect(await made.call('a', 'accounts.changeUser', { userId: zhou.id, disabled: false })).toMatchObject({
      failure: { code: 'auth.weak-passphrase', details: { problem: 'missing' } },
    });
    valueOf(
      await made.call('a', 'accounts.changeUser', {
        userId: zhou.id,
        disabled: false,
        passphrase: 'entirely new words',
      }),
    );
    valueOf(await made.call('b', 'accounts.signIn', { userId: zhou.id, passphrase: 'entirely new words' }));
    const actions = (await made.trail()).map(({ action }) => action);
    expect(actions).toContain('user.disable');
    expect(actions).toContain('user.enable');
    expect(actions).toContain('passphrase.reset');
  });

  it('feel a change of their roles at once', async () => {
    const { made, zhou } = await withZhou();
    valueOf(await made.call('b', 'accounts.signIn', { userId: zhou.id, passphrase: another }));
    expect(failureOf(await made.call('b', 'accounts.users', {}))).toBe('auth.denied');
    const before = made.told();
    valueOf(await made.call('a', 'accounts.changeUser', { userId: zhou.id, roles: ['administrator'] }));
    expect(made.told()).toBeGreaterThan(before);
    expect(valueOf(await made.call('b', 'accounts.users', {}))).toHaveLength(2);
    valueOf(await made.call('a', 'accounts.changeUser', { userId: zhou.id, roles: ['auditor'] }));
    expect(failureOf(await made.call('b', 'accounts.users', {}))).toBe('auth.denied');
    const change = (await made.trail()).findLast(({ action }) => action === 'user.change');
    expect(change).toMatchObject({ before: { roles: ['administrator'] }, after: { roles: ['auditor'] } });
  });

  it('always include an administrator', async () => {
    const { made, adminId } = await withZhou();
    for (const change of [{ disabled: true }, { roles: ['technician' as const] }])
      expect(failureOf(await made.call('a', 'accounts.changeUser', { userId: adminId, ...change }))).toBe(
        'auth.last-administrator',
      );
    expect(made.accounts.statusOf('a').state).toBe('open');
  });

  it('are renamed on the lock screen too', async () => {
    const { made, zhou } = await withZhou();
    valueOf(await made.call('a', 'accounts.changeUser', { userId: zhou.id, displayName: 'Zhou Kai' }));
    await made.close();
    const again = await start();
    expect(again.accounts.statusOf('a')).toMatchObject({ people: [{}, { displayName: 'Zhou Kai' }] });
  });

  it('are managed by those who may, and by nobody through a forged call', async () => {
    const { made, zhou } = await withZhou();
    valueOf(await made.call('b', 'accounts.signIn', { userId: zhou.id, passphrase: another }));
    const grab = { userId: zhou.id, roles: ['administrator' as const] };
    expect(failureOf(await made.call('b', 'accounts.changeUser', grab))).toBe('auth.denied');
    expect(failureOf(await made.call('nobody', 'accounts.changeUser', grab))).toBe('auth.signed-out');
    expect(failureOf(await made.call('b', 'accounts.setAutoLock', { minutes: 0 }))).toBe('auth.denied');
  });
});

describe('key files somebody or something has touched', () => {
  it('are mended from the other copy', async () => {
    const made = await start();
    await setUp(made);
    await made.close();
    const whole = await readFile(join(folder, 'keys-b.json'));
    await writeFile(join(folder, 'keys-b.json'), whole.subarray(0, 40));
    const again = await start();
    valueOf(await again.call('a', 'accounts.signIn', { userId: onlyPerson(again.accounts.statusOf('a')), passphrase }));
    expect(await readFile(join(folder, 'keys-b.json'))).toEqual(await readFile(join(folder, 'keys-a.json')));
  });

  it.each([
    ['both cut', (path: string) => writeFile(path, '{"body"')],
    ['both empty', (path: string) => writeFile(path, '')],
    ['both gone', (path: string) => rm(path)],
  ])('%s: named, and never a new profile', async (_how, damage) => {
    const made = await start();
    await setUp(made);
    await made.close();
    const before = (await readdir(join(folder, 'store'))).toSorted();
    for (const copy of KEY_COPIES) await damage(join(folder, copy));
    const again = await start();
    expect(again.accounts.statusOf('a').state).toBe('keys-damaged');
    expect(valueOf(await again.call('a', 'app.status', {})).state).toBe('keys-damaged');
    const input = { desk: 'x', name: 'x', displayName: 'x', passphrase, sample: false };
    expect(failureOf(await again.call('a', 'accounts.setUp', input))).toBe('profile.keys-damaged');
    expect(failureOf(await again.call('a', 'accounts.signIn', { userId: 'user:x', passphrase }))).toBe(
      'profile.keys-damaged',
    );
    expect((await readdir(join(folder, 'store'))).toSorted()).toEqual(before);
  });

  it('of another profile open nothing here, not even while the desk is open', async () => {
    const made = await start();
    await setUp(made);
    const foreignPlace = await temporaryFolder();
    const foreign = await openConsole(foreignPlace.path);
    await setUp(foreign);
    const strangerId = foreign.accounts.sessionOf('a')?.userId ?? '';
    await foreign.close();
    for (const copy of KEY_COPIES) await copyFile(join(foreignPlace.path, copy), join(folder, copy));
    await foreignPlace.remove();
    expect(failureOf(await made.call('b', 'accounts.signIn', { userId: strangerId, passphrase }))).toBe(
      'profile.keys-damaged',
    );
    expect(made.accounts.sessionOf('b')).toBeNull();
    await made.close();
    const again = await start();
    expect(failureOf(await again.call('b', 'accounts.signIn', { userId: strangerId, passphrase }))).toBe(
      'profile.keys-damaged',
    );
    expect(again.keeper.desk).toBeUndefined();
  });

  it('with other names on them: the store puts them right', async () => {
    const made = await start();
    await setUp(made);
    await made.close();
    const keys = await import('#core/accounts/key-file.ts');
    const { cheapCost } = await import('./fixtures.ts');
    const found = keys.decodeKeyFile(await readFile(join(folder, 'keys-a.json')), cheapCost);
    if (found.state !== 'whole') throw new Error(found.state);
    const renamed = {
      ...found.keys,
      desk: 'Mallory’s desk',
      device: { id: 'device:x', code: 'XXXX' },
      slots: found.keys.slots.map((slot) => ({ ...slot, displayName: 'Mallory' })),
    };
    for (const copy of KEY_COPIES) await writeFile(join(folder, copy), keys.encodeKeyFile(renamed));
    const again = await start();
    const userId = onlyPerson(again.accounts.statusOf('a'));
    expect(valueOf(await again.call('a', 'accounts.signIn', { userId, passphrase }))).toMatchObject({
      desk: '北门 desk',
      session: { displayName: '林悦' },
    });
    valueOf(await again.call('a', 'accounts.lock', {}));
    expect(again.accounts.statusOf('a')).toMatchObject({ desk: '北门 desk', people: [{ displayName: '林悦' }] });
  });
});

describe('what keeps a desk from opening', () => {
  it('another console on the same profile: said once, and trying again works when that one has closed', async () => {
    const made = await start();
    await setUp(made);
    const second = await start();
    const userId = onlyPerson(second.accounts.statusOf('x'));
    expect(valueOf(await second.call('x', 'accounts.signIn', { userId, passphrase })).state).toBe('in-use');
    expect(second.accounts.statusOf('x').state).toBe('in-use');
    expect(valueOf(await second.call('x', 'app.status', {})).state).toBe('locked');
    await made.close();
    expect(valueOf(await second.call('x', 'accounts.signIn', { userId, passphrase })).state).toBe('open');
  });

  it('a store that is gone is missing, never empty', async () => {
    const made = await start();
    await setUp(made);
    await made.close();
    await rm(join(folder, 'store'), { recursive: true });
    const again = await start();
    const userId = onlyPerson(again.accounts.statusOf('a'));
    expect(failureOf(await again.call('a', 'accounts.signIn', { userId, passphrase }))).toBe('storage.missing');
    expect((await readdir(folder)).includes('store')).toBe(false);
  });

  it('the store of another profile is refused by its key', async () => {
    const made = await start();
    await setUp(made);
    await made.close();
    const foreignPlace = await temporaryFolder();
    const foreign = await openConsole(foreignPlace.path);
    await setUp(foreign);
    await foreign.close();
    await rm(join(folder, 'store'), { recursive: true });
    await cp(join(foreignPlace.path, 'store'), join(folder, 'store'), { recursive: true });
    await foreignPlace.remove();
    const again = await start();
    const userId = onlyPerson(again.accounts.statusOf('a'));
    expect(failureOf(await again.call('a', 'accounts.signIn', { userId, passphrase }))).toBe('profile.keys-damaged');
  });

  it('a user record that vanished lets nobody in by the slot alone', async () => {
    const made = await start({ clock: testClock() });
    await setUp(made);
    const userId = made.accounts.sessionOf('a')?.userId ?? '';
    const desk = made.keeper.desk;
    await desk?.commit(desk.deviceActor, (unit) => {
      const user = unit.get<User>('user', userId);
      unit.removeLocal(userId);
      unit.audit({ action: 'user.lost', object: null, after: { name: user?.name ?? '' } });
      return succeed(null);
    });
    expect(failureOf(await made.call('b', 'accounts.signIn', { userId, passphrase }))).toBe('auth.user-disabled');
  });
});

describe('a damaged store', () => {
  it('opens for a look, and setting the damage aside leaves a desk that one can sign in to', async () => {
    const made = await start();
    await setUp(made);
    // Enough after the person's record for the damage to be there.
    for (const minutes of [1, 2, 3, 4, 5, 6]) valueOf(await made.call('a', 'accounts.setAutoLock', { minutes }));
    await made.close();
    await damageStore(folder, 0.9);

    const again = await start();
    const userId = onlyPerson(again.accounts.statusOf('a'));
    const status = valueOf(await again.call('a', 'accounts.signIn', { userId, passphrase }));
    expect(status).toMatchObject({ state: 'damaged', desk: '北门 desk', session: { userId, displayName: '林悦' } });
    expect(status.state === 'damaged' && status.session?.roles).toContain('administrator');
    const session = again.accounts.sessionOf('a');
    if (!session) throw new Error('no session');
    valueOf(await again.keeper.setAside(actorOf(session), '北门 desk'));
    expect(valueOf(await again.call('a', 'app.status', {})).state).toBe('open');
    valueOf(await again.call('a', 'accounts.lock', {}));

    const open = valueOf(await again.call('a', 'accounts.signIn', { userId, passphrase }));
    expect(open).toMatchObject({ state: 'open', session: { userId, displayName: '林悦' } });
    expect(open.state === 'open' && open.deviceCode).toBe(again.keeper.desk?.device.code);
    expect(valueOf(await again.call('a', 'accounts.users', {}))).toMatchObject([{ id: userId, disabled: false }]);
  });
});
