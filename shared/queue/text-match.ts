import { numberSearchKey, parseNumber, shortNumber } from '../tickets/number.ts';
import { fold } from '../search/fold.ts';
import type { TicketRow } from '../tickets/row.ts';

/** Keeps a term from matching across two fields: no term holds white space. */
const BETWEEN = '\n';

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
  return fold(parts.join(BETWEEN));
};

/** One word to be found. `number` is set where the word is a whole ticket number written some other way. */
export interface SearchTerm {
  readonly text: string;
  readonly number: string | null;
}

/** The words of a text filter, folded, without repetitions. */
export const searchTerms = (text: string): readonly SearchTerm[] => {
  const words = new Set(fold(text).split(/\s+/u));
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
