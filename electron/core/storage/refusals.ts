import { errnoOf } from './errno.ts';
import type { ReadOnlyCause } from './protocol.ts';
import { StoreError } from './store.ts';
import { UnreadableFile } from './whole-file.ts';

const fullDisk: readonly (string | null)[] = ['ENOSPC', 'EDQUOT'];
const notAllowed: readonly (string | null)[] = ['EROFS', 'EACCES', 'EPERM'];

export const isDiskFull = (error: unknown): boolean => fullDisk.includes(errnoOf(error));

/** Nothing is wrong with the disk: out of file handles, or out of room that may come back. */
export const isPassing = (errno: string): boolean => [...fullDisk, 'EMFILE', 'ENFILE'].includes(errno);

/** What a failed write leaves the store as. */
export const causeOf = (error: unknown): NonNullable<ReadOnlyCause> => {
  const errno = errnoOf(error);
  if (error instanceof StoreError && error.code === 'storage.corrupt') return { cause: 'damaged', errno: null };
  if (error instanceof StoreError && error.code === 'storage.read-only') return { cause: 'not-writable', errno: null };
  return {
    cause: isDiskFull(error) ? 'disk-full' : notAllowed.includes(errno) ? 'not-writable' : 'write-failed',
    errno,
  };
};

/** Why a commit to a store in this state is refused. */
export const refusalFor = ({ cause, errno }: NonNullable<ReadOnlyCause>): StoreError => {
  if (cause === 'disk-full') return new StoreError('storage.full', 'the disk is full; nothing more is accepted', errno);
  if (cause === 'write-failed') return new StoreError('storage.failed', 'a write failed; reopen the store', errno);
  if (cause === 'damaged')
    return new StoreError('storage.corrupt', 'the store is damaged; nothing more is accepted', errno);
  return new StoreError('storage.read-only', 'the store cannot be written', errno);
};

/** For callers, who only know `StoreError`. */
export const asStoreError = (error: unknown): StoreError => {
  if (error instanceof StoreError) return error;
  const errno = error instanceof UnreadableFile ? error.errno : errnoOf(error);
  const message = error instanceof Error ? error.message : String(error);
  return new StoreError(isDiskFull(error) ? 'storage.full' : 'storage.failed', message, errno);
};
