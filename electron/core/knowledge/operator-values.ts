import type { ArticleOperator } from '#shared/knowledge/grammar.ts';
import type { ArticleRow } from '#shared/knowledge/row.ts';
import type { OperatorValue } from '#shared/search/operations.ts';
import { fold } from '#shared/search/fold.ts';
import { isIdeograph, isWordUnit } from '#shared/search/tokens.ts';

/** Values of an article as operators write them. */
const valuesOf: Readonly<Record<ArticleOperator, (row: ArticleRow) => readonly string[]>> = {
  kind: ({ kind }) => [kind],
  lang: ({ language }) => [language.split('-')[0] ?? language],
  tag: ({ tags }) => tags,
  category: ({ category }) => (category === null ? [] : [category]),
  state: ({ standing }) => {
    if (!standing.startsWith('published_')) return [standing];
    return ['published', standing.slice('published_'.length)];
  },
};

const beginsWord = (value: string, beginning: string): boolean => {
  const folded = fold(value);
  for (let at = folded.indexOf(beginning); at >= 0; at = folded.indexOf(beginning, at + 1))
    if (at === 0 || isIdeograph(beginning) || !isWordUnit(folded.charCodeAt(at - 1))) return true;
  return false;
};

/** Values in use with how many articles have them, most used first. */
export const operatorValues = (
  rows: Iterable<ArticleRow>,
  operator: ArticleOperator,
  beginning: string,
): readonly OperatorValue[] => {
  const counts = new Map<string, number>();
  for (const row of rows) for (const value of valuesOf[operator](row)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const wanted = fold(beginning.trim());
  return [...counts]
    .filter(([value]) => wanted === '' || beginsWord(value, wanted))
    .toSorted(([one, left], [other, right]) => right - left || (one < other ? -1 : 1))
    .map(([value, count]) => ({ value, count }));
};
