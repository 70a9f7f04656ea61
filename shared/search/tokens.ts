/**
 * What of a folded text can be looked up. Latin words and numbers are tokens; a name held together by dashes, dots or slashes
 * (`srv-db01.corp.local`, `inc-7k3q-142`) is one as a whole and in its parts. Chinese and Japanese have no spaces: every two neighbouring
 * characters are a token and the last of a run is one alone, so that each character begins one.
 */

const OTHER = 1;
const WORD = 2;
const IDEOGRAPH = 3;
const JOINER = 4;

const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc]/u;
const word = /[\p{L}\p{N}\p{M}]/u;
const joiners = '-_./\\:@+#&';
/** 0: not looked at yet. */
const classes = new Uint8Array(0x1_0000);

const classOf = (code: number): number => {
  const before = classes[code] ?? 0;
  if (before !== 0) return before;
  const unit = String.fromCharCode(code);
  // High surrogates of planes 2 and 3 begin ideographs; other pairs (emoji) are not looked up.
  const isRareIdeograph = code >= 0xd840 && code <= 0xd8bf;
  const found =
    isRareIdeograph || ideograph.test(unit)
      ? IDEOGRAPH
      : word.test(unit)
        ? WORD
        : joiners.includes(unit)
          ? JOINER
          : OTHER;
  classes[code] = found;
  return found;
};

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

export const isIdeograph = (folded: string): boolean => classOf(folded.charCodeAt(0)) === IDEOGRAPH;
export const isWordUnit = (code: number): boolean => classOf(code) === WORD || classOf(code) === IDEOGRAPH;

/** Longer words are looked up by their beginning. */
export const LONGEST_TOKEN = 48;

/** `position` counts words and ideographs; a whole name stands where its first part does. */
export type TakeToken = (token: string, position: number) => void;

/** Gives every token of a folded text to `take`, counting from `position`; returns the position after the last one. */
export const eachToken = (folded: string, position: number, take: TakeToken): number => {
  let at = position;
  let place = 0;
  const { length } = folded;
  while (place < length) {
    const kind = classOf(folded.charCodeAt(place));
    if (kind === IDEOGRAPH) {
      let size = characterSize(folded, place);
      while (place < length) {
        const next = place + size;
        const isLast = next >= length || classOf(folded.charCodeAt(next)) !== IDEOGRAPH;
        const nextSize = isLast ? 0 : characterSize(folded, next);
        take(folded.slice(place, next + nextSize), at++);
        place = next;
        size = nextSize;
        if (isLast) break;
      }
    } else if (kind === WORD) {
      const start = place;
      const first = at;
      let end = place;
      let parts = 0;
      for (;;) {
        const from = place;
        while (place < length && classOf(folded.charCodeAt(place)) === WORD) place++;
        end = place;
        parts++;
        take(folded.slice(from, Math.min(end, from + LONGEST_TOKEN)), at++);
        let joined = place;
        while (joined < length && joined - place < 2 && classOf(folded.charCodeAt(joined)) === JOINER) joined++;
        if (joined === place || joined >= length || classOf(folded.charCodeAt(joined)) !== WORD) break;
        place = joined;
      }
      if (parts > 1) take(folded.slice(start, Math.min(end, start + LONGEST_TOKEN)), first);
    } else place++;
  }
  return at;
};

const characterSize = (folded: string, place: number): number =>
  isLowSurrogate(folded.charCodeAt(place + 1)) && place + 1 < folded.length ? 2 : 1;

/** A word as someone typed it, taken apart for looking up. */
export interface TokenizedWord {
  /** Tokens that must stand one after the other; `offset` counts from the first. Of ideographs only those needed to be sure. */
  readonly parts: readonly { readonly token: string; readonly offset: number }[];
  /** The whole, where it is a name of several parts. */
  readonly whole: string | null;
}

/** `text` is folded. Undefined if nothing in it can be looked up. */
export const tokenizeWord = (text: string): TokenizedWord | undefined => {
  const found: { token: string; offset: number }[] = [];
  eachToken(text, 0, (token, offset) => found.push({ token, offset }));
  if (found.length === 0) return undefined;
  const wholes = found.filter(({ token }, index) => index > 0 && isWhole(found, index, token));
  const parts = found.filter((each) => !wholes.includes(each));
  return {
    parts: parts.filter((part, index) => isNeeded(parts, index, part.token)),
    whole: wholes.length === 1 && wholes[0]?.offset === 0 ? wholes[0].token : null,
  };
};

/** A name follows its parts and stands where an earlier one does. */
const isWhole = (found: readonly { readonly offset: number }[], index: number, token: string): boolean =>
  !isIdeograph(token) && (found[index]?.offset ?? 0) < (found[index - 1]?.offset ?? 0) + 1;

/** The last ideograph of a run is held by the pair before it; of overlapping pairs every second one does, and the last. */
const isNeeded = (parts: readonly { readonly token: string }[], index: number, token: string): boolean => {
  if (!isIdeograph(token)) return true;
  let start = index;
  while (start > 0 && isPairAt(parts, start - 1)) start--;
  let end = index;
  while (isPairAt(parts, end)) end++;
  // `start … end` is one run; `end` is its last character alone.
  if (end === start) return true;
  return index < end && ((index - start) % 2 === 0 || index === end - 1);
};

const isPairAt = (parts: readonly { readonly token: string }[], index: number): boolean => {
  const token = parts[index]?.token ?? '';
  return token !== '' && isIdeograph(token) && Array.from(token).length === 2;
};
