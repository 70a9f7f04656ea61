/**
 * The printed recovery key is an age identity: `AGE-SECRET-KEY-1` and 58 characters of Bech32, of which the last six are a checksum.
 * Here is how what a person types from paper becomes that again.
 */

const PREFIX = 'AGE-SECRET-KEY-1';
const BODY = /^[02-9AC-HJ-NP-Z]{58}$/;

/** Bech32 leaves out 1, B, I and O, so a reader who sees one of them can only have meant this. */
const misread: Readonly<Record<string, string>> = { O: '0', I: 'L', '1': 'L', B: '8' };

/**
 * The key in standard form, or undefined if no key can be meant. Accepts lower case, spaces, line breaks, any kind of dash, full-width
 * characters, a missing prefix, and the characters that are easily taken for another. The checksum is not looked at here.
 */
export const readRecoveryKey = (typed: string): string | undefined => {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}_.·:]/gu, '');
  const withoutPrefix = plain.replace(/^AGESECRETKEY[1IL](?=.{58}$)/, '');
  const body = withoutPrefix.replaceAll(/[OI1B]/g, (character) => misread[character] ?? character);
  return BODY.test(body) ? PREFIX + body : undefined;
};

/** For the printed sheet and the screen: the same key in groups of four after its prefix. */
export const recoveryKeyGroups = (key: string): readonly string[] => key.slice(PREFIX.length).match(/.{1,4}/g) ?? [];
