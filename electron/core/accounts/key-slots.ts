/** Opening and making key slots: the master key wrapped for one passphrase, or for the printed recovery key. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { Decrypter, Encrypter, armor, identityToRecipient } from 'age-encryption';
import { canonicalJson } from '#shared/audit/canonical-json.ts';
import type { KeySlot } from './key-file.ts';
import { passphraseKey, type KdfCost } from './passphrase-key.ts';

export const MASTER_KEY_BYTES = 32;
const TAG_BYTES = 16;

/** What a slot belongs to; a slot moved to another person, profile or key derivation does not open. */
interface SlotOwner {
  readonly profile: string;
  readonly userId: string;
}

export interface SlotRequest extends SlotOwner {
  readonly name: string;
  readonly displayName: string;
  readonly passphrase: string;
  readonly cost: KdfCost;
  readonly device: { readonly id: string; readonly secret: Uint8Array } | null;
  readonly randomBytes: (length: number) => Uint8Array;
}

const boundTo = (owner: SlotOwner, slot: Pick<KeySlot, 'kdf' | 'deviceSecret'>): Buffer => {
  const { N, p, r, salt } = slot.kdf;
  const withDevice = slot.deviceSecret !== null;
  return Buffer.from(canonicalJson(['deskside key slot', 1, owner.profile, owner.userId, withDevice, N, r, p, salt]));
};

export const makeSlot = async (masterKey: Uint8Array, request: SlotRequest): Promise<KeySlot> => {
  const salt = request.randomBytes(32);
  const nonce = request.randomBytes(12);
  const { N, p, r } = request.cost;
  const head = {
    userId: request.userId,
    name: request.name,
    displayName: request.displayName,
    kdf: { name: 'scrypt', N, r, p, salt: Buffer.from(salt).toString('base64') },
    deviceSecret: request.device?.id ?? null,
  } as const;
  const key = await passphraseKey(request.passphrase, salt, request.cost, request.device?.secret ?? null);
  try {
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(boundTo(request, head));
    const wrapped = Buffer.concat([cipher.update(masterKey), cipher.final(), cipher.getAuthTag()]);
    return { ...head, nonce: Buffer.from(nonce).toString('base64'), wrapped: wrapped.toString('base64') };
  } finally {
    key.fill(0);
  }
};

/**
 * The master key, or undefined if the passphrase (or the device secret) is not the slot's. Costs the same either way.
 * `deviceSecret` is ignored by a slot that was made without one. The caller wipes the result.
 */
export const openSlot = async (
  slot: KeySlot,
  profile: string,
  passphrase: string,
  deviceSecret: Uint8Array | null,
): Promise<Buffer | undefined> => {
  const salt = Buffer.from(slot.kdf.salt, 'base64');
  const key = await passphraseKey(passphrase, salt, slot.kdf, slot.deviceSecret === null ? null : deviceSecret);
  try {
    const sealed = Buffer.from(slot.wrapped, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(slot.nonce, 'base64'), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(boundTo({ profile, userId: slot.userId }, slot));
    decipher.setAuthTag(sealed.subarray(MASTER_KEY_BYTES));
    const opened = decipher.update(sealed.subarray(0, MASTER_KEY_BYTES));
    decipher.final();
    return opened;
  } catch {
    return undefined;
  } finally {
    key.fill(0);
  }
};

/** The master key for whoever holds the printed identity: a standard age file, armored. It names the profile that it belongs to. */
export const makeRecoverySlot = async (masterKey: Uint8Array, profile: string, identity: string): Promise<string> => {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  const content = `${profile}\n${Buffer.from(masterKey).toString('base64')}\n`;
  return armor.encode(await encrypter.encrypt(content));
};

/** The master key, or undefined if this identity does not open the slot or the slot is another profile's. */
export const openRecoverySlot = async (
  recovery: string,
  profile: string,
  identity: string,
): Promise<Buffer | undefined> => {
  let content: string;
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    content = await decrypter.decrypt(armor.decode(recovery), 'text');
  } catch {
    return undefined;
  }
  const [owner, key = ''] = content.split('\n');
  const masterKey = Buffer.from(key, 'base64');
  return owner === profile && masterKey.length === MASTER_KEY_BYTES ? masterKey : undefined;
};
