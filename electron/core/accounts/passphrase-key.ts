import { hkdfSync, scrypt } from 'node:crypto';
import * as z from 'zod';
import { normalisePassphrase } from '#shared/accounts/passphrase.ts';

/** How costly one guess is. `N` and `r` give the memory: 128 · N · r bytes. */
export interface KdfCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** FORMATS.md §2h: scrypt 2^17, which takes 128 MiB a guess. Also the least that a stored slot may ask for. */
export const productCost: KdfCost = { N: 2 ** 17, r: 8, p: 1 };

/** More than this is not a slot of ours but an attempt to exhaust the laptop. */
const MAX_MEMORY = 2 ** 30;

/** A cost read from disk: weaker than `least` means that somebody has been at the file. */
export const kdfCostSchema = (least: KdfCost): z.ZodType<KdfCost> =>
  z
    .strictObject({ N: z.int().min(least.N), r: z.int().min(least.r).max(64), p: z.int().min(least.p).max(16) })
    .refine(({ N, r }) => (N & (N - 1)) === 0 && 128 * N * r <= MAX_MEMORY);

/**
 * The key that wraps a slot: HKDF over the device secret and scrypt of the passphrase. Neither alone opens anything;
 * with no device secret (no keychain on this host) the passphrase stands alone. Runs off the main thread. The caller wipes the result.
 */
export const passphraseKey = async (
  passphrase: string,
  salt: Uint8Array,
  cost: KdfCost,
  deviceSecret: Uint8Array | null,
): Promise<Buffer> => {
  const stretched = await stretch(passphrase, salt, cost);
  const material = Buffer.concat([deviceSecret ?? new Uint8Array(), stretched]);
  const info = deviceSecret ? 'deskside key slot 1 device+passphrase' : 'deskside key slot 1 passphrase';
  const key = Buffer.from(hkdfSync('sha256', material, salt, info, 32));
  stretched.fill(0);
  material.fill(0);
  return key;
};

const stretch = (passphrase: string, salt: Uint8Array, { N, r, p }: KdfCost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // OpenSSL counts a little more than the 128·N·r of the algorithm itself.
    const maxmem = 128 * N * r + 128 * r * p + 2 ** 20;
    scrypt(Buffer.from(normalisePassphrase(passphrase), 'utf8'), salt, 32, { N, r, p, maxmem }, (cause, key) => {
      if (cause) reject(cause);
      else resolve(key);
    });
  });
