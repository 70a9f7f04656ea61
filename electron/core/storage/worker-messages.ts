import type { WireChange } from './change-codec.ts';
import type { EngineEvent, EngineLink } from './protocol.ts';
import type { StoreError } from './store.ts';

/** Everything of the engine that is asked and answered one by one. Commits go in groups, without a number: they are answered in order. */
export type Question = Exclude<keyof EngineLink, 'commit'>;

export type ToEngine =
  | { readonly kind: 'commit'; readonly changes: readonly WireChange[] }
  | { readonly kind: 'ask'; readonly number: number; readonly question: Question; readonly input: readonly unknown[] };

export interface Refusal {
  readonly code: StoreError['code'];
  readonly message: string;
  readonly errno: string | null;
}

export type FromEngine =
  /** The oldest `count` commits not yet answered are on the medium, or refused. */
  | { readonly kind: 'committed'; readonly count: number; readonly refusal: Refusal | null }
  | { readonly kind: 'answer'; readonly number: number; readonly value: unknown }
  | { readonly kind: 'refused'; readonly number: number; readonly refusal: Refusal }
  | { readonly kind: 'event'; readonly event: EngineEvent };

export interface WorkerInput {
  readonly folder: string;
  readonly key: Uint8Array;
}
