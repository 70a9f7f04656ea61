import { fold } from '../search/fold.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { DiagnosisTree } from './tree.ts';

type Suited = Pick<DiagnosisTree, 'suits'>;

const IN_CATEGORY = 10;
const IN_TITLE = 4;
const IN_DESCRIPTION = 1;

const isLatin = (character: string | undefined): boolean => character !== undefined && /[a-z0-9]/.test(character);

/** Whether a word stands in a text, both folded: where letters meet letters it is another word (`ap` is not in `laptop`), Han has no gaps. */
const holds = (text: string, word: string): boolean => {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const runsOn =
      (isLatin(word[0]) && isLatin(text[at - 1])) || (isLatin(word.at(-1)) && isLatin(text[at + word.length]));
    if (!runsOn) return true;
  }
  return false;
};

/** How well a tree fits a ticket by its category and the words used; 0 for not at all. */
export const fitOf = ({ suits }: Suited, ticket: Pick<Ticket, 'title' | 'description' | 'category'>): number => {
  const title = fold(ticket.title);
  const description = fold(ticket.description);
  const category = ticket.category === null ? null : fold(ticket.category);
  let fit = category !== null && suits.categories.some((each) => fold(each) === category) ? IN_CATEGORY : 0;
  for (const word of suits.words.map(fold))
    fit += holds(title, word) ? IN_TITLE : holds(description, word) ? IN_DESCRIPTION : 0;
  return fit;
};

/** The trees in the order they are offered: the best fit first, those that do not fit in the order given. */
export const inOrderOfFit = <Tree extends Suited>(
  trees: readonly Tree[],
  ticket: Pick<Ticket, 'title' | 'description' | 'category'>,
): readonly { readonly tree: Tree; readonly fit: number }[] =>
  trees.map((tree) => ({ tree, fit: fitOf(tree, ticket) })).toSorted((left, right) => right.fit - left.fit);
