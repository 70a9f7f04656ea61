import { join } from 'node:path';
import type { FileHandle, FileIdentity, StoreFiles } from './files.ts';
import { errnoOf } from './errno.ts';
import { unfinishedName } from './names.ts';

/** The system refused to read. Not damage: another try, or another account, may succeed. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly path: string;
  readonly errno: string;
  constructor(path: string, errno: string) {
    super(`${errno} on reading ${path}`);
    this.path = path;
    this.errno = errno;
  }
}

/** Runs a reading call; what the system refuses becomes `UnreadableFile`. */
export const reading = <T>(path: string, call: () => T): T => {
  try {
    return call();
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === null) throw error;
    throw new UnreadableFile(path, errno);
  }
};

/** For cleaning up: what stays behind is removed at the next opening. */
export const ignoringRefusals = (call: () => void): void => {
  try {
    call();
  } catch (error) {
    if (errnoOf(error) === null) throw error;
  }
};

/** What was synced is on the medium whatever closing says, and nothing is closed that still has to be. */
export const closeFile = (files: StoreFiles, file: FileHandle): void => {
  ignoringRefusals(() => files.close(file));
};

/** Writes all of it; the port may take it in pieces. */
export const writeFully = (files: StoreFiles, file: FileHandle, bytes: Uint8Array, position: number): void => {
  let written = 0;
  while (written < bytes.length) {
    const took = files.write(file, bytes.subarray(written), position + written);
    if (took <= 0) throw Object.assign(new Error('the system took no bytes'), { code: 'EIO' });
    written += took;
  }
};

export const readWhole = (files: StoreFiles, path: string): Buffer => {
  const file = files.open(path, 'read');
  try {
    const bytes = Buffer.alloc(files.size(file));
    let filled = 0;
    while (filled < bytes.length) {
      const got = files.read(file, bytes.subarray(filled), filled);
      if (got === 0) break;
      filled += got;
    }
    return bytes.subarray(0, filled);
  } finally {
    closeFile(files, file);
  }
};

/**
 * A reader sees the old file or the new one, never part of either; `durable`: also after power loss.
 * Returns what tells the new file from any other.
 */
export const replaceFile = (
  files: StoreFiles,
  folder: string,
  name: string,
  bytes: Uint8Array,
  keep: 'durable' | 'for-now',
): FileIdentity | undefined => {
  const fresh = join(folder, unfinishedName(name));
  if (files.stat(fresh)) files.unlink(fresh);
  const file = files.open(fresh, 'create');
  try {
    writeFully(files, file, bytes, 0);
    if (keep === 'durable') files.fdatasync(file);
  } finally {
    closeFile(files, file);
  }
  const identity = files.stat(fresh);
  files.rename(fresh, join(folder, name));
  if (keep === 'durable') files.fsyncFolder(folder);
  return identity;
};
