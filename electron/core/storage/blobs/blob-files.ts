import { constants } from 'node:fs';
import { chmod, mkdir, open, readdir, rename, unlink, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** An open file of the blob folder. Rejections are Node's `ErrnoException`. */
export interface BlobFile {
  size(): Promise<number>;
  /** Bytes read, fewer than asked only at the end of the file or when the system pleases; 0 at the end. */
  read(into: Uint8Array, position: number): Promise<number>;
  /** Bytes written; may be fewer than given. */
  write(bytes: Uint8Array, position: number): Promise<number>;
  /** Resolves when the file's bytes and length are on the medium. */
  fdatasync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Every call that the blobs make to the file system goes through here, so that tests can stop the process or refuse at the n-th. Unlike
 * the engine, which blocks in a thread of its own, blobs are written beside everything else and hold nothing up.
 */
export interface BlobFiles {
  /** `create`: must not exist, mode 0600. */
  open(path: string, mode: 'read' | 'create'): Promise<BlobFile>;
  /** Empty if there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** Makes the folder where absent, mode 0700, and resolves when its own entry is on the medium. */
  makeFolder(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Resolves also if nothing is there. */
  unlink(path: string): Promise<void>;
  /** Resolves when creations, renames and removals in the folder are on the medium. */
  fsyncFolder(path: string): Promise<void>;
}

const flags = {
  read: constants.O_RDONLY,
  create: constants.O_RDWR | constants.O_CREAT | constants.O_EXCL,
} as const;

const isErrno = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const wrap = (handle: FileHandle): BlobFile => ({
  size: async () => (await handle.stat()).size,
  read: async (into, position) => (await handle.read(into, 0, into.length, position)).bytesRead,
  write: async (bytes, position) => (await handle.write(bytes, 0, bytes.length, position)).bytesWritten,
  fdatasync: () => handle.datasync(),
  close: () => handle.close(),
});

const fsyncFolder = async (path: string): Promise<void> => {
  // Windows has no handle to flush for a folder; NTFS journals the entries.
  if (process.platform === 'win32') return;
  const handle = await open(path, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

export const nodeBlobFiles: BlobFiles = {
  open: async (path, mode) => wrap(await open(path, flags[mode], 0o600)),
  list: async (folder) => {
    try {
      return await readdir(folder);
    } catch (error) {
      if (isErrno(error, 'ENOENT')) return [];
      throw error;
    }
  },
  makeFolder: async (path) => {
    const made = await mkdir(path, { recursive: true, mode: 0o700 });
    if (made === undefined) return;
    await chmod(path, 0o700);
    await fsyncFolder(dirname(path));
  },
  rename,
  unlink: async (path) => {
    try {
      await unlink(path);
    } catch (error) {
      if (!isErrno(error, 'ENOENT')) throw error;
    }
  },
  fsyncFolder,
};
