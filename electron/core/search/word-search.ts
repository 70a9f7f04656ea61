import { fold } from '#shared/search/fold.ts';
import type { HitWord } from '#shared/search/hits.ts';
import { isIdeograph, tokenizeWord, type TokenizedWord } from '#shared/search/tokens.ts';
import { numberSearchKey, parseNumber } from '#shared/tickets/number.ts';
import type { InvertedIndex } from './inverted-index.ts';
import { addPhrase, addTerm, type PhrasePart, type Scores } from './term-hits.ts';

/** What other forms of a word are worth beside the word as typed. */
const BEGINNING = 0.7;
const INSIDE = 0.35;
const SLIP = 0.5;
/** Nothing matches better than the ticket whose number was typed. */
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

interface WordAsked {
  /** As typed. */
  readonly text: string;
  /** The last word may go on. */
  readonly isOpenEnded: boolean;
  /** Leaves tickets out: only what is meant for sure does. */
  readonly isNegated: boolean;
}

const isOneIdeograph = (token: string): boolean => isIdeograph(token) && Array.from(token).length === 1;

/** The terms that may stand for one token of a phrase. */
const termsFor = (index: InvertedIndex, token: string, mayGoOn: boolean): readonly number[] | Int32Array => {
  // Every pair that begins with it, and it alone at the end of a run.
  if (isOneIdeograph(token) || (mayGoOn && !isIdeograph(token))) return index.dictionary.beginningWith(token);
  const term = index.dictionary.find(token);
  return term === undefined ? [] : [term];
};

const addToken = (index: InvertedIndex, token: string, { isOpenEnded, isNegated }: WordAsked, scores: Scores): void => {
  const { dictionary } = index;
  const exact = dictionary.find(token);
  if (isIdeograph(token)) {
    for (const term of termsFor(index, token, false)) addTerm(index, term, scores, { weight: 1 });
    return;
  }
  if (exact !== undefined) addTerm(index, exact, scores, { weight: 1 });
  if (!isOpenEnded || isNegated) return;
  for (const term of dictionary.beginningWith(token))
    if (term !== exact) addTerm(index, term, scores, { weight: BEGINNING });
  if (token.length < 2) return;
  for (const term of dictionary.holding(token))
    if (!dictionary.term(term).startsWith(token)) addTerm(index, term, scores, { weight: INSIDE, rowOnly: true });
};

const addParts = (index: InvertedIndex, { parts }: TokenizedWord, asked: WordAsked, scores: Scores): void => {
  const phrase = parts.map(({ token, offset }, place): PhrasePart => {
    const mayGoOn = asked.isOpenEnded && !asked.isNegated && place === parts.length - 1;
    return { terms: termsFor(index, token, mayGoOn), offset };
  });
  if (phrase.every(({ terms }) => terms.length > 0)) addPhrase(index, phrase, scores, 1);
};

/** A whole number however it is written, and numbers that hold what was typed, padding zeros and all. */
const addNumbers = (
  index: InvertedIndex,
  text: string,
  { isOpenEnded, isNegated }: WordAsked,
  scores: Scores,
): void => {
  const add = (part: string, isWhole: boolean): void =>
    index.numbers.holding(part, (slot, isItself) => {
      const doc = index.docAt(slot);
      if (doc === undefined || (isWhole && !isItself)) return;
      scores[doc] = Math.max(scores[doc] ?? 0, isItself ? WHOLE_NUMBER : INSIDE);
    });
  if (parseNumber(text)) add(numberSearchKey(text), true);
  // Letters alone are the kind of every second ticket (`inc`) before they are a part of its number.
  const isPart = /\d/u.test(text) ? text.length > 1 : text.length > 3;
  if (isOpenEnded && !isNegated && isPart) add(text, false);
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

/** Finds one word, or words in quotes, with all forms it is found by. Undefined if nothing in it can be looked up. */
export const findWord = (index: InvertedIndex, asked: WordAsked): WordFound | undefined => {
  const text = fold(asked.text);
  const word = tokenizeWord(text);
  if (!word) return undefined;
  const scores = new Float32Array(index.docCount);
  const [only, ...more] = word.parts;
  if (only && more.length === 0) addToken(index, only.token, asked, scores);
  else addParts(index, word, asked, scores);
  if (word.whole !== null) addToken(index, word.whole, asked, scores);
  addNumbers(index, text, asked, scores);
  const words = [{ text, isWhole: !asked.isOpenEnded }];
  const mayBeSlip = only && more.length === 0 && asked.isOpenEnded && !asked.isNegated;
  if (!mayBeSlip || isAny(scores)) return { scores, words, takenFor: [] };
  const slips = addSlips(index, only.token, scores);
  if (slips.length === 0) return { scores, words, takenFor: [] };
  return {
    scores,
    words: slips.slice(0, MARKED_SLIPS).map((slip) => ({ text: slip, isWhole: true })),
    takenFor: slips.slice(0, SHOWN_SLIPS),
  };
};
