/**
 * The few small files of a profile folder that exist outside the encrypted store: key slots and failed sign-ins.
 * A write is wholly there after power loss or the old content still is; a reader never sees part of either.
 */
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lockFolder, type LockRelease } from '../storage/lock.ts';

export interface ProfileFiles {
  /** Undefined if there is no such file. Rejects with the system's error if it is there and cannot be read. */
  read(name: string): Promise<Uint8Array | undefined>;
  /**
   * Replaces the file, mode 0600, and resolves when file and folder entry are on disk. Rejects with the system's error: the old content
   * is still there, unless the folder alone could not be synced, when it is the new content that a power cut may take back.
   */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Names in the profile folder; empty if there is no folder yet. */
  list(): Promise<readonly string[]>;
  /** Removes a file or folder of the profile folder, with all that is in it; nothing if there is none. */
  remove(name: string): Promise<void>;
  /** Moves a file or folder within the profile folder. */
  move(from: string, to: string): Promise<void>;
  /**
   * The one lock of the profile folder, or of one within it (made if there is none), which ends with its process. Undefined while somebody has it, be it this console itself.
   * Rejects with the system's error where there can be no folder to lock.
   */
  lock(within?: string): Promise<LockRelease | undefined>;
}

const isErrno = (cause: unknown, code: string): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === code;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return !isErrno(cause, 'ESRCH');
  }
};

export const nodeProfileFiles = (folder: string): ProfileFiles => {
  const syncFolder = async (): Promise<void> => {
    // Windows opens no folders; there a rename is on disk when it returns.
    if (process.platform === 'win32') return;
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  };
  /** What a killed process left half-written: it holds an older or never used key slot and has to go. */
  const removeAbandoned = async (name: string): Promise<void> => {
    for (const file of await readdir(folder)) {
      const [, pid] = file.startsWith(`${name}.`) ? (/\.(\d+)\.new$/.exec(file) ?? []) : [];
      if (pid !== undefined && Number(pid) !== process.pid && !isAlive(Number(pid)))
        await rm(join(folder, file), { force: true });
    }
  };
  return {
    read: async (name) => {
      try {
        return await readFile(join(folder, name));
      } catch (cause) {
        if (isErrno(cause, 'ENOENT')) return undefined;
        throw cause;
      }
    },
    write: async (name, bytes) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await removeAbandoned(name);
      // Two consoles on one profile may mend at the same time; each writes its own temporary file.
      const temporary = join(folder, `${name}.${process.pid}.new`);
      await rm(temporary, { force: true });
      const handle = await open(temporary, 'wx', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, join(folder, name));
      await syncFolder();
    },
    list: async () => {
      try {
        return await readdir(folder);
      } catch (cause) {
        if (isErrno(cause, 'ENOENT')) return [];
        throw cause;
      }
    },
    remove: (name) => rm(join(folder, name), { recursive: true, force: true }),
    move: async (from, to) => {
      await rename(join(folder, from), join(folder, to));
      await syncFolder();
    },
    lock: async (within = '.') => {
      const locked = join(folder, within);
      await mkdir(locked, { recursive: true, mode: 0o700 });
      return lockFolder(locked);
    },
  };
};
