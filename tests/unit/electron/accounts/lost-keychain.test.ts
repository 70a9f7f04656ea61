import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeCheckedJson, encodeCheckedJson } from '#core/accounts/checked-json.ts';
import { KEY_COPIES } from '#core/accounts/key-store.ts';
import { addPerson, failureOf, passphrase, passphraseOf, setUp, userIdOf, valueOf } from './console.ts';
import type { TestKeychain } from './fixtures.ts';
import { profileOfConsoles } from './profile-of-consoles.ts';

const { folder, start } = profileOfConsoles();
const another = 'an entirely new phrase';
const newKeychain = (): TestKeychain => ({ key: Uint8Array.from(randomBytes(32)) });

const withZhou = async (keychain: TestKeychain) => {
  const made = await start({ keychain });
  const { recoveryKey } = await setUp(made);
  const zhou = await addPerson(made, 'zhou');
  const admin = userIdOf(made);
  const signIn = async (userId: string, words: string): Promise<string> =>
    failureOf(await made.call('b', 'accounts.signIn', { userId, passphrase: words }));
  return { made, recoveryKey, zhou, admin, signIn };
};

describe('a keychain that refuses for a while', () => {
  it('refuses new keys and takes none from anybody', async () => {
    const keychain = newKeychain();
    const { made, zhou, admin, signIn } = await withZhou(keychain);
    keychain.refuses = true;
    const wang = { name: 'wang', displayName: 'Wang', roles: ['technician' as const], passphrase: another };
    expect(failureOf(await made.call('a', 'accounts.addUser', wang))).toBe('auth.keychain-lost');
    const reset = { userId: zhou, passphrase: another };
    expect(failureOf(await made.call('a', 'accounts.changeUser', reset))).toBe('auth.keychain-lost');
    expect(valueOf(await made.call('a', 'accounts.users', {}))).toHaveLength(2);

    keychain.refuses = false;
    expect(await signIn(zhou, passphraseOf('zhou'))).toBe('ok');
    expect(await signIn(admin, passphrase)).toBe('ok');
    valueOf(await made.call('a', 'accounts.addUser', wang));
  });

  it('does not stand in the way of the recovery key, and takes part again when it answers', async () => {
    const keychain = newKeychain();
    const { made, recoveryKey, zhou, admin, signIn } = await withZhou(keychain);
    valueOf(await made.call('a', 'accounts.lock', {}));
    keychain.refuses = true;
    expect(await signIn(admin, passphrase)).toBe('auth.keychain-lost');
    valueOf(await made.call('a', 'accounts.recover', { userId: admin, recoveryKey, newPassphrase: another }));
    // No keychain took part in this one, and the lock screen says so.
    expect(made.accounts.statusOf('a')).toMatchObject({ state: 'open', keychain: false });

    keychain.refuses = false;
    expect(await signIn(zhou, passphraseOf('zhou'))).toBe('ok');
    valueOf(await made.call('a', 'accounts.changePassphrase', { current: another, next: passphrase }));
    expect(made.accounts.statusOf('a')).toMatchObject({ keychain: true });
    expect(await signIn(admin, passphrase)).toBe('ok');
  });
});

describe('a keychain that is another one', () => {
  it('gets a secret of its own from the recovery key, beside the one that the old keychain opens', async () => {
    const keychain = newKeychain();
    const { made, recoveryKey, zhou, admin, signIn } = await withZhou(keychain);
    valueOf(await made.call('a', 'accounts.lock', {}));
    const { key: oldKey } = keychain;
    keychain.key = Uint8Array.from(randomBytes(32));
    valueOf(await made.call('a', 'accounts.recover', { userId: admin, recoveryKey, newPassphrase: another }));
    expect(await signIn(zhou, passphraseOf('zhou'))).toBe('auth.keychain-lost');
    expect(await signIn(admin, another)).toBe('ok');
    // Whoever lost their key with the old keychain gets a new one from the administrator.
    const wang = await addPerson(made, 'wang');
    expect(await signIn(wang, passphraseOf('wang'))).toBe('ok');

    keychain.key = oldKey;
    expect(await signIn(zhou, passphraseOf('zhou'))).toBe('ok');
    expect(await signIn(admin, another)).toBe('auth.keychain-lost');
  });

  it('leaves no secret behind that nobody needs', async () => {
    const keychain = newKeychain();
    const { made, recoveryKey, zhou, admin } = await withZhou(keychain);
    keychain.key = Uint8Array.from(randomBytes(32));
    valueOf(await made.call('b', 'accounts.recover', { userId: admin, recoveryKey, newPassphrase: another }));
    const secrets = async (): Promise<number> =>
      (await readFile(join(folder(), 'keys-a.json'), 'utf8')).match(/"guarded"/g)?.length ?? 0;
    expect(await secrets()).toBe(2);
    valueOf(await made.call('b', 'accounts.changeUser', { userId: zhou, passphrase: another }));
    expect(await secrets()).toBe(1);
  });
});

describe('a profile of version 1', () => {
  it('opens with the passphrase of each, and is version 2 after the next change of a key', async () => {
    const keychain = newKeychain();
    const { made, zhou, admin } = await withZhou(keychain);
    await made.close();
    const path = join(folder(), KEY_COPIES[0]);
    const checked = decodeCheckedJson(await readFile(path));
    if (!checked.ok) throw new Error(checked.problem);
    const { deviceSecrets, slots, ...members } = checked.body as {
      readonly deviceSecrets: readonly { readonly guarded: string }[];
      readonly slots: readonly { readonly deviceSecret: string | null }[];
    };
    const first = {
      ...members,
      version: 1,
      deviceSecret: deviceSecrets[0]?.guarded ?? null,
      slots: slots.map(({ deviceSecret, ...slot }) => ({ ...slot, withDevice: deviceSecret !== null })),
    };
    for (const copy of KEY_COPIES) await writeFile(join(folder(), copy), encodeCheckedJson(first));

    const again = await start({ keychain });
    expect(again.accounts.statusOf('a')).toMatchObject({ state: 'locked', keychain: true });
    valueOf(await again.call('a', 'accounts.signIn', { userId: admin, passphrase }));
    valueOf(await again.call('b', 'accounts.signIn', { userId: zhou, passphrase: passphraseOf('zhou') }));
    expect(await readFile(path, 'utf8')).toContain('"version":1');
    valueOf(await again.call('a', 'accounts.changePassphrase', { current: passphrase, next: another }));
    for (const copy of KEY_COPIES) expect(await readFile(join(folder(), copy), 'utf8')).toContain('"version":2');
    expect(failureOf(await again.call('b', 'accounts.signIn', { userId: admin, passphrase: another }))).toBe('ok');
    expect(
      failureOf(await again.call('b', 'accounts.signIn', { userId: zhou, passphrase: passphraseOf('zhou') })),
    ).toBe('ok');
  });
});
