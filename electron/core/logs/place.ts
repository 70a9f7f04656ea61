/** Whether a path may be read as a log: decided here, in the main process, before the thread hears of it. */
import { constants, type Stats } from 'node:fs';
import { open, realpath, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { PlaceRefusal } from '#shared/logs/place-refusal.ts';
import { errnoOf } from '../storage/errno.ts';
import { Unreachable, type Reach } from './files/reach.ts';
import { formatPattern, parsePattern } from './files/pattern.ts';

export const refusePlace = (place: string, why: PlaceRefusal): Result<never> =>
  refuse('log.place-refused', `this cannot be read as a log: ${why}`, { place, why });

/** Reached over the network by its very name: to look at it would tell another machine who asks. */
export const isNetwork = (path: string): boolean => /^[\\/]{2}/.test(path);

export const isWithin = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

const whyNot = (error: unknown): PlaceRefusal | undefined => {
  switch (errnoOf(error)) {
    case null:
      return undefined;
    case 'ENOENT':
    case 'ENOTDIR':
      return 'gone';
    default:
      return 'unreadable';
  }
};

/** Called empty, and yet there is something in it: the system makes it up whenever it is read. Who may not read it is told by whoever follows it. */
const isMadeOnReading = async (path: string): Promise<boolean> => {
  let file: FileHandle | undefined;
  try {
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const { bytesRead } = await file.read(Buffer.alloc(1), 0, 1, 0);
    return bytesRead > 0 && (await file.stat()).size === 0;
  } catch {
    return false;
  } finally {
    await file?.close();
  }
};

const kindOf = async (path: string, stats: Stats): Promise<PlaceRefusal | undefined> => {
  if (!stats.isFile()) return stats.isDirectory() ? 'folder' : 'special';
  return stats.size === 0 && (await isMadeOnReading(path)) ? 'special' : undefined;
};

/**
 * The one way of writing the path of a log: absolute, its folder without links. What the person named themselves may be a link to an ordinary
 * file; wherever it leads, nothing in `ownFolder` is a log. Refused as `log.place-refused` { place, why }.
 */
const settleLogFile = async (given: string, ownFolder: string): Promise<Result<string>> => {
  if (isNetwork(given)) return refusePlace(given, 'network');
  if (!isAbsolute(given) || given.includes('\0')) return refusePlace(given, 'relative');
  try {
    const path = resolve(given);
    const settled = join(await realpath(dirname(path)), basename(path));
    const target = await realpath(settled);
    if (isNetwork(settled) || isNetwork(target)) return refusePlace(given, 'network');
    const own = await realpath(ownFolder);
    if (isWithin(own, settled) || isWithin(own, target)) return refusePlace(given, 'own');
    // Not opened before it is known to be ordinary: opening a pipe or a device may do something.
    const why = await kindOf(target, await stat(target));
    return why === undefined ? succeed(settled) : refusePlace(given, why);
  } catch (error) {
    const why = whyNot(error);
    if (why === undefined) throw error;
    return refusePlace(given, why);
  }
};

/**
 * The one way of writing a pattern that names several files: absolute, the folder that it begins with there and without links. Refused as
 * `log.place-refused` { place, why }.
 */
const settleLogFiles = async (given: string, ownFolder: string): Promise<Result<string>> => {
  if (isNetwork(given)) return refusePlace(given, 'network');
  if (!isAbsolute(given) || given.includes('\0')) return refusePlace(given, 'relative');
  const pattern = parsePattern(given);
  if (pattern === null) return refusePlace(given, 'pattern');
  try {
    const root = await realpath(pattern.root);
    if (isNetwork(root)) return refusePlace(given, 'network');
    if (isWithin(await realpath(ownFolder), root)) return refusePlace(given, 'own');
    return (await stat(root)).isDirectory()
      ? succeed(formatPattern({ ...pattern, root }))
      : refusePlace(given, 'no-folder');
  } catch (error) {
    const why = whyNot(error);
    if (why === undefined) throw error;
    return refusePlace(given, why === 'gone' ? 'no-folder' : why);
  }
};

/** The same, waiting no longer than it may for a drive that does not answer. */
export const settlePlace = async (
  reach: Reach,
  kind: 'file' | 'files',
  given: string,
  ownFolder: string,
): Promise<Result<string>> => {
  // Not looked at at all.
  if (isNetwork(given)) return refusePlace(given, 'network');
  try {
    const settle = kind === 'file' ? settleLogFile : settleLogFiles;
    return await reach.ask(given, () => settle(kind === 'file' ? given : given.trim(), ownFolder));
  } catch (error) {
    if (error instanceof Unreachable) return refusePlace(given, 'unreachable');
    throw error;
  }
};
