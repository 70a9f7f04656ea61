import type { InvertedIndex } from './inverted-index.ts';

/** How much a title says about its document beside the rest of the text. */
const TITLE_BOOST = 1.5;
/** BM25: how fast repetition stops to count, and how much a long text is held against it. */
const REPETITION = 1.2;
const LENGTH_SHARE = 0.5;

/** Documents by how well they match one word; 0 for those that do not. */
export type Scores = Float32Array;

/** The part of the score that comes from one term, which first stands at `first`: between 0 and about 2.5. */
export const occurrence = (index: InvertedIndex, doc: number, times: number, first: number): number => {
  const length = 1 - LENGTH_SHARE + LENGTH_SHARE * (index.length(doc) / index.averageLength);
  const boost = first < index.titleEnd(doc) ? TITLE_BOOST : first < index.rowEnd(doc) ? index.rowBoost : 0;
  return times / (times + REPETITION * length) + boost;
};

export interface TermWeight {
  /** What a hit of this kind is worth beside the word as typed: 1. */
  readonly weight: number;
  /** Only where lists show it. */
  readonly rowOnly?: boolean;
}

/** Adds the documents that hold `term`; the best of several terms counts. Returns whether there was any. */
export const addTerm = (
  index: InvertedIndex,
  term: number,
  scores: Scores,
  { weight, rowOnly = false }: TermWeight,
): boolean => {
  const reader = index.read(term);
  let isFound = false;
  while (reader.next()) {
    const { doc, first } = reader;
    if (index.slotOf(doc) < 0 || (rowOnly && first >= index.rowEnd(doc))) continue;
    const score = weight * occurrence(index, doc, reader.times, first);
    if (score > (scores[doc] ?? 0)) scores[doc] = score;
    isFound = true;
  }
  return isFound;
};

/** A place in a phrase: any of these terms, so far after the phrase begins. */
export interface PhrasePart {
  readonly terms: readonly number[] | Int32Array;
  readonly offset: number;
}

/** Beside the number of a document, positions fit below it. */
const POSITIONS = 0x10_0000;

const rarity = (index: InvertedIndex, { terms }: PhrasePart): number => {
  let count = 0;
  for (const term of terms) count += index.count(term);
  return count;
};

/** Where the phrase would begin for every place of its rarest part: `doc × POSITIONS + position`, by document. */
const beginnings = (index: InvertedIndex, { terms, offset }: PhrasePart): number[] => {
  const found: number[] = [];
  for (const term of terms) {
    const reader = index.read(term);
    while (reader.next()) {
      if (index.slotOf(reader.doc) < 0) continue;
      const base = reader.doc * POSITIONS;
      reader.eachPosition((position) => {
        if (position >= offset) found.push(base + position - offset);
      });
    }
  }
  return terms.length > 1 ? found.toSorted((left, right) => left - right) : found;
};

/** Those beginnings after which `part` stands in its place. */
const followedBy = (index: InvertedIndex, begun: readonly number[], { terms, offset }: PhrasePart): number[] => {
  const starts = new Int32Array(index.docCount);
  for (let at = begun.length - 1; at >= 0; at--) starts[Math.floor((begun[at] ?? 0) / POSITIONS)] = at + 1;
  const isKept = new Uint8Array(begun.length);
  for (const term of terms) {
    const reader = index.read(term);
    while (reader.next()) {
      const start = starts[reader.doc] ?? 0;
      if (start === 0) continue;
      const base = reader.doc * POSITIONS;
      let at = start - 1;
      reader.eachPosition((position) => {
        const wanted = base + position - offset;
        while (at < begun.length && (begun[at] ?? 0) < wanted) at++;
        if (begun[at] === wanted) isKept[at] = 1;
      });
    }
  }
  return begun.filter((_, at) => isKept[at] === 1);
};

/** Adds the documents in which the parts stand one after the other. Returns whether there was any. */
export const addPhrase = (
  index: InvertedIndex,
  parts: readonly PhrasePart[],
  scores: Scores,
  weight: number,
): boolean => {
  const byRarity = parts.toSorted((left, right) => rarity(index, left) - rarity(index, right));
  const [rarest, ...others] = byRarity;
  if (!rarest) return false;
  let begun = beginnings(index, rarest);
  for (const part of others) {
    if (begun.length === 0) return false;
    begun = followedBy(index, begun, part);
  }
  for (let at = 0; at < begun.length;) {
    const doc = Math.floor((begun[at] ?? 0) / POSITIONS);
    const first = (begun[at] ?? 0) % POSITIONS;
    let times = 0;
    for (; at < begun.length && Math.floor((begun[at] ?? 0) / POSITIONS) === doc; at++) times++;
    const score = weight * occurrence(index, doc, times, first);
    if (score > (scores[doc] ?? 0)) scores[doc] = score;
  }
  return begun.length > 0;
};
