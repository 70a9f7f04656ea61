import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { User } from '#shared/accounts/user.ts';
import { succeed } from '#shared/base/result.ts';
import {
  addPerson,
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
});
