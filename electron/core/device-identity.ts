/** Who this laptop is on its desk: an id, a code in the numbers it gives, and a key that signs its chain. */
import { generateKeyPairSync } from 'node:crypto';
import type { StoredRecord } from '#shared/base/record.ts';
import { encodeDeviceCode, encodeUlid } from '#shared/base/ulid.ts';
import { codeFor } from '#shared/practice/device-code.ts';
import type { Ambient } from './ports.ts';

/** The desk this profile belongs to, and the laptop it is on. Never changed: a laptop that cannot go on under it gets another. */
export interface DeviceRecord extends StoredRecord {
  readonly type: 'device';
  readonly code: string;
  readonly desk: string;
  /** Ed25519, SPKI PEM: verifies the checkpoints that this device signs. */
  readonly publicKey: string;
  /** Of a training desk: invented data that never leaves it (`#shared/practice/sync.ts`). Absent: a desk that people work on. */
  readonly practice?: true;
  /** Ids that this laptop had before, oldest first: what they left unfinished is its own to end. Absent: none. */
  readonly former?: readonly string[];
}

/** Never leaves the encrypted store. Whose it is, is this laptop. */
export interface DeviceKeyRecord extends StoredRecord {
  readonly type: 'deviceKey';
  readonly privateKey: string;
}

export const deviceKeyId = (deviceId: string): string => `deviceKey:${deviceId}`;

/** `id` is `device:<ULID>`, `code` four characters of Crockford base32. */
export interface DevicePlan {
  readonly desk: string;
  readonly device: { readonly id: string; readonly code: string };
  /** A training desk. */
  readonly isPractice?: boolean;
}

export const newDevice = ({ now, randomBytes }: Ambient, isPractice = false): DevicePlan['device'] => ({
  id: `device:${encodeUlid(now().getTime(), randomBytes(10))}`,
  code: codeFor(encodeDeviceCode(randomBytes(4)), isPractice),
});

export const newIdentity = (
  ambient: Ambient,
  plan: DevicePlan,
  former: readonly string[],
): { readonly device: DeviceRecord; readonly key: DeviceKeyRecord } => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const at = ambient.now().toISOString();
  const { id, code } = plan.device;
  const stamp = { schema: 1, createdAt: at, updatedAt: at, createdBy: id, device: id } as const;
  return {
    device: {
      ...stamp,
      id,
      type: 'device',
      code,
      desk: plan.desk,
      publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      ...(plan.isPractice ? { practice: true } : {}),
      ...(former.length > 0 ? { former } : {}),
    },
    key: {
      ...stamp,
      id: deviceKeyId(id),
      type: 'deviceKey',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
  };
};
