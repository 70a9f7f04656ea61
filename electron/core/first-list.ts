import type { Desk } from './desk.ts';

/** Has `work` called when nobody waits for the first list any more. */
export type Begin = (work: () => void) => void;

/** From the first list until the rest of the first screen has been asked for, ms. */
const AFTER_MS = 250;
/** Work begins even if nobody ever asks for a list. */
const AT_LATEST_MS = 2_000;

/**
 * Opening a desk brings a lot to do that nobody waits for: due times, texts to be searched, moves that time brought, files nobody needs.
 * All of that begins once the first list has been answered, so that the list comes as soon as it can.
 */
export class FirstList {
  readonly #waiting: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;
  #isShown = false;

  constructor(desk: Desk) {
    this.#timer = setTimeout(() => this.#begin(), AT_LATEST_MS).unref();
    desk.onClosing(() => {
      clearTimeout(this.#timer);
      this.#waiting.length = 0;
      this.#isOver = true;
    });
  }

  readonly begin: Begin = (work) => {
    if (this.#isOver) setImmediate(work);
    else this.#waiting.push(work);
  };

  /** A list has been answered. */
  shown(): void {
    if (this.#isShown || this.#isOver) return;
    this.#isShown = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#begin(), AFTER_MS).unref();
  }

  #begin(): void {
    this.#isOver = true;
    for (const work of this.#waiting.splice(0)) work();
  }
}
