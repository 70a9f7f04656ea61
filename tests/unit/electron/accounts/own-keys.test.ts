import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { profileOf } from '#core/accounts/profile.ts';
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

describe('renewing the recovery key', () => {
  it('gives a new one that opens the desk, and takes the old one’s power', async () => {
    const made = await start();
    const old = await setUp(made);
    const userId = userIdOf(made);
    const renewed = valueOf(await made.call('a', 'accounts.renewRecoveryKey', { passphrase }));
    expect(renewed.recoveryKey).toMatch(/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/);
    expect(renewed).toMatchObject({ fingerprint: old.fingerprint, status: { state: 'open', desk: '北门 desk' } });
    const recoveryRecipient = await identityToRecipient(renewed.recoveryKey);
    expect(made.keeper.desk && profileOf(made.keeper.desk.records)).toMatchObject({ recoveryRecipient });
    expect((await made.trail()).at(-1)).toMatchObject({
      action: 'recoveryKey.renew',
      actor: userId,
      result: 'ok',
      before: { recoveryRecipient: await identityToRecipient(old.recoveryKey) },
      after: { recoveryRecipient },
    });
    expect(JSON.stringify(await made.trail())).not.toContain('AGE-SECRET-KEY');
    await made.close();
    for (const copy of ['keys-a.json', 'keys-b.json'])
      expect(await readFile(join(folder(), copy), 'utf8')).not.toContain(renewed.recoveryKey.slice(16));

    const again = await start();
    const recover = async (recoveryKey: string) =>
      again.call('a', 'accounts.recover', { userId, recoveryKey, newPassphrase: another });
    expect(failureOf(await recover(old.recoveryKey))).toBe('auth.wrong-recovery-key');
    valueOf(await recover(renewed.recoveryKey));
  });

  it('is for administrators, who give their passphrase again', async () => {
    const made = await start();
    const { recoveryKey } = await setUp(made);
    const zhou = await addPerson(made, 'zhou');
    valueOf(await made.call('z', 'accounts.signIn', { userId: zhou, passphrase: passphraseOf('zhou') }));
    const own = { passphrase: passphraseOf('zhou') };
    expect(failureOf(await made.call('z', 'accounts.renewRecoveryKey', own))).toBe('auth.denied');
    const wrong = await made.call('a', 'accounts.renewRecoveryKey', { passphrase: 'wrong passphrase' });
    expect(wrong).toMatchObject({ failure: { code: 'auth.wrong-passphrase', details: { attemptsLeft: 4 } } });
    expect((await made.trail()).at(-1)).toMatchObject({ action: 'recoveryKey.renew', result: 'denied' });
    const input = { userId: userIdOf(made), recoveryKey, newPassphrase: another };
    valueOf(await made.call('b', 'accounts.recover', input));
  });

  it('that could not be written leaves the old one', async () => {
    const broken = new Map<string, string>();
    const made = await start({ broken });
    const { recoveryKey } = await setUp(made);
    broken.set('keys-a.json', 'ENOSPC');
    expect(failureOf(await made.call('a', 'accounts.renewRecoveryKey', { passphrase }))).toBe('storage.full');
    expect((await made.trail()).at(-1)).toMatchObject({ action: 'recoveryKey.renew', result: 'error' });
    broken.clear();
    const input = { userId: userIdOf(made), recoveryKey, newPassphrase: another };
    valueOf(await made.call('b', 'accounts.recover', input));
  });
});

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
