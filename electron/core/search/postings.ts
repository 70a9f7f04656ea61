/**
 * Where each term occurs, packed: for every term a chain of slices in shared pages, so that one more occurrence costs a byte or three and no
 * object. Documents come in growing order; of each, the positions of the term in growing order.
 */

const PAGE_BITS = 16;
const PAGE = 1 << PAGE_BITS;
/** Bytes at the end of a slice that say where the next one begins. */
const LINK = 4;
/** Short for the many terms that occur once, long for the few that occur everywhere. */
const sliceSizes = [12, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120] as const;
const LAST_LEVEL = sliceSizes.length - 1;
const sizeAt = (level: number): number => sliceSizes[Math.min(level, LAST_LEVEL)] ?? PAGE;

export class Postings {
  readonly #pages: Uint8Array[] = [];
  /** Bytes used of the last page. */
  #used = PAGE;
  #heads = new Uint32Array(1024);
  /** Where the next byte of a term goes, and where its slice ends. */
  #tails = new Uint32Array(1024);
  #ends = new Uint32Array(1024);
  #levels = new Uint8Array(1024);
  #lastDocs = new Int32Array(1024);
  #counts = new Int32Array(1024);

  /** Documents that hold a term, those that went since included. */
  count(term: number): number {
    return this.#counts[term] ?? 0;
  }

  get bytes(): number {
    return this.#pages.length * PAGE + this.#heads.length * 21;
  }

  /** `positions[from … to]` are those of `term` in `doc`, growing; `doc` is not below any document given before. */
  add(term: number, doc: number, positions: Int32Array, from: number, to: number): void {
    if (term >= this.#heads.length) this.#makeRoom(term + 1);
    if (this.#counts[term] === 0) this.#begin(term);
    this.#number(term, doc - (this.#lastDocs[term] ?? 0));
    this.#number(term, to - from);
    let last = 0;
    for (let place = from; place < to; place++) {
      const position = positions[place] ?? 0;
      this.#number(term, position - last);
      last = position;
    }
    this.#lastDocs[term] = doc;
    this.#counts[term] = (this.#counts[term] ?? 0) + 1;
  }

  read(term: number): PostingReader {
    return new PostingReader(this.#pages, this.#heads[term] ?? 0, this.count(term));
  }

  #makeRoom(size: number): void {
    const length = Math.max(size, this.#heads.length * 2);
    const copied = <Numbers extends Uint32Array | Int32Array | Uint8Array>(from: Numbers, to: Numbers): Numbers => {
      to.set(from);
      return to;
    };
    this.#heads = copied(this.#heads, new Uint32Array(length));
    this.#tails = copied(this.#tails, new Uint32Array(length));
    this.#ends = copied(this.#ends, new Uint32Array(length));
    this.#levels = copied(this.#levels, new Uint8Array(length));
    this.#lastDocs = copied(this.#lastDocs, new Int32Array(length));
    this.#counts = copied(this.#counts, new Int32Array(length));
  }

  #begin(term: number): void {
    const at = this.#slice(0);
    this.#heads[term] = at;
    this.#tails[term] = at;
    this.#ends[term] = at + sizeAt(0) - LINK;
    this.#levels[term] = 0;
  }

  /** A new slice; it never lies across two pages. */
  #slice(level: number): number {
    const size = sizeAt(level);
    if (this.#used + size > PAGE) {
      this.#pages.push(new Uint8Array(PAGE));
      this.#used = 0;
    }
    const at = (this.#pages.length - 1) * PAGE + this.#used;
    this.#used += size;
    return at;
  }

  #number(term: number, value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.#byte(term, (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.#byte(term, rest);
  }

  #byte(term: number, value: number): void {
    let at = this.#tails[term] ?? 0;
    if (at === this.#ends[term]) {
      const level = Math.min((this.#levels[term] ?? 0) + 1, LAST_LEVEL);
      const next = this.#slice(level);
      const page = this.#pages[at >>> PAGE_BITS];
      if (page) for (let byte = 0; byte < LINK; byte++) page[(at & (PAGE - 1)) + byte] = next >>> (8 * byte);
      this.#levels[term] = level;
      this.#ends[term] = next + sizeAt(level) - LINK;
      at = next;
    }
    const page = this.#pages[at >>> PAGE_BITS];
    if (page) page[at & (PAGE - 1)] = value;
    this.#tails[term] = at + 1;
  }
}

const nothing = new Uint8Array(0);

/** Walks the documents of one term. */
export class PostingReader {
  /** The document it stands at, and how often the term occurs there. */
  doc = 0;
  times = 0;
  /** First position there. */
  first = 0;
  readonly #pages: readonly Uint8Array[];
  #page: Uint8Array;
  #pageStart: number;
  #at: number;
  #end: number;
  #level = 0;
  #left: number;
  /** Positions of this document not read yet. */
  #unread = 0;

  constructor(pages: readonly Uint8Array[], head: number, docs: number) {
    this.#pages = pages;
    this.#pageStart = head & ~(PAGE - 1);
    this.#page = pages[head >>> PAGE_BITS] ?? nothing;
    this.#at = head - this.#pageStart;
    this.#end = this.#at + sizeAt(0) - LINK;
    this.#left = docs;
  }

  /** Goes to the next document; false after the last. */
  next(): boolean {
    if (this.#left === 0) return false;
    for (; this.#unread > 0; this.#unread--) this.#number();
    this.#left--;
    this.doc += this.#number();
    this.times = this.#number();
    this.first = this.#number();
    this.#unread = this.times - 1;
    return true;
  }

  /** Gives every position of this document to `take`, growing. At most once, and not after another `next`. */
  eachPosition(take: (position: number) => void): void {
    let position = this.first;
    take(position);
    for (; this.#unread > 0; this.#unread--) {
      position += this.#number();
      take(position);
    }
  }

  #number(): number {
    if (this.#at === this.#end) this.#follow();
    let byte = this.#page[this.#at++] ?? 0;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let shift = 7; ; shift += 7) {
      if (this.#at === this.#end) this.#follow();
      byte = this.#page[this.#at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  #follow(): void {
    let next = 0;
    for (let byte = 0; byte < LINK; byte++) next |= (this.#page[this.#at + byte] ?? 0) << (8 * byte);
    next >>>= 0;
    this.#level = Math.min(this.#level + 1, LAST_LEVEL);
    this.#page = this.#pages[next >>> PAGE_BITS] ?? nothing;
    this.#at = next & (PAGE - 1);
    this.#end = this.#at + sizeAt(this.#level) - LINK;
  }
}
