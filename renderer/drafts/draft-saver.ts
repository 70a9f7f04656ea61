import type { Client } from '#renderer/api/client.ts';
import type { Failure } from '#shared/base/result.ts';

/** Saved this long after the last keystroke … */
const QUIET_MS = 350;
/** … and at the latest this long after the first unsaved one, so that nothing typed is more than a second from the disk. */
const LATEST_MS = 800;

export type DraftState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

export type DraftFields = Readonly<Record<string, string>>;

/** Timers as the window has them; tests pass their own. */
export interface Timers {
  now(): number;
  /** Returns the function that cancels it. */
  after(ms: number, run: () => void): () => void;
}

export const windowTimers: Timers = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * Keeps one draft as it is typed. Saves are sent one at a time and always the newest text, so an older text never lands on a newer one.
 * After a failure the text is kept here and is saved again with the next keystroke or `flush`.
 */
export class DraftSaver {
  readonly #client: Client;
  readonly #key: string;
  readonly #timers: Timers;
  readonly #onState: (state: DraftState) => void;
  #unsaved: DraftFields | undefined;
  #firstUnsavedAt = 0;
  #cancelTimer: (() => void) | undefined;
  #saving: Promise<void> | undefined;

  constructor(client: Client, key: string, onState: (state: DraftState) => void, timers: Timers = windowTimers) {
    this.#client = client;
    this.#key = key;
    this.#onState = onState;
    this.#timers = timers;
  }

  /** What the fields hold now; called on each keystroke. Empty fields remove the draft. */
  type(fields: DraftFields): void {
    const now = this.#timers.now();
    if (this.#unsaved === undefined) this.#firstUnsavedAt = now;
    this.#unsaved = fields;
    this.#onState({ kind: 'unsaved' });
    this.#cancelTimer?.();
    const wait = Math.max(0, Math.min(QUIET_MS, this.#firstUnsavedAt + LATEST_MS - now));
    this.#cancelTimer = this.#timers.after(wait, () => void this.flush());
  }

  /** Saves what is not saved yet; resolves once it is on disk or has failed. */
  async flush(): Promise<void> {
    this.#cancelTimer?.();
    await this.#saving;
    const fields = this.#unsaved;
    if (fields === undefined) return this.#saving;
    this.#unsaved = undefined;
    this.#saving = this.#save(fields);
    await this.#saving;
    this.#saving = undefined;
  }

  /** Forgets what is unsaved, because it was submitted or given up; waits for a save under way, so that none lands afterwards. */
  async drop(): Promise<void> {
    this.#cancelTimer?.();
    this.#unsaved = undefined;
    await this.#saving;
    this.#onState({ kind: 'empty' });
  }

  async #save(fields: DraftFields): Promise<void> {
    const saved = await this.#client.call('drafts.save', { key: this.#key, fields });
    if (saved.ok) {
      if (this.#unsaved === undefined)
        this.#onState(saved.value === null ? { kind: 'empty' } : { kind: 'saved', at: saved.value.updatedAt });
      return;
    }
    this.#unsaved ??= fields;
    this.#onState({ kind: 'failed', failure: saved.failure });
  }
}
