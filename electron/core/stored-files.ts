/** Files that lie in the desk's blobs, as records name them: what they are is read from their bytes, whatever a caller says. */
import { cleanFileName } from '#shared/attachments/file-name.ts';
import { PIECE_BYTES, SNIFF_BYTES } from '#shared/attachments/limits.ts';
import { sniffMediaType } from '#shared/attachments/media-type.ts';
import type { StoredFile } from '#shared/attachments/operations.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Desk } from './desk.ts';
import { BlobDamage, type BlobReader } from './storage/blobs/blob-reader.ts';
import { StoreError } from './storage/store.ts';

/** What a rejection of the blobs means to the caller; anything else is a bug and thrown on. */
export const fileRefusal = (error: unknown, name: string): Result<never> => {
  if (error instanceof BlobDamage)
    return refuse('attachment.damaged', error.message, { name, problem: error.problem, file: error.file });
  if (error instanceof StoreError) return refuse(error.code, error.message, { errno: error.errno });
  throw error;
};

/**
 * Runs `work` with the facts of the files that `refs` name; nothing sweeps them until it has ended. Refuses with `attachment.damaged` if one of them is
 * not there, or not as it was written.
 */
export const withStoredFiles = async <T>(
  desk: Desk,
  refs: readonly Pick<StoredFile, 'sha256' | 'name'>[],
  work: (files: readonly StoredFile[]) => Promise<Result<T>>,
): Promise<Result<T>> => {
  const holds = refs.map(({ sha256 }) => desk.blobs.hold(sha256));
  try {
    const files: StoredFile[] = [];
    for (const ref of refs) {
      const name = cleanFileName(ref.name);
      const found = await readFacts(desk, ref.sha256, name);
      if (!found.ok) return found;
      files.push(found.value);
    }
    return await work(files);
  } finally {
    for (const letGo of holds) letGo();
  }
};

const readFacts = async (desk: Desk, sha256: string, name: string): Promise<Result<StoredFile>> => {
  try {
    return succeed(
      await desk.blobs.read(sha256, async (blob) => ({
        sha256,
        name,
        mediaType: sniffMediaType(await blob.read(0, SNIFF_BYTES)),
        bytes: blob.bytes,
      })),
    );
  } catch (error) {
    return fileRefusal(error, name);
  }
};

/**
 * Puts bytes that are here already into the blobs. Nothing sweeps them until `letGo` is called, which is after a record names them; refuses as the
 * disk does.
 */
export const storeFile = async (
  desk: Desk,
  content: Uint8Array,
): Promise<Result<{ readonly sha256: string; readonly letGo: () => void }>> => {
  try {
    const upload = await desk.blobs.begin();
    for (let at = 0; at < content.length; at += PIECE_BYTES)
      await upload.append(content.subarray(at, at + PIECE_BYTES));
    const { sha256, letGo } = await upload.finish();
    return succeed({ sha256, letGo });
  } catch (error) {
    return fileRefusal(error, '');
  }
};

/** All of a blob, in memory that nobody else has; others have their turns between its pieces. */
export const blobContent = async (blob: BlobReader): Promise<Uint8Array<ArrayBuffer>> => {
  const content = new Uint8Array(Buffer.allocUnsafeSlow(blob.bytes).buffer);
  for (let from = 0; from < content.length; from += PIECE_BYTES) content.set(await blob.read(from, PIECE_BYTES), from);
  return content;
};
