import type { KdfCost } from '#core/accounts/passphrase-key.ts';

/** Far below what the product accepts: what is tried here is the files, thousands of times, not the passphrase. */
export const cheapCost: KdfCost = { N: 2 ** 4, r: 8, p: 1 };
