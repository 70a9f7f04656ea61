/** Looks through the shown lines of several logs, a chunk at a time: each yields the share of its work that is done, from 0 to 1. */
import { succeed, type Result } from '#shared/base/result.ts';
import type { PieceScan } from '../files/piece-scan.ts';
import { textsOf, type Chunk } from '../index/chunk.ts';
import { guarded, type Pattern } from '../match/pattern.ts';
import { scanChunk, textsLookedFor } from '../match/scan.ts';
import type { Merge, Part, Place } from './merge.ts';

/** A job in steps; the value it ends with is the answer. */
export type Steps<T> = Generator<number, Result<T>, undefined>;

/** Worked in one step, if a chunk does not take longer: guarding it costs a part of a millisecond. */
const STEP_MS = 8;

/** Lines of a chunk that are shown and hold the pattern, in order. */
const hitsIn = (part: Part, chunk: Chunk, pattern: Pattern): readonly number[] => {
  const hits: number[] = [];
  scanChunk(
    chunk,
    pattern,
    () => textsOf(chunk),
    (place) => {
      const line = chunk.firstLine + place;
      if (part.picked.has(line)) hits.push(line);
    },
  );
  return hits;
};

/** Where the shown lines of a part begin and end. */
const linesOf = (merge: Merge, part: Part): { readonly first: number; readonly end: number } => {
  const { from, to } = merge.range(part);
  if (to <= from) return { first: 0, end: 0 };
  return { first: part.picked.lineOf(from), end: part.picked.lineOf(to - 1) + 1 };
};

export function* countHits(merge: Merge, pattern: Pattern): Steps<{ readonly count: number }> {
  let count = 0;
  const scan = textsLookedFor(pattern);
  const spans = merge.parts.map((part) => linesOf(merge, part));
  const total = Math.max(
    1,
    spans.reduce((sum, { first, end }) => sum + end - first, 0),
  );
  let passed = 0;
  for (const [place, part] of merge.parts.entries()) {
    const { first = 0, end = 0 } = spans[place] ?? {};
    let line = first;
    while (line < end) {
      const until = performance.now() + STEP_MS;
      const step = guarded([pattern], () => {
        let next = line;
        do {
          const chunk = part.stream.chunkInOrder(part.stream.index.blockOf(next), scan);
          for (const hit of hitsIn(part, chunk, pattern)) if (hit >= next && hit < end) count++;
          next = Math.max(next + 1, chunk.firstLine + chunk.lines);
        } while (next < end && performance.now() < until);
        return next;
      });
      if (!step.ok) return step;
      passed += step.value - line;
      line = step.value;
      yield Math.min(1, passed / total);
    }
  }
  return succeed({ count });
}

interface Search {
  readonly part: Part;
  /** Behind the last shown line, or before the first one. */
  readonly end: number;
  /** The next line that is looked at. */
  line: number;
  hit: (Place & { readonly order: number }) | undefined;
}

/** The chunk that a line lies in and, going back, as much before it as fits. */
const chunkAround = ({ stream }: Part, line: number, backwards: boolean, scan: PieceScan | undefined): Chunk => {
  const block = stream.index.blockOf(line);
  if (!backwards) return stream.chunkInOrder(block, scan);
  const first = Math.max(0, block - 15);
  const chunk = stream.chunk(first, block - first + 1);
  return chunk.firstLine + chunk.lines > line ? chunk : stream.chunk(block, 1);
};

/** The first hit from a rank on, that one included, or the last one before it. */
export function* findHit(
  merge: Merge,
  pattern: Pattern,
  from: number,
  backwards: boolean,
): Steps<{ readonly rank: number | null; readonly scannedTo: number }> {
  const { total } = merge;
  const scan = textsLookedFor(pattern);
  const start = backwards ? Math.min(from, total - 1) + 1 : from;
  const lines = merge.linesFrom(Math.max(0, start));
  const searches = merge.parts.map((part, place): Search => {
    const { first, end } = linesOf(merge, part);
    const line = Math.min(lines[place] ?? 0, end);
    return backwards ? { part, end: first - 1, line: line - 1, hit: undefined } : { part, end, line, hit: undefined };
  });
  const isOver = ({ line, end }: Search): boolean => (backwards ? line <= end : line >= end);
  /** No hit that is yet to be found in it comes before this one. */
  const nearest = ({ part: { stream }, line }: Search): number => {
    const block = stream.index.blockOf(line);
    return backwards ? stream.orderOfBlock(block + 1) : stream.orderOfBlock(block);
  };
  const isBehind = (search: Search, order: number): boolean =>
    backwards ? nearest(search) < order : nearest(search) > order;
  let passed = 0;
  /** Looks through one chunk more; answers once nothing is left to be looked through. */
  const look = (): { readonly rank: number | null; readonly scannedTo: number } | undefined => {
    const best = searches
      .flatMap(({ hit }) => hit ?? [])
      .toSorted((left, right) => merge.compare(left, right))
      .at(backwards ? -1 : 0);
    const open = searches
      .filter((search) => !search.hit && !isOver(search) && (best === undefined || !isBehind(search, best.order)))
      .toSorted((left, right) => (backwards ? nearest(right) - nearest(left) : nearest(left) - nearest(right)));
    const [search] = open;
    if (search === undefined) {
      const rank = best ? merge.rankOf(best.part, best.line) : null;
      return { rank, scannedTo: rank ?? (backwards ? 0 : total) };
    }
    const chunk = chunkAround(search.part, search.line, backwards, scan);
    const hits = hitsIn(search.part, chunk, pattern);
    const line = backwards
      ? hits.findLast((hit) => hit <= search.line && hit > search.end)
      : hits.find((hit) => hit >= search.line && hit < search.end);
    if (line === undefined) {
      const next = backwards ? chunk.firstLine - 1 : Math.max(search.line + 1, chunk.firstLine + chunk.lines);
      passed += Math.abs(next - search.line);
      search.line = next;
    } else search.hit = { part: search.part, line, order: orderOf(merge, search.part, line) };
    return undefined;
  };
  for (;;) {
    const until = performance.now() + STEP_MS;
    const step = guarded([pattern], () => {
      let found = look();
      while (!found && performance.now() < until) found = look();
      return found;
    });
    if (!step.ok) return step;
    if (step.value) return succeed(step.value);
    yield Math.min(1, passed / Math.max(1, backwards ? start : total - start));
  }
}

const orderOf = (merge: Merge, { stream }: Part, line: number): number =>
  merge.parts.length > 1 ? (stream.lineAt(line)?.order ?? 0) : 0;

/** The next line of one of these levels (codes) that begins an entry. */
export const nextOfLevel = (
  merge: Merge,
  levels: ReadonlySet<number>,
  from: number,
  backwards: boolean,
): number | null => {
  const { total } = merge;
  if (total === 0) return null;
  const starts = merge.linesFrom(backwards ? Math.min(from, total - 1) + 1 : from);
  let best: (Place & { readonly order: number }) | undefined;
  for (const [place, part] of merge.parts.entries()) {
    const { first, end } = linesOf(merge, part);
    const { stream, picked } = part;
    const known = Math.min(end, stream.classified);
    const step = backwards ? -1 : 1;
    let line = backwards ? Math.min(starts[place] ?? 0, known) - 1 : Math.max(first, starts[place] ?? 0);
    while (line >= first && line < known) {
      if (levels.has(stream.levelCode(line)) && !stream.isContinued(line) && picked.has(line)) break;
      line += step;
    }
    if (line < first || line >= known) continue;
    const hit = { part, line, order: orderOf(merge, part, line) };
    const difference = best ? merge.compare(hit, best) : 0;
    if (!best || (backwards ? difference > 0 : difference < 0)) best = hit;
  }
  return best ? merge.rankOf(best.part, best.line) : null;
};
