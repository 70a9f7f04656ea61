import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { errnoOf } from './errno.ts';
import type { Ground } from './ground.ts';
import { RESERVE } from './names.ts';
import { closeFile, writeFully } from './whole-file.ts';

/** Given up when the disk is full, so that the commit in flight and the anchor after it still find room. */
export const RESERVE_BYTES = 2 << 20;

/** Makes the reserve if it is not there whole. */
export const keepReserve = ({ files, folder }: Pick<Ground, 'files' | 'folder'>): void => {
  const path = join(folder, RESERVE);
  const found = files.stat(path);
  if (found?.size === RESERVE_BYTES) return;
  if (found) files.unlink(path);
  const file = files.open(path, 'create');
  try {
    // Random, for a file system that stores runs of zeros as holes would keep nothing in reserve.
    writeFully(files, file, randomBytes(RESERVE_BYTES), 0);
    files.fdatasync(file);
  } finally {
    closeFile(files, file);
  }
};

/** True if there was a reserve to give up. */
export const releaseReserve = ({ files, folder }: Pick<Ground, 'files' | 'folder'>): boolean => {
  const path = join(folder, RESERVE);
  try {
    if (!files.stat(path)) return false;
    files.unlink(path);
    // Some file systems hand freed blocks out again only after their own journal is written.
    files.fsyncFolder(folder);
    return true;
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return false;
  }
};
