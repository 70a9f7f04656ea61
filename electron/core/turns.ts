import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long a job works before it lets others have a turn. Half of what a screen may wait for one frame. */
const TURN_MS = 8;

/** Long work on the shared event loop, in turns that nobody notices. */
export class Turns {
  readonly #mono: () => number;
  #started: number;

  constructor(mono: () => number) {
    this.#mono = mono;
    this.#started = mono();
  }

  /** True when the work has had its turn: then await `rest`. */
  get due(): boolean {
    return this.#mono() - this.#started >= TURN_MS;
  }

  async rest(): Promise<void> {
    await nextTurn();
    this.#started = this.#mono();
  }
}
