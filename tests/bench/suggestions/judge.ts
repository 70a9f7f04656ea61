import { isChinese, type Pair } from './pairs.ts';
import type { Find } from './peers.ts';

export const SHOWN = 5;

export interface Judged {
  /** Of the articles that answer a ticket, the share among the first five; mean over tickets. */
  readonly recall: number;
  /** One over the place of the first that answers, 0 past the fifth; mean over tickets. */
  readonly reciprocalRank: number;
  readonly tickets: number;
}

const judgeOne = (find: Find, pair: Pair): { readonly recall: number; readonly reciprocalRank: number } => {
  const shown = find(pair).slice(0, SHOWN);
  const right = new Set(pair.articles);
  const first = shown.findIndex((name) => right.has(name));
  return {
    recall: shown.filter((name) => right.has(name)).length / right.size,
    reciprocalRank: first < 0 ? 0 : 1 / (first + 1),
  };
};

/** Over tickets that have an answer and are not learnt from. */
export const judge = (find: Find, pairs: readonly Pair[], language: 'all' | 'English' | 'Chinese'): Judged => {
  const asked = pairs.filter(
    (pair) =>
      !pair.past && pair.articles.length > 0 && (language === 'all' || isChinese(pair) === (language === 'Chinese')),
  );
  const each = asked.map((pair) => judgeOne(find, pair));
  const mean = (what: 'recall' | 'reciprocalRank'): number =>
    each.reduce((sum, one) => sum + one[what], 0) / Math.max(1, each.length);
  return { recall: mean('recall'), reciprocalRank: mean('reciprocalRank'), tickets: each.length };
};

/** Of the tickets that no article answers, the share where nothing is shown. */
export const silence = (find: Find, pairs: readonly Pair[]): { readonly share: number; readonly tickets: number } => {
  const unanswered = pairs.filter(({ articles }) => articles.length === 0);
  const silent = unanswered.filter((pair) => find(pair).length === 0).length;
  return { share: silent / Math.max(1, unanswered.length), tickets: unanswered.length };
};
