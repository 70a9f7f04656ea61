/**
 * `ok`: writing works. `read-only`: what is on disk is safe and can be read, nothing more is accepted; `cause` says why:
 * full disk, failed write, damage that a person has yet to decide on, or the file system itself.
 */
export type StoreStatus =
  | { readonly state: 'ok' }
  | {
      readonly state: 'read-only';
      readonly cause: 'disk-full' | 'write-failed' | 'damaged' | 'not-writable';
      /** `ENOSPC`, `EIO`, `EROFS` … where the system gave one. */
      readonly errno: string | null;
      readonly since: string;
    };

/** One thing found wrong on opening, named exactly enough to act on. */
export interface DamageFinding {
  /** File inside the profile folder. */
  readonly file: string;
  /** Byte at which reading stopped making sense. */
  readonly offset: number;
  readonly problem: 'missing-file' | 'missing-bytes' | 'changed-bytes' | 'out-of-order' | 'unreadable';
  /** What an expert needs beyond that, English. */
  readonly note: string;
}

export interface DamageReport {
  readonly foundAt: string;
  readonly findings: readonly DamageFinding[];
  readonly recordsIntact: number;
  /** Known to have been on disk and not readable now; null where that cannot be told. */
  readonly recordsLost: number | null;
}
