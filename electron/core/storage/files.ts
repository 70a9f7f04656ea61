/**
 * Every call that the storage engine makes to the file system goes through `StoreFiles`, so that tests can stop the process or
 * refuse at the n-th call. Calls block: the engine runs in a thread of its own, and a hop through the thread pool would
 * cost more than the write. All of them throw Node's `ErrnoException`.
 */
import {
  chmodSync,
  closeSync,
  constants,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmdirSync,
  statfsSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { lockFolder, type LockRelease } from './lock.ts';

/** An open file, opaque to the engine. */
export type FileHandle = number;

/** Tells one file from another, and one writing of it from the next. */
export interface FileIdentity {
  readonly size: number;
  readonly device: bigint;
  readonly inode: bigint;
  readonly modifiedNs: bigint;
  readonly isFolder: boolean;
}

export interface StoreFiles {
  /** `read`: must exist. `write`: must exist, read and write. `create`: must not exist, read and write, mode 0600. */
  open(path: string, mode: 'read' | 'write' | 'create'): FileHandle;
  close(file: FileHandle): void;
  size(file: FileHandle): number;
  /** Bytes read, fewer than asked only at the end of the file or when the system pleases; 0 at the end. */
  read(file: FileHandle, into: Uint8Array, position: number): number;
  /** Bytes written; may be fewer than given. */
  write(file: FileHandle, bytes: Uint8Array, position: number): number;
  /** Returns when the file's bytes and length are on the medium. */
  fdatasync(file: FileHandle): void;
  /** The same without holding up the thread: for big files that nobody waits on. */
  fdatasyncBehind(file: FileHandle): Promise<void>;
  truncate(file: FileHandle, length: number): void;
  /** Undefined if nothing is there. */
  stat(path: string): FileIdentity | undefined;
  list(folder: string): readonly string[];
  /** Makes the folder and its parents where absent, mode 0700. */
  makeFolder(path: string): void;
  removeFolder(path: string): void;
  rename(from: string, to: string): void;
  unlink(path: string): void;
  /** Returns when creations, renames and removals in the folder are on the medium. */
  fsyncFolder(path: string): void;
  freeBytes(folder: string): number;
  /**
   * The right to write in this folder, until released or until the process ends, however it ends. Undefined if another
   * holder lives, in this process or another.
   */
  lock(folder: string): Promise<LockRelease | undefined>;
}

const flags = {
  read: constants.O_RDONLY,
  write: constants.O_RDWR,
  create: constants.O_RDWR | constants.O_CREAT | constants.O_EXCL,
} as const;

export const nodeFiles: StoreFiles = {
  open: (path, mode) => openSync(path, flags[mode], 0o600),
  close: closeSync,
  size: (file) => fstatSync(file).size,
  read: (file, into, position) => readSync(file, into, 0, into.length, position),
  write: (file, bytes, position) => writeSync(file, bytes, 0, bytes.length, position),
  fdatasync: fdatasyncSync,
  fdatasyncBehind: (file) =>
    new Promise((resolve, reject) => fdatasync(file, (error) => (error ? reject(error) : resolve()))),
  truncate: ftruncateSync,
  stat: (path) => {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (!found) return undefined;
    return {
      size: Number(found.size),
      device: found.dev,
      inode: found.ino,
      modifiedNs: found.mtimeNs,
      isFolder: found.isDirectory(),
    };
  },
  list: (folder) => readdirSync(folder),
  makeFolder: (path) => {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    chmodSync(path, 0o700);
  },
  removeFolder: rmdirSync,
  rename: renameSync,
  unlink: unlinkSync,
  fsyncFolder: (path) => {
    // Windows has no handle to flush for a folder; NTFS journals the entries.
    if (process.platform === 'win32') return;
    const folder = openSync(path, constants.O_RDONLY);
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  },
  freeBytes: (folder) => {
    const found = statfsSync(folder);
    return found.bavail * found.bsize;
  },
  lock: lockFolder,
};
