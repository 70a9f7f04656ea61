import { MIN_PASSPHRASE_LENGTH, passphraseLength, passphraseProblem } from '#shared/accounts/passphrase.ts';

/** From here on guessing is hopeless at the cost that a key slot sets for each attempt. */
const GOOD_LENGTH = 18;

/** What the hint below a new passphrase says. `level` fills that many of three bars. */
export type Strength =
  | { readonly kind: 'start'; readonly level: 0 }
  | { readonly kind: 'short'; readonly level: 1; readonly missing: number }
  | { readonly kind: 'repetitive'; readonly level: 1 }
  | { readonly kind: 'fair'; readonly level: 2 }
  | { readonly kind: 'good'; readonly level: 3 };

export const strengthOf = (passphrase: string): Strength => {
  const length = passphraseLength(passphrase);
  if (length === 0) return { kind: 'start', level: 0 };
  const problem = passphraseProblem(passphrase);
  if (problem === 'short') return { kind: 'short', level: 1, missing: MIN_PASSPHRASE_LENGTH - length };
  if (problem === 'repetitive') return { kind: 'repetitive', level: 1 };
  return length < GOOD_LENGTH ? { kind: 'fair', level: 2 } : { kind: 'good', level: 3 };
};
