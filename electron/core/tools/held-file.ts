import { createHash } from 'node:crypto';
import { constants, type BigIntStats } from 'node:fs';
import { open, realpath, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FileFault } from '#shared/tools/approval.ts';
import { MAX_FILE_BYTES } from '#shared/tools/limits.ts';

const PIECE = 1024 * 1024;

/** Which bytes a path leads to: any of it differs as soon as somebody wrote to the file or put another in its place. */
export interface Identity {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
}

/** A file that stays open while it is judged: what is hashed and what is started can be the same bytes. */
export interface HeldFile {
  readonly handle: FileHandle;
  readonly path: string;
  /** Where the path leads once every link is followed. */
  readonly realPath: string;
  readonly identity: Identity;
  readonly sha256: string;
  readonly bytes: number;
  /** Its first bytes. */
  readonly head: Buffer;
}

export type Held = { readonly ok: true; readonly file: HeldFile } | { readonly ok: false; readonly fault: FileFault };

const identityOf = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): Identity => ({
  dev,
  ino,
  size,
  mtimeNs,
  ctimeNs,
});

const isSame = (left: Identity, right: Identity): boolean =>
  left.dev === right.dev &&
  left.ino === right.ino &&
  left.size === right.size &&
  left.mtimeNs === right.mtimeNs &&
  left.ctimeNs === right.ctimeNs;

const faultOf = (error: unknown): FileFault => {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'gone';
  return code === 'ENXIO' ? 'special' : 'unreadable';
};

/** Everybody may write to it, or put another file in its place. Where permissions say nothing (Windows) nothing is known. */
const isOpenToAll = async (realPath: string, mode: bigint): Promise<boolean> => {
  if (process.platform === 'win32') return false;
  if ((mode & 0o002n) !== 0n) return true;
  const folder = await stat(dirname(realPath));
  const isSticky = (folder.mode & 0o1000) !== 0;
  return (folder.mode & 0o002) !== 0 && !isSticky;
};

/** Null as soon as there is more than `size`: somebody writes to it, and may go on for ever. */
const hashAll = async (
  handle: FileHandle,
  size: bigint,
): Promise<{ readonly sha256: string; readonly bytes: number; readonly head: Buffer } | null> => {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE);
  let bytes = 0;
  let head = Buffer.alloc(0);
  for (;;) {
    const { bytesRead } = await handle.read(piece, 0, PIECE, bytes);
    if (bytesRead === 0) return { sha256: hash.digest('hex'), bytes, head };
    if (bytes === 0) head = Buffer.from(piece.subarray(0, Math.min(8, bytesRead)));
    hash.update(piece.subarray(0, bytesRead));
    bytes += bytesRead;
    if (bytes > size) return null;
  }
};

/** Opens a file and reads all of it. The caller closes `handle`. One that is written to meanwhile is `unreadable`: nothing can be said of it. */
export const holdFile = async (path: string, needs: { readonly toRun: boolean }): Promise<Held> => {
  let handle: FileHandle | undefined;
  try {
    const realPath = await realpath(path);
    // Without waiting: a pipe in its place would never open.
    handle = await open(realPath, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const before = await handle.stat({ bigint: true });
    const refused = async (fault: FileFault): Promise<Held> => {
      await handle?.close();
      return { ok: false, fault };
    };
    if (before.isDirectory()) return await refused('folder');
    if (!before.isFile()) return await refused('special');
    if (before.size === 0n) return await refused('empty');
    if (before.size > MAX_FILE_BYTES) return await refused('too-large');
    if (needs.toRun && process.platform !== 'win32' && (before.mode & 0o111n) === 0n)
      return await refused('not-executable');
    if (await isOpenToAll(realPath, before.mode)) return await refused('writable');
    const read = await hashAll(handle, before.size);
    if (!read) return await refused('unreadable');
    const identity = identityOf(before);
    if (!isSame(identity, identityOf(await handle.stat({ bigint: true })))) return await refused('unreadable');
    return { ok: true, file: { handle, path, realPath, identity, ...read } };
  } catch (error) {
    await handle?.close();
    return { ok: false, fault: faultOf(error) };
  }
};

/** Whether the path leads to what was held, untouched. Asks nothing of what is held, which may be let go of by then. */
export const isAtItsPath = async ({ path, identity }: Pick<HeldFile, 'path' | 'identity'>): Promise<boolean> => {
  try {
    return isSame(identity, identityOf(await stat(path, { bigint: true })));
  } catch {
    return false;
  }
};

/** Whether the path still leads to what is held, and nobody wrote to that. The times of a change cannot be set back by whoever made it. */
export const isUntouched = async ({ path, identity, handle }: HeldFile): Promise<boolean> => {
  try {
    const [there, held] = await Promise.all([stat(path, { bigint: true }), handle.stat({ bigint: true })]);
    return isSame(identity, identityOf(there)) && isSame(identity, identityOf(held));
  } catch {
    return false;
  }
};

export const letGo = async (files: readonly HeldFile[]): Promise<void> => {
  await Promise.all(files.map(({ handle }) => handle.close()));
};

/** What a quick look tells of a file and its folder without reading it; undefined where there is none. */
export const glance = async (path: string): Promise<string | undefined> => {
  try {
    const realPath = await realpath(path);
    const [file, folder] = await Promise.all([stat(realPath, { bigint: true }), stat(dirname(realPath))]);
    const { dev, ino, size, mtimeNs, ctimeNs } = file;
    return [realPath, dev, ino, size, mtimeNs, ctimeNs, folder.mode].join(' ');
  } catch {
    return undefined;
  }
};
