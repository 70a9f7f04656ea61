import type { Segment } from '../follow/segment.ts';
import type { KeptLines, StreamState } from '../index/stream-state.ts';
import { withoutParts } from '../index/without-parts.ts';
import { fits, isWrittenOver } from './checks.ts';

/** Lines that need not be looked at again. */
export interface KnownLines {
  readonly state: StreamState;
  /** By their ids. */
  readonly segments: ReadonlyMap<number, Segment>;
  /** Segments of which lines are known, and up to which offset. */
  readonly upTo: ReadonlyMap<number, number>;
}

/**
 * What of a kept state holds for the segments of a log that is followed again; undefined where it belongs to another time than the place where
 * following goes on, or where a segment no longer holds what it did: then all of it is made anew. `nextId`: of segments in that place; `folder`: of
 * their files.
 */
export const knownLines = (
  { files, ...kept }: KeptLines,
  all: readonly Segment[],
  nextId: number,
  folder: string,
): KnownLines | undefined => {
  const segments = new Map(all.map((segment) => [segment.id, segment]));
  const newest = kept.parts.at(-1)?.segment ?? 0;
  if (newest >= nextId) return undefined;
  const isGone = (id: number): boolean => segments.get(id)?.isGone ?? true;
  const endOf = (id: number): number => {
    const segment = segments.get(id);
    return segment?.readBefore ?? 0;
  };
  if (!isGone(newest) && kept.end > endOf(newest)) return undefined;
  const state = withoutParts(kept, isGone, endOf);
  const upTo = new Map<number, number>();
  for (const { segment: id, checks } of state.parts) {
    const segment = segments.get(id);
    if (!segment || isWrittenOver(folder, segment, files) || !fits(segment, checks)) return undefined;
    upTo.set(id, id === newest ? kept.end : segment.readBefore);
  }
  return { state, segments, upTo };
};
