/** What suggesting needs from the rest of the desk; `open-knowledge.ts` passes it in. No behaviour here. */
import type { CodeReader } from '#shared/suggestions/asked-terms.ts';

/** Walks the documents that hold a term. */
export interface TermReader {
  readonly doc: number;
  next(): boolean;
  eachPosition(take: (position: number) => void): void;
}

/** A full-text index as far as it is read here: positions below `titleEnd` stand in the title, those below `rowEnd` beside it. */
export interface TermIndex {
  readonly live: number;
  readonly docCount: number;
  readonly averageLength: number;
  readonly dictionary: {
    find(token: string): number | undefined;
    /** Numbers of the terms that begin so. */
    beginningWith(beginning: string): ArrayLike<number>;
    term(number: number): string;
  };
  count(term: number): number;
  read(term: number): TermReader;
  /** Negative for a document that was replaced or removed. */
  slotOf(doc: number): number;
  titleEnd(doc: number): number;
  rowEnd(doc: number): number;
  length(doc: number): number;
}

/** Documents of one kind, with the index of what they say. */
export interface Texts {
  /** As of the last commit. */
  index(): TermIndex;
  idAt(slot: number): string | undefined;
}

export interface SuggestionSources {
  readonly articles: Texts;
  readonly tickets: Texts;
  readonly codes: CodeReader;
}
