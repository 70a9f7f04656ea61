import type { PersonRef, StoredRecord } from '../../base/record.ts';
import type { ConfigurationItem } from '../configuration-item.ts';
import type { AssetOutcome, ExistingMode } from './judge.ts';

/** `running`: the console stopped midway; what was written until then can be taken back. */
export type AssetBatchState = 'running' | 'done' | 'undone';

/** One import of a list of assets, `ciBatch:<ULID>`. */
export interface AssetBatch extends StoredRecord {
  readonly type: 'ciBatch';
  readonly schema: 1;
  readonly state: AssetBatchState;
  readonly fileName: string;
  /** Lower-case hex SHA-256 of the file as it was chosen. */
  readonly fileSha256: string;
  readonly mode: ExistingMode;
  readonly by: PersonRef;
  readonly rows: Readonly<Record<AssetOutcome, number>>;
  /** Assets that an undo left because somebody had changed them since. */
  readonly kept: number;
  readonly finishedAt: string | null;
}

/** What one commit of a batch wrote, `ciPart:<batch ULID>:<n>`: how it is undone. Stays on this laptop. */
export interface AssetPart extends StoredRecord {
  readonly type: 'ciPart';
  readonly schema: 1;
  readonly items: readonly {
    readonly id: string;
    /** As the batch left it: another one there says that somebody was at it since. */
    readonly revision: number;
    /** The whole record before; null for one that the batch made. */
    readonly before: ConfigurationItem | null;
  }[];
}

export const assetPartPrefix = (batchId: string): string => `ciPart:${batchId.slice('ciBatch:'.length)}:`;
