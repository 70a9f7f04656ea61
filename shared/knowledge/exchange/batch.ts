import type { PersonRef, StoredRecord } from '../../base/record.ts';
import type { Article } from '../article.ts';
import type { FileOutcome } from './outcome.ts';

export type BatchCounts = Readonly<Record<FileOutcome, number>>;

/** One import of articles, `articleBatch:<ULID>`: what it read and what it left. The states are those of an import of tickets. */
export interface ArticleBatch extends StoredRecord {
  readonly type: 'articleBatch';
  readonly schema: 1;
  readonly state: 'running' | 'done' | 'undoing' | 'undone' | 'cancelled' | 'interrupted';
  /** What `undoing` ends as. */
  readonly endsAs: 'undone' | 'cancelled' | 'interrupted' | null;
  /** Of the folder or archive. */
  readonly name: string;
  readonly by: PersonRef;
  readonly counts: BatchCounts;
  /** That came along with its articles, each content once; absent for none. */
  readonly pictures?: number;
  readonly licence: string | null;
  readonly attribution: string | null;
  /** Numbers of articles that an undo left because somebody had changed them, a ticket names them or others translate them. */
  readonly kept: readonly string[];
  readonly finishedAt: string | null;
}

/** An article that a batch made or changed. */
export interface BatchArticle {
  readonly id: string;
  /** As the batch left it: another one there says that somebody was at it since. */
  readonly revision: number;
  readonly versionId: string;
  /** The whole record before, if the batch changed one that was here. */
  readonly before: Article | null;
}

/** What one commit of a batch wrote, `articleBatchPart:<batch ULID>:<n>`: how it is undone. Stays on this laptop. */
export interface ArticleBatchPart extends StoredRecord {
  readonly type: 'articleBatchPart';
  readonly schema: 1;
  readonly articles: readonly BatchArticle[];
}

export const articlePartPrefix = (batchId: string): string =>
  `articleBatchPart:${batchId.slice('articleBatch:'.length)}:`;

export const noBatchCounts = (): Record<FileOutcome, number> => ({
  create: 0,
  update: 0,
  unchanged: 0,
  kept: 0,
  refuse: 0,
});
