import type { AskedTerm } from '#shared/suggestions/asked-terms.ts';
import { LEAD, occurrence, placeWeights, rarity } from '#shared/suggestions/score.ts';
import { isFormOf } from '#shared/suggestions/word-stem.ts';
import type { TermIndex } from './ports.ts';

/** Terms looked up of one ticket: the ones that say most. Each has a bit. */
const MAX_TERMS = 30;
/** What stands in no document may be a name, or a slip of the pen: it is held against a document by half. */
const UNKNOWN = 0.3;
/** What another form of a word is worth beside the word itself; and so many of them at most. */
const OTHER_FORM = 0.7;
const MAX_FORMS = 12;

interface Form {
  readonly term: number;
  readonly weight: number;
}

interface KnownTerm {
  readonly asked: AskedTerm;
  readonly forms: readonly Form[];
  /** Documents, those that hold two forms twice. */
  readonly holding: number;
  readonly worth: number;
}

export interface ScoredDocument {
  readonly slot: number;
  readonly score: number;
  /** What it shares with the ticket, the weightiest first. */
  readonly terms: readonly AskedTerm[];
}

export interface Scores {
  /** Best first. */
  readonly documents: readonly ScoredDocument[];
  /** The score of a document that says all of what was asked. */
  readonly whole: number;
  /** What a word comes to that stands in one document only. */
  readonly rarest: number;
}

const formsOf = ({ dictionary }: TermIndex, { token, stem }: AskedTerm): readonly Form[] => {
  const forms: Form[] = [];
  const itself = dictionary.find(token);
  if (itself !== undefined) forms.push({ term: itself, weight: 1 });
  if (stem === null) return forms;
  const others = dictionary.beginningWith(stem);
  for (let place = 0; place < others.length && forms.length < MAX_FORMS; place++) {
    const term = others[place] ?? -1;
    if (term !== itself && isFormOf(stem, dictionary.term(term))) forms.push({ term, weight: OTHER_FORM });
  }
  return forms;
};

/** All that was asked, also what stands nowhere: it is as rare as can be. */
const judged = (index: TermIndex, asked: readonly AskedTerm[]): readonly KnownTerm[] =>
  asked
    .map((each) => {
      const forms = formsOf(index, each);
      const holding = forms.reduce((sum, { term }) => sum + index.count(term), 0);
      return { asked: each, forms, holding, worth: each.weight * rarity(index.live, Math.max(1, holding)) };
    })
    .toSorted((left, right) => right.worth - left.worth);

/** Counts by document, made once for all terms. */
class Tally {
  readonly listed: Float32Array;
  readonly text: Float32Array;
  readonly docs: number[] = [];

  constructor(docCount: number) {
    this.listed = new Float32Array(docCount);
    this.text = new Float32Array(docCount);
  }

  add(index: TermIndex, { term, weight }: Form): void {
    const { listed, text, docs } = this;
    const reader = index.read(term);
    while (reader.next()) {
      const { doc } = reader;
      if (index.slotOf(doc) < 0) continue;
      if (listed[doc] === 0 && text[doc] === 0) docs.push(doc);
      const titleEnd = index.titleEnd(doc);
      const rowEnd = index.rowEnd(doc);
      let inRow = 0;
      let inText = 0;
      reader.eachPosition((position) => {
        if (position < titleEnd) inRow += placeWeights.title;
        else if (position < rowEnd) inRow += placeWeights.row;
        else inText += position < rowEnd + LEAD ? placeWeights.lead : placeWeights.body;
      });
      listed[doc] = (listed[doc] ?? 0) + weight * inRow;
      text[doc] = (text[doc] ?? 0) + weight * inText;
    }
  }

  clear(): void {
    for (const doc of this.docs) {
      this.listed[doc] = 0;
      this.text[doc] = 0;
    }
    this.docs.length = 0;
  }
}

export interface Wanted {
  /** So many at most, the best. */
  readonly limit: number;
  readonly keep: (slot: number) => boolean;
  /** What stands in more than this share of many documents says next to nothing, and is dear to look up. */
  readonly common: number;
}

/** Fewer documents are never too many to look at. */
const MANY = 1_000;

/** Scores what `keep` lets pass by the words it shares with the ticket. */
export const scoreDocuments = (
  index: TermIndex,
  asked: readonly AskedTerm[],
  { limit, keep, common }: Wanted,
): Scores => {
  const all = judged(index, asked);
  const terms = all
    .filter(({ forms, holding }) => forms.length > 0 && holding <= Math.max(MANY, common * index.live))
    .slice(0, MAX_TERMS);
  const scores = new Float32Array(index.docCount);
  const held = new Int32Array(index.docCount);
  const touched: number[] = [];
  const tally = new Tally(index.docCount);
  terms.forEach(({ forms, worth }, place) => {
    for (const form of forms) tally.add(index, form);
    for (const doc of tally.docs) {
      if (held[doc] === 0) touched.push(doc);
      const length = index.length(doc) / index.averageLength;
      scores[doc] = (scores[doc] ?? 0) + worth * occurrence(tally.listed[doc] ?? 0, tally.text[doc] ?? 0, length);
      held[doc] = (held[doc] ?? 0) | (1 << place);
    }
    tally.clear();
  });
  const documents = touched
    .map((doc) => ({ doc, slot: index.slotOf(doc), score: scores[doc] ?? 0 }))
    .filter(({ slot }) => keep(slot))
    .toSorted((left, right) => right.score - left.score || left.slot - right.slot)
    .slice(0, limit)
    .map(({ doc, slot, score }) => ({
      slot,
      score,
      terms: terms.flatMap(({ asked: each }, place) => (((held[doc] ?? 0) >>> place) & 1 ? [each] : [])),
    }));
  const whole = all
    .slice(0, MAX_TERMS)
    .reduce((sum, { forms, worth }) => sum + worth * (forms.length > 0 ? 1 : UNKNOWN), 0);
  return { documents, whole, rarest: rarity(index.live, 1) };
};
