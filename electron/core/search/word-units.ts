import { codesIn } from '#shared/search/error-codes.ts';
import { fold } from '#shared/search/fold.ts';
import { synonymKey } from '#shared/search/synonyms.ts';
import { errorNames } from './error-names.ts';
import type { Lexicon } from './lexicon.ts';

/** A word of a search, or words in quotes. */
export interface TypedWord {
  /** Without minus and quotes. */
  readonly text: string;
  readonly isQuoted: boolean;
  readonly isNegated: boolean;
  readonly isOpenEnded: boolean;
}

/** Words of a search that mean one thing together, and by what else it is found. */
export interface WordUnit {
  readonly words: readonly TypedWord[];
  readonly synonyms: readonly string[];
  /** As `error-codes.ts` names them. */
  readonly codes: readonly string[];
}

/** What is in quotes is taken as it is, and ends what words may mean together. */
const isPlain = (word: TypedWord | undefined): word is TypedWord => word !== undefined && !word.isQuoted;

/** By the place of the first word: codes that begin there, and how many words they go over. */
const codesByPlace = (
  words: readonly TypedWord[],
): ReadonlyMap<number, { readonly codes: string[]; length: number }> => {
  const places = new Map<number, { readonly codes: string[]; length: number }>();
  let text = '';
  const ends: number[] = [];
  for (const word of words) {
    // A sign that no code goes over keeps apart what is not said together.
    text += isPlain(word) && !word.isNegated ? fold(word.text) : '\u0000';
    ends.push(text.length);
    text += ' ';
  }
  const placeAt = (at: number): number => ends.findIndex((end) => at < end);
  for (const { code, from, to } of codesIn(text, errorNames)) {
    const place = placeAt(from);
    const length = placeAt(to - 1) - place + 1;
    const known = places.get(place);
    if (known) {
      known.codes.push(code);
      known.length = Math.max(known.length, length);
    } else places.set(place, { codes: [code], length });
  }
  return places;
};

const synonymsAt = (
  words: readonly TypedWord[],
  place: number,
  { synonyms }: Lexicon,
): { readonly others: readonly string[]; readonly length: number } => {
  let length = 0;
  while (length < synonyms.mostWords && isPlain(words[place + length]) && words[place + length]?.isNegated === false)
    length++;
  for (; length > 0; length--) {
    const others = synonyms.others(
      synonymKey(
        words
          .slice(place, place + length)
          .map(({ text }) => text)
          .join(' '),
      ),
    );
    if (others.length > 0) return { others, length };
  }
  return { others: [], length: 1 };
};

/** What is left out is what was typed, and a code however it is written. */
const negated = (word: TypedWord): WordUnit => ({
  words: [word],
  synonyms: [],
  codes: word.isQuoted ? [] : codesIn(fold(word.text), errorNames).map(({ code }) => code),
});

/** Words of a search by what they mean: an error code and a synonym may go over several of them. */
export const unitsOf = (words: readonly TypedWord[], lexicon: Lexicon): readonly WordUnit[] => {
  const codes = codesByPlace(words);
  const units: WordUnit[] = [];
  for (let place = 0; place < words.length;) {
    const word = words[place];
    if (!word) break;
    if (word.isNegated || word.isQuoted) {
      units.push(word.isNegated ? negated(word) : { words: [word], synonyms: [], codes: [] });
      place++;
      continue;
    }
    const code = codes.get(place);
    const synonyms = code ? { others: [], length: code.length } : synonymsAt(words, place, lexicon);
    units.push({
      words: words.slice(place, place + synonyms.length),
      synonyms: synonyms.others,
      codes: code?.codes ?? [],
    });
    place += synonyms.length;
  }
  return units;
};
