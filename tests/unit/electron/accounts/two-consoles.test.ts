import { describe, expect, it } from 'vitest';
import { failureOf, onlyPerson, passphrase, setUp, valueOf } from './console.ts';
import { testClock } from './fixtures.ts';
import { profileOfConsoles } from './profile-of-consoles.ts';

const { start } = profileOfConsoles();

describe('two consoles at the lock screen', () => {
  it('count wrong passphrases together, and both wait', async () => {
    const clock = testClock();
    const one = await start({ clock });
    await setUp(one);
    valueOf(await one.call('a', 'accounts.lock', {}));
    const other = await start({ clock });
    const userId = onlyPerson(one.accounts.statusOf('a'));
    const tries = [one, other, one, other, one, other, one];
    const codes: string[] = [];
    for (const console of tries)
      codes.push(failureOf(await console.call('a', 'accounts.signIn', { userId, passphrase: 'wrong passphrase' })));
    expect(codes).toEqual([
      ...Array.from({ length: 5 }, () => 'auth.wrong-passphrase'),
      ...Array.from({ length: 2 }, () => 'auth.too-many-attempts'),
    ]);
    clock.pass(60_000);
    valueOf(await other.call('a', 'accounts.signIn', { userId, passphrase }));
    const denied = (await other.trail()).filter(({ result }) => result === 'denied');
    expect(denied.map(({ reason }) => reason)).toEqual([
      ...Array.from({ length: 5 }, () => 'wrong-key'),
      ...Array.from({ length: 2 }, () => 'paused'),
    ]);
  });
});
