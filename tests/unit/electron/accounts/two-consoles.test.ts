import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { failureOf, onlyPerson, passphrase, setUp, valueOf } from './console.ts';
import { testClock } from './fixtures.ts';
import { profileOfConsoles } from './profile-of-consoles.ts';

const { folder, start } = profileOfConsoles();
const input = { desk: 'x', name: 'x', displayName: 'x', passphrase, sample: false };

describe('two consoles at first run', () => {
  it('make one desk: what one is still making the other leaves alone', async () => {
    let fill = (): void => undefined;
    let filling = (): void => undefined;
    const begun = new Promise<void>((resolve) => (filling = resolve));
    const one = await start({
      sample: () => {
        filling();
        return new Promise((resolve) => (fill = resolve));
      },
    });
    const other = await start();
    const making = one.call('a', 'accounts.setUp', { ...input, sample: true });
    await begun;
    expect(valueOf(await other.call('b', 'app.status', {})).state).toBe('needs-setup');
    expect(failureOf(await other.call('b', 'accounts.setUp', input))).toBe('profile.in-use');
    fill();
    expect(valueOf(await making).status.state).toBe('open');
    expect(failureOf(await other.call('b', 'accounts.setUp', input))).toBe('profile.already-set-up');
    await one.close();

    expect((await readdir(folder())).some((name) => name.startsWith('unfinished-'))).toBe(false);
    const status = valueOf(await other.call('b', 'app.status', {}));
    const userId = onlyPerson(status);
    expect(valueOf(await other.call('b', 'accounts.signIn', { userId, passphrase })).state).toBe('open');
  });

  it('asked in the same moment answer one of them with a desk', async () => {
    const consoles = [await start(), await start()];
    const replies = await Promise.all(consoles.map((console) => console.call('a', 'accounts.setUp', input)));
    expect(replies.map(failureOf).toSorted()).toEqual(['ok', 'profile.in-use']);
  });
});

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

  it('do not undo each other’s changes of keys', async () => {
    const one = await start();
    const { recoveryKey } = await setUp(one);
    const other = await start();
    const userId = onlyPerson(other.accounts.statusOf('a'));
    const another = 'an entirely new phrase';
    valueOf(await one.call('a', 'accounts.changePassphrase', { current: passphrase, next: another }));
    await one.close();
    // Has read the keys before they were changed.
    valueOf(await other.call('a', 'accounts.recover', { userId, recoveryKey, newPassphrase: passphrase }));
    await other.close();
    const again = await start();
    expect(failureOf(await again.call('a', 'accounts.signIn', { userId, passphrase: another }))).toBe(
      'auth.wrong-passphrase',
    );
    valueOf(await again.call('a', 'accounts.signIn', { userId, passphrase }));
  });
});
