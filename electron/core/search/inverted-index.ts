import { fold } from '#shared/search/fold.ts';
import { eachToken } from '#shared/search/tokens.ts';
import { codesIn } from '#shared/search/error-codes.ts';
import { Dictionary } from './dictionary.ts';
import { errorNames } from './error-names.ts';
import { NumberTexts, type Numbered } from './number-texts.ts';
import { Postings, type PostingReader } from './postings.ts';

/** What is known of a ticket or an article for searching it. */
export interface SearchDocument {
  /** What lists show, the title first. */
  readonly row: readonly { readonly text: string }[];
  readonly body: readonly { readonly text: string }[];
  /** Values that are found as a whole besides their words. */
  readonly tags: readonly string[];
  readonly facts: number;
}

/** Words of two texts are this far apart, so that no phrase reaches from one to the other. */
const BETWEEN_TEXTS = 8;
/** Positions fit beside a document's number in one double; what stands later is not indexed. */
const LAST_POSITION = 0xf_ffff;
/** No word begins so: the tag as a whole is a token of its own. */
export const tagToken = (tag: string): string => `#${fold(tag)}`;
/** Nor so: an error code, however it was written. */
export const codeToken = (code: string): string => `!${code}`;

const GONE = -1;

type Numbers = Int32Array<ArrayBuffer>;

const grownTo = (numbers: Numbers, length: number): Numbers => {
  const larger = new Int32Array(Math.max(length, numbers.length * 2));
  larger.set(numbers);
  return larger;
};

/**
 * Terms of all documents and where they stand. A document is known outside by its slot; inside it has a number that is never used again, so that
 * lists of occurrences only grow: a changed document gets a new one and the old one is passed over.
 */
export class InvertedIndex {
  readonly dictionary = new Dictionary();
  readonly numbers: NumberTexts;
  readonly #postings = new Postings();
  /** By document: its slot, or `GONE`; positions where title and row end; how many tokens; facts. */
  #slots = new Int32Array(1024);
  #titleEnds = new Int32Array(1024);
  #rowEnds = new Int32Array(1024);
  #lengths = new Int32Array(1024);
  #facts = new Int32Array(1024);
  /** By slot: its document, plus one; 0 for none. */
  #docs = new Int32Array(1024);
  #docCount = 0;
  #live = 0;
  #tokens = 0;

  // Room for the tokens of one document, kept between documents.
  #terms = new Int32Array(4096);
  #positions = new Int32Array(4096);
  #nexts = new Int32Array(4096);
  /** By term: its first token in the document at hand, plus one. */
  #firsts = new Int32Array(4096);
  #filled = 0;

  /** How much more what lists show beside the title says than the rest of the text. */
  readonly rowBoost: number;

  constructor(numbered: (slot: number) => Numbered | undefined, rowBoost = 0) {
    this.rowBoost = rowBoost;
    this.numbers = new NumberTexts(numbered);
  }

  /** Documents ever given: numbers are below it. */
  get docCount(): number {
    return this.#docCount;
  }

  get live(): number {
    return this.#live;
  }

  get gone(): number {
    return this.#docCount - this.#live;
  }

  get averageLength(): number {
    return this.#live === 0 ? 1 : this.#tokens / this.#live;
  }

  /** Bytes of the lists and arrays; the texts of the terms not counted. */
  get bytes(): number {
    return this.#postings.bytes + this.#slots.length * 20 + this.#docs.length * 4;
  }

  /** `GONE` (negative) for one that was replaced or removed. */
  slotOf(doc: number): number {
    return this.#slots[doc] ?? GONE;
  }

  /** Undefined where nothing was indexed for this slot yet. */
  docAt(slot: number): number | undefined {
    const doc = this.#docs[slot] ?? 0;
    return doc === 0 ? undefined : doc - 1;
  }

  titleEnd(doc: number): number {
    return this.#titleEnds[doc] ?? 0;
  }

  rowEnd(doc: number): number {
    return this.#rowEnds[doc] ?? 0;
  }

  length(doc: number): number {
    return this.#lengths[doc] ?? 0;
  }

  facts(doc: number): number {
    return this.#facts[doc] ?? 0;
  }

  /** Documents that hold a term, those that went included. */
  count(term: number): number {
    return this.#postings.count(term);
  }

  read(term: number): PostingReader {
    return this.#postings.read(term);
  }

  put(slot: number, { row, body, tags, facts }: SearchDocument): void {
    this.remove(slot);
    const doc = this.#docCount++;
    if (doc >= this.#slots.length) this.#makeRoom(doc + 1);
    if (slot >= this.#docs.length) this.#docs = grownTo(this.#docs, slot + 1);
    this.#filled = 0;
    let position = 0;
    row.forEach(({ text }, index) => {
      position = this.#take(text, position, true);
      if (index === 0) this.#titleEnds[doc] = position;
      position += BETWEEN_TEXTS;
    });
    this.#rowEnds[doc] = position;
    for (const { text } of body) position = this.#take(text, position, false) + BETWEEN_TEXTS;
    for (const tag of tags) this.#token(tagToken(tag), position++, false);
    this.#write(doc);
    this.#slots[doc] = slot;
    this.#lengths[doc] = this.#filled;
    this.#facts[doc] = facts;
    this.#docs[slot] = doc + 1;
    this.#live++;
    this.#tokens += this.#filled;
    this.numbers.touch(slot);
    this.dictionary.tidy();
  }

  remove(slot: number): void {
    const doc = (this.#docs[slot] ?? 0) - 1;
    if (doc < 0) return;
    this.#slots[doc] = GONE;
    this.#docs[slot] = 0;
    this.#live--;
    this.#tokens -= this.length(doc);
    this.numbers.touch(slot);
  }

  #take(text: string, position: number, isListed: boolean): number {
    const folded = fold(text);
    for (const { code } of codesIn(folded, errorNames)) this.#token(codeToken(code), position, false);
    return eachToken(folded, position, (token, at) => this.#token(token, at, isListed));
  }

  #token(token: string, position: number, isListed: boolean): void {
    if (position > LAST_POSITION) return;
    if (this.#filled >= this.#terms.length) {
      this.#terms = grownTo(this.#terms, this.#filled + 1);
      this.#positions = grownTo(this.#positions, this.#filled + 1);
      this.#nexts = grownTo(this.#nexts, this.#filled + 1);
    }
    this.#terms[this.#filled] = this.dictionary.number(token, isListed);
    this.#positions[this.#filled++] = position;
  }

  /** Tokens by term: each term's are chained from its first to its last, then written together. */
  #write(doc: number): void {
    if (this.#firsts.length < this.dictionary.size) this.#firsts = grownTo(this.#firsts, this.dictionary.size);
    for (let token = this.#filled - 1; token >= 0; token--) {
      const term = this.#terms[token] ?? 0;
      this.#nexts[token] = this.#firsts[term] ?? 0;
      this.#firsts[term] = token + 1;
    }
    const together = new Int32Array(this.#filled);
    for (let token = 0; token < this.#filled; token++) {
      const term = this.#terms[token] ?? 0;
      if (this.#firsts[term] !== token + 1) continue;
      let count = 0;
      for (let at = token + 1; at > 0; at = this.#nexts[at - 1] ?? 0) together[count++] = this.#positions[at - 1] ?? 0;
      this.#firsts[term] = 0;
      this.#postings.add(term, doc, together, 0, count);
    }
  }

  #makeRoom(docs: number): void {
    this.#slots = grownTo(this.#slots, docs);
    this.#titleEnds = grownTo(this.#titleEnds, docs);
    this.#rowEnds = grownTo(this.#rowEnds, docs);
    this.#lengths = grownTo(this.#lengths, docs);
    this.#facts = grownTo(this.#facts, docs);
  }
}
