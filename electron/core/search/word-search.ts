import { fold } from '#shared/search/fold.ts';
import type { HitWord } from '#shared/search/hits.ts';
import { eachToken, isIdeograph, tokenizeWord, type TokenizedWord } from '#shared/search/tokens.ts';
import { numberSearchKey, parseNumber } from '#shared/tickets/number.ts';
import type { InvertedIndex } from './inverted-index.ts';
import { addPhrase, addTerm, occurrence, type PhrasePart, type Scores } from './term-hits.ts';

/** What other forms of a word are worth beside the word as typed. */
const BEGINNING = 0.7;
const INSIDE = 0.35;
const SLIP = 0.5;
/** Of a run of ideographs that stands nowhere, those texts that hold at least this share of its pairs. */
const PAIRS_HELD = 0.5;
/** Nothing matches better than the document whose number was typed. */
const WHOLE_NUMBER = 5;

/** Of many words that one may be a slip of, those shown and marked. */
const SHOWN_SLIPS = 3;
const MARKED_SLIPS = 20;

export interface WordFound {
  readonly scores: Scores;
  /** What to mark. */
  readonly words: readonly HitWord[];
  /** Where nothing holds the word itself: those it was taken for, most frequent first. */
  readonly takenFor: readonly string[];
}

/** `whole`: the word and no other. `beginning`: words that begin so, too. `anywhere`: what a person is still typing, slips and parts of what lists show included. */
export type Reach = 'whole' | 'beginning' | 'anywhere';

export interface WordAsked {
  /** As typed. */
  readonly text: string;
  readonly reach: Reach;
  /** Whether it may be taken for another word where it stands nowhere; only what reaches anywhere may. */
  readonly maySlip?: boolean;
}

const isOneIdeograph = (token: string): boolean => isIdeograph(token) && Array.from(token).length === 1;

/** The terms that may stand for one token of a phrase. */
const termsFor = (index: InvertedIndex, token: string, mayGoOn: boolean): readonly number[] | Int32Array => {
  // Every pair that begins with it, and it alone at the end of a run.
  if (isOneIdeograph(token) || (mayGoOn && !isIdeograph(token))) return index.dictionary.beginningWith(token);
  const term = index.dictionary.find(token);
  return term === undefined ? [] : [term];
};

const addToken = (index: InvertedIndex, token: string, reach: Reach, scores: Scores): void => {
  const { dictionary } = index;
  const exact = dictionary.find(token);
  if (isIdeograph(token)) {
    for (const term of termsFor(index, token, false)) addTerm(index, term, scores, { weight: 1 });
    return;
  }
  if (exact !== undefined) addTerm(index, exact, scores, { weight: 1 });
  if (reach === 'whole') return;
  for (const term of dictionary.beginningWith(token))
    if (term !== exact) addTerm(index, term, scores, { weight: BEGINNING });
  if (token.length < 2 || reach !== 'anywhere') return;
  for (const term of dictionary.holding(token))
    if (!dictionary.term(term).startsWith(token)) addTerm(index, term, scores, { weight: INSIDE, rowOnly: true });
};

const addParts = (index: InvertedIndex, { parts }: TokenizedWord, reach: Reach, scores: Scores): void => {
  const phrase = parts.map(({ token, offset }, place): PhrasePart => {
    const mayGoOn = reach !== 'whole' && place === parts.length - 1;
    return { terms: termsFor(index, token, mayGoOn), offset };
  });
  if (phrase.every(({ terms }) => terms.length > 0)) addPhrase(index, phrase, scores, 1);
};

/** A whole number however it is written, and numbers that hold what was typed, padding zeros and all. */
const addNumbers = (index: InvertedIndex, text: string, reach: Reach, scores: Scores): void => {
  const add = (part: string, isWhole: boolean): void =>
    index.numbers.holding(part, (slot, isItself) => {
      const doc = index.docAt(slot);
      if (doc === undefined || (isWhole && !isItself)) return;
      scores[doc] = Math.max(scores[doc] ?? 0, isItself ? WHOLE_NUMBER : INSIDE);
    });
  if (parseNumber(text)) add(numberSearchKey(text), true);
  // Letters alone are the kind of every second ticket (`inc`) before they are a part of its number.
  const isPart = /\d/u.test(text) ? text.length > 1 : text.length > 3;
  if (reach === 'anywhere' && isPart) add(text, false);
};

const isAny = (scores: Scores): boolean => {
  for (const score of scores) if (score > 0) return true;
  return false;
};

const addSlips = (index: InvertedIndex, token: string, scores: Scores): readonly string[] => {
  const found = index.dictionary
    .like(token)
    .filter(({ term, edits }) => addTerm(index, term, scores, { weight: SLIP / edits }));
  return found
    .toSorted((left, right) => index.count(right.term) - index.count(left.term))
    .map(({ term }) => index.dictionary.term(term));
};

/** Documents that hold most of the pairs of a run: those that write its words apart, or one of them otherwise. Returns the pairs that stand somewhere. */
const addPairs = (index: InvertedIndex, pairs: readonly string[], scores: Scores): readonly string[] => {
  const held = new Uint8Array(scores.length);
  const found = pairs.filter((pair) => {
    const term = index.dictionary.find(pair);
    if (term === undefined) return false;
    const reader = index.read(term);
    while (reader.next()) if (index.slotOf(reader.doc) >= 0) held[reader.doc] = (held[reader.doc] ?? 0) + 1;
    return true;
  });
  const fewest = pairs.length * PAIRS_HELD;
  for (const pair of found) {
    const reader = index.read(index.dictionary.find(pair) ?? -1);
    while (reader.next()) {
      const { doc } = reader;
      const count = held[doc] ?? 0;
      if (count < fewest || index.slotOf(doc) < 0) continue;
      const worth = occurrence(index, doc, reader.times, reader.first) / pairs.length;
      scores[doc] = (scores[doc] ?? 0) + SLIP * worth;
    }
  }
  return isAny(scores) ? found : [];
};

/** Pairs of neighbours in a word of three ideographs and more; none for any other word. */
const pairsOf = (text: string): readonly string[] => {
  const pairs: string[] = [];
  let isRun = true;
  eachToken(text, 0, (token) => {
    if (!isIdeograph(token)) isRun = false;
    else if (!isOneIdeograph(token)) pairs.push(token);
  });
  return isRun && pairs.length > 1 ? pairs : [];
};

const takenFor = (index: InvertedIndex, text: string, word: TokenizedWord, scores: Scores): readonly string[] => {
  const [only, ...more] = word.parts;
  const pairs = pairsOf(text);
  if (pairs.length > 0) return addPairs(index, pairs, scores);
  return only && more.length === 0 ? addSlips(index, only.token, scores) : [];
};

/** Finds one word, or words in quotes, with all forms it is found by. Undefined if nothing in it can be looked up. */
export const findWord = (
  index: InvertedIndex,
  { text: typed, reach, maySlip = true }: WordAsked,
): WordFound | undefined => {
  const text = fold(typed);
  const word = tokenizeWord(text);
  if (!word) return undefined;
  const scores = new Float32Array(index.docCount);
  const [only, ...more] = word.parts;
  if (only && more.length === 0) addToken(index, only.token, reach, scores);
  else addParts(index, word, reach, scores);
  if (word.whole !== null) addToken(index, word.whole, reach, scores);
  if (reach !== 'beginning') addNumbers(index, text, reach, scores);
  const words = [{ text, isWhole: reach === 'whole' }];
  if (!maySlip || reach !== 'anywhere' || isAny(scores)) return { scores, words, takenFor: [] };
  const others = takenFor(index, text, word, scores);
  if (others.length === 0) return { scores, words, takenFor: [] };
  return {
    scores,
    words: others.slice(0, MARKED_SLIPS).map((other) => ({ text: other, isWhole: true })),
    takenFor: others.slice(0, SHOWN_SLIPS),
  };
};
