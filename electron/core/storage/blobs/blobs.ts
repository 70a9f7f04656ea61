/**
 * Files that records refer to, beside the store: each content once, named and sealed with the store's key (blob-seal.ts). What `finish` has
 * answered is on the medium under its name; what a crash leaves behind before that is swept. Nothing here knows records or tickets.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { errnoOf } from '../errno.ts';
import { asStoreError, isDiskFull } from '../refusals.ts';
import { StoreError } from '../store.ts';
import { nodeBlobFiles, type BlobFiles } from './blob-files.ts';
import { BlobDamage, BlobReader } from './blob-reader.ts';
import { blobName, deriveBlobSecret, type BlobSecret } from './blob-seal.ts';
import { BlobWriter, type WrittenBlob } from './blob-writer.ts';

const UNFINISHED = '.new';
const finished = /^[0-9a-f]{64}$/;

/** One file on its way in. After any rejection it is gone, and so are its bytes on disk. */
export interface BlobUpload {
  /** Takes the next bytes; one call at a time. Rejects with `StoreError`. */
  append(content: Uint8Array): Promise<void>;
  /** Resolves when the blob is on the medium. It is held: the caller lets go once a record refers to it. Rejects with `StoreError`. */
  finish(): Promise<WrittenBlob & { readonly letGo: () => void }>;
  /** Leaves nothing behind. Idempotent, and without effect after `finish`. */
  abort(): Promise<void>;
}

const refusalOf = (error: unknown): StoreError => {
  const errno = errnoOf(error);
  if (error instanceof StoreError || isDiskFull(error)) return asStoreError(error);
  return errno === 'EROFS' || errno === 'EACCES' || errno === 'EPERM'
    ? new StoreError('storage.read-only', `${errno} on writing a file`, errno)
    : asStoreError(error);
};

export class Blobs {
  readonly #folder: string;
  readonly #files: BlobFiles;
  readonly #secret: BlobSecret;
  readonly #uploads = new Set<BlobUpload>();
  /** Paths that are being written. */
  readonly #growing = new Set<string>();
  /** How often each name is held. */
  readonly #held = new Map<string, number>();
  /** What gives a blob its name, or takes it away, goes one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  /** `storeKey` is not kept. The folder is made with the first blob. */
  constructor(folder: string, storeKey: Uint8Array, files: BlobFiles = nodeBlobFiles) {
    this.#folder = folder;
    this.#files = files;
    this.#secret = deriveBlobSecret(storeKey);
  }

  /** Rejects with `StoreError`. */
  async begin(): Promise<BlobUpload> {
    this.#mustBeOpen();
    const path = join(this.#folder, `${randomBytes(16).toString('hex')}${UNFINISHED}`);
    this.#growing.add(path);
    try {
      await this.#files.makeFolder(this.#folder);
      const file = await this.#files.open(path, 'create');
      try {
        const writer = await BlobWriter.begin(path, file, this.#secret, randomBytes(32));
        this.#mustBeOpen();
        return this.#upload(writer);
      } catch (error) {
        await file.close().catch(() => undefined);
        await this.#discard(path);
        throw error;
      }
    } catch (error) {
      this.#growing.delete(path);
      throw refusalOf(error);
    }
  }

  /** Keeps the sweep away from a blob for as long as something is about to refer to it. Returns the function that lets go. */
  hold(sha256: string): () => void {
    const name = blobName(this.#secret, sha256);
    this.#held.set(name, (this.#held.get(name) ?? 0) + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const left = (this.#held.get(name) ?? 1) - 1;
      if (left > 0) this.#held.set(name, left);
      else this.#held.delete(name);
    };
  }

  /**
   * Runs `act` on a blob that is there and whole as far as it is read. Rejects with `BlobDamage`, or with `StoreError` where the system
   * refuses to read.
   */
  async read<T>(sha256: string, act: (blob: BlobReader) => Promise<T>): Promise<T> {
    this.#mustBeOpen();
    return this.#open(blobName(this.#secret, sha256), sha256, act);
  }

  /**
   * Removes what no one refers to: unfinished files that nobody writes any more, and every blob that is not held and of which
   * `isUnused` says that nothing refers to it. `isUnused` is asked right before the removal, and nothing comes in between. Resolves to how many went.
   */
  async sweep(isUnused: (sha256: string) => boolean, candidates: readonly string[]): Promise<number> {
    let gone = 0;
    for (const name of await this.#list()) {
      const path = join(this.#folder, name);
      if (!name.endsWith(UNFINISHED) || this.#growing.has(path)) continue;
      await this.#discard(path);
      gone++;
    }
    for (const sha256 of candidates) {
      const name = blobName(this.#secret, sha256);
      await this.#inTurn(async () => {
        if (this.#isClosed || this.#held.has(name) || !isUnused(sha256)) return;
        await this.#files.unlink(join(this.#folder, name));
        gone++;
      });
    }
    return gone;
  }

  /** The hashes of blobs in the folder that are not among `used`, as far as they can be read. */
  async strangers(used: Iterable<string>): Promise<readonly string[]> {
    const known = new Set([...used].map((sha256) => blobName(this.#secret, sha256)));
    const found: string[] = [];
    for (const name of await this.#list()) {
      if (!finished.test(name) || known.has(name) || this.#held.has(name)) continue;
      // What cannot be opened may be evidence: it stays for people to look at.
      const sha256 = await this.#open(name, null, (blob) => Promise.resolve(blob.sha256)).catch(() => undefined);
      if (sha256 !== undefined && blobName(this.#secret, sha256) === name) found.push(sha256);
    }
    return found;
  }

  /** Ends what is under way, leaving nothing of it behind, and wipes the keys. Idempotent. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#uploads].map((upload) => upload.abort()));
    await this.#turn;
    this.#secret.seal.fill(0);
    this.#secret.name.fill(0);
  }

  #mustBeOpen(): void {
    if (this.#isClosed) throw new StoreError('storage.read-only', 'the store is closed');
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #list(): Promise<readonly string[]> {
    try {
      return await this.#files.list(this.#folder);
    } catch (error) {
      throw refusalOf(error);
    }
  }

  async #open<T>(name: string, sha256: string | null, act: (blob: BlobReader) => Promise<T>): Promise<T> {
    const path = join(this.#folder, name);
    try {
      const file = await this.#files.open(path, 'read');
      try {
        return await act(await BlobReader.begin(file, path, this.#secret, sha256));
      } finally {
        await file.close().catch(() => undefined);
      }
    } catch (error) {
      if (error instanceof BlobDamage) throw error;
      if (errnoOf(error) === 'ENOENT') throw new BlobDamage('missing', name, 'the file is not there');
      throw asStoreError(error);
    }
  }

  /** For cleaning up: what stays behind is swept later. */
  async #discard(path: string): Promise<void> {
    await this.#files.unlink(path).catch(() => undefined);
  }

  #upload(writer: BlobWriter): BlobUpload {
    let state: 'open' | 'ended' = 'open';
    let ending: Promise<void> | undefined;
    let last: Promise<unknown> = Promise.resolve();
    const end = (): Promise<void> => {
      state = 'ended';
      ending ??= (async () => {
        await last.catch(() => undefined);
        await writer.close().catch(() => undefined);
        await this.#discard(writer.path);
        this.#growing.delete(writer.path);
        this.#uploads.delete(upload);
      })();
      return ending;
    };
    const step = async <T>(work: () => Promise<T>): Promise<T> => {
      if (state === 'ended') throw new StoreError('storage.read-only', 'this upload has ended');
      const running = work();
      last = running;
      try {
        return await running;
      } catch (error) {
        last = Promise.resolve();
        await end();
        throw refusalOf(error);
      }
    };
    const upload: BlobUpload = {
      append: (content) => step(() => writer.append(content)),
      finish: () =>
        step(async () => {
          const written = await writer.finish();
          const letGo = this.hold(written.sha256);
          try {
            await this.#name(writer, written.sha256);
          } catch (error) {
            letGo();
            throw error;
          }
          state = 'ended';
          this.#growing.delete(writer.path);
          this.#uploads.delete(upload);
          return { ...written, letGo };
        }),
      abort: async () => {
        if (state === 'open' || ending) await end();
      },
    };
    this.#uploads.add(upload);
    return upload;
  }

  /** Gives what was written its name; where the same content lies whole already, that stays and the new file goes. */
  async #name(writer: BlobWriter, sha256: string): Promise<void> {
    const name = blobName(this.#secret, sha256);
    await writer.close();
    await this.#inTurn(async () => {
      const isThere = await this.#open(name, sha256, (blob) => blob.verify()).then(
        () => true,
        () => false,
      );
      if (isThere) await this.#discard(writer.path);
      else await this.#files.rename(writer.path, join(this.#folder, name));
      try {
        await this.#files.fsyncFolder(this.#folder);
      } catch (error) {
        if (!isThere) await this.#discard(join(this.#folder, name));
        throw error;
      }
    });
  }
}
