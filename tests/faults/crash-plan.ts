/** What a child that is to be killed does, as its parent tells it; and what it tells back, byte by byte, over a pipe. */

/** Where in the file calls the child kills itself: the `nth` call of `kind` (from 1), before it, after it, or with half of its bytes written. */
export interface KillPoint {
  readonly kind: string;
  readonly nth: number;
  readonly moment: 'before' | 'middle' | 'after';
}

export interface CrashPlan {
  readonly folder: string;
  /**
   * `create` a store and commit; `fill`: create one with very many records, then compact; `load`: open and commit; `compact`: commit while compacting again and again;
   * `migrate`: open with schema 2 and commit; `set-aside`: set damaged files aside, then commit.
   */
  readonly mode: 'create' | 'fill' | 'load' | 'compact' | 'migrate' | 'set-aside';
  readonly seed: number;
  /** Commits in flight at once. */
  readonly depth: number;
  /** Stops and closes after so many commits; it then ends by itself. */
  readonly commits: number;
  readonly isThreaded: boolean;
  readonly kill: KillPoint | null;
  /** Reports each file call (`call` messages) instead of dying at one. */
  readonly isTraced: boolean;
}

export type Message =
  | { readonly kind: 'opening' }
  | { readonly kind: 'opened'; readonly serial: number }
  | { readonly kind: 'acknowledged'; readonly serial: number }
  | { readonly kind: 'compacting' }
  | { readonly kind: 'compacted' }
  | { readonly kind: 'refused'; readonly state: string }
  | { readonly kind: 'call'; readonly name: string }
  | { readonly kind: 'done' };
