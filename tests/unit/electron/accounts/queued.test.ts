import { describe, expect, it } from 'vitest';
import { addPerson, failureOf, passphraseOf, setUp, valueOf } from './console.ts';
import { profileOfConsoles } from './profile-of-consoles.ts';

const { start } = profileOfConsoles();
const another = 'an entirely new phrase';

const withEve = async () => {
  const made = await start();
  await setUp(made);
  const eve = await addPerson(made, 'eve', ['administrator']);
  valueOf(await made.call('e', 'accounts.signIn', { userId: eve, passphrase: passphraseOf('eve') }));
  return { made, eve };
};

describe('what waits its turn', () => {
  it('is refused to an administrator who was disabled meanwhile, and the trail says so', async () => {
    const { made, eve } = await withEve();
    const mallory = { name: 'm', displayName: 'M', roles: ['administrator' as const], passphrase: another };
    const replies = await Promise.all([
      made.call('a', 'accounts.changeUser', { userId: eve, disabled: true }),
      made.call('e', 'accounts.changeUser', { userId: eve, disabled: false, passphrase: another }),
      made.call('e', 'accounts.addUser', mallory),
      made.call('e', 'accounts.changePassphrase', { current: passphraseOf('eve'), next: another }),
      made.call('e', 'accounts.renewRecoveryKey', { passphrase: passphraseOf('eve') }),
    ]);
    expect(replies.map(failureOf)).toEqual(['ok', 'auth.denied', 'auth.denied', 'auth.denied', 'auth.denied']);
    const users = valueOf(await made.call('a', 'accounts.users', {}));
    expect(users.filter(({ disabled }) => disabled).map(({ id }) => id)).toEqual([eve]);
    expect(users).toHaveLength(2);
    const denied = (await made.trail()).filter(({ result }) => result === 'denied');
    expect(denied.map(({ action, actor }) => [action, actor])).toEqual(
      ['changeUser', 'addUser', 'changePassphrase', 'renewRecoveryKey'].map((name) => [`accounts.${name}`, eve]),
    );
  });

  it('is refused to somebody who lost the role meanwhile', async () => {
    const { made, eve } = await withEve();
    const replies = await Promise.all([
      made.call('a', 'accounts.changeUser', { userId: eve, roles: ['technician'] }),
      made.call('e', 'accounts.changeUser', { userId: eve, roles: ['administrator'] }),
      made.call('e', 'accounts.changePassphrase', { current: passphraseOf('eve'), next: another }),
    ]);
    expect(replies.map(failureOf)).toEqual(['ok', 'auth.denied', 'ok']);
  });

  it('is not done in the name of whoever signs in through the same window', async () => {
    const { made, eve } = await withEve();
    const zhou = await addPerson(made, 'zhou');
    const input = { current: passphraseOf('eve'), next: another };
    const replies = await Promise.all([
      made.call('e', 'accounts.signIn', { userId: zhou, passphrase: passphraseOf('zhou') }),
      made.call('e', 'accounts.changePassphrase', input),
    ]);
    expect(replies.map(failureOf)).toEqual(['ok', 'auth.denied']);
    valueOf(await made.call('x', 'accounts.signIn', { userId: eve, passphrase: passphraseOf('eve') }));
  });
});
