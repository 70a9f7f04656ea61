import * as z from 'zod';
import { isVisible } from '../base/visible.ts';
import { command, query } from '../contract/operation.ts';
import type { LogBookmark } from './bookmark.ts';
import { logColumns } from './columns.ts';
import { filterContent, search, type LogFilter } from './filter.ts';
import {
  MAX_AROUND,
  MAX_BOOKMARK_NOTE,
  MAX_BUCKETS,
  MAX_KEPT_TEXT,
  MAX_PLACE,
  MAX_SOURCE_NAME,
  MAX_VIEW_FILTERS,
  MAX_VIEW_SOURCES,
  MAX_WINDOW,
} from './limits.ts';
import { levels, type Gap, type LogLine } from './line.ts';
import type { ViewState } from './notices.ts';
import { encodings, sourceKinds, type SourceRow } from './source.ts';

const ULID = '[0-9A-HJKMNP-TV-Z]{26}';
const idOf = (type: string) => z.string().regex(new RegExp(`^${type}:${ULID}$`));
const sourceId = idOf('logSource');
const bookmarkId = z.string().regex(new RegExp(`^logBookmark:${ULID}:${ULID}$`));
const filterId = idOf('logFilter');
/** Made by the window that asks; of a job, so that it can cancel before there is an answer. */
const ownId = z.string().regex(/^[0-9a-z-]{8,40}$/);
const viewId = ownId;
const jobId = ownId;
const rank = z.int().min(0);
const seen = z.int().min(1);
const instant = z.iso.datetime();
const level = z.enum(levels);
const name = z.string().trim().min(1).max(MAX_SOURCE_NAME).refine(isVisible);
const encoding = z.enum(['auto', ...encodings]);
const assetId = idOf('ci').nullable();

export const viewFilter = filterContent.extend({ id: z.string().min(1).max(64) });
export type ViewFilter = z.output<typeof viewFilter>;

export const viewContent = z.strictObject({
  viewId,
  /** In this order where lines are of the same instant. */
  sourceIds: z.array(sourceId).max(MAX_VIEW_SOURCES),
  /** Those that are on. */
  filters: z.array(viewFilter).max(MAX_VIEW_FILTERS),
  /** Null: every line, those without a level too. */
  levels: z.array(level).max(levels.length).nullable(),
  timeFrom: instant.nullable(),
  timeTo: instant.nullable(),
});
export type ViewContent = z.output<typeof viewContent>;

export interface SourceList {
  readonly sources: readonly SourceRow[];
  /** What can be read here. */
  readonly host: {
    readonly canChoose: boolean;
    readonly journal: boolean;
    readonly windowsEvents: boolean;
    readonly unifiedLog: boolean;
  };
}

export interface LogWindow {
  readonly version: number;
  readonly total: number;
  readonly lines: readonly LogLine[];
  /** What happened to files between these lines. */
  readonly gaps: readonly Gap[];
}

export interface Found {
  readonly rank: number | null;
  /** Hits were looked for up to this rank. */
  readonly scannedTo: number;
}

export interface Histogram {
  /** RFC 3339; null where no line has a time. */
  readonly from: string | null;
  readonly to: string | null;
  readonly buckets: readonly { readonly error: number; readonly warning: number; readonly other: number }[];
}

/** All of one line: `text` holds at most MAX_WHOLE_TEXT UTF-16 units of it. */
export interface WholeLine extends Pick<LogLine, 'text' | 'fields'> {
  readonly isCut: boolean;
}

/** Lines as they stood there, and where that was. */
export interface Excerpt {
  /** Whole lines of at most MAX_WHOLE_TEXT units each, and MAX_EXCERPT_TEXT together: what is longer than is left stands as in a view. */
  readonly text: string;
  /** Lines that are not whole. */
  readonly cut: number;
  readonly parts: readonly {
    readonly sourceId: string;
    readonly source: string;
    readonly file: string;
    readonly generation: number;
    readonly firstLine: number;
    readonly lastLine: number;
  }[];
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * What a view asks for is refused as `log.no-view` where it is not open any more, as `log.pattern-invalid` { pattern, fault } or
 * `log.pattern-slow` { pattern }.
 */
export const logOperations = {
  'logs.sources': query('logs.read', z.strictObject({})).returns<SourceList>(),
  /**
   * `logs.choose` is enough for a file that the person names and for `own`; everything else, and watching, asks for `logs.manage`. Refused as
   * `log.place-refused` { place, why }, `log.too-many` { most }, `log.known` { name }.
   */
  'logs.add': command(
    'logs.choose',
    z.strictObject({
      name,
      kind: z.enum(sourceKinds),
      place: z.string().max(MAX_PLACE),
      encoding,
      isWatched: z.boolean(),
      assetId,
    }),
  ).returns<SourceRow>(),
  /** The host asks for a file; null where the person cancels. `host.unavailable` where it has no chooser. */
  'logs.choosePath': command('logs.choose', z.strictObject({})).returns<string | null>(),
  'logs.edit': command(
    'logs.choose',
    z.strictObject({ sourceId, seen, name, encoding, isWatched: z.boolean(), assetId }),
  ).returns<SourceRow>(),
  /**
   * What one of several files is read as, from its first line on; null: as its source. Refused as `record.not-found` for a file that the pattern
   * does not lead to, and as `log.too-many` { most }.
   */
  'logs.setFileEncoding': command(
    'logs.manage',
    z.strictObject({
      sourceId,
      seen,
      file: z.string().min(1).max(MAX_PLACE),
      encoding: z.enum(encodings).nullable(),
    }),
  ).returns<SourceRow>(),
  /** Which fields of its lines stand in columns. Whoever reads it sees them; no edit is stale by it. */
  'logs.arrange': command('logs.choose', z.strictObject({ sourceId, columns: logColumns })).returns<null>(),
  /** Forgets the source and its bookmarks; the file is never touched. */
  'logs.remove': command('logs.choose', z.strictObject({ sourceId, seen })).returns<null>(),
  /** Takes the mark off a source. */
  'logs.seen': command('logs.read', z.strictObject({ sourceId })).returns<null>(),
  /** Stops indexing what is there: what is indexed stays. A watched source is stopped by those who may watch it. */
  'logs.stop': command('logs.read', z.strictObject({ sourceId })).returns<null>(),
  'logs.continue': command('logs.read', z.strictObject({ sourceId })).returns<null>(),
  /** The same id again replaces that view. Files are read in the background: the state says how far. */
  'logs.open': command('logs.read', viewContent).returns<ViewState>(),
  'logs.close': command('logs.read', z.strictObject({ viewId })).returns<null>(),
  'logs.view': query('logs.read', z.strictObject({ viewId })).returns<ViewState>(),
  'logs.window': query(
    'logs.read',
    z.strictObject({
      viewId,
      from: rank,
      count: z.int().min(1).max(MAX_WINDOW),
      /** Whether lines carry their fields. */
      fields: z.boolean(),
      search: search.nullable(),
    }),
  ).returns<LogWindow>(),
  /** The next hit from a rank on, that one included. `request.cancelled`. */
  'logs.find': query(
    'logs.read',
    z.strictObject({ viewId, search, from: rank, backwards: z.boolean(), jobId }),
  ).returns<Found>(),
  /** Lines of the view with a hit. `request.cancelled`. */
  'logs.count': query('logs.read', z.strictObject({ viewId, search, jobId })).returns<{ readonly count: number }>(),
  /** Stops a search; the waiting call then answers `request.cancelled`. */
  'logs.cancel': command('logs.read', z.strictObject({ jobId })).returns<null>(),
  /** The next line of one of these levels from a rank on, that one included; lines that continue one are passed over. */
  'logs.nextLevel': query(
    'logs.read',
    z.strictObject({ viewId, from: rank, levels: z.array(level).min(1), backwards: z.boolean() }),
  ).returns<{ readonly rank: number | null }>(),
  /** The first line of that instant or later; `total` where there is none. */
  'logs.rankAt': query('logs.read', z.strictObject({ viewId, at: instant })).returns<{ readonly rank: number }>(),
  /**
   * The rank of a line by its place in its source; null where the view does not show it, or it is not there any more. It is known by how its text
   * begins or, where nobody kept that, by its time: generations may be numbered anew since.
   */
  'logs.rankOf': query(
    'logs.read',
    z.strictObject({
      viewId,
      sourceId,
      /** Of a source of several files: in which; null where that is not said. */
      file: z.string().max(MAX_PLACE).nullable(),
      generation: z.int().min(0),
      line: z.int().min(1),
      text: z.string().max(MAX_KEPT_TEXT).nullable(),
      at: instant.nullable(),
    }),
  ).returns<{ readonly rank: number | null }>(),
  /** One line, however long it is; null where there is none. */
  'logs.whole': query('logs.read', z.strictObject({ viewId, rank })).returns<WholeLine | null>(),
  'logs.histogram': query(
    'logs.read',
    z.strictObject({ viewId, buckets: z.int().min(1).max(MAX_BUCKETS) }),
  ).returns<Histogram>(),
  /** A line and so many of the view before and after it, or exactly these lines. */
  'logs.excerpt': query(
    'logs.read',
    z.strictObject({
      viewId,
      lines: z.union([
        z.strictObject({ rank, around: z.int().min(0).max(MAX_AROUND) }),
        z.strictObject({ ranks: z.array(rank).min(1).max(MAX_WINDOW) }),
      ]),
    }),
  ).returns<Excerpt>(),
  /** Sets the bookmark of a line, or changes its note. */
  'logs.bookmark': command(
    'logs.choose',
    z.strictObject({ viewId, rank, note: z.string().trim().max(MAX_BOOKMARK_NOTE) }),
  ).returns<LogBookmark>(),
  'logs.removeBookmark': command('logs.choose', z.strictObject({ bookmarkId })).returns<null>(),
  'logs.bookmarks': query('logs.read', z.strictObject({})).returns<readonly LogBookmark[]>(),
  'logs.filters': query('logs.read', z.strictObject({})).returns<readonly LogFilter[]>(),
  /** `filterId` null: a new one. Refused as `log.pattern-invalid`, `log.too-many` { most }. */
  'logs.saveFilter': command(
    'logs.choose',
    z.strictObject({ filterId: filterId.nullable(), seen: seen.nullable(), content: filterContent }),
  ).returns<LogFilter>(),
  'logs.removeFilter': command('logs.choose', z.strictObject({ filterId, seen })).returns<null>(),
};
