/** What belongs to a number as people write it, full-width forms included, an extension apart. */
const shape = /^\+?[\d\s().\-/ ‑–]+(?:\s*(?:x|ext\.?|extension|分机|转)\s*\d{1,6})?$/iu;
const extension = /(?:x|ext\.?|extension|分机|转)\s*\d{1,6}$/iu;

const plain = (typed: string): string => typed.normalize('NFKC').trim();

/** Whether somebody could call this: three digits (an extension of the house) to what ITU E.164 allows. */
export const isPhone = (typed: string): boolean => {
  const text = plain(typed);
  const digits = text.replace(extension, '').replaceAll(/\D/gu, '');
  return shape.test(text) && digits.length >= 3 && digits.length <= 17;
};

/**
 * `+` and digits, if the number says its country by `+` or `00`; else null: the same digits are another telephone in another country, so
 * nothing is guessed. A `(0)` that is not dialled from abroad goes, an extension too.
 */
export const toE164 = (typed: string): string | null => {
  const text = plain(typed).replace(extension, '').trim();
  const international = text.startsWith('+') ? text.slice(1) : text.startsWith('00') ? text.slice(2) : null;
  if (international === null) return null;
  const digits = international.replace('(0)', '').replaceAll(/\D/gu, '');
  return digits.length >= 8 && digits.length <= 15 && !digits.startsWith('0') ? `+${digits}` : null;
};

/** What a link dials. */
export const dialled = ({ typed, e164 }: { readonly typed: string; readonly e164: string | null }): string =>
  e164 ??
  plain(typed)
    .replace(extension, '')
    .replaceAll(/[^\d+]/gu, '');

/** Digits that two ways of writing one number share: without country and trunk prefix; null where there are too few to tell people apart. */
export const phoneKey = (typed: string): string | null => {
  const text = plain(typed);
  const digits = text.replace(extension, '').replace('(0)', '').replaceAll(/\D/gu, '');
  if (digits.length < 7) return null;
  const branch = extension.exec(text)?.[0].replaceAll(/\D/gu, '') ?? '';
  // A switchboard is many people's: with its extension it is one's.
  return `${digits.slice(-9).replace(/^0+/u, '')}${branch && `x${branch}`}`;
};
