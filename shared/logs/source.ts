import type { StoredRecord } from '../base/record.ts';
import type { LogColumn } from './columns.ts';
import type { FileEncoding } from './file-encoding.ts';
import type { SourceProblem } from './source-problem.ts';

/** `files`: a folder and a pattern of names, read as one source. `own`: what this console writes about itself. */
export const sourceKinds = ['file', 'files', 'journal', 'windows-events', 'unified-log', 'own'] as const;
export type SourceKind = (typeof sourceKinds)[number];

export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'utf-32le',
  'gb18030',
  'big5',
  'shift_jis',
  'windows-1252',
] as const;
export type Encoding = (typeof encodings)[number];

/**
 * What is read: `logSource:<ULID>`. Never sent, because paths tell who works here and how. `place` is an absolute path (`file`), a folder and a
 * pattern (`files`: `/var/log/app/*.log`), a unit (`journal`; empty: all), a channel (`windows-events`), a predicate (`unified-log`; may be
 * empty), or empty (`own`).
 */
export interface LogSource extends StoredRecord {
  readonly type: 'logSource';
  readonly schema: 1;
  /** Grows with each change: an edit says which one was seen. */
  readonly revision: number;
  readonly name: string;
  readonly kind: SourceKind;
  readonly place: string;
  readonly encoding: Encoding | 'auto';
  /** Of several files (`files`), those that are read as something else, each once; absent where nobody said that of any. */
  readonly fileEncodings?: readonly FileEncoding[];
  /** Known problems are looked for in it, also while nobody looks at it. */
  readonly isWatched: boolean;
  /** Whose log it is: `ci:<ULID>`. */
  readonly assetId: string | null;
  /** Fields of its lines that stand in columns; absent where nobody chose any. */
  readonly columns?: readonly LogColumn[];
}

/**
 * `reading` until all that was there is indexed, then `following`; `waiting` for a file that is gone and is taken up again when it comes back;
 * `refused` where the system lets nobody read it; `missing-program` where what it is read with is not installed; `stopped` by a person before all was indexed; `off` while nobody looks at
 * it and it is not watched.
 */
export const sourceStates = [
  'reading',
  'following',
  'waiting',
  'refused',
  'unreadable',
  'missing-program',
  'stopped',
  'off',
] as const;
export type SourceState = (typeof sourceStates)[number];

/** What holds of a source now; everything is 0 or null while it is `off`. */
export interface SourceNow {
  readonly state: SourceState;
  /** Null: nothing. Also where it is read, but not all of it. */
  readonly problem: SourceProblem | null;
  /** What its bytes were taken for. */
  readonly readAs: Encoding | null;
  /** That there are; while a compressed file is unpacked, those that are known by then. */
  readonly bytes: number;
  /** Of `bytes`: how much is indexed. */
  readonly readBytes: number;
  readonly lines: number;
  /** Since it was last looked at (`logs.seen`). */
  readonly errors: number;
  readonly warnings: number;
  /** RFC 3339. */
  readonly lastLineAt: string | null;
  /** Grows when its file is replaced, cut or written anew; 0 for several files, of which each has its own. */
  readonly generation: number;
  /** Those of several that are read, by name; null where the source is one log. */
  readonly files: readonly SourceFile[] | null;
  /** Files that the pattern fits, also those that are too many to be read. */
  readonly fileCount: number;
}

/** One of several files of a source. Its rotated ones belong to it. */
export interface SourceFile extends Pick<SourceNow, 'state' | 'problem' | 'readAs' | 'bytes' | 'readBytes' | 'lines'> {
  /** Below the folder that the pattern begins with. */
  readonly name: string;
}

export type SourceRow = Pick<
  LogSource,
  'id' | 'revision' | 'name' | 'kind' | 'place' | 'encoding' | 'isWatched' | 'assetId'
> &
  Required<Pick<LogSource, 'columns' | 'fileEncodings'>> &
  SourceNow;

export const sourceAtRest: SourceNow = {
  state: 'off',
  problem: null,
  readAs: null,
  bytes: 0,
  readBytes: 0,
  lines: 0,
  errors: 0,
  warnings: 0,
  lastLineAt: null,
  generation: 0,
  files: null,
  fileCount: 0,
};
