import type { Histogram } from '#shared/logs/operations.ts';
import { isoOf } from './iso.ts';
import { linesUpTo, type Merge } from './merge.ts';

/** How many entries there are over time, in `count` spans of the same length. */
export const histogramOf = (merge: Merge, count: number): Histogram => {
  const span = merge.span();
  if (span === null) return { from: null, to: null, buckets: [] };
  const width = Math.max(1, (span.to + 1 - span.from) / count);
  const buckets = Array.from({ length: count }, () => ({ error: 0, warning: 0, other: 0 }));
  for (const { stream, picked } of merge.parts) {
    let line = linesUpTo(stream, span.from - 1);
    for (const [place, bucket] of buckets.entries()) {
      const end = linesUpTo(stream, Math.ceil(span.from + width * (place + 1)) - 1);
      for (; line < end; line++) {
        if (!picked.has(line) || stream.isContinued(line)) continue;
        const code = stream.levelCode(line);
        if (code === 1) bucket.error++;
        else if (code === 2) bucket.warning++;
        else bucket.other++;
      }
    }
  }
  return { from: isoOf(span.from), to: isoOf(span.to), buckets };
};
