import type { Begin } from './first-list.ts';
import type { Ambient } from './ports.ts';

export interface SlicedWork {
  /** What one slice may take of the event loop, ms. */
  readonly sliceMs: number;
  /** Does one piece of it; false if nothing is left. */
  readonly next: () => boolean;
  /** A slice is over and more is left. */
  readonly onPause?: () => void;
  /** Nothing is left. */
  readonly onDone: () => void;
}

/** Work that nobody waits for, in slices between other work: none before it is let begin, none after it was stopped. */
export class Slices {
  readonly #ambient: Ambient;
  readonly #work: SlicedWork;
  #slice: NodeJS.Immediate | undefined;
  #mayGoOn = false;
  #isStopped = false;

  constructor(ambient: Ambient, work: SlicedWork) {
    this.#ambient = ambient;
    this.#work = work;
  }

  /** False while slices wait to begin, and after the end. */
  get mayGoOn(): boolean {
    return this.#mayGoOn;
  }

  /** From when `begin` calls back, slices go on. */
  beginWith(begin: Begin = setImmediate): void {
    begin(() => {
      this.#mayGoOn = !this.#isStopped;
      this.goOn();
    });
  }

  goOn(): void {
    if (!this.#mayGoOn) return;
    this.#slice ??= setImmediate(() => {
      this.#slice = undefined;
      const end = this.#ambient.mono() + this.#work.sliceMs;
      while (this.#work.next()) {
        if (this.#ambient.mono() < end) continue;
        this.#work.onPause?.();
        this.goOn();
        return;
      }
      this.#work.onDone();
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.#mayGoOn = false;
    clearImmediate(this.#slice);
  }
}
