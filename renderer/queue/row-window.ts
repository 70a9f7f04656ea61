import type { QueueGroup, QueuePage, QueueRow } from '#shared/queue/operations.ts';
import type { SearchNews } from '#shared/search/news.ts';

/** Rows are fetched and kept in runs of this many, so that scrolling asks for whole runs and never for one row. */
export const CHUNK = 64;
/** Rows asked for ahead of the screen in the direction of travel: two seconds at 4,000 px/s. */
export const AHEAD = 256;
/** Chunks kept; beyond this the ones farthest from the screen go. About 4,000 rows, 3 MB. */
const KEPT = 64;

interface Chunk {
  readonly version: number;
  readonly rows: readonly QueueRow[];
}

/**
 * What this laptop's screen knows of one ordered result: how many rows it has and the runs seen so far.
 * A chunk of an older version keeps being shown until the newer one is there; `missingIn` asks for it again.
 */
export interface RowWindow {
  /** Names filter and order; pages of another key never mix. */
  readonly key: string;
  readonly version: number;
  readonly total: number;
  readonly held: number;
  /** Where the list is divided; null where it is not. */
  readonly groups: readonly QueueGroup[] | null;
  readonly chunks: ReadonlyMap<number, Chunk>;
  /** Of the text that was searched for; the same object for as long as it says the same. */
  readonly search: SearchNews | null;
}

export interface Span {
  readonly from: number;
  readonly count: number;
}

export const rowAt = (window: RowWindow, index: number): QueueRow | undefined =>
  index < window.total ? window.chunks.get(Math.floor(index / CHUNK))?.rows[index % CHUNK] : undefined;

/** Index of a ticket among the rows held, −1 if it is not among them. */
export const indexOf = (window: RowWindow, ticketId: string): number => {
  for (const [chunk, { rows }] of window.chunks) {
    const found = rows.findIndex((row) => row.id === ticketId);
    if (found >= 0 && chunk * CHUNK + found < window.total) return chunk * CHUNK + found;
  }
  return -1;
};

/**
 * Adds a page whose `from` is a multiple of CHUNK. A page of another key replaces everything; one of an older
 * version than the window's is ignored, because what is shown is newer.
 */
export const withPage = (window: RowWindow | undefined, key: string, page: QueuePage): RowWindow => {
  const same = window !== undefined && window.key === key;
  if (same && page.version < window.version) return window;
  const chunks = new Map(same ? window.chunks : []);
  // An empty answer counts as seen too, so that nobody asks for it for ever.
  for (let offset = 0; offset < Math.max(1, page.rows.length); offset += CHUNK) {
    chunks.set((page.from + offset) / CHUNK, {
      version: page.version,
      rows: page.rows.slice(offset, offset + CHUNK),
    });
  }
  if (chunks.size > KEPT) {
    const centre = page.from / CHUNK;
    const farthestFirst = [...chunks.keys()].toSorted((a, b) => Math.abs(b - centre) - Math.abs(a - centre));
    for (const chunk of farthestFirst.slice(0, chunks.size - KEPT)) chunks.delete(chunk);
  }
  const search = same && JSON.stringify(window.search) === JSON.stringify(page.search) ? window.search : page.search;
  const { version, total, held, groups } = page;
  return { key, version, total, held, groups, chunks, search };
};

/**
 * The first run of rows between `from` and `to` (exclusive) that is absent or of an older version, in whole chunks,
 * at most AHEAD rows; undefined when nothing is missing.
 */
export const missingIn = (window: RowWindow, from: number, to: number): Span | undefined => {
  const end = Math.min(to, window.total);
  let start: number | undefined;
  let chunk = Math.floor(Math.max(0, from) / CHUNK);
  for (; chunk * CHUNK < end; chunk++) {
    const known = window.chunks.get(chunk);
    const fresh = known !== undefined && known.version === window.version;
    if (fresh && start !== undefined) break;
    if (!fresh && start === undefined) start = chunk;
    if (start !== undefined && (chunk - start + 1) * CHUNK >= AHEAD) {
      chunk++;
      break;
    }
  }
  return start === undefined ? undefined : { from: start * CHUNK, count: (chunk - start) * CHUNK };
};
