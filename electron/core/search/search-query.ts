import type { HitWord } from '#shared/search/hits.ts';
import type { SearchNews } from '#shared/search/news.ts';
import { parseSearch, type ConditionPiece, type WordPiece } from '#shared/search/parse.ts';
import { conditionTest, dependsOnNow, type ConditionSetting, type RowTest } from './condition-tests.ts';
import type { InvertedIndex } from './inverted-index.ts';
import type { MatchRow, SearchRows } from './ports.ts';
import { findWord, type WordFound } from './word-search.ts';

export interface SearchQuery {
  /** Undefined: every ticket passes. */
  readonly passes: ((slot: number) => boolean) | undefined;
  /** How well a ticket that passes matches; undefined without words. */
  readonly score: ((slot: number) => number) | undefined;
  readonly words: readonly HitWord[];
  readonly takenFor: SearchNews['takenFor'];
}

interface QuerySetting extends ConditionSetting {
  readonly index: InvertedIndex;
  readonly rows: SearchRows;
  readonly matchRow: MatchRow;
}

/** What was changed lately is more likely meant: up to a quarter more, half of it after a month. */
const RECENCY = 0.25;
const RECENCY_MS = 30 * 86_400_000;

/** Rare words say more: as in BM25. */
const weightOf = (found: WordFound, live: number): number => {
  let count = 0;
  for (const score of found.scores) if (score > 0) count++;
  return Math.log(1 + (live - count + 0.5) / (count + 0.5));
};

const wordsOf = (text: string): readonly WordPiece[] => parseSearch(text).filter((piece) => piece.kind === 'word');

/** Scores of what holds every word that is wanted and none that is not; undefined if no word is looked for. */
const scoresOf = (
  index: InvertedIndex,
  words: readonly WordPiece[],
  found: readonly (WordFound | undefined)[],
): Float32Array | undefined => {
  let total: Float32Array | undefined;
  const out: Float32Array[] = [];
  words.forEach((word, place) => {
    const each = found[place];
    if (!each) return;
    if (word.isNegated) {
      out.push(each.scores);
      return;
    }
    const weight = weightOf(each, index.live);
    const sum = total ?? new Float32Array(index.docCount);
    for (let doc = 0; doc < sum.length; doc++) {
      const score = each.scores[doc] ?? 0;
      sum[doc] = score > 0 && (total === undefined || (sum[doc] ?? 0) > 0) ? (sum[doc] ?? 0) + score * weight : 0;
    }
    total = sum;
  });
  if (out.length === 0) return total;
  const sum = total ?? new Float32Array(index.docCount).fill(1);
  for (const scores of out) for (let doc = 0; doc < sum.length; doc++) if ((scores[doc] ?? 0) > 0) sum[doc] = 0;
  return sum;
};

const rowTestOf = (pieces: readonly ConditionPiece[], setting: QuerySetting): RowTest | undefined => {
  if (pieces.length === 0) return undefined;
  const tests = pieces.map(({ condition, isNegated }): RowTest => {
    const test = conditionTest(condition, setting);
    return isNegated ? (row, slot) => !test(row, slot) : test;
  });
  return (row, slot) => tests.every((test) => test(row, slot));
};

/** Tickets not read yet pass by what their rows show. */
const wordTest = (scores: Float32Array, words: readonly WordPiece[], { index, matchRow }: QuerySetting) => {
  const shown = (isNegated: boolean) =>
    matchRow(
      words
        .filter((word) => word.isNegated === isNegated)
        .map(({ text }) => text)
        .join(' '),
    );
  let wanted: ((slot: number) => boolean) | undefined;
  let unwanted: ((slot: number) => boolean) | undefined;
  const hasUnwanted = words.some(({ isNegated }) => isNegated);
  return (slot: number): boolean => {
    const doc = index.docAt(slot);
    if (doc !== undefined) return (scores[doc] ?? 0) > 0;
    wanted ??= shown(false);
    if (!wanted(slot)) return false;
    if (!hasUnwanted) return true;
    unwanted ??= shown(true);
    return !unwanted(slot);
  };
};

/** Makes one test of the text of a search. */
export const openQuery = (text: string, setting: QuerySetting): SearchQuery => {
  const { index, rows, now } = setting;
  const pieces = parseSearch(text);
  const words = wordsOf(text);
  const found = words.map(({ text: word, isOpenEnded, isNegated }) =>
    findWord(index, { text: word, isOpenEnded, isNegated }),
  );
  const scores = scoresOf(index, words, found);
  const test = rowTestOf(
    pieces.filter((piece) => piece.kind === 'condition'),
    setting,
  );
  const inWords = scores && wordTest(scores, words, setting);
  const passes =
    test === undefined
      ? inWords
      : (slot: number): boolean => {
          if (inWords && !inWords(slot)) return false;
          const row = rows.row(slot);
          return row !== undefined && test(row, slot);
        };
  const isScored = words.some(({ isNegated }, place) => !isNegated && found[place] !== undefined);
  return {
    passes,
    score:
      scores && isScored
        ? (slot) => {
            const doc = index.docAt(slot);
            const age = now - (rows.row(slot)?.updatedAt ?? 0);
            return doc === undefined
              ? 0
              : (scores[doc] ?? 0) * (1 + (RECENCY * RECENCY_MS) / (RECENCY_MS + Math.max(0, age)));
          }
        : undefined,
    words: found.flatMap((each, place) => (each && words[place]?.isNegated === false ? each.words : [])),
    takenFor: found.flatMap((each, place) => {
      const typed = words[place]?.text ?? '';
      return each && each.takenFor.length > 0 ? [{ typed, words: each.takenFor }] : [];
    }),
  };
};

/** Whether the same text may find other tickets later though none changes. */
export const isOfNow = (text: string): boolean =>
  parseSearch(text).some((piece) => piece.kind === 'condition' && dependsOnNow(piece.condition));
