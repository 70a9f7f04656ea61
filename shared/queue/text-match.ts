import { numberSearchKey, parseNumber, shortNumber } from '../tickets/number.ts';
import type { TicketRow } from '../tickets/row.ts';

/** Keeps a term from matching across two fields: no term holds white space. */
const BETWEEN = '\n';

const isAscii = (text: string): boolean => {
  for (let place = 0; place < text.length; place++) if (text.charCodeAt(place) > 0x7f) return false;
  return true;
};

/** Lower case, full-width and compatibility forms folded (ＶＰＮ → vpn, ㈱ → (株)). */
export const foldText = (text: string): string => (isAscii(text) ? text : text.normalize('NFKC')).toLowerCase();

/**
 * All that a text filter may find of a ticket, folded once: its number as written, without padding zeros, without dashes and without
 * both; title, requester, assignee, category, group, and the number it had elsewhere.
 */
export const searchableText = (row: TicketRow): string => {
  const { number } = row;
  const short = shortNumber(number);
  const parts = [number, short, number.replaceAll('-', ''), short.replaceAll('-', ''), row.title];
  for (const part of [row.requester, row.assignee, row.category, row.group, row.externalId])
    if (part !== null) parts.push(part);
  return foldText(parts.join(BETWEEN));
};

/** One word to be found. `number` is set where the word is a whole ticket number written some other way. */
export interface SearchTerm {
  readonly text: string;
  readonly number: string | null;
}

/** The words of a text filter, folded, without repetitions. */
export const searchTerms = (text: string): readonly SearchTerm[] => {
  const words = new Set(foldText(text).split(/\s+/u));
  words.delete('');
  return [...words].map((word) => {
    const number = parseNumber(word) ? numberSearchKey(word) : null;
    return { text: word, number: number === word ? null : number };
  });
};

/** Every term occurs somewhere. `searchable` comes from `searchableText`. */
export const matchesTerms = (searchable: string, terms: readonly SearchTerm[]): boolean => {
  for (const { text, number } of terms) {
    if (searchable.includes(text)) continue;
    if (number === null || !searchable.includes(number)) return false;
  }
  return true;
};

/** Whatever matches `next` also matches `previous`, so the earlier result can be narrowed instead of starting over. */
export const isNarrower = (next: readonly SearchTerm[], previous: readonly SearchTerm[]): boolean =>
  next.every(({ number }) => number === null) &&
  previous.every((old) => next.some(({ text }) => text.includes(old.text)));
