import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AppStatus } from '#shared/accounts/operations.ts';
import type { User } from '#shared/accounts/user.ts';
import { succeed } from '#shared/base/result.ts';
import { actorOf } from '#core/session.ts';
import {
  addPerson,
  damageStore,
  failureOf,
  passphrase,
  passphraseOf,
  setUp,
  userIdOf,
  valueOf,
  type TestConsole,
} from './console.ts';
import { profileOfConsoles } from './profile-of-consoles.ts';

const { folder, start } = profileOfConsoles();
const another = 'an entirely new phrase';
const ghost = 'user:01JA00000000000000000000ZZ';

const rolesIn = (status: AppStatus): readonly string[] =>
  (status.state === 'open' || status.state === 'damaged') && status.session ? status.session.roles : [];

/** An administrator in the store whose key slot never came to be. */
const addGhost = async (made: TestConsole): Promise<void> => {
  const { desk } = made.keeper;
  await desk?.commit(desk.deviceActor, (unit) => {
    const user: User = {
      ...unit.stamp('user', ghost),
      name: 'ghost',
      displayName: 'Ghost',
      roles: ['administrator'],
      disabled: false,
    };
    unit.write('user.create', user);
    return succeed(null);
  });
};

describe('somebody whose key could not be written', () => {
  it('is not among the people either, and can be added again', async () => {
    const broken = new Map<string, string>();
    const made = await start({ broken });
    await setUp(made);
    broken.set('keys-a.json', 'ENOSPC');
    const mara = { name: 'mara', displayName: 'Mara', roles: ['administrator' as const], passphrase: another };
    expect(failureOf(await made.call('a', 'accounts.addUser', mara))).toBe('storage.full');
    expect(valueOf(await made.call('a', 'accounts.users', {}))).toHaveLength(1);
    expect(failureOf(await made.call('a', 'accounts.changeUser', { userId: userIdOf(made), disabled: true }))).toBe(
      'auth.last-administrator',
    );
    broken.clear();
    const { id } = valueOf(await made.call('a', 'accounts.addUser', mara));
    valueOf(await made.call('b', 'accounts.signIn', { userId: id, passphrase: another }));
  });

  it('keeps the passphrase they had, and is not said to have another', async () => {
    const broken = new Map<string, string>();
    const made = await start({ broken });
    await setUp(made);
    const zhou = await addPerson(made, 'zhou');
    broken.set('keys-a.json', 'EIO');
    const reset = { userId: zhou, passphrase: another };
    expect(failureOf(await made.call('a', 'accounts.changeUser', reset))).toBe('storage.failed');
    broken.clear();
    valueOf(await made.call('b', 'accounts.signIn', { userId: zhou, passphrase: passphraseOf('zhou') }));
    const actions = (await made.trail()).map(({ action, result }) => `${action} ${result}`);
    expect(actions).toContain('keys.write error');
    expect(actions).not.toContain('passphrase.reset ok');
  });

  it('whom the store then refuses has no key left over', async () => {
    let refuseNext = false;
    const made: TestConsole = await start({
      written: async (name) => {
        if (refuseNext && name === 'keys-a.json') await made.keeper.desk?.close();
      },
    });
    await setUp(made);
    refuseNext = true;
    const mara = { name: 'mara', displayName: 'Mara', roles: ['technician' as const], passphrase: another };
    expect(failureOf(await made.call('a', 'accounts.addUser', mara))).toMatch(/^storage\./);
    refuseNext = false;
    await made.close();
    const again = await start();
    expect(again.accounts.statusOf('a')).toMatchObject({ people: [{ name: 'lin.yue' }] });
  });

  it('leaves nothing on the lock screen once they are added for good: a crash between key and record', async () => {
    const made = await start();
    await setUp(made);
    const admin = userIdOf(made);
    await made.close();
    await cp(join(folder(), 'store'), join(folder(), 'store-before'), { recursive: true });
    const crashing = await start();
    valueOf(await crashing.call('a', 'accounts.signIn', { userId: admin, passphrase }));
    await addPerson(crashing, 'zhou');
    await crashing.close();
    await rm(join(folder(), 'store'), { recursive: true });
    await cp(join(folder(), 'store-before'), join(folder(), 'store'), { recursive: true });

    const again = await start();
    expect(again.accounts.statusOf('a')).toMatchObject({ people: [{ name: 'lin.yue' }, { name: 'zhou' }] });
    valueOf(await again.call('a', 'accounts.signIn', { userId: admin, passphrase }));
    const zhou = await addPerson(again, 'zhou');
    const told = again.accounts.statusOf('b');
    expect(told.state === 'locked' && told.people.map(({ userId }) => userId)).toEqual([admin, zhou]);
  });
});

describe('an administrator without a key', () => {
  it('does not count as the one who stays', async () => {
    const made = await start();
    await setUp(made);
    await addGhost(made);
    for (const change of [{ disabled: true }, { roles: ['technician' as const] }])
      expect(failureOf(await made.call('a', 'accounts.changeUser', { userId: userIdOf(made), ...change }))).toBe(
        'auth.last-administrator',
      );
  });

  it('finds in by the recovery key and their sign-in name, and counts from then on', async () => {
    const made = await start();
    const { recoveryKey } = await setUp(made);
    await addGhost(made);
    const admin = userIdOf(made);
    valueOf(await made.call('a', 'accounts.lock', {}));
    const input = { name: ' ＧＨＯＳＴ', recoveryKey, newPassphrase: another };
    const open = valueOf(await made.call('a', 'accounts.recover', input));
    expect(open).toMatchObject({ state: 'open', session: { userId: ghost, roles: ['administrator'] } });
    valueOf(await made.call('a', 'accounts.changeUser', { userId: admin, disabled: true }));
    valueOf(await made.call('a', 'accounts.lock', {}));
    expect(made.accounts.statusOf('a')).toMatchObject({ people: [{ userId: ghost, name: 'ghost' }] });
    valueOf(await made.call('a', 'accounts.signIn', { userId: ghost, passphrase: another }));
  });
});

describe('the recovery key by name', () => {
  it('says who could come in when nobody has the name, and lets nobody in who is disabled', async () => {
    const made = await start();
    const { recoveryKey } = await setUp(made);
    const zhou = await addPerson(made, 'zhou');
    valueOf(await made.call('a', 'accounts.changeUser', { userId: zhou, disabled: true }));
    const recover = async (name: string) =>
      made.call('b', 'accounts.recover', { name, recoveryKey, newPassphrase: another });
    expect(await recover('nobody')).toMatchObject({
      failure: { code: 'record.not-found', details: { administrators: ['lin.yue'] } },
    });
    expect(failureOf(await recover('zhou'))).toBe('auth.user-disabled');
    const wrong = { name: 'nobody', recoveryKey: `AGE-SECRET-KEY-1${'Q'.repeat(58)}`, newPassphrase: another };
    expect(failureOf(await made.call('b', 'accounts.recover', wrong))).toBe('auth.wrong-recovery-key');
    const both = { userId: zhou, name: 'zhou', recoveryKey, newPassphrase: another };
    expect(failureOf(await made.call('b', 'accounts.recover', both))).toBe('request.invalid');
  });
});

describe('a damaged store that has lost people', () => {
  const damaged = async (share: number, kind: 'journal' | 'snapshot' = 'journal') => {
    const made = await start();
    const { recoveryKey } = await setUp(made);
    const admin = userIdOf(made);
    const zhou = await addPerson(made, 'zhou');
    if (kind === 'snapshot') await made.keeper.desk?.compact();
    await made.close();
    await damageStore(folder(), share, kind);
    const again = await start();
    const rolesBy = async (connection: string, userId: string, words: string): Promise<readonly string[]> =>
      rolesIn(valueOf(await again.call(connection, 'accounts.signIn', { userId, passphrase: words })));
    return { again, recoveryKey, admin, zhou, rolesBy };
  };
  const setAside = async (console: TestConsole, connection: string): Promise<void> => {
    const session = console.accounts.sessionOf(connection);
    if (!session) throw new Error('no session');
    valueOf(await console.keeper.setAside(actorOf(session), '北门 desk'));
    // Restoring people waits its turn, and so does this.
    await console.call('nobody', 'accounts.signIn', { userId: 'nobody', passphrase });
  };
  const usersOf = async (console: TestConsole, connection: string) =>
    Object.fromEntries(
      valueOf(await console.call(connection, 'accounts.users', {})).map(({ id, name, roles }) => [id, [name, roles]]),
    );

  it.each([
    ['everybody, and the device itself', 0.5, 'snapshot' as const, []],
    ['the administrator', 0.45, 'journal' as const, ['technician']],
  ])('lost %s: a passphrase gives nobody a role, the recovery key does', async (_what, share, kind, technician) => {
    const { again, recoveryKey, admin, zhou, rolesBy } = await damaged(share, kind);
    expect(await rolesBy('z', zhou, passphraseOf('zhou'))).toEqual(technician);
    expect(await rolesBy('b', admin, passphrase)).toEqual([]);
    const input = { userId: admin, recoveryKey, newPassphrase: another };
    const recovered = valueOf(await again.call('a', 'accounts.recover', input));
    expect(recovered).toMatchObject({ state: 'damaged', session: { userId: admin, displayName: '林悦' } });
    expect(rolesIn(recovered)).toEqual(['administrator']);
    await setAside(again, 'a');
    expect(await usersOf(again, 'a')).toEqual({
      [admin]: ['lin.yue', ['administrator']],
      [zhou]: ['zhou', technician],
    });
    expect(await rolesBy('y', zhou, passphraseOf('zhou'))).toEqual(technician);
    expect(await rolesBy('x', admin, another)).toEqual(['administrator']);
  });

  it('gives back what only could not be read for want of the device’s identity', async () => {
    const { again, recoveryKey, admin, zhou, rolesBy } = await damaged(0.1);
    expect(await rolesBy('z', zhou, passphraseOf('zhou'))).toEqual([]);
    const input = { userId: zhou, recoveryKey, newPassphrase: another };
    expect(rolesIn(valueOf(await again.call('a', 'accounts.recover', input)))).toEqual(['administrator']);
    await setAside(again, 'a');
    // There is an administrator after all.
    expect(again.accounts.sessionOf('a')?.roles).toEqual(['technician']);
    expect(again.accounts.sessionOf('z')?.roles).toEqual(['technician']);
    expect(await rolesBy('b', admin, passphrase)).toContain('administrator');
  });

  it('lets a technician with the recovery key look after it, for good', async () => {
    const { again, recoveryKey, zhou, rolesBy } = await damaged(0.45);
    const input = { userId: zhou, recoveryKey, newPassphrase: another };
    const roles = ['technician', 'administrator'];
    expect(rolesIn(valueOf(await again.call('a', 'accounts.recover', input)))).toEqual(roles);
    await setAside(again, 'a');
    expect(await usersOf(again, 'a')).toEqual({ [zhou]: ['zhou', roles] });
    expect(await rolesBy('b', zhou, another)).toEqual(roles);
  });

  it('opens by the recovery key to somebody new, also after it was set aside', async () => {
    const { again, recoveryKey, zhou, rolesBy } = await damaged(0.5, 'snapshot');
    await rolesBy('z', zhou, passphraseOf('zhou'));
    await setAside(again, 'z');
    const input = { name: 'new.hand', recoveryKey, newPassphrase: another };
    expect(rolesIn(valueOf(await again.call('a', 'accounts.recover', input)))).toEqual(['administrator']);
    const users = valueOf(await again.call('a', 'accounts.users', {}));
    const restored = users.find(({ name }) => name === 'new.hand');
    expect(restored).toMatchObject({ roles: ['administrator'], disabled: false });
    expect(await rolesBy('b', restored?.id ?? '', another)).toEqual(['administrator']);
  });
});
