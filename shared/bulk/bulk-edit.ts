import type { PersonRef, StoredRecord } from '../base/record.ts';
import type { BulkField } from './change.ts';
import type { BulkStep } from './undo.ts';

/** `running` and `undoing` after a restart: the console stopped midway; what was done can be undone all the same. */
export type BulkState = 'running' | 'done' | 'undoing' | 'undone';

/** One bulk edit, `bulkEdit:<ULID>`. A person's next one replaces it. Stays on this laptop. */
export interface BulkEdit extends StoredRecord {
  readonly type: 'bulkEdit';
  readonly schema: 1;
  readonly by: PersonRef;
  readonly state: BulkState;
  /** Fields that it changed on any ticket. */
  readonly fields: readonly BulkField[];
  /** Whether undoing it assigns tickets. */
  readonly assigns: boolean;
}

/** What one commit of a bulk edit did, `bulkPart:<bulk edit ULID>:<ULID>`. Stays on this laptop. */
export interface BulkPart extends StoredRecord {
  readonly type: 'bulkPart';
  readonly schema: 1;
  readonly steps: readonly BulkStep[];
}

export const bulkPartPrefix = (bulkId: string): string => `bulkPart:${bulkId.slice('bulkEdit:'.length)}:`;
