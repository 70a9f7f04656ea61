/** What the store's two halves say to each other: the records in the main thread, the engine in its own (or the same) thread. */
import type { DamageReport, StoreStatus } from '#shared/storage/status.ts';
import type { DamageFinding } from '#shared/storage/status.ts';
import type { WireChange } from './change-codec.ts';
import type { Opening } from './store.ts';

/** Why nothing more is written; null while writing works. `since` is the main thread's to say. */
export type ReadOnlyCause = Omit<Extract<StoreStatus, { state: 'read-only' }>, 'state' | 'since'> | null;

/** The records and logs as found on disk. */
export interface StoreImage {
  /** Blocks of the snapshot in id order; each owns its memory, so that it can move between threads. */
  readonly blocks: readonly Uint8Array[];
  readonly projections: Readonly<Record<string, number>>;
  /** Payloads of the journal since, oldest first. */
  readonly payloads: readonly Uint8Array[];
  readonly logs: readonly { readonly name: string; readonly length: number; readonly last: string | undefined }[];
}

export type EngineOpening =
  | {
      readonly state: 'open';
      readonly image: StoreImage;
      readonly tornBytes: number;
      readonly repaired: readonly DamageFinding[];
      readonly migratedFrom: number | null;
      readonly readOnly: ReadOnlyCause;
    }
  | {
      readonly state: 'damaged';
      readonly image: StoreImage;
      readonly findings: readonly DamageFinding[];
      readonly recordsLost: DamageReport['recordsLost'];
    }
  | Exclude<Opening, { state: 'open' } | { state: 'damaged' }>;

export interface CompactionOutcome {
  readonly projections: Readonly<Record<string, number>>;
  readonly blocks: number;
}

export interface Figures {
  readonly bytesOnDisk: number;
  readonly freeBytes: number;
  readonly generation: number;
}

export type EngineEvent =
  | { readonly kind: 'read-only'; readonly cause: ReadOnlyCause }
  /** The journal has grown enough; `compact` whenever it suits. */
  | { readonly kind: 'compaction-due' };

/** The engine, wherever it runs. All rejections are `StoreError`. */
export interface EngineLink {
  create(): Promise<EngineOpening>;
  open(): Promise<EngineOpening>;
  setAside(now: Date): Promise<{ readonly folder: string; readonly opening: EngineOpening }>;
  /** Commits are written in the order of the calls. Resolves when they are on the medium. */
  commit(change: WireChange): Promise<void>;
  readLog(log: string, from: number, to: number): Promise<readonly string[]>;
  /** The new snapshot holds exactly the commits made before this call. */
  compact(): Promise<CompactionOutcome>;
  /** Blocks of the newest snapshot, one by one after each compaction. */
  nextBlock(): Promise<Uint8Array>;
  figures(): Promise<Figures>;
  /**
   * Takes up writing again that a full disk stopped, once there is room. Null: commits are taken again. To be asked once every commit is
   * answered, and none may be made before the answer.
   */
  resume(): Promise<ReadOnlyCause>;
  close(): Promise<void>;
}

export type Listen = (event: EngineEvent) => void;
