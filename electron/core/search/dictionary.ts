import { isIdeograph } from '#shared/search/tokens.ts';
import { distance, editsAllowed } from '#shared/search/typo.ts';

/** Terms joined into one text at a time, for finding parts of them. */
const CHUNK_TERMS = 2048;
/** A slip is not taken for a word shorter than this: too many are as near. */
const SHORTEST_MEANT = 4;
/** New terms sorted in one go: about a millisecond. */
const FRESH_TERMS = 1024;

/** From this length on V8 keeps a slice as a view of the text that it was cut from, which would keep the whole text in memory. */
const SHORTEST_VIEW = 13;

const ownText = (text: string): string =>
  text.length < SHORTEST_VIEW ? text : Buffer.from(text, 'utf16le').toString('utf16le');

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** A term like a word, and how many letters it is away from it or from the beginning that was typed. */
export interface Similar {
  readonly term: number;
  readonly edits: number;
}

/** Every distinct token with its number, in the order they came; found whole, by beginning, by part and by likeness. */
export class Dictionary {
  readonly #numbers = new Map<string, number>();
  readonly #terms: string[] = [];
  /** Terms in order, as of when it was last asked for. */
  #sorted = new Int32Array(0);
  /** Those that a list shows somewhere: the only ones whose parts are found. */
  readonly #listed: number[] = [];
  #isListed = new Uint8Array(1024);
  readonly #chunks: string[] = [];
  #chunked = 0;
  #lastChunk: { readonly text: string; readonly upTo: number } = { text: '', upTo: 0 };

  get size(): number {
    return this.#terms.length;
  }

  term(number: number): string {
    return this.#terms[number] ?? '';
  }

  find(token: string): number | undefined {
    return this.#numbers.get(token);
  }

  /** The number of a token, a new one if it never came before. */
  number(token: string, isListed: boolean): number {
    let number = this.#numbers.get(token);
    if (number === undefined) {
      const own = ownText(token);
      number = this.#terms.push(own) - 1;
      this.#numbers.set(own, number);
      if (number >= this.#isListed.length) {
        const larger = new Uint8Array(this.#isListed.length * 2);
        larger.set(this.#isListed);
        this.#isListed = larger;
      }
    }
    if (isListed && this.#isListed[number] === 0) {
      this.#isListed[number] = 1;
      if (!isIdeograph(token)) this.#listed.push(number);
    }
    return number;
  }

  /** Terms that begin so, the term itself included, in order. */
  beginningWith(beginning: string): Int32Array {
    const sorted = this.#inOrder();
    const from = this.#lowerBound(sorted, beginning);
    let to = from;
    // Long runs are cut by doubling steps and then by halves.
    for (let step = 1; step > 0;) {
      const next = to + step;
      if (next <= sorted.length && this.term(sorted[next - 1] ?? -1).startsWith(beginning)) {
        to = next;
        step *= 2;
      } else step = step >>> 1;
    }
    return sorted.subarray(from, to);
  }

  /** Listed terms that hold `part` anywhere but at their beginning only. */
  holding(part: string): readonly number[] {
    const found = new Set<number>();
    for (const chunk of this.#listedChunks()) {
      for (let at = chunk.indexOf(part); at >= 0; at = chunk.indexOf(part, at)) {
        const from = chunk.lastIndexOf('\n', at) + 1;
        const to = chunk.indexOf('\n', at);
        const number = this.#numbers.get(chunk.slice(from, to));
        if (number !== undefined) found.add(number);
        at = to;
      }
    }
    return [...found];
  }

  /** Terms that `word` may be a slip of: the first letter right, letters only. The nearest ones only. */
  like(word: string): readonly Similar[] {
    const allowed = editsAllowed(word.length);
    if (allowed === 0 || !/^\p{L}+$/u.test(word) || isIdeograph(word)) return [];
    let nearest = allowed + 0.5;
    let found: Similar[] = [];
    for (const term of this.beginningWith(word.slice(0, 1))) {
      const text = this.term(term);
      if (text.length < Math.max(SHORTEST_MEANT, word.length - allowed)) continue;
      const { whole, beginning } = distance(word, text, Math.floor(nearest));
      // Of a longer word only the beginning has been typed: it comes after words of this length.
      const edits = Math.min(whole, beginning + 0.5);
      if (edits > nearest) continue;
      if (edits < nearest) found = [];
      nearest = edits;
      found.push({ term, edits });
    }
    return found;
  }

  #lowerBound(sorted: Int32Array, text: string): number {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.term(sorted[middle] ?? -1) < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Puts new terms in their places once they are many: no search then waits for all of them. */
  tidy(): void {
    if (this.#terms.length - this.#sorted.length >= FRESH_TERMS) this.#inOrder();
  }

  /** New terms are sorted by themselves and merged in: k log k comparisons for k of them, and moves. */
  #inOrder(): Int32Array {
    const old = this.#sorted;
    if (old.length === this.#terms.length) return old;
    const fresh = Array.from({ length: this.#terms.length - old.length }, (_, place) => old.length + place);
    fresh.sort((left, right) => compare(this.term(left), this.term(right)));
    const merged = new Int32Array(this.#terms.length);
    let from = 0;
    let filled = 0;
    for (const term of fresh) {
      const place = from + this.#lowerBound(old.subarray(from), this.term(term));
      merged.set(old.subarray(from, place), filled);
      filled += place - from;
      merged[filled++] = term;
      from = place;
    }
    merged.set(old.subarray(from), filled);
    this.#sorted = merged;
    return merged;
  }

  #listedChunks(): readonly string[] {
    const textOf = (from: number, to: number): string =>
      `\n${this.#listed
        .slice(from, to)
        .map((term) => this.term(term))
        .join('\n')}\n`;
    while (this.#listed.length - this.#chunked >= CHUNK_TERMS) {
      this.#chunks.push(textOf(this.#chunked, this.#chunked + CHUNK_TERMS));
      this.#chunked += CHUNK_TERMS;
    }
    if (this.#lastChunk.upTo !== this.#listed.length)
      this.#lastChunk = { text: textOf(this.#chunked, this.#listed.length), upTo: this.#listed.length };
    return [...this.#chunks, this.#lastChunk.text];
  }
}
