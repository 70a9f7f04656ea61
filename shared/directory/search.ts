import { fold } from '../search/fold.ts';
import type { PersonRow } from './row.ts';

/** All that a search may find of a person, folded once. Numbers also as digits alone, so that a piece of one is found however it is grouped. */
export const personText = (row: PersonRow, places: readonly (string | null)[]): string => {
  const parts = [row.name, row.otherName, row.sortAs, row.jobTitle, ...row.emails, ...places];
  for (const phone of row.phones) parts.push(phone, phone.replaceAll(/\D/gu, ''));
  return fold(parts.filter((part) => part !== null).join('\n'));
};

/** The words of a search, folded. A run of digits with separators is one word of digits: `138 0013` finds `13800138000`. */
export const personWords = (text: string): readonly string[] => {
  const folded = fold(text).trim();
  if (/^\+?[\d\s()./-]{5,}$/u.test(folded)) return [folded.replaceAll(/\D/gu, '')];
  return [...new Set(folded.split(/\s+/u))].filter((word) => word !== '');
};

export const hasWords = (searchable: string, words: readonly string[]): boolean =>
  words.every((word) => searchable.includes(word));
