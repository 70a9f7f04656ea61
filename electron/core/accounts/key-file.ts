/**
 * `keys-a.json` and `keys-b.json`: the only thing about a profile that can be read without a key. Canonical JSON with a checksum, compared
 * byte for byte on reading, so that any changed or missing byte is noticed. The checksum is against accidents; against tampering each slot
 * is authenticated on its own (`key-slots.ts`), and what a tamperer can change without a key is only the names on the lock screen.
 */
import * as z from 'zod';
import type { Json } from '#shared/base/result.ts';
import { decodeCheckedJson, encodeCheckedJson } from './checked-json.ts';
import { kdfCostSchema, type KdfCost } from './passphrase-key.ts';

export const KEY_FILE_VERSION = 1;
const FORMAT = 'deskside-keys';

/** The master key as one person's passphrase opens it. */
export interface KeySlot {
  readonly userId: string;
  /** Sign-in name and display name, for the lock screen only: the store says who somebody is. */
  readonly name: string;
  readonly displayName: string;
  readonly kdf: KdfCost & { readonly name: 'scrypt'; readonly salt: string };
  /** Whether the device secret takes part, so that the passphrase alone opens nothing. */
  readonly withDevice: boolean;
  readonly nonce: string;
  /** AES-256-GCM ciphertext and tag, base64. */
  readonly wrapped: string;
}

export interface KeyFile {
  readonly format: typeof FORMAT;
  readonly version: typeof KEY_FILE_VERSION;
  /** Raised by every write: of two whole copies the higher one counts. */
  readonly counter: number;
  /** `profile:<ULID>`; bound into every slot. */
  readonly profile: string;
  /** False until set-up has made the store: such a profile was never handed to anybody. */
  readonly complete: boolean;
  readonly desk: string;
  readonly device: { readonly id: string; readonly code: string };
  /** 32 random bytes as the OS keychain protects them, base64; null where there was no keychain. */
  readonly deviceSecret: string | null;
  readonly slots: readonly KeySlot[];
  /** An armored age file for the printed recovery key, openable by hand with `age -d`. */
  readonly recovery: string;
}

export type Decoded =
  | { readonly state: 'whole'; readonly keys: KeyFile }
  | { readonly state: 'newer'; readonly version: number }
  | { readonly state: 'damaged'; readonly problem: string };

const bytes = (length: number): z.ZodType<string> =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === length);

const keyFileSchema = (least: KdfCost): z.ZodType<KeyFile> =>
  z.strictObject({
    format: z.literal(FORMAT),
    version: z.literal(KEY_FILE_VERSION),
    counter: z.int().min(1),
    profile: z.string().regex(/^profile:[0-9A-HJKMNP-TV-Z]{26}$/),
    complete: z.boolean(),
    desk: z.string().min(1).max(80),
    device: z.strictObject({ id: z.string().min(1).max(64), code: z.string().min(1).max(8) }),
    deviceSecret: z.base64().max(4096).nullable(),
    slots: z
      .array(
        z.strictObject({
          userId: z.string().min(1).max(64),
          name: z.string().min(1).max(64),
          displayName: z.string().min(1).max(120),
          kdf: z
            .strictObject({ name: z.literal('scrypt'), N: z.int(), r: z.int(), p: z.int(), salt: bytes(32) })
            .refine(({ N, r, p }) => kdfCostSchema(least).safeParse({ N, r, p }).success),
          withDevice: z.boolean(),
          nonce: bytes(12),
          wrapped: bytes(48),
        }),
      )
      .max(1000),
    recovery: z.string().min(1).max(8192),
  });

export const encodeKeyFile = (keys: KeyFile): Uint8Array => encodeCheckedJson(keys as unknown as Json);

const marked = z.looseObject({ format: z.literal(FORMAT), version: z.int() });

/** `least` is the weakest key derivation that is accepted from disk. */
export const decodeKeyFile = (content: Uint8Array, least: KdfCost): Decoded => {
  const checked = decodeCheckedJson(content);
  if (!checked.ok) return { state: 'damaged', problem: checked.problem };
  const mark = marked.safeParse(checked.body);
  if (!mark.success) return { state: 'damaged', problem: 'not a key file' };
  if (mark.data.version > KEY_FILE_VERSION) return { state: 'newer', version: mark.data.version };
  const keys = keyFileSchema(least).safeParse(checked.body);
  if (keys.success) return { state: 'whole', keys: keys.data };
  const place = keys.error.issues[0]?.path.join('.') ?? '';
  return { state: 'damaged', problem: `not valid: ${place}` };
};
