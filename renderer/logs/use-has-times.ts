import { useState, useSyncExternalStore } from 'react';
import type { Gap, LogLine } from '#shared/logs/line.ts';
import type { LineCache } from './line-cache.ts';

/** Whether one of these lines tells when it was written; undefined where there are none of these sources. */
export const areTimed = (
  lines: Iterable<Pick<LogLine, 'sourceId' | 'at'>>,
  sourceIds: readonly string[],
): boolean | undefined => {
  let isTimed: boolean | undefined;
  for (const { sourceId, at } of lines) {
    if (!sourceIds.includes(sourceId)) continue;
    if (at !== null) return true;
    isTimed = false;
  }
  return isTimed;
};

/**
 * Whether lines have a column for their times: as soon as one of them has a time, and from then on for as long as these sources are viewed, so that
 * no line moves aside when another comes. While there are no lines it stays as it was.
 */
export const useHasTimes = (lines: LineCache<LogLine, Gap>, sources: readonly { readonly id: string }[]): boolean => {
  useSyncExternalStore(lines.subscribe, lines.revision);
  const ids = sources.map(({ id }) => id);
  const of = ids.join(' ');
  const [known, setKnown] = useState({ of, isTimed: true, isSure: false });
  if (known.of === of && known.isSure && known.isTimed) return true;
  const isTimed = areTimed(lines.kept(), ids);
  if (isTimed !== undefined && (known.of !== of || !known.isSure || known.isTimed !== isTimed))
    setKnown({ of, isTimed, isSure: true });
  return isTimed ?? known.isTimed;
};
