import { compareNames } from '../base/name-order.ts';
import { matchesTerms, searchTerms } from '../queue/text-match.ts';
import { compareNumbers } from '../tickets/number.ts';
import type { DocumentKind } from './document.ts';
import type { ListedDocument } from './operations.ts';
import { documentText } from './row.ts';
import { documentStates, isTrouble, type DocumentState } from './states.ts';

/** What a list is narrowed to; null or empty leaves a part of it open. `trouble`: all that somebody has to do something about. */
export interface DocumentFilter {
  readonly text: string;
  readonly state: DocumentState | 'trouble' | null;
  readonly kind: DocumentKind | null;
  /** Name of an owner. */
  readonly owner: string | null;
  /** Id of an organisation, a site, an asset or a service. */
  readonly belongsTo: string | null;
}

export const everyDocument: DocumentFilter = { text: '', state: null, kind: null, owner: null, belongsTo: null };

/** Whether a filter asks for anything at all, so that there is something to take back. */
export const isNarrowed = (filter: DocumentFilter): boolean => JSON.stringify(filter) !== JSON.stringify(everyDocument);

/** What was withdrawn is shown only to who asks for it. */
const passesState = (states: readonly DocumentState[], wanted: DocumentFilter['state']): boolean => {
  if (wanted === null) return !states.includes('withdrawn');
  return wanted === 'trouble' ? states.some(isTrouble) : states.includes(wanted);
};

const worst = ({ states }: ListedDocument): number => {
  const [first] = states;
  return first !== undefined && isTrouble(first) ? documentStates.indexOf(first) : documentStates.length;
};

/** What somebody has to see to comes first, then by title. */
const byNeed = (left: ListedDocument, right: ListedDocument): number =>
  worst(left) - worst(right) || compareNames(left.title, right.title) || compareNumbers(left.number, right.number);

/** The documents that a filter leaves, in the order of the list. */
export const listDocuments = (
  documents: readonly ListedDocument[],
  filter: DocumentFilter,
): readonly ListedDocument[] => {
  const terms = searchTerms(filter.text);
  return documents
    .filter(
      (document) =>
        passesState(document.states, filter.state) &&
        (filter.kind === null || document.kind === filter.kind) &&
        (filter.owner === null || document.owner === filter.owner) &&
        (filter.belongsTo === null || Object.values(document.belongsTo).includes(filter.belongsTo)) &&
        (terms.length === 0 || matchesTerms(documentText(document), terms)),
    )
    .toSorted(byNeed);
};

/** How many documents each state holds of; one document may be counted in several. */
export const countStates = (documents: readonly ListedDocument[]): Readonly<Record<DocumentState, number>> => {
  const counts = Object.fromEntries(documentStates.map((state) => [state, 0])) as Record<DocumentState, number>;
  for (const { states } of documents) for (const state of states) counts[state]++;
  return counts;
};
