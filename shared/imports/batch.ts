import type { PersonRef, StoredRecord } from '../base/record.ts';
import type { ImportPlan } from './plan.ts';
import type { RowOutcome } from './problem.ts';

export type OutcomeCounts = Readonly<Record<RowOutcome, number>>;

/**
 * `running` and `undoing` are unfinished: found on opening after a crash, either is taken back to the end.
 * `interrupted`: was taken back because the console stopped midway.
 */
export type BatchState = 'running' | 'done' | 'undoing' | 'undone' | 'cancelled' | 'interrupted';

/** One import, `importBatch:<ULID>`: what it read and what it left. */
export interface ImportBatch extends StoredRecord {
  readonly type: 'importBatch';
  readonly schema: 1;
  readonly state: BatchState;
  /** What `undoing` ends as. */
  readonly endsAs: 'undone' | 'cancelled' | 'interrupted' | null;
  readonly fileName: string;
  readonly fileBytes: number;
  /** Lower-case hex SHA-256 of the file as it was chosen. */
  readonly fileSha256: string;
  readonly sourceName: string;
  readonly by: PersonRef;
  readonly rows: OutcomeCounts;
  readonly tickets: OutcomeCounts;
  readonly entries: number;
  /** Tickets that an undo left because somebody had worked on them. */
  readonly kept: number;
  readonly finishedAt: string | null;
}

/** A ticket that a batch made or changed. */
export interface BatchTicket {
  readonly id: string;
  /** As the batch left it, read with `revisionOf`: another one there says that somebody or something was at it since. */
  readonly revision?: number;
  readonly entries: readonly string[];
  /** The whole record before, if the batch changed one that was here. */
  readonly before: StoredRecord | null;
}

/** What one commit of a batch wrote, `importPart:<batch ULID>:<n>`: how it is undone. Stays on this laptop. */
export interface ImportPart extends StoredRecord {
  readonly type: 'importPart';
  readonly schema: 1;
  readonly tickets: readonly BatchTicket[];
}

export const partPrefix = (batchId: string): string => `importPart:${batchId.slice('importBatch:'.length)}:`;

/** A mapping kept for the next file with the same header, `importProfile:<ULID>`. */
export interface ImportProfile extends StoredRecord {
  readonly type: 'importProfile';
  readonly schema: 1;
  readonly name: string;
  readonly header: readonly string[];
  readonly plan: ImportPlan;
}
