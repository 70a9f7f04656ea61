/**
 * Writing on once a full disk has room again, without opening anew, whether it filled while the store was open or was full when it was opened:
 * the medium must hold what was acknowledged, and nothing else.
 */
import { join } from 'node:path';
import type { JournalPosition } from './anchor.ts';
import type { Fence } from './fence.ts';
import type { Ground } from './ground.ts';
import { fileName } from './names.ts';
import { isDiskFull } from './refusals.ts';
import { keepReserve, releaseReserve, RESERVE_BYTES } from './reserve.ts';
import { closeFile } from './whole-file.ts';

/** Where a full disk stopped a store. */
export interface Halt {
  /** Of the last acknowledged commit. */
  readonly end: JournalPosition;
  /** No longer ours once another writer came after it: then nothing goes on. */
  readonly fence: Fence;
}

/** Besides the reserve: with less, the next commits would only fill the disk again. */
const ROOM_BYTES = 2 << 20;

/** Makes the reserve whole again; false where there is no room for it and for what is written next. A quota shows only by trying. */
export const makeRoom = (ground: Ground): boolean => {
  if (ground.files.freeBytes(ground.folder) < RESERVE_BYTES + ROOM_BYTES) return false;
  try {
    keepReserve(ground);
    return true;
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    releaseReserve(ground);
    return false;
  }
};

/**
 * Takes what was refused off the end of the journal: it was never acknowledged, and whoever asked for it was told so. The same goes for what a
 * crash left there of a commit.
 */
export const cutRefused = ({ files, folder }: Ground, { end }: Halt): void => {
  const file = files.open(join(folder, fileName('journal', end.segment)), 'write');
  try {
    if (files.size(file) <= end.length) return;
    files.truncate(file, end.length);
    files.fdatasync(file);
  } finally {
    closeFile(files, file);
  }
};

/** Whether what was found is what was acknowledged, and that alone. A segment that was begun since holds nothing yet. */
export const isSameEnd = (found: JournalPosition | null, { end }: Halt): boolean =>
  found !== null &&
  found.sequence === end.sequence &&
  (found.segment === end.segment ? found.head === end.head : found.segment > end.segment);
