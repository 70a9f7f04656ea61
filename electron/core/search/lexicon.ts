import { synonymTable, type SynonymTable } from '#shared/search/synonyms.ts';

/** What is known of words besides where they stand. */
export interface Lexicon {
  /** Grows whenever the same text may mean something else. */
  readonly version: number;
  readonly synonyms: SynonymTable;
}

/** Every word means itself. */
export const plainLexicon: Lexicon = { version: 0, synonyms: synonymTable([]) };
