import { diffArrays } from 'diff';
import { langOf } from '#renderer/ui/text-lang.ts';

/** A stretch of a line that both texts have, or one of them. */
export interface DiffPiece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

export type DiffRow =
  | { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }
  /** A line in which words changed. */
  | { readonly kind: 'changed'; readonly pieces: readonly DiffPiece[] }
  /** Lines that stayed as they were, left out; `headings` are those among them. */
  | { readonly kind: 'folded'; readonly lines: readonly string[]; readonly headings: readonly string[] };

/** Lines that stay in sight around a change. */
const CONTEXT = 1;
/** Changes of lines beyond which the two are other texts, not versions of one. */
const MOST_LINE_EDITS = 1_500;
/** Changes of words within one line, likewise. */
const MOST_WORD_EDITS = 400;
/** Longer lines are compared as a whole. */
const LONGEST_LINE = 20_000;
/** Pairs of lines that are looked at to find out which became which. */
const MOST_PAIRS = 20_000;
/** Of the words of two lines, how many must be the same for one to have become the other. */
const ALIKE = 0.4;

const segmenters = {
  en: new Intl.Segmenter('en', { granularity: 'word' }),
  'zh-CN': new Intl.Segmenter('zh-CN', { granularity: 'word' }),
} as const;

/** Words, and what stands between them; Chinese has words without spaces. */
const wordsOf = (line: string): string[] => [...segmenters[langOf(line)].segment(line)].map(({ segment }) => segment);

const isWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** 0 for nothing in common, 1 for the same words. */
const likeness = (before: readonly string[], after: readonly string[]): number => {
  const [left, right] = [before.filter(isWord), after.filter(isWord)];
  if (left.length + right.length === 0) return 0;
  const counts = new Map<string, number>();
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of right) {
    const count = counts.get(word) ?? 0;
    if (count === 0) continue;
    shared++;
    counts.set(word, count - 1);
  }
  return (2 * shared) / (left.length + right.length);
};

/** What changed within a line; undefined if hardly anything stayed. */
const piecesOf = (before: readonly string[], after: readonly string[]): readonly DiffPiece[] | undefined =>
  diffArrays([...before], [...after], { maxEditLength: MOST_WORD_EDITS })?.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));

/** Which removed line became which added one, in order, so that as many words as possible stay; the best first. */
const pairUp = (
  removed: readonly (readonly string[])[],
  added: readonly (readonly string[])[],
): ReadonlyMap<number, number> => {
  const pairs = new Map<number, number>();
  const columns = added.length + 1;
  if (removed.length * added.length > MOST_PAIRS) return pairs;
  const best = new Float64Array((removed.length + 1) * columns);
  const at = (row: number, column: number): number => best[row * columns + column] ?? 0;
  const scores = removed.map((before) => added.map((after) => likeness(before, after)));
  const score = (row: number, column: number): number => {
    const found = scores[row]?.[column] ?? 0;
    return found >= ALIKE ? found : 0;
  };
  for (let row = removed.length - 1; row >= 0; row--)
    for (let column = added.length - 1; column >= 0; column--)
      best[row * columns + column] = Math.max(
        at(row + 1, column),
        at(row, column + 1),
        score(row, column) > 0 ? at(row + 1, column + 1) + score(row, column) : 0,
      );
  for (let row = 0, column = 0; row < removed.length && column < added.length;) {
    const taken = score(row, column);
    if (taken > 0 && at(row, column) === at(row + 1, column + 1) + taken) pairs.set(row++, column++);
    else if (at(row, column) === at(row + 1, column)) row++;
    else column++;
  }
  return pairs;
};

/** Lines that were replaced by others, side by side where one became the other. */
const replaced = (before: readonly string[], after: readonly string[]): readonly DiffRow[] => {
  const short = (line: string): readonly string[] => (line.length > LONGEST_LINE ? [line] : wordsOf(line));
  const [removed, added] = [before.map(short), after.map(short)];
  const pairs = pairUp(removed, added);
  const rows: DiffRow[] = [];
  let next = 0;
  const addUntil = (end: number): void => {
    for (; next < end; next++) rows.push({ kind: 'added', text: after[next] ?? '' });
  };
  for (const [place, line] of before.entries()) {
    const partner = pairs.get(place);
    const pieces = partner === undefined ? undefined : piecesOf(removed[place] ?? [], added[partner] ?? []);
    if (partner === undefined || !pieces) {
      rows.push({ kind: 'removed', text: line });
      continue;
    }
    addUntil(partner);
    rows.push({ kind: 'changed', pieces });
    next = partner + 1;
  }
  addUntil(after.length);
  return rows;
};

const isHeading = (line: string): boolean => /^#{1,6} /.test(line);

const folded = (lines: readonly string[], isFirst: boolean, isLast: boolean): readonly DiffRow[] => {
  const head = isFirst ? 0 : CONTEXT;
  const tail = isLast ? 0 : CONTEXT;
  const hidden = lines.slice(head, lines.length - tail);
  const asIs = (shown: readonly string[]): readonly DiffRow[] => shown.map((text) => ({ kind: 'same', text }));
  if (hidden.length < 3 || hidden.every((line) => line.trim() === '')) return asIs(lines);
  return [
    ...asIs(lines.slice(0, head)),
    {
      kind: 'folded',
      lines: hidden,
      headings: hidden.filter(isHeading).map((line) => line.replace(/^#+ /, '').trim()),
    },
    ...asIs(lines.slice(lines.length - tail)),
  ];
};

const linesOf = (text: string): string[] => (text === '' ? [] : text.replaceAll(/\r\n?/g, '\n').split('\n'));

/**
 * How one text became the other, line by line, and word by word within a line. Takes bounded time whatever the texts: what has hardly anything in
 * common is one text taken out and the other put in. No rows for the same text.
 */
export const differenceOf = (before: string, after: string): readonly DiffRow[] => {
  if (before === after) return [];
  const [old, now] = [linesOf(before), linesOf(after)];
  const changes = diffArrays(old, now, { maxEditLength: MOST_LINE_EDITS }) ?? [
    { value: old, added: false, removed: true },
    { value: now, added: true, removed: false },
  ];
  const rows: DiffRow[] = [];
  for (let place = 0; place < changes.length; place++) {
    const change = changes[place];
    if (!change) continue;
    const other = changes[place + 1];
    if (!change.added && !change.removed) rows.push(...folded(change.value, place === 0, place === changes.length - 1));
    else if (change.removed && other?.added === true) {
      rows.push(...replaced(change.value, other.value));
      place++;
    } else rows.push(...change.value.map((text): DiffRow => ({ kind: change.added ? 'added' : 'removed', text })));
  }
  return rows.some(({ kind }) => kind !== 'same' && kind !== 'folded') ? rows : [];
};

/** Lines that came, went or changed. */
export const countChanges = (rows: readonly DiffRow[]): number =>
  rows.filter(({ kind }) => kind === 'added' || kind === 'removed' || kind === 'changed').length;
