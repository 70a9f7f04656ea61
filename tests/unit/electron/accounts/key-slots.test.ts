import { randomBytes } from 'node:crypto';
import { Decrypter, armor, generateX25519Identity } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import type { KeySlot } from '#core/accounts/key-file.ts';
import { makeRecoverySlot, makeSlot, openRecoverySlot, openSlot, type SlotRequest } from '#core/accounts/key-slots.ts';
import { productCost } from '#core/accounts/passphrase-key.ts';
import { cheapCost } from './fixtures.ts';

const masterKey = Uint8Array.from(randomBytes(32));
const deviceSecret = Uint8Array.from(randomBytes(32));
const profile = 'profile:01JA0000000000000000000000';
const request: SlotRequest = {
  profile,
  userId: 'user:01JA0000000000000000000002',
  name: 'lin',
  displayName: '林悦',
  passphrase: 'correct horse battery',
  cost: cheapCost,
  device: { id: 'secret:one', secret: deviceSecret },
  randomBytes: (length) => Uint8Array.from(randomBytes(length)),
};

describe('key slots', () => {
  it('give the master key for passphrase and device secret together, and for neither alone', async () => {
    const slot = await makeSlot(masterKey, request);
    expect(await openSlot(slot, profile, request.passphrase, deviceSecret)).toEqual(Buffer.from(masterKey));
    expect(await openSlot(slot, profile, 'correct horse batterx', deviceSecret)).toBeUndefined();
    expect(await openSlot(slot, profile, request.passphrase, null)).toBeUndefined();
    expect(await openSlot(slot, profile, request.passphrase, Uint8Array.from(randomBytes(32)))).toBeUndefined();
  });

  it('open at the cost that the product uses', async () => {
    const slot = await makeSlot(masterKey, { ...request, cost: productCost });
    expect(slot.kdf).toMatchObject({ name: 'scrypt', N: 131_072, r: 8, p: 1 });
    expect(await openSlot(slot, profile, request.passphrase, deviceSecret)).toEqual(Buffer.from(masterKey));
  });

  it('take the passphrase however the input method writes it', async () => {
    const slot = await makeSlot(masterKey, {
      ...request,
      passphrase: 'Zürich ｓｅｒｖｉｃｅ desk',
      device: null,
    });
    expect(await openSlot(slot, profile, 'Zu\u0308rich service desk', null)).toEqual(Buffer.from(masterKey));
  });

  it('hold the same master key for two people, and are never the same twice', async () => {
    const [one, two, again] = await Promise.all([
      makeSlot(masterKey, request),
      makeSlot(masterKey, { ...request, userId: 'user:01JA0000000000000000000003', passphrase: 'another passphrase' }),
      makeSlot(masterKey, request),
    ]);
    expect(await openSlot(two, profile, 'another passphrase', deviceSecret)).toEqual(Buffer.from(masterKey));
    expect(await openSlot(two, profile, request.passphrase, deviceSecret)).toBeUndefined();
    expect(one.wrapped).not.toBe(again.wrapped);
    expect(one.kdf.salt).not.toBe(again.kdf.salt);
  });

  const tampered: readonly (readonly [string, string, (slot: KeySlot) => KeySlot])[] = [
    ['put into another profile', 'profile:01JA0000000000000000000009', (slot) => slot],
    ['given to another person', profile, (slot) => ({ ...slot, userId: 'user:01JA0000000000000000000009' })],
    ['made costlier', profile, (slot) => ({ ...slot, kdf: { ...slot.kdf, N: slot.kdf.N * 2 } })],
    [
      'given another salt',
      profile,
      (slot) => ({ ...slot, kdf: { ...slot.kdf, salt: randomBytes(32).toString('base64') } }),
    ],
    ['freed from its device', profile, (slot) => ({ ...slot, deviceSecret: null })],
    ['given another nonce', profile, (slot) => ({ ...slot, nonce: randomBytes(12).toString('base64') })],
    ['changed in its key', profile, (slot) => ({ ...slot, wrapped: randomBytes(48).toString('base64') })],
  ];
  it.each(tampered)('do not open when %s', async (_how, owner, tamper) => {
    const slot = await makeSlot(masterKey, request);
    expect(await openSlot(tamper(slot), owner, request.passphrase, deviceSecret)).toBeUndefined();
  });

  it('open with another name on them: names are not protected', async () => {
    const slot = await makeSlot(masterKey, request);
    const renamed = { ...slot, name: 'mallory', displayName: 'Mallory' };
    expect(await openSlot(renamed, profile, request.passphrase, deviceSecret)).toEqual(Buffer.from(masterKey));
  });
});

describe('the recovery slot', () => {
  it('is a standard age file that the printed key opens by hand', async () => {
    const identity = await generateX25519Identity();
    const slot = await makeRecoverySlot(masterKey, profile, identity);
    expect(slot).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const content = await decrypter.decrypt(armor.decode(slot), 'text');
    expect(content).toBe(`${profile}\n${Buffer.from(masterKey).toString('base64')}\n`);
  });

  it('opens for its own key and profile only', async () => {
    const identity = await generateX25519Identity();
    const slot = await makeRecoverySlot(masterKey, profile, identity);
    expect(await openRecoverySlot(slot, profile, identity)).toEqual(Buffer.from(masterKey));
    expect(await openRecoverySlot(slot, profile, await generateX25519Identity())).toBeUndefined();
    expect(await openRecoverySlot(slot, 'profile:01JA0000000000000000000009', identity)).toBeUndefined();
    expect(await openRecoverySlot(slot.replace('\n', '\nX'), profile, identity)).toBeUndefined();
    const misspelt = `${identity.slice(0, -1)}${identity.endsWith('Q') ? 'P' : 'Q'}`;
    expect(await openRecoverySlot(slot, profile, misspelt)).toBeUndefined();
  });
});
