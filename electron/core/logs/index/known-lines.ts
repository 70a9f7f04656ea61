/** What is known of each line of a log, in one byte, and how many lines are of each level. */
import { levels, type Level } from '#shared/logs/line.ts';

/** Bits 0–2: its level, from 1 in the order of `levels`, 0 for none; bit 3: it goes on with the entry above it. */
const LEVEL = 7;
const CONTINUED = 8;

export class KnownLines {
  #known = new Uint8Array(1024);
  #length = 0;
  readonly #counts = new Uint32Array(LEVEL + 1);

  /** Lines of which it is known. */
  get length(): number {
    return this.#length;
  }

  /** Lines that say it themselves: those that go on with an entry are counted with it. */
  get counts(): Readonly<Record<Level, number>> {
    const [, error = 0, warning = 0, info = 0, debug = 0] = this.#counts;
    return { error, warning, info, debug };
  }

  /** Of the next line; null: it goes on with the one above it, if there is one. */
  push(level: number | null): void {
    if (this.#length === this.#known.length) {
      const larger = new Uint8Array(this.#length * 2);
      larger.set(this.#known);
      this.#known = larger;
    }
    if (level === null && this.#length > 0)
      this.#known[this.#length] = (this.#known[this.#length - 1] ?? 0) | CONTINUED;
    else {
      const own = level ?? 0;
      this.#known[this.#length] = own;
      this.#counts[own] = (this.#counts[own] ?? 0) + 1;
    }
    this.#length++;
  }

  /** Lines from this one on are not known any more. */
  forget(line: number): void {
    while (this.#length > line) {
      this.#length--;
      const known = this.#known[this.#length] ?? 0;
      if ((known & CONTINUED) === 0) this.#counts[known] = (this.#counts[known] ?? 0) - 1;
    }
  }

  /** Of the first lines, at most `count`. */
  first(count: number): Uint8Array {
    return this.#known.slice(0, Math.min(count, this.#length));
  }

  /** In place of what is known. */
  set(known: Uint8Array): void {
    this.#known = new Uint8Array(Math.max(1024, known.length * 2));
    this.#known.set(known);
    this.#length = known.length;
    this.#counts.fill(0);
    for (const code of known) if ((code & CONTINUED) === 0) this.#counts[code] = (this.#counts[code] ?? 0) + 1;
  }

  /** Place in `levels` plus 1; 0 for none. */
  levelCode(line: number): number {
    return line < this.#length ? (this.#known[line] ?? 0) & LEVEL : 0;
  }

  levelOf(line: number): Level | null {
    return levels[this.levelCode(line) - 1] ?? null;
  }

  isContinued(line: number): boolean {
    return line < this.#length && ((this.#known[line] ?? 0) & CONTINUED) !== 0;
  }
}
