/**
 * Which of many texts stand in a line, in one pass over it whatever their number (Aho–Corasick). Upper and lower case of ASCII are the same;
 * who asks looks again with what tells them apart, also because more than a few hundred different characters, and texts that only differ far behind
 * their beginning, are not told apart: a text may be met that does not stand there, never the other way round.
 */

/** Of a text: what is longer is looked for by its beginning, so that the table stays small whatever people write. */
const MAX_DEPTH = 64;
const MAX_CLASSES = 256;
/** Units of a text are sorted into the few classes that the texts tell apart; 0 stands for all others. */
const UNITS = 65_536;

const foldUnit = (unit: number): number => (unit >= 65 && unit <= 90 ? unit + 32 : unit);

interface Node {
  readonly next: Map<number, Node>;
  readonly owners: Set<number>;
  fail: Node | undefined;
  row: number;
}

const newNode = (): Node => ({ next: new Map(), owners: new Set(), fail: undefined, row: 0 });

export class LiteralAutomaton {
  readonly #classOf = new Uint8Array(UNITS);
  /** By state and class; a state is where its row begins. */
  readonly #next: Int32Array;
  /** States from this one on end a text. */
  readonly #firstEnd: number;
  /** Owners of the texts that end there, by row number. */
  readonly #ends: readonly (readonly number[])[];
  readonly #width: number;

  /** `texts[n]` are those of owner n. */
  constructor(texts: readonly (readonly string[])[]) {
    let classes = 1;
    const root = newNode();
    const nodes = [root];
    texts.forEach((own, owner) => {
      for (const text of own) {
        let node = root;
        for (let at = 0; at < Math.min(text.length, MAX_DEPTH); at++) {
          const unit = foldUnit(text.charCodeAt(at));
          if (this.#classOf[unit] === 0)
            this.#classOf[unit] = classes < MAX_CLASSES ? classes++ : 1 + (unit % (MAX_CLASSES - 1));
          const kind = this.#classOf[unit] ?? 0;
          let next = node.next.get(kind);
          if (!next) {
            next = newNode();
            nodes.push(next);
            node.next.set(kind, next);
          }
          node = next;
        }
        if (node !== root) node.owners.add(owner);
      }
    });
    for (let upper = 65; upper <= 90; upper++) this.#classOf[upper] = this.#classOf[upper + 32] ?? 0;
    this.#width = classes;

    // Breadth first, so that what a node falls back to is whole before it is read.
    const ordered = [root];
    for (const node of ordered)
      for (const [kind, child] of node.next) {
        let fail = node.fail;
        while (fail && !fail.next.has(kind)) fail = fail.fail;
        child.fail = fail?.next.get(kind) ?? root;
        for (const owner of child.fail.owners) child.owners.add(owner);
        ordered.push(child);
      }

    const ending = ordered.filter(({ owners }) => owners.size > 0);
    const passing = ordered.filter(({ owners }) => owners.size === 0);
    [...passing, ...ending].forEach((node, row) => {
      node.row = row;
    });
    this.#firstEnd = passing.length * classes;
    this.#ends = ending.map(({ owners }) => [...owners]);
    this.#next = new Int32Array(nodes.length * classes);
    for (const node of ordered) {
      const from = node.row * classes;
      // What is not said here is as where it falls back to: that row was filled before.
      if (node.fail) this.#next.copyWithin(from, node.fail.row * classes, (node.fail.row + 1) * classes);
      for (const [kind, child] of node.next) this.#next[from + kind] = child.row * classes;
    }
  }

  /** Owners of the texts that stand in the first `length` units of a line, in the order that they are met; some more than once. */
  find(line: string, length: number, found: number[]): void {
    const classOf = this.#classOf;
    const next = this.#next;
    const firstEnd = this.#firstEnd;
    let state = 0;
    for (let at = 0; at < length; at++) {
      state = next[state + (classOf[line.charCodeAt(at)] as number)] as number;
      if (state >= firstEnd) found.push(...(this.#ends[(state - firstEnd) / this.#width] ?? []));
    }
  }
}
