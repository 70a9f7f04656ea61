import { createGunzip } from 'node:zlib';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { UnreadableProblem } from '#shared/imports/operations.ts';
import type { Job } from '../job.ts';
import { join } from './join.ts';

export const unreadable = (
  problem: UnreadableProblem,
  message: string,
  details: Record<string, number | string> = {},
): Result<never> => refuse('import.unreadable', message, { problem, ...details });

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * The bytes of the file, unpacked if they are gzip. Stops as soon as the unpacked bytes pass `limit`, however small the packed file is.
 * Zip archives and workbooks are named for what they are.
 */
export const unpack = async (bytes: Buffer, limit: number, job: Job): Promise<Result<Buffer>> => {
  if (bytes.length === 0) return unreadable('empty', 'the file is empty');
  if (!isGzip(bytes)) return succeed(bytes);
  const gunzip = createGunzip();
  const parts: Buffer[] = [];
  let length = 0;
  try {
    gunzip.end(bytes);
    for await (const part of gunzip as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > limit) return unreadable('too-large', 'the unpacked file is too large', { limit });
      parts.push(part);
    }
  } catch {
    return unreadable('damaged-gzip', 'the gzip file is damaged or cut off');
  } finally {
    gunzip.destroy();
  }
  return length === 0 ? unreadable('empty', 'the file is empty') : succeed(await join(parts, job));
};
