import { dirname, parse } from 'node:path';
import type { LogSource } from '#shared/logs/source.ts';

/** Root of the disk that the system keeps its own logs on. */
const systemRoot = (): string => parse(process.execPath).root;

/** Folder that a log lies in; for what the system keeps, the root of its disk. Null for a log that is not known. */
export const folderOfLog = (source: Pick<LogSource, 'kind' | 'place'> | undefined): string | null => {
  if (!source) return null;
  const { kind, place } = source;
  if (kind !== 'file' && kind !== 'files') return systemRoot();
  const upToPattern = /^[^*?[{]*/.exec(place)?.[0] ?? '';
  return upToPattern === place ? dirname(place) : dirname(`${upToPattern}x`);
};
