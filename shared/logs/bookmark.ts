import type { StoredRecord } from '../base/record.ts';
import { MAX_KEPT_TEXT } from './limits.ts';

/** A line that somebody wants to find again: `logBookmark:<ULID of the source>:<ULID>`. Stays on this laptop, like its source. */
export interface LogBookmark extends StoredRecord {
  readonly type: 'logBookmark';
  readonly schema: 1;
  readonly sourceId: string;
  /** Of a source of several files: the name of this one among them. */
  readonly file?: string;
  readonly generation: number;
  /** From 1, within that generation. */
  readonly line: number;
  /** The line as it stood there, cut: tells whether it still does. */
  readonly text: string;
  readonly lineAt: string | null;
  /** May be empty. */
  readonly note: string;
}

/** What a bookmark keeps of a line. */
export const keptText = (text: string): string => text.slice(0, MAX_KEPT_TEXT).toWellFormed();

export const bookmarkPrefix = (sourceId: string): string => `logBookmark:${sourceId.slice(sourceId.indexOf(':') + 1)}:`;
