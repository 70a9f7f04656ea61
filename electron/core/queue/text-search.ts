import { fold } from '#shared/search/fold.ts';
import { parseSearch } from '#shared/search/parse.ts';
import type { SearchNews } from '#shared/search/news.ts';
import { matchesTerms, searchTerms } from '#shared/queue/text-match.ts';
import type { TicketIndex } from './ticket-index.ts';

/** The text of a filter, understood. */
export interface TextQuery {
  /** By slot; undefined: every ticket passes. */
  readonly passes: ((slot: number) => boolean) | undefined;
  /** How well a ticket that passes matches, more is better; undefined where no word is looked for. */
  readonly score: ((slot: number) => number) | undefined;
  readonly words: SearchNews['words'];
  readonly takenFor: SearchNews['takenFor'];
}

/** What a list knows of texts; who keeps the full-text index provides it. */
export interface TextSearch {
  /** Grows whenever the same text may find other tickets than before. */
  readonly version: number;
  readonly reading: SearchNews['reading'];
  /** Brings what changed last up to date, so that an answer is not behind the commit before it. */
  settle(): void;
  /** Where the same text may find other tickets later though none changes: the second that an answer is good for, since epoch. */
  secondFor(text: string): number | null;
  /** `me` is the id of who asks. */
  open(text: string, me: string): TextQuery;
}

/** Finds words in what rows show, letter by letter. */
export const rowMatcher =
  (index: TicketIndex) =>
  (words: string): ((slot: number) => boolean) => {
    const terms = searchTerms(words);
    return (slot) => matchesTerms(index.text(slot), terms);
  };

/** Searches rows only: where nobody keeps an index of the rest. */
export const rowSearch = (index: TicketIndex): TextSearch => {
  const match = rowMatcher(index);
  return {
    version: 0,
    reading: null,
    settle: () => undefined,
    secondFor: () => null,
    open: (text) => {
      const typed = parseSearch(text).flatMap((piece) =>
        piece.kind === 'word' && !piece.isNegated ? [piece.text] : [],
      );
      return {
        passes: typed.length > 0 ? match(typed.join(' ')) : undefined,
        score: undefined,
        words: typed.map((word) => ({ text: fold(word), isWhole: false })),
        takenFor: [],
      };
    },
  };
};
