import { fold, foldWithPlaces } from './fold.ts';

/** What a search looked for, as it is to be marked where it was found. Folded. */
export interface HitWord {
  readonly text: string;
  /** Not only the beginning of a word. */
  readonly isWhole: boolean;
}

/** A stretch of a text as written, half-open. */
export interface Hit {
  readonly from: number;
  readonly to: number;
}

/** In what a list shows, parts of words are found as well. */
export type HitPlace = 'row' | 'body';

const IDEOGRAPHS = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]`;
const run = new RegExp(`${IDEOGRAPHS}+|(?:(?!${IDEOGRAPHS})[\\p{L}\\p{N}\\p{M}])+`, 'gu');
const ideographs = new RegExp(`^${IDEOGRAPHS}`, 'u');
const BETWEEN = String.raw`[^\p{L}\p{N}]*`;
const UNIT = String.raw`[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hangul}\p{N}]`;

/** Zeros before it say nothing: `0x116` is marked in `0x00000116`. */
const hexadecimal = /^0x(?<digits>[0-9a-f]+)$/u;

const patternOf = ({ text, isWhole }: HitWord, place: HitPlace): string | undefined => {
  const runs = text.match(run);
  if (!runs) return undefined;
  const first = runs[0] ?? '';
  const written = runs.map((each) => each.replace(hexadecimal, '0x0*$<digits>'));
  const isInside = ideographs.test(first) || (place === 'row' && !isWhole && first.length > 1);
  const last = runs.at(-1) ?? '';
  const ends = isWhole && !ideographs.test(last) ? `(?!${UNIT})` : '';
  return `${isInside ? '' : `(?<!${UNIT})`}${written.join(BETWEEN)}${ends}`;
};

/** Finds the hits in a text, from first to last, none in another. */
export type FindHits = (text: string) => readonly Hit[];

/** Undefined if there is nothing to mark. */
export const hitFinder = (words: readonly HitWord[], place: HitPlace): FindHits | undefined => {
  const patterns = words
    .toSorted((left, right) => right.text.length - left.text.length)
    .flatMap((word) => patternOf(word, place) ?? []);
  if (patterns.length === 0) return undefined;
  const pattern = new RegExp(patterns.join('|'), 'gu');
  return (text) => {
    // Most texts hold none; only for those that do is it worked out where each letter came from.
    if (fold(text).search(pattern) < 0) return [];
    const { folded, places } = foldWithPlaces(text);
    return Array.from(folded.matchAll(pattern), ({ index, 0: found }) => ({
      from: places[index] ?? 0,
      to: places[index + found.length] ?? text.length,
    })).filter(({ from, to }) => to > from);
  };
};
