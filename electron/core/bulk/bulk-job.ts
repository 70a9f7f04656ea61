import type { Notice } from '#shared/contract/notice.ts';
import { Turns } from '../turns.ts';

const MS_BETWEEN_NOTICES = 100;

/** One bulk edit or undo that is being written. */
export class BulkJob extends Turns {
  readonly id: string;
  readonly userId: string;
  readonly #notify: (notice: Notice) => void;
  readonly #mono: () => number;
  #noticed = Number.NEGATIVE_INFINITY;
  #isCancelled = false;

  constructor(id: string, userId: string, notify: (notice: Notice) => void, mono: () => number) {
    super(mono);
    this.id = id;
    this.userId = userId;
    this.#notify = notify;
    this.#mono = mono;
  }

  cancel(): void {
    this.#isCancelled = true;
  }

  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** Told at most ten times a second. */
  progress(done: number, total: number): void {
    const now = this.#mono();
    if (now - this.#noticed < MS_BETWEEN_NOTICES) return;
    this.#noticed = now;
    this.#notify({ name: 'bulk.progress', jobId: this.id, done, total });
  }
}
