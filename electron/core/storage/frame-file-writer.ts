import { join } from 'node:path';
import type { FileHandle, StoreFiles } from './files.ts';
import { FrameSealer, type FrameKind, type StoreSecret } from './frames.ts';
import { fileName, type NumberedKind } from './names.ts';
import { closeFile, writeFully } from './whole-file.ts';

const SYNC_EVERY_BYTES = 8 << 20;

/** Writes a snapshot or log file, which nothing names until it is finished. */
export class FrameFileWriter {
  readonly number: number;
  readonly #files: StoreFiles;
  readonly #file: FileHandle;
  readonly #sealer: FrameSealer;
  #length = 0;
  #unsynced = 0;
  #isClosed = false;

  constructor(
    files: StoreFiles,
    folder: string,
    secret: StoreSecret,
    what: { readonly kind: NumberedKind; readonly number: number; readonly schema: number },
    meta: object,
  ) {
    this.#files = files;
    this.number = what.number;
    const path = join(folder, fileName(what.kind, what.number));
    if (files.stat(path)) files.unlink(path);
    this.#file = files.open(path, 'create');
    const { sealer, bytes } = FrameSealer.begin(secret, what, meta);
    this.#sealer = sealer;
    try {
      this.#write(bytes);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Returns the offset of the frame. Syncs now and then, so that the last sync is not one long wait for everybody. */
  async append(kind: FrameKind, payload: Uint8Array): Promise<number> {
    const offset = this.#length;
    this.#write(this.#sealer.seal(kind, payload, 0));
    if (this.#unsynced >= SYNC_EVERY_BYTES) await this.#sync();
    return offset;
  }

  /** On return the file is on the medium; its name is so after the folder is synced. */
  async finish(): Promise<{ readonly bytes: number; readonly head: string }> {
    await this.#sync();
    this.close();
    return { bytes: this.#length, head: this.#sealer.head };
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    closeFile(this.#files, this.#file);
  }

  async #sync(): Promise<void> {
    this.#unsynced = 0;
    await this.#files.fdatasyncBehind(this.#file);
  }

  #write(bytes: Buffer): void {
    writeFully(this.#files, this.#file, bytes, this.#length);
    this.#length += bytes.length;
    this.#unsynced += bytes.length;
  }
}
