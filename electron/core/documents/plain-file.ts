/**
 * Reading files that are not ours: only ordinary ones, never through a link, never more than there is, and never as a whole in memory.
 * Nothing here writes, opens for others or runs anything.
 */
import { constants, type BigIntStats } from 'node:fs';
import { lstat, open, realpath, type FileHandle } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { PathRefusal } from '#shared/documents/path-refusal.ts';
import { errnoOf } from '../storage/errno.ts';

/** Read and hashed at once: a few milliseconds of the event loop at most. */
const PIECE_BYTES = 512 * 1024;

/** Why a file could not be read: `unsettled` says nothing of the file, only that somebody writes to it. */
export type FileProblem = Exclude<PathRefusal, 'relative' | 'network' | 'own'>;

/** Thrown within; never leaves this file. */
class Unfit extends Error {
  readonly problem: FileProblem;
  constructor(problem: FileProblem) {
    super(problem);
    this.problem = problem;
  }
}

const problemOf = (error: unknown): FileProblem | undefined => {
  if (error instanceof Unfit) return error.problem;
  switch (errnoOf(error)) {
    case null:
      return undefined;
    case 'ENOENT':
    case 'ENOTDIR':
      return 'gone';
    case 'ELOOP':
      return 'link';
    case 'EISDIR':
      return 'folder';
    case 'ENXIO':
      return 'special';
    default:
      return 'unreadable';
  }
};

export const refusePath = (path: string, why: PathRefusal): Result<never> =>
  refuse('document.path-refused', `this file cannot be used: ${why}`, { path, why });

/** Reached over the network by its very name: to look at it would tell another machine who asks. */
const isNetwork = (path: string): boolean => /^[\\/]{2}/.test(path);

const isWithin = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

/**
 * The one way of writing a path that a person gave: absolute, with no link among its folders. `document.path-refused` { path, why }, also
 * for what lies in `ownFolder`, where this console keeps its keys.
 */
export const settlePath = async (given: string, ownFolder: string): Promise<Result<string>> => {
  if (isNetwork(given)) return refusePath(given, 'network');
  if (!isAbsolute(given) || given.includes('\0')) return refusePath(given, 'relative');
  try {
    const path = resolve(given);
    const settled = join(await realpath(dirname(path)), basename(path));
    // A mapped folder may lead to another machine.
    if (isNetwork(settled)) return refusePath(given, 'network');
    if (isWithin(await realpath(ownFolder), settled)) return refusePath(given, 'own');
    return succeed(settled);
  } catch (error) {
    const why = problemOf(error);
    if (why === undefined) throw error;
    return refusePath(given, why);
  }
};

const mustBePlain = (stats: BigIntStats): void => {
  if (stats.isFile()) return;
  throw new Unfit(stats.isSymbolicLink() ? 'link' : stats.isDirectory() ? 'folder' : 'special');
};

const isSameFile = (left: BigIntStats, right: BigIntStats): boolean => left.ino === right.ino && left.dev === right.dev;

const isUntouched = (before: BigIntStats, after: BigIntStats): boolean =>
  isSameFile(before, after) && before.size === after.size && before.mtimeNs === after.mtimeNs;

/** Opens `path`, which `settlePath` gave, unless by now it is no ordinary file or a link stands on the way. */
const openPlain = async (path: string): Promise<{ readonly file: FileHandle; readonly stats: BigIntStats }> => {
  if ((await realpath(dirname(path))) !== dirname(path)) throw new Unfit('link');
  const named = await lstat(path, { bigint: true });
  mustBePlain(named);
  // Without `O_NONBLOCK` a pipe that took its place in between would wait for a writer for ever.
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await file.stat({ bigint: true });
    mustBePlain(stats);
    if (!isSameFile(named, stats)) throw new Unfit('unsettled');
    return { file, stats };
  } catch (error) {
    await file.close();
    throw error;
  }
};

/** How a reading of a file ended: `cancelled` where the signal said so. `writtenAt`: when it says it was last written to, in ns since epoch. */
export type Reading<T> =
  | { readonly state: 'read'; readonly value: T; readonly bytes: number; readonly writtenAt: string }
  | { readonly state: 'unfit'; readonly problem: FileProblem }
  | { readonly state: 'cancelled' };

const ended = async <T>(work: () => Promise<Reading<T>>): Promise<Reading<T>> => {
  try {
    return await work();
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined) throw error;
    return { state: 'unfit', problem };
  }
};

/** What `take` throws is thrown on, whatever it looks like. */
class TakeFailed extends Error {}

interface ReadOptions {
  readonly signal: AbortSignal;
  /** Gets each piece in order; its memory is used again for the next one. */
  readonly take: (piece: Uint8Array) => Promise<void> | void;
}

/**
 * Hands all of a file to `take`, piece by piece. A file that is written to, grows or shrinks meanwhile is `unsettled`; one that grows without
 * end is left as soon as it is larger than it was. Rejects only as `take` does.
 */
export const readPlainFile = async (path: string, { signal, take }: ReadOptions): Promise<Reading<null>> => {
  try {
    return await ended(async () => {
      const { file, stats } = await openPlain(path);
      try {
        const piece = Buffer.allocUnsafe(PIECE_BYTES);
        let bytes = 0;
        for (;;) {
          if (signal.aborted) return { state: 'cancelled' };
          const { bytesRead } = await file.read(piece, 0, piece.length, bytes);
          if (bytesRead === 0) break;
          bytes += bytesRead;
          if (BigInt(bytes) > stats.size) throw new Unfit('unsettled');
          try {
            await take(piece.subarray(0, bytesRead));
          } catch (error) {
            throw new TakeFailed('take failed', { cause: error });
          }
        }
        if (signal.aborted) return { state: 'cancelled' };
        if (BigInt(bytes) !== stats.size || !isUntouched(stats, await file.stat({ bigint: true })))
          throw new Unfit('unsettled');
        return { state: 'read', value: null, bytes, writtenAt: String(stats.mtimeNs) };
      } finally {
        await file.close();
      }
    });
  } catch (error) {
    throw error instanceof TakeFailed ? error.cause : error;
  }
};

/** At most `count` bytes from `from` on; `bytes` is the size of the whole. */
export const readPlainPiece = (path: string, from: number, count: number): Promise<Reading<Buffer>> =>
  ended(async () => {
    const { file, stats } = await openPlain(path);
    try {
      const piece = Buffer.alloc(count);
      const { bytesRead } = await file.read(piece, 0, count, from);
      const value = piece.subarray(0, bytesRead);
      return { state: 'read', value, bytes: Number(stats.size), writtenAt: String(stats.mtimeNs) };
    } finally {
      await file.close();
    }
  });

/** How large a file is now, as far as that can be told; for saying how long reading it will take. */
export const sizeOf = async (path: string): Promise<number> => {
  try {
    return Number((await lstat(path, { bigint: true })).size);
  } catch {
    return 0;
  }
};
