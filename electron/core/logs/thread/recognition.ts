/** What a file is followed as: a log like any other, or events that were exported. It may become the other while it is followed. */
import { HEAD_BYTES, recogniseEvents, type EventFormat } from '../commands/event-files.ts';
import type { Following } from '../follow/segment.ts';

export class Recognition {
  readonly format: EventFormat | null;
  readonly #headOf: () => Buffer;
  /** Of the file that was judged last, and as much of it as was there: it is judged once more while a head is not whole, and when it is another. */
  #generation = 0;
  #end = 0;
  #isWhole: boolean;

  /** `headOf`: how the file begins, as far as it can be read now. */
  constructor(headOf: () => Buffer) {
    this.#headOf = headOf;
    const head = headOf();
    this.format = recogniseEvents(head);
    this.#isWhole = head.length >= HEAD_BYTES;
  }

  /** Whether the file, followed by this, is to be followed in another way from now on. */
  isOutdated(following: Following): boolean {
    const newest = following.segments().at(-1);
    if (!newest) return false;
    const isAnother = newest.generation !== this.#generation && this.#generation !== 0;
    const hasGrown = !this.#isWhole && newest.end !== this.#end;
    this.#generation = newest.generation;
    this.#end = newest.end;
    if (!isAnother && !hasGrown) return false;
    const head = this.#headOf();
    this.#isWhole = head.length >= HEAD_BYTES;
    // What is empty is nothing yet.
    return head.length > 0 && recogniseEvents(head) !== this.format;
  }
}
