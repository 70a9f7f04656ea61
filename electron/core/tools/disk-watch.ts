/** What a run puts on the disk: a program that fills it is ended before nothing else can be written any more. */
import { lstat, opendir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LEAST_FREE_BYTES, MAX_RUN_DISK_BYTES } from '#shared/tools/limits.ts';

/** `folder`: more in its folder than it may have. `disk`: little is left on a disk, and this run took of it. */
export type DiskFault = 'folder' | 'disk';

export interface DiskLimits {
  readonly folderBytes: number;
  /** Left on each disk. */
  readonly freeBytes: number;
}

export const diskLimits: DiskLimits = { folderBytes: MAX_RUN_DISK_BYTES, freeBytes: LEAST_FREE_BYTES };

/** Between two looks, ms. */
const LOOK_MS = 200;
/** Every file takes that much at least, also an empty one. */
const LEAST_BLOCK = 4_096;
/** A disk that was nearly full before is no fault of a program that writes next to nothing. */
const HARDLY_ANY = 16 * 1024 * 1024;

/**
 * What lies in a folder takes on its disk; links are not followed. Stops counting once it is more than `most`, and passes over what it may
 * not read or what is gone meanwhile.
 */
export const takenBytes = async (folder: string, most: number): Promise<number> => {
  let taken = 0;
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    const entries = await opendir(next).catch(() => null);
    if (!entries) continue;
    try {
      for await (const entry of entries) {
        const path = join(next, entry.name);
        const found = await lstat(path).catch(() => null);
        taken += Math.max(LEAST_BLOCK, (found?.blocks ?? 0) * 512);
        if (taken > most) return taken;
        if (entry.isDirectory()) folders.push(path);
      }
    } catch {
      // Removed while it was read.
    }
  }
  return taken;
};

/** Without end where the disk does not say. */
const freeOn = async (folder: string): Promise<number> => {
  const found = await statfs(folder).catch(() => null);
  return found ? found.bavail * found.bsize : Number.POSITIVE_INFINITY;
};

export interface DiskWatch {
  /** Looks again and again from now on, and calls `onFault` once at most. */
  begin(onFault: (fault: DiskFault) => void): void;
  /** Resolves once no look is under way any more. */
  stop(): Promise<void>;
}

/** Of the folder of a run, and of the disks of these folders: what is there now is not the program's. A disk that cannot be asked is not watched. */
export const diskWatch = async (folder: string, disks: readonly string[], limits: DiskLimits): Promise<DiskWatch> => {
  const ending = new AbortController();
  const { signal } = ending;
  const most = (await takenBytes(folder, Number.MAX_SAFE_INTEGER)) + limits.folderBytes;
  const freeBefore = await Promise.all(disks.map(freeOn));
  const look = async (): Promise<DiskFault | null> => {
    if ((await takenBytes(folder, most)) > most) return 'folder';
    const free = await Promise.all(disks.map(freeOn));
    const isFilled = free.some((left, at) => left < limits.freeBytes && (freeBefore[at] ?? 0) - left > HARDLY_ANY);
    return isFilled ? 'disk' : null;
  };
  const work = async (onFault: (fault: DiskFault) => void): Promise<void> => {
    for (;;) {
      const fault = await look();
      if (signal.aborted) return;
      if (fault) {
        onFault(fault);
        return;
      }
      await pause(LOOK_MS, undefined, { signal, ref: false });
    }
  };
  let done = Promise.resolve();
  return {
    begin: (onFault) => {
      // Stopped while it paused.
      done = work(onFault).catch(() => undefined);
    },
    stop: () => {
      ending.abort();
      return done;
    },
  };
};
