import * as z from 'zod';
import { command, query } from '../contract/operation.ts';
import type { SearchField } from './document.ts';
import { operatorNames } from './operators.ts';
import type { ListedSynonyms, RemovedSynonyms } from './synonyms.ts';

/** Where on a ticket a search found what its row does not show, and the words around it. */
export interface Snippet {
  readonly field: SearchField;
  readonly text: string;
}

export interface OperatorValue {
  /** As it is written: a name, or the id of a state, kind, channel or priority. */
  readonly value: string;
  /** Tickets that have it. */
  readonly count: number;
}

const text = z.string().max(500);
const synonymGroupId = z.string().regex(/^synonymGroup:[0-9A-HJKMNP-TV-Z]{26}$/);
/** The revision that the person saw; 0 for a shipped group as it came. */
const seen = z.int().min(0);

/** Longest word of a group, and most of them: more would be a dictionary. */
export const MAX_SYNONYM = 60;
export const MAX_SYNONYMS = 20;

export interface SynonymList {
  readonly groups: readonly ListedSynonyms[];
  readonly removed: readonly RemovedSynonyms[];
}

export const searchOperations = {
  /** By ticket; absent where the row shows all that was found. */
  'search.snippets': query(
    'tickets.read',
    z.strictObject({ text, ticketIds: z.array(z.string().max(64)).max(100) }),
  ).returns<Readonly<Record<string, Snippet>>>(),
  /** Values in use whose words begin so, most used first: what completion offers after an operator. */
  'search.values': query(
    'tickets.read',
    z.strictObject({ operator: z.enum(operatorNames), beginning: text, count: z.int().min(1).max(50) }),
  ).returns<readonly OperatorValue[]>(),
  'search.synonyms': query('settings.manage', z.strictObject({})).returns<SynonymList>(),
  /**
   * `id` null adds a group. Refused as `synonyms.conflict` { word, others } where a word stands in another group, `synonyms.too-few` below two
   * different words, `record.stale` if it is not as it was seen.
   */
  'search.setSynonyms': command(
    'settings.manage',
    z.strictObject({
      id: synonymGroupId.nullable(),
      seen,
      words: z.array(z.string().trim().min(1).max(MAX_SYNONYM)).min(1).max(MAX_SYNONYMS),
    }),
  ).returns<SynonymList>(),
  /** A shipped group is kept as one that this desk does without. */
  'search.removeSynonyms': command(
    'settings.manage',
    z.strictObject({ id: synonymGroupId, seen }),
  ).returns<SynonymList>(),
  /** A shipped group as it came; with null all of them, and none that the desk added. */
  'search.resetSynonyms': command(
    'settings.manage',
    z.strictObject({ id: synonymGroupId.nullable() }),
  ).returns<SynonymList>(),
};
