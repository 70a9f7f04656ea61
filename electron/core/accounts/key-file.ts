/**
 * `keys-a.json` and `keys-b.json`: the only thing about a profile that can be read without a key. Canonical JSON with a checksum, compared
 * byte for byte on reading, so that any changed or missing byte is noticed. The checksum is against accidents; against tampering each slot
 * is authenticated on its own (`key-slots.ts`), and what a tamperer can change without a key is only the names on the lock screen.
 */
import * as z from 'zod';
import type { Json } from '#shared/base/result.ts';
import { decodeCheckedJson, encodeCheckedJson } from './checked-json.ts';
import { kdfCostSchema, type KdfCost } from './passphrase-key.ts';

export const KEY_FILE_VERSION = 2;
const FORMAT = 'deskside-keys';
/** What the one device secret of a version 1 file is called. */
const FIRST_SECRET = 'secret:1';

/** The master key as one person's passphrase opens it. */
export interface KeySlot {
  readonly userId: string;
  /** Sign-in name and display name, for the lock screen only: the store says who somebody is. */
  readonly name: string;
  readonly displayName: string;
  readonly kdf: KdfCost & { readonly name: 'scrypt'; readonly salt: string };
  /** Id of the device secret that takes part, so that the passphrase alone opens nothing; null where no keychain was to be had. */
  readonly deviceSecret: string | null;
  readonly nonce: string;
  /** AES-256-GCM ciphertext and tag, base64. */
  readonly wrapped: string;
}

export interface DeviceSecret {
  readonly id: string;
  /** 32 random bytes as the OS keychain protects them, base64. */
  readonly guarded: string;
}

export interface KeyFile {
  readonly format: typeof FORMAT;
  readonly version: typeof KEY_FILE_VERSION;
  /** Raised by every write: of two whole copies the higher one counts. */
  readonly counter: number;
  /** `profile:<ULID>`, or `practice:<ULID>` of a training desk; bound into every slot, so that neither becomes the other. */
  readonly profile: string;
  /** False until set-up has made the store: such a profile was never handed to anybody. */
  readonly complete: boolean;
  readonly desk: string;
  readonly device: { readonly id: string; readonly code: string };
  /** Oldest first. One stays for as long as a slot names it: a keychain that fails today may answer again tomorrow. */
  readonly deviceSecrets: readonly DeviceSecret[];
  readonly slots: readonly KeySlot[];
  /** An armored age file for the printed recovery key, openable by hand with `age -d`. */
  readonly recovery: string;
}

export const isPracticeProfile = (profile: string): boolean => profile.startsWith('practice:');

export type Decoded =
  | { readonly state: 'whole'; readonly keys: KeyFile }
  | { readonly state: 'newer'; readonly version: number }
  | { readonly state: 'damaged'; readonly problem: string };

const bytes = (length: number): z.ZodType<string> =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === length);

const id = z.string().min(1).max(64);
const guarded = z.base64().max(4096);

const slotMembers = (least: KdfCost) => ({
  userId: id,
  name: z.string().min(1).max(64),
  displayName: z.string().min(1).max(120),
  kdf: z
    .strictObject({ name: z.literal('scrypt'), N: z.int(), r: z.int(), p: z.int(), salt: bytes(32) })
    .refine(({ N, r, p }) => kdfCostSchema(least).safeParse({ N, r, p }).success),
  nonce: bytes(12),
  wrapped: bytes(48),
});

const fileMembers = {
  format: z.literal(FORMAT),
  counter: z.int().min(1),
  profile: z.string().regex(/^(?:profile|practice):[0-9A-HJKMNP-TV-Z]{26}$/),
  complete: z.boolean(),
  desk: z.string().min(1).max(80),
  device: z.strictObject({ id, code: z.string().min(1).max(8) }),
  recovery: z.string().min(1).max(8192),
};

const MAX_SLOTS = 1000;

const keyFileSchema = (least: KdfCost): z.ZodType<KeyFile> =>
  z.strictObject({
    ...fileMembers,
    version: z.literal(KEY_FILE_VERSION),
    deviceSecrets: z.array(z.strictObject({ id, guarded })).max(MAX_SLOTS + 1),
    slots: z.array(z.strictObject({ ...slotMembers(least), deviceSecret: id.nullable() })).max(MAX_SLOTS),
  });

/** Version 1 had one device secret for all slots. Read as version 2, which the next write makes of it on disk. */
const firstKeyFileSchema = (least: KdfCost): z.ZodType<KeyFile> =>
  z
    .strictObject({
      ...fileMembers,
      version: z.literal(1),
      deviceSecret: guarded.nullable(),
      slots: z.array(z.strictObject({ ...slotMembers(least), withDevice: z.boolean() })).max(MAX_SLOTS),
    })
    .transform(({ deviceSecret, slots, ...file }) => ({
      ...file,
      version: KEY_FILE_VERSION,
      deviceSecrets: deviceSecret === null ? [] : [{ id: FIRST_SECRET, guarded: deviceSecret }],
      slots: slots.map(({ withDevice, ...slot }) => ({ ...slot, deviceSecret: withDevice ? FIRST_SECRET : null })),
    }));

export const encodeKeyFile = (keys: KeyFile): Uint8Array => encodeCheckedJson(keys as unknown as Json);

const marked = z.looseObject({ format: z.literal(FORMAT), version: z.int() });

/** `least` is the weakest key derivation that is accepted from disk. */
export const decodeKeyFile = (content: Uint8Array, least: KdfCost): Decoded => {
  const checked = decodeCheckedJson(content);
  if (!checked.ok) return { state: 'damaged', problem: checked.problem };
  const mark = marked.safeParse(checked.body);
  if (!mark.success) return { state: 'damaged', problem: 'not a key file' };
  if (mark.data.version > KEY_FILE_VERSION) return { state: 'newer', version: mark.data.version };
  const schema = mark.data.version === 1 ? firstKeyFileSchema : keyFileSchema;
  const keys = schema(least).safeParse(checked.body);
  if (keys.success) return { state: 'whole', keys: keys.data };
  const place = keys.error.issues[0]?.path.join('.') ?? '';
  return { state: 'damaged', problem: `not valid: ${place}` };
};
