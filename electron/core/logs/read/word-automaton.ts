/** Finds words in bytes, all of them in one pass whatever their number (Aho–Corasick). Upper and lower case of ASCII are the same. */

const BYTES = 256;

const foldByte = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte);

interface Node {
  readonly next: Map<number, Node>;
  /** Words that end here, the longest first. */
  words: number[];
  fail: Node | undefined;
  row: number;
}

const newNode = (): Node => ({ next: new Map(), words: [], fail: undefined, row: 0 });

export class WordAutomaton {
  /** Of each byte; 0 stands for those that are in no word. */
  readonly classOf = new Uint8Array(BYTES);
  /** By state and class; a state is where its row begins, 0 the first. */
  readonly next: Int32Array;
  /** States from this one on end a word. */
  readonly firstEnd: number;
  readonly #ends: readonly (readonly number[])[];
  readonly #width: number;

  constructor(words: readonly string[]) {
    const root = newNode();
    const nodes = [root];
    let classes = 1;
    words.forEach((word, place) => {
      let node = root;
      for (const byte of Buffer.from(word, 'utf8')) {
        const folded = foldByte(byte);
        this.classOf[folded] ||= classes++;
        const kind = this.classOf[folded] ?? 0;
        const next = node.next.get(kind) ?? newNode();
        if (!node.next.has(kind)) nodes.push(next);
        node.next.set(kind, next);
        node = next;
      }
      node.words.push(place);
    });
    for (let upper = 65; upper <= 90; upper++) this.classOf[upper] = this.classOf[upper + 32] ?? 0;
    this.#width = classes;

    // Breadth first, so that what a node falls back to is whole before it is read.
    const ordered = [root];
    for (const node of ordered)
      for (const [kind, child] of node.next) {
        let { fail } = node;
        while (fail && !fail.next.has(kind)) fail = fail.fail;
        child.fail = fail?.next.get(kind) ?? root;
        child.words = [...child.words, ...child.fail.words];
        ordered.push(child);
      }
    const ending = ordered.filter((node) => node.words.length > 0);
    const passing = ordered.filter((node) => node.words.length === 0);
    for (const [row, node] of [...passing, ...ending].entries()) node.row = row;
    this.firstEnd = passing.length * classes;
    this.#ends = ending.map((node) => node.words);
    this.next = new Int32Array(nodes.length * classes);
    for (const node of ordered) {
      const from = node.row * classes;
      if (node.fail) this.next.copyWithin(from, node.fail.row * classes, (node.fail.row + 1) * classes);
      for (const [kind, child] of node.next) this.next[from + kind] = child.row * classes;
    }
  }

  /** Places of the words that end in a state that is `firstEnd` or behind it, the longest first. */
  wordsAt(state: number): readonly number[] {
    return this.#ends[(state - this.firstEnd) / this.#width] ?? [];
  }
}
