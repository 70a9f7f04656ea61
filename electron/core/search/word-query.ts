import { formsOfCode } from '#shared/search/error-codes.ts';
import type { HitWord } from '#shared/search/hits.ts';
import type { SearchNews } from '#shared/search/news.ts';
import { errorNames } from './error-names.ts';
import { codeToken, type InvertedIndex } from './inverted-index.ts';
import type { Lexicon } from './lexicon.ts';
import { addTerm, type Scores } from './term-hits.ts';
import { findWord, type Reach } from './word-search.ts';
import { unitsOf, type TypedWord, type WordUnit } from './word-units.ts';

/** A word that documents were found by, and what it was found for. */
export interface FoundWord extends HitWord {
  readonly as: 'typed' | 'synonym' | 'typo' | 'code';
  /** What was typed. */
  readonly typed: string;
}

/** Where words stand: by document, and what to mark. */
export interface FoundWords {
  /** More is better, 0 for what does not hold them all; undefined where no word is looked for. */
  readonly scores: Scores | undefined;
  /** False where only words to be left out were typed. */
  readonly isScored: boolean;
  readonly words: readonly FoundWord[];
  readonly takenFor: SearchNews['takenFor'];
}

/** Beside the words as typed: the same code, written otherwise perhaps, says more; another word of the same meaning less. */
const SAME_CODE = 1.2;
const SYNONYM = 0.3;
/** Shorter words begin too many others. */
const SHORTEST_BEGINNING = 5;

interface UnitFound {
  readonly scores: Scores;
  readonly words: readonly FoundWord[];
  readonly takenFor: SearchNews['takenFor'];
}

const reachOf = ({ isOpenEnded, isNegated }: TypedWord): Reach => (isOpenEnded && !isNegated ? 'anywhere' : 'whole');

/** What holds any of these, the best of them counting `weight`. */
const addAll = (scores: Scores, others: Scores, weight: number): boolean => {
  let isFound = false;
  for (let doc = 0; doc < others.length; doc++) {
    const score = (others[doc] ?? 0) * weight;
    if (score === 0) continue;
    isFound = true;
    if (score > (scores[doc] ?? 0)) scores[doc] = score;
  }
  return isFound;
};

const isIdeographic = (text: string): boolean => /^\p{Script=Han}/u.test(text);

/** Adds what the unit is found by besides its words. Returns what of it stands anywhere. */
const addOthers = (index: InvertedIndex, { words, synonyms, codes }: WordUnit, scores: Scores): FoundWord[] => {
  const typed = words.map(({ text }) => text).join(' ');
  const found: FoundWord[] = [];
  for (const code of codes) {
    const term = index.dictionary.find(codeToken(code));
    if (term === undefined || !addTerm(index, term, scores, { weight: SAME_CODE })) continue;
    for (const text of formsOfCode(code, errorNames)) found.push({ text, isWhole: true, as: 'code', typed });
  }
  for (const synonym of synonyms) {
    const reach = synonym.length >= SHORTEST_BEGINNING || isIdeographic(synonym) ? 'beginning' : 'whole';
    const other = findWord(index, { text: synonym, reach, maySlip: false });
    if (other && addAll(scores, other.scores, SYNONYM))
      for (const word of other.words) found.push({ ...word, as: 'synonym', typed });
  }
  return found;
};

/** What holds all words of the unit, or what means the same. Undefined if nothing in it can be looked up. */
const findUnit = (index: InvertedIndex, unit: WordUnit): UnitFound | undefined => {
  const others = new Float32Array(unit.codes.length + unit.synonyms.length > 0 ? index.docCount : 0);
  const words = addOthers(index, unit, others);
  const takenFor: { readonly typed: string; readonly words: readonly string[] }[] = [];
  let scores: Scores | undefined;
  for (const word of unit.words) {
    const found = findWord(index, { text: word.text, reach: reachOf(word), maySlip: words.length === 0 });
    if (!found) continue;
    const as = found.takenFor.length > 0 ? 'typo' : 'typed';
    for (const each of found.words) words.push({ ...each, as, typed: word.text });
    if (found.takenFor.length > 0) takenFor.push({ typed: word.text, words: found.takenFor });
    if (!scores) scores = found.scores;
    else
      for (let doc = 0; doc < scores.length; doc++) {
        const score = found.scores[doc] ?? 0;
        scores[doc] = score > 0 && (scores[doc] ?? 0) > 0 ? (scores[doc] ?? 0) + score : 0;
      }
  }
  if (!scores) return words.length > 0 ? { scores: others, words, takenFor } : undefined;
  if (words.some(({ as }) => as === 'code' || as === 'synonym')) addAll(scores, others, 1);
  return { scores, words, takenFor };
};

/** Rare words say more: as in BM25. */
const weightOf = (scores: Scores, live: number): number => {
  let count = 0;
  for (const score of scores) if (score > 0) count++;
  return Math.log(1 + (live - count + 0.5) / (count + 0.5));
};

/** Documents that hold every word that is wanted, in any of its meanings, and none that is not. */
export const findWords = (index: InvertedIndex, typed: readonly TypedWord[], lexicon: Lexicon): FoundWords => {
  let total: Scores | undefined;
  const out: Scores[] = [];
  const words: FoundWord[] = [];
  const takenFor: SearchNews['takenFor'][number][] = [];
  for (const unit of unitsOf(typed, lexicon)) {
    const found = findUnit(index, unit);
    if (!found) continue;
    if (unit.words[0]?.isNegated) {
      out.push(found.scores);
      continue;
    }
    words.push(...found.words);
    takenFor.push(...found.takenFor);
    const weight = weightOf(found.scores, index.live);
    const sum = total ?? new Float32Array(index.docCount);
    for (let doc = 0; doc < sum.length; doc++) {
      const score = found.scores[doc] ?? 0;
      sum[doc] = score > 0 && (total === undefined || (sum[doc] ?? 0) > 0) ? (sum[doc] ?? 0) + score * weight : 0;
    }
    total = sum;
  }
  const isScored = total !== undefined;
  if (out.length > 0) {
    const sum = total ?? new Float32Array(index.docCount).fill(1);
    for (const scores of out) for (let doc = 0; doc < sum.length; doc++) if ((scores[doc] ?? 0) > 0) sum[doc] = 0;
    total = sum;
  }
  return { scores: total, isScored, words, takenFor };
};
