import { codesIn } from '#shared/search/error-codes.ts';
import { fold } from '#shared/search/fold.ts';
import { synonymKey } from '#shared/search/synonyms.ts';
import { eachToken, isIdeograph } from '#shared/search/tokens.ts';
import { errorNames } from './error-names.ts';
import { codeToken, type InvertedIndex } from './inverted-index.ts';
import type { Lexicon } from './lexicon.ts';
import { occurrence } from './term-hits.ts';

/** A text to find others like; a title weighs more than what follows it. */
export interface WeighedText {
  readonly text: string;
  readonly weight: number;
}

/** What two texts have in common, and how much of the likeness that is. */
export interface CommonTerm {
  /** Folded: a word, a pair of ideographs, or the name of an error code. */
  readonly term: string;
  readonly isCode: boolean;
  readonly worth: number;
}

export interface Like {
  readonly slot: number;
  readonly worth: number;
  /** Best first. */
  readonly common: readonly CommonTerm[];
}

export interface LikenessAsked {
  readonly lexicon: Lexicon;
  readonly atMost: number;
  /** Slots that may be among them; all if absent. */
  readonly may?: (slot: number) => boolean;
}

/** Terms looked up of long texts: those that say most. */
const MOST_TERMS = 48;
/** What a larger share of all documents holds says nothing. */
const COMMONEST = 0.3;
/** Beside words of the text itself. */
const CODE = 3;
const SYNONYM = 0.6;
const FEWEST_LETTERS = 2;

interface Term {
  readonly term: number;
  readonly text: string;
  readonly isCode: boolean;
  /** Weight in the text asked about × rarity. */
  readonly worth: number;
}

const isTold = (token: string): boolean =>
  isIdeograph(token) ? Array.from(token).length > 1 : token.length >= FEWEST_LETTERS && !/^\d{1,3}$/u.test(token);

/** By token: the most that it weighs in any of the texts. */
const weights = (texts: readonly WeighedText[], { synonyms }: Lexicon): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  const put = (token: string, weight: number): void => {
    found.set(token, Math.max(found.get(token) ?? 0, weight));
  };
  for (const { text, weight } of texts) {
    const folded = fold(text);
    for (const { code } of codesIn(folded, errorNames)) put(codeToken(code), weight * CODE);
    eachToken(folded, 0, (token) => {
      if (!isTold(token)) return;
      put(token, weight);
      for (const other of synonyms.others(synonymKey(token)))
        eachToken(fold(other), 0, (each) => {
          if (isTold(each)) put(each, weight * SYNONYM);
        });
    });
  }
  return found;
};

const termsOf = (index: InvertedIndex, texts: readonly WeighedText[], lexicon: Lexicon): readonly Term[] => {
  const terms: Term[] = [];
  for (const [token, weight] of weights(texts, lexicon)) {
    const term = index.dictionary.find(token);
    if (term === undefined) continue;
    const count = Math.min(index.count(term), index.live);
    const isCode = token.startsWith('!');
    if (!isCode && index.live > 20 && count > index.live * COMMONEST) continue;
    const rarity = Math.log(1 + (index.live - count + 0.5) / (count + 0.5));
    terms.push({ term, text: isCode ? token.slice(1) : token, isCode, worth: weight * rarity });
  }
  return terms.toSorted((left, right) => right.worth - left.worth).slice(0, MOST_TERMS);
};

/** Documents that have most in common with these texts, best first: any word counts, rare ones most. */
export const likest = (
  index: InvertedIndex,
  texts: readonly WeighedText[],
  { lexicon, atMost, may }: LikenessAsked,
): readonly Like[] => {
  const scores = new Float32Array(index.docCount);
  const terms = termsOf(index, texts, lexicon);
  for (const { term, worth } of terms) {
    const reader = index.read(term);
    while (reader.next()) {
      const { doc } = reader;
      if (index.slotOf(doc) >= 0)
        scores[doc] = (scores[doc] ?? 0) + worth * occurrence(index, doc, reader.times, reader.first);
    }
  }
  const best: { readonly doc: number; readonly slot: number; readonly worth: number }[] = [];
  scores.forEach((worth, doc) => {
    if (worth === 0 || (best.length === atMost && worth <= (best.at(-1)?.worth ?? 0))) return;
    const slot = index.slotOf(doc);
    if (may && !may(slot)) return;
    const place = best.findIndex((each) => each.worth < worth);
    best.splice(place < 0 ? best.length : place, 0, { doc, slot, worth });
    if (best.length > atMost) best.pop();
  });
  const common = new Map(best.map(({ doc }) => [doc, [] as CommonTerm[]]));
  for (const { term, text, isCode, worth } of terms) {
    const reader = index.read(term);
    while (reader.next())
      common
        .get(reader.doc)
        ?.push({ term: text, isCode, worth: worth * occurrence(index, reader.doc, reader.times, reader.first) });
  }
  return best.map(({ doc, slot, worth }) => ({
    slot,
    worth,
    common: (common.get(doc) ?? []).toSorted((left, right) => right.worth - left.worth),
  }));
};
