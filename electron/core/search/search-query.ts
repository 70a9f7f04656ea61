import type { HitWord } from '#shared/search/hits.ts';
import type { SearchNews } from '#shared/search/news.ts';
import { parseSearch, type ConditionPiece, type WordPiece } from '#shared/search/parse.ts';
import { conditionTest, dependsOnNow, type ConditionSetting, type RowTest } from './condition-tests.ts';
import type { InvertedIndex } from './inverted-index.ts';
import type { MatchRow, SearchRows } from './ports.ts';
import type { Lexicon } from './lexicon.ts';
import { findWords } from './word-query.ts';

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
  readonly lexicon: Lexicon;
}

/** What was changed lately is more likely meant: up to a quarter more, half of it after a month. */
const RECENCY = 0.25;
const RECENCY_MS = 30 * 86_400_000;

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
  const typed = pieces.filter((piece) => piece.kind === 'word');
  const found = findWords(index, typed, setting.lexicon);
  const { scores, isScored } = found;
  const test = rowTestOf(
    pieces.filter((piece) => piece.kind === 'condition'),
    setting,
  );
  const inWords = scores && wordTest(scores, typed, setting);
  const passes =
    test === undefined
      ? inWords
      : (slot: number): boolean => {
          if (inWords && !inWords(slot)) return false;
          const row = rows.row(slot);
          return row !== undefined && test(row, slot);
        };
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
    words: found.words.map(({ text: word, isWhole }) => ({ text: word, isWhole })),
    takenFor: found.takenFor,
  };
};

/** Whether the same text may find other tickets later though none changes. */
export const isOfNow = (text: string): boolean =>
  parseSearch(text).some((piece) => piece.kind === 'condition' && dependsOnNow(piece.condition));
