/** The blobs' files with something in between: at a chosen call the process dies, or an error is thrown; a write may be done by half first. */
import type { BlobFile, BlobFiles } from '#core/storage/blobs/blob-files.ts';
import { nodeBlobFiles } from '#core/storage/blobs/blob-files.ts';
import { systemError } from './files-under-test.ts';
import type { Errno } from './files-under-test.ts';

export type BlobCall = Exclude<keyof BlobFiles, 'open'> | 'open' | keyof BlobFile;

/** Stands in for a call; `perform` does it, with at most `limit` bytes if it is a write. */
type Around = <Value>(call: BlobCall, perform: (limit?: number) => Promise<Value>) => Promise<Value>;

const interceptFile = (around: Around, file: BlobFile): BlobFile => ({
  size: () => around('size', () => file.size()),
  read: (into, position) => around('read', () => file.read(into, position)),
  write: (bytes, position) => around('write', (limit = bytes.length) => file.write(bytes.subarray(0, limit), position)),
  fdatasync: () => around('fdatasync', () => file.fdatasync()),
  close: () => around('close', () => file.close()),
});

const intercept = (around: Around): BlobFiles => ({
  open: (path, mode) => around('open', async () => interceptFile(around, await nodeBlobFiles.open(path, mode))),
  list: (folder) => around('list', () => nodeBlobFiles.list(folder)),
  makeFolder: (path) => around('makeFolder', () => nodeBlobFiles.makeFolder(path)),
  rename: (from, to) => around('rename', () => nodeBlobFiles.rename(from, to)),
  unlink: (path) => around('unlink', () => nodeBlobFiles.unlink(path)),
  fsyncFolder: (path) => around('fsyncFolder', () => nodeBlobFiles.fsyncFolder(path)),
});

/** `calls` fills with the names of all calls in order. */
export const countingBlobFiles = (calls: BlobCall[]): BlobFiles =>
  intercept((call, perform) => {
    calls.push(call);
    return perform();
  });

/** The `at`th call fails, from 1; a failing write leaves half of its bytes where `half` says so. */
export const failingBlobFiles = (at: number, errno: Errno, half: boolean): BlobFiles => {
  let seen = 0;
  return intercept(async (call, perform) => {
    if (++seen !== at) return perform();
    if (call === 'write' && half) await perform(30_000);
    // A close that reports an error has closed all the same.
    if (call === 'close') await perform();
    throw systemError(errno, call);
  });
};

/** The process dies at the `at`th call: before it, after it, or in the middle of a write. */
export const killingBlobFiles = (at: number, moment: 'before' | 'middle' | 'after'): BlobFiles => {
  let seen = 0;
  return intercept(async (_call, perform) => {
    if (++seen !== at) return perform();
    try {
      if (moment !== 'before') await perform(moment === 'middle' ? 30_000 : undefined);
    } finally {
      process.kill(process.pid, 'SIGKILL');
    }
    throw new Error('still alive after SIGKILL');
  });
};

/** Writes and reads at most `most` bytes a call. */
export const littleBlobFiles = (most: number): BlobFiles => ({
  ...nodeBlobFiles,
  open: async (path, mode) => {
    const file = await nodeBlobFiles.open(path, mode);
    return {
      ...file,
      read: (into, position) => file.read(into.subarray(0, most), position),
      write: (bytes, position) => file.write(bytes.subarray(0, most), position),
    };
  },
});
