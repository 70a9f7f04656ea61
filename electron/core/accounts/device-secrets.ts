/**
 * Device secrets: what makes a passphrase worthless away from this laptop's keychain. A keychain can refuse today and answer tomorrow, so
 * none is given up while a key slot names it.
 */
import { encodeUlid } from '#shared/base/ulid.ts';
import type { Ambient, Platform } from '../ports.ts';
import type { DeviceSecret, KeyFile } from './key-file.ts';

const DEVICE_SECRET_BYTES = 32;

/** The holder wipes `secret`. */
export interface OpenSecret extends DeviceSecret {
  readonly secret: Uint8Array;
}

/** As the key file keeps it. */
export const guardedOf = ({ id, guarded }: OpenSecret): DeviceSecret => ({ id, guarded });

/** Undefined if this host's keychain does not open it now. */
export const reveal = async (platform: Platform, sealed: DeviceSecret | undefined): Promise<OpenSecret | undefined> => {
  if (!sealed || !platform.capabilities.keychain) return undefined;
  try {
    const secret = await platform.revealSecret(Buffer.from(sealed.guarded, 'base64'));
    return secret.length === DEVICE_SECRET_BYTES ? { ...sealed, secret } : undefined;
  } catch {
    return undefined;
  }
};

/** The newest one that the keychain opens now. */
export const revealNewest = async (
  platform: Platform,
  sealed: readonly DeviceSecret[],
): Promise<OpenSecret | undefined> => {
  for (const each of sealed.toReversed()) {
    const open = await reveal(platform, each);
    if (open) return open;
  }
  return undefined;
};

/** Null where no keychain keeps it: the passphrase stands alone then. */
export const makeSecret = async (platform: Platform, ambient: Ambient): Promise<OpenSecret | null> => {
  if (!platform.capabilities.keychain) return null;
  const secret = ambient.randomBytes(DEVICE_SECRET_BYTES);
  const guarded = await platform.protectSecret(secret).catch(() => undefined);
  if (!guarded) return null;
  const id = `secret:${encodeUlid(ambient.now().getTime(), ambient.randomBytes(10))}`;
  return { id, guarded: Buffer.from(guarded).toString('base64'), secret };
};

export const withSecrets = (held: readonly DeviceSecret[], more: readonly DeviceSecret[]): readonly DeviceSecret[] => [
  ...held,
  ...more.filter((each) => !held.some(({ id }) => id === each.id)),
];

/** Without the secrets that no slot names: those protect nothing any more. */
export const withoutUnused = (keys: KeyFile): KeyFile => ({
  ...keys,
  deviceSecrets: keys.deviceSecrets.filter(({ id }) => keys.slots.some(({ deviceSecret }) => deviceSecret === id)),
});
