import type { SealedLines } from './log-index.ts';

/** What a snapshot's first frame says. */
export interface SnapshotMeta {
  readonly generation: number;
  readonly journalFirst: number;
  readonly sequence: number;
}

/** What a snapshot's last frame says of all the others, and of the log files that belong to its generation. */
export interface Directory extends SnapshotMeta {
  readonly schema: number;
  /** Version of the projection that each type's rows were made with. */
  readonly projections: Readonly<Record<string, number>>;
  readonly blocks: readonly { readonly first: string; readonly last: string; readonly count: number }[];
  readonly logFiles: readonly LogFileRef[];
  /** In order, by log. */
  readonly lines: Readonly<Record<string, readonly SealedLines[]>>;
}

export interface LogFileRef {
  readonly number: number;
  readonly bytes: number;
  /** Tag of its last frame, hex. */
  readonly head: string;
}
