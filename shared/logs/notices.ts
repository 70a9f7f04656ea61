import type { Level } from './line.ts';

export type LevelCounts = Readonly<Record<Level, number>>;

/** Counters of a view: never lines. */
export interface ViewState {
  readonly viewId: string;
  /** Grows with every change. */
  readonly version: number;
  /** Lines that are shown; grows while the view is being made and while files grow. */
  readonly total: number;
  /** Of the lines of its sources, whatever the levels shown: what the level buttons say. */
  readonly levels: LevelCounts;
  /** How far its sources are indexed and its filters have read, in bytes. */
  readonly readBytes: number;
  readonly totalBytes: number;
  /** Lines from this rank on are others than in the version that was asked for last; null: none but new ones after the end. */
  readonly changedFrom: number | null;
}

export type LogNotice =
  /** At most every 40 ms, and when all lines of a large log are there; only after `logs.window` or `logs.view` was asked since the last one: who does not ask is not told. */
  | { readonly name: 'logs.view'; readonly view: ViewState }
  /** States or marks of sources, or the sources themselves, are others; at most twice a second. */
  | { readonly name: 'logs.sources' }
  /** What read logs was begun anew: whoever has a view opens it again. */
  | { readonly name: 'logs.lost' }
  /** Filters that were saved, or bookmarks, changed on disk. */
  | { readonly name: 'logs.kept' }
  /** How far a search is, by its job; at most ten times a second. */
  | { readonly name: 'logs.progress'; readonly jobId: string; readonly done: number; readonly total: number };
