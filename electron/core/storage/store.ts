/**
 * The storage engine's face: what the rest of core may rely on. Engine, files and encryption live in this folder;
 * nothing here knows tickets, users or any other feature.
 */
import type { Json } from '#shared/base/result.ts';
import type { Projection, StoredRecord } from '#shared/base/record.ts';
import type { DamageFinding, DamageReport, StoreStatus } from '#shared/storage/status.ts';

/** Everything one command changes. Applied wholly or not at all: on disk in one journal frame. */
export interface ChangeSet {
  readonly puts: readonly StoredRecord[];
  /** Ids of records that go. */
  readonly removes: readonly string[];
  /** Lines added at the end of the named logs, in order. A line holds no 0x0A. */
  readonly appends: readonly { readonly log: string; readonly line: string }[];
}

/** What takes refused commits back: records as they were before, and ids of those that were not there. */
export type TakenBack = Pick<ChangeSet, 'puts' | 'removes'>;

/** The records of the last applied commit. Values are immutable; `get` may parse, so hold on to what is used twice. */
export interface Records {
  /** Undefined if absent or of another type. */
  get<R extends StoredRecord>(type: R['type'], id: string): R | undefined;
  has(id: string): boolean;
  count(type: string): number;
  countsByType(): Readonly<Record<string, number>>;
  /** Ids of one type, in id order (which is creation order for ULIDs of one device). */
  ids(type: string): Iterable<string>;
  /** Ids that start with `prefix`, in order: `entry:<ticket ULID>:` is a timeline. O(log n + hits). */
  idsWithPrefix(prefix: string): readonly string[];
  /** Projected rows of a type, in no particular order, without parsing unchanged records. */
  rows<Row extends Json>(type: string): Iterable<Row>;
}

export interface Store {
  readonly records: Records;
  readonly status: StoreStatus;
  onStatus(listener: (status: StoreStatus) => void): () => void;
  /**
   * Applies `changes` to `records` at once and resolves when they are on disk (fdatasync returned).
   * Rejects with `StoreError`: they are out of `records` and of the logs again, so that nothing is shown that was refused; the store is
   * read-only from there. Whether the disk holds them nobody knows then: only reopening tells. What a full disk refused is taken off it before
   * writing goes on, which it does by itself once there is room: `onStatus` tells.
   */
  commit(changes: ChangeSet): Promise<void>;
  /** Called when refused commits, one or several at once, have been taken back: `records` show what was acknowledged. */
  onTakenBack(listener: (change: TakenBack) => void): () => void;
  /** Lines of a log; `from` and `to` count from 1, inclusive. Rejects with `StoreError` if a byte of them is not as written. */
  readLog(log: string, from: number, to: number): Promise<readonly string[]>;
  /** Number of lines in a log. */
  logLength(log: string): number;
  /** The newest line, or undefined for an empty log. Always in memory. */
  lastLine(log: string): string | undefined;
  /** Writes a new generation and drops what the old one no longer needs; never blocks a commit for long. */
  compact(): Promise<void>;
  figures(): Promise<{ readonly bytesOnDisk: number; readonly freeBytes: number; readonly generation: number }>;
  /** Seals, syncs and releases the lock. Idempotent. */
  close(): Promise<void>;
}

export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: 'storage.full' | 'storage.failed' | 'storage.read-only' | 'storage.corrupt';
  readonly errno: string | null;
  constructor(code: StoreError['code'], message: string, errno: string | null = null) {
    super(message);
    this.code = code;
    this.errno = errno;
  }
}

/** Turns records of schema `to - 1` into `to`; undefined drops one. Pure, keeps the id; runs once per profile, into a new generation. */
export interface Migration {
  readonly to: number;
  readonly migrate: (record: StoredRecord) => StoredRecord | undefined;
}

export interface StoreOptions {
  /** The profile's store folder; made 0700 by `createStore`. */
  readonly folder: string;
  /** 32 bytes. Copied; the caller may wipe its own. */
  readonly key: Uint8Array;
  readonly now: () => Date;
}

/** What opening found. Only `open` and `damaged` hold the lock and need `close`. */
export type Opening =
  | {
      readonly state: 'open';
      /** Read-only where the folder cannot be written; where that is for a full disk, it goes on by itself once there is room. */
      readonly store: Store;
      /** Bytes of unacknowledged writes cut from the end after a crash or power loss; 0 normally. */
      readonly tornBytes: number;
      /** Found changed or missing and made good, with nothing lost: one of the two anchors, bytes after the end of a file. */
      readonly repaired: readonly DamageFinding[];
      readonly migratedFrom: number | null;
    }
  /** Nothing was changed on disk. `store` is read-only and holds what is intact. */
  | { readonly state: 'damaged'; readonly report: DamageReport; readonly store: Store }
  | { readonly state: 'in-use' }
  | { readonly state: 'missing' }
  | { readonly state: 'wrong-key' }
  | { readonly state: 'newer-schema'; readonly found: number; readonly supported: number }
  | { readonly state: 'unreadable'; readonly path: string; readonly errno: string };

/** How a worker learns which projections and migrations exist: the composition root names them in code that both threads bundle. */
export interface StoreSchema {
  readonly version: number;
  readonly migrations: readonly Migration[];
  readonly projections: readonly Projection[];
}
