import type { HitWord } from './hits.ts';

/** What a list says about the search behind it. */
export interface SearchNews {
  /** What to mark in what was found. */
  readonly words: readonly HitWord[];
  /** Words that stand nowhere, and those that were looked for instead. */
  readonly takenFor: readonly { readonly typed: string; readonly words: readonly string[] }[];
  /** Tickets whose whole text is searched, of all; null when that is every ticket. */
  readonly reading: { readonly done: number; readonly total: number } | null;
}
