import type { FindHits } from './hits.ts';

/** A line beside a title has no room for more. */
const AROUND = 140;
/** What stands before the hit, so that it is seen in its sentence and still near the beginning. */
const BEFORE = 8;

const oneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

/** Where the snippet begins: at a word where there is one near, and never in the middle of a character. */
const beginningFor = (text: string, hit: number): number => {
  const from = Math.max(0, hit - BEFORE);
  if (from === 0) return 0;
  const space = text.indexOf(' ', from);
  if (space >= 0 && space < hit) return space + 1;
  return /[\uDC00-\uDFFF]/u.test(text[from] ?? '') ? from + 1 : from;
};

/** The words around the first hit in the text that has the most different ones; undefined if none has any. */
export const snippetOf = <Field>(
  texts: readonly { readonly field: Field; readonly text: string }[],
  find: FindHits,
): { readonly field: Field; readonly text: string } | undefined => {
  let best: { readonly text: (typeof texts)[number]; readonly hit: number; readonly words: number } | undefined;
  for (const text of texts) {
    const hits = find(text.text);
    const [first] = hits;
    if (!first) continue;
    const words = new Set(hits.map(({ from, to }) => text.text.slice(from, to).toLowerCase())).size;
    if (!best || words > best.words) best = { text, hit: first.from, words };
  }
  if (!best) return undefined;
  const { field, text } = best.text;
  const from = beginningFor(text, best.hit);
  const to = Math.min(text.length, from + AROUND);
  // Half of a surrogate pair is no character.
  const end = /[\uD800-\uDBFF]/u.test(text[to - 1] ?? '') ? to - 1 : to;
  return { field, text: `${from > 0 ? '… ' : ''}${oneLine(text.slice(from, end))}` };
};
