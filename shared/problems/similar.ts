import { fold } from '../search/fold.ts';
import { isProblemOpen } from './actions.ts';
import type { ProblemRow } from './row.ts';

/** An open problem that may be the same, and what speaks for it. */
export interface SimilarProblem {
  readonly problem: ProblemRow;
  readonly sameCategory: boolean;
  /** Words that both titles hold, as written in the title asked about. */
  readonly words: readonly string[];
}

const SHOWN = 3;
const MIN_LETTERS = 3;
/** In titles of any kind of trouble: sharing one of these says nothing. */
const EMPTY_WORDS = new Set(
  (
    'the and for with without after before when while from into onto over under not are was were has have had its our your ' +
    'does did can cannot could since all any each every one two new again only still that this there than then but out off ' +
    '无法 不能 没有 一直 总是 以后 之后 提示 显示 出现'
  ).split(' '),
);
/** Two characters say as much in Chinese as a word does elsewhere. */
const HAN = /\p{Script=Han}/u;

/** Words of a title: runs of letters and digits, Han in overlapping pairs; folded → as written. */
export const wordsOf = (title: string): ReadonlyMap<string, string> => {
  const words = new Map<string, string>();
  for (const [run] of title.normalize('NFKC').matchAll(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu)) {
    if (!HAN.test(run)) {
      if (run.length >= MIN_LETTERS && !EMPTY_WORDS.has(fold(run))) words.set(fold(run), run);
      continue;
    }
    const characters = Array.from(run);
    for (let place = 0; place + 1 < characters.length; place++) {
      const pair = `${characters[place] ?? ''}${characters[place + 1] ?? ''}`;
      if (!EMPTY_WORDS.has(pair)) words.set(pair, pair);
    }
  }
  return words;
};

/**
 * Open problems that share the category or at least two words of the title, those with most in common first: words that both have, and one
 * more for the same category. Nothing is guessed; what they share is shown.
 */
export const similarProblems = (
  rows: Iterable<ProblemRow>,
  { title, category }: { readonly title: string; readonly category: string | null },
): readonly SimilarProblem[] => {
  const wanted = wordsOf(title);
  const found: SimilarProblem[] = [];
  for (const problem of rows) {
    if (!isProblemOpen(problem.state)) continue;
    const theirs = wordsOf(problem.title);
    const words = [...wanted].flatMap(([folded, written]) => (theirs.has(folded) ? [written] : []));
    const sameCategory = category !== null && problem.category === category;
    if (words.length >= 2 || (sameCategory && words.length > 0)) found.push({ problem, sameCategory, words });
  }
  const weight = ({ sameCategory, words }: SimilarProblem): number => words.length + Number(sameCategory);
  return found
    .toSorted((left, right) => weight(right) - weight(left) || right.problem.updatedAt - left.problem.updatedAt)
    .slice(0, SHOWN);
};
