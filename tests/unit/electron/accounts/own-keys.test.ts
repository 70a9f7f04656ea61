import { describe, expect, it } from 'vitest';
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

const { start } = profileOfConsoles();
const another = 'an entirely new phrase';

describe('a change of the passphrase', () => {
  const changing = { current: passphrase, next: another };

  it('is in the trail once, and only when it is done', async () => {
    const broken = new Map<string, string>();
    const made = await start({ broken });
    await setUp(made);
    broken.set('keys-a.json', 'EIO');
    expect(failureOf(await made.call('a', 'accounts.changePassphrase', changing))).toBe('storage.failed');
    const changes = async () =>
      (await made.trail()).filter(({ action }) => action === 'passphrase.change').map(({ result }) => result);
    expect(await changes()).toEqual(['error']);
    broken.clear();
    valueOf(await made.call('a', 'accounts.changePassphrase', changing));
    expect(await changes()).toEqual(['error', 'ok']);
  });

  it('that the trail refuses is taken back', async () => {
    let isRefusing = false;
    const made: TestConsole = await start({
      written: async (name) => {
        if (isRefusing && name === 'keys-a.json') await made.keeper.desk?.close();
      },
    });
    await setUp(made);
    const userId = userIdOf(made);
    isRefusing = true;
    expect(failureOf(await made.call('a', 'accounts.changePassphrase', changing))).toMatch(/^storage\./);
    await made.close();
    const again = await start();
    valueOf(await again.call('a', 'accounts.signIn', { userId, passphrase }));
  });

  it('that the disk did not confirm is not called unwritten, and opens the desk', async () => {
    const unsynced = new Set<string>();
    const made = await start({ unsynced });
    await setUp(made);
    for (const copy of ['keys-a.json', 'keys-b.json']) unsynced.add(copy);
    const reply = await made.call('a', 'accounts.changePassphrase', changing);
    expect(reply).toMatchObject({ failure: { code: 'storage.failed', details: { errno: 'EIO' } } });
    expect(reply.ok ? '' : reply.failure.message).toContain('may or may not');
    unsynced.clear();
    const userId = userIdOf(made);
    valueOf(await made.call('b', 'accounts.signIn', { userId, passphrase: another }));
  });
});

describe('a passphrase given by an administrator', () => {
  it('ends the sessions of whoever worked with the old one, and no other', async () => {
    const made = await start();
    await setUp(made);
    const zhou = await addPerson(made, 'zhou');
    for (const connection of ['y', 'z'])
      valueOf(await made.call(connection, 'accounts.signIn', { userId: zhou, passphrase: passphraseOf('zhou') }));
    valueOf(await made.call('a', 'accounts.changeUser', { userId: zhou, passphrase: another }));
    expect(['a', 'y', 'z'].map((connection) => made.accounts.sessionOf(connection) !== null)).toEqual([
      true,
      false,
      false,
    ]);
    const ends = (await made.trail()).filter(({ action }) => action === 'session.end');
    expect(ends.map(({ actor, reason }) => [actor, reason])).toEqual([
      [zhou, 'reset'],
      [zhou, 'reset'],
    ]);
    valueOf(await made.call('z', 'accounts.signIn', { userId: zhou, passphrase: another }));
  });
});
