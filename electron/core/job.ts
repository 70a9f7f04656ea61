import { refuse, type Result } from '#shared/base/result.ts';
import type { ImportProgress } from '#shared/imports/operations.ts';
import { Turns } from './turns.ts';

const MS_BETWEEN_NOTICES = 100;

/**
 * One long piece of work on the shared event loop: gives way often, tells how far it is at most ten times a second, and can be
 * cancelled between any two turns.
 */
export class Job extends Turns {
  readonly importId: string;
  readonly #notify: (progress: ImportProgress) => void;
  readonly #mono: () => number;
  #noticed = Number.NEGATIVE_INFINITY;
  #cancelled = false;

  constructor(importId: string, notify: (progress: ImportProgress) => void, mono: () => number) {
    super(mono);
    this.importId = importId;
    this.#notify = notify;
    this.#mono = mono;
  }

  cancel(): void {
    this.#cancelled = true;
  }

  get cancelled(): boolean {
    return this.#cancelled;
  }

  /** The refusal that a cancelled job answers with. */
  refusal(): Result<never> {
    return refuse('request.cancelled', 'cancelled by the person who started it');
  }

  progress(phase: ImportProgress['phase'], done: number, total: number): void {
    const now = this.#mono();
    if (now - this.#noticed < MS_BETWEEN_NOTICES) return;
    this.#noticed = now;
    this.#notify({ importId: this.importId, phase, done, total });
  }

  /** The last word of a phase, told whatever was told before. */
  finish(phase: ImportProgress['phase'], done: number, total: number): void {
    this.#noticed = this.#mono();
    this.#notify({ importId: this.importId, phase, done, total });
  }
}
