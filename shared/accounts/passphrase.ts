/** Characters that a passphrase needs at least; the cost of guessing is set by the key slots (FORMATS.md §2h). */
export const MIN_PASSPHRASE_LENGTH = 12;

/** Fewer different characters than this is a pattern, not a passphrase, however long. */
const MIN_DIFFERENT_CHARACTERS = 5;

/**
 * The form that keys are derived from: NFKC, so that the same words open the desk whether they were typed full-width, half-width,
 * composed or decomposed. Nothing is trimmed: a space is a character like any other.
 */
export const normalisePassphrase = (passphrase: string): string => passphrase.normalize('NFKC');

/** Characters as a person counts them (code points of the normalised form). */
export const passphraseLength = (passphrase: string): number => [...normalisePassphrase(passphrase)].length;

/** Why a new passphrase is not accepted, or null. Screens show it while the person types; the core decides. */
export const passphraseProblem = (passphrase: string): 'short' | 'repetitive' | null => {
  if (passphraseLength(passphrase) < MIN_PASSPHRASE_LENGTH) return 'short';
  const different = new Set(normalisePassphrase(passphrase).toLowerCase());
  return different.size < MIN_DIFFERENT_CHARACTERS ? 'repetitive' : null;
};
