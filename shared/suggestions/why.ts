import { fold, foldWithPlaces } from '../search/fold.ts';
import { isIdeograph, isWordUnit } from '../search/tokens.ts';
import type { ArticleContent } from '../knowledge/article.ts';
import type { AskedTerm, TicketText } from './asked-terms.ts';

/** Why an article is suggested. `words` are as they are written where they stand. */
export type Why =
  /** The same code on both. */
  | { readonly kind: 'code'; readonly codes: readonly string[] }
  /** Resolved tickets like this one name it. */
  | { readonly kind: 'past'; readonly tickets: number }
  | { readonly kind: 'title'; readonly words: readonly string[] }
  | { readonly kind: 'tag'; readonly words: readonly string[] }
  | { readonly kind: 'category'; readonly category: string }
  | { readonly kind: 'text'; readonly words: readonly string[] };

/** Words of one reason; more say no more. */
const MAX_WORDS = 3;

/** Where the tokens stand in a text, as it is written: neighbouring pairs of ideographs as the one word that they are. */
export const wordsIn = (text: string, tokens: readonly string[]): readonly string[] => {
  const { folded, places } = foldWithPlaces(text);
  const covered = new Uint8Array(folded.length);
  for (const token of tokens) {
    const isHan = isIdeograph(token);
    for (let at = folded.indexOf(token); at >= 0; at = folded.indexOf(token, at + 1)) {
      const isWhole =
        isHan || !(isWordUnit(folded.charCodeAt(at - 1)) || isWordUnit(folded.charCodeAt(at + token.length)));
      if (isWhole) covered.fill(1, at, at + token.length);
    }
  }
  const words = new Map<string, string>();
  for (let at = 0; at < folded.length; at++) {
    if (!covered[at]) continue;
    const from = at;
    while (at < folded.length && covered[at]) at++;
    const word = text.slice(places[from], places[at]);
    if (!words.has(fold(word))) words.set(fold(word), word);
  }
  return [...words.values()];
};

interface Reasons {
  /** What the ticket and the article share, the weightiest first. */
  readonly terms: readonly AskedTerm[];
  readonly pastTickets: number;
  readonly isSameCategory: boolean;
}

/** The reasons in words, each thing once: what stands in the title is not said again of the text. */
export const whyOf = (
  { terms, pastTickets, isSameCategory }: Reasons,
  ticket: TicketText,
  article: Pick<ArticleContent, 'title' | 'tags' | 'category'>,
): readonly Why[] => {
  const codes = [...new Set(terms.flatMap(({ code }) => code ?? []))];
  const words = terms.filter(({ code }) => code === null).map(({ token }) => token);
  const why: Why[] = [];
  if (codes.length > 0) why.push({ kind: 'code', codes: codes.slice(0, MAX_WORDS) });
  if (pastTickets > 0) why.push({ kind: 'past', tickets: pastTickets });
  const said = new Set(codes);
  const add = (kind: 'title' | 'tag' | 'text', found: readonly string[]): void => {
    const fresh = found.filter((word) => !said.has(fold(word)));
    for (const word of fresh) said.add(fold(word));
    if (fresh.length > 0) why.push({ kind, words: fresh.slice(0, MAX_WORDS) });
  };
  add('title', wordsIn(article.title, words));
  add('tag', wordsIn(article.tags.join('\n'), words));
  if (isSameCategory && article.category !== null) why.push({ kind: 'category', category: article.category });
  if (why.length < 2) add('text', wordsIn(`${ticket.title}\n${ticket.description}`, words.slice(0, 8)));
  return why;
};
