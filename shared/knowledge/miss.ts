import type { PersonRef, StoredRecord } from '../base/record.ts';
import { fold } from '../search/fold.ts';
import { parseIn } from '../search/parse.ts';
import { articleGrammar } from './grammar.ts';

/** What somebody looked for in the library and nothing holds: an article that is missing, or words that it does not use. */
export interface SearchMiss extends StoredRecord {
  readonly type: 'searchMiss';
  readonly schema: 1;
  /** As it was last typed, operators left out. */
  readonly text: string;
  readonly times: number;
  readonly lastAt: string;
  readonly lastBy: PersonRef;
  /** The article that was begun for it. */
  readonly articleId: string | null;
}

/** Misses kept on a desk; the oldest of those looked for least give way. */
export const MAX_MISSES = 300;

/** The words of a search without its operators, one space between them; empty if it has none. */
export const missText = (text: string): string =>
  parseIn(articleGrammar, text)
    .flatMap((piece) => (piece.kind === 'word' && !piece.isNegated ? [piece.text.trim()] : []))
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .join(' ');

/** The same for the same words, however they are written. */
export const missKey = (text: string): string => fold(text);

/** Looked for most first, of equals the newest. */
export const byTimes = (left: SearchMiss, right: SearchMiss): number =>
  right.times - left.times || (left.lastAt < right.lastAt ? 1 : -1);
