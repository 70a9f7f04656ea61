import { createHash, type Hash } from 'node:crypto';
import type { BlobFile } from './blob-files.ts';
import { BlobCipher, CHUNK_BYTES, makeHeader, type BlobSecret } from './blob-seal.ts';

/** What was written, once all of it is on the medium under the name that it had while it grew. */
export interface WrittenBlob {
  readonly sha256: string;
  readonly bytes: number;
}

/** Seals content into a file as it comes. Holds less than a chunk in memory beside what it was handed. */
export class BlobWriter {
  readonly path: string;
  readonly #file: BlobFile;
  readonly #cipher: BlobCipher;
  readonly #hash: Hash = createHash('sha256');
  readonly #rest = Buffer.alloc(CHUNK_BYTES);
  #held = 0;
  #bytes = 0;
  #chunks = 0;
  #position = 0;

  private constructor(path: string, file: BlobFile, cipher: BlobCipher) {
    this.path = path;
    this.#file = file;
    this.#cipher = cipher;
  }

  /** `file` is new and empty. */
  static async begin(path: string, file: BlobFile, secret: BlobSecret, salt: Buffer): Promise<BlobWriter> {
    const writer = new BlobWriter(path, file, new BlobCipher(secret, salt));
    await writer.#write(makeHeader(salt));
    return writer;
  }

  /** One call at a time. */
  async append(content: Uint8Array): Promise<void> {
    this.#hash.update(content);
    this.#bytes += content.length;
    let taken = 0;
    while (taken < content.length) {
      const took = Math.min(CHUNK_BYTES - this.#held, content.length - taken);
      this.#rest.set(content.subarray(taken, taken + took), this.#held);
      this.#held += took;
      taken += took;
      if (this.#held === CHUNK_BYTES) await this.#sealHeld();
    }
  }

  /** Resolves when every byte is on the medium. Close follows. */
  async finish(): Promise<WrittenBlob> {
    if (this.#held > 0) await this.#sealHeld();
    const written = { sha256: this.#hash.digest('hex'), bytes: this.#bytes };
    await this.#write(this.#cipher.sealTrailer(this.#chunks, written));
    await this.#file.fdatasync();
    return written;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #sealHeld(): Promise<void> {
    const sealed = this.#cipher.sealChunk(this.#chunks, this.#rest.subarray(0, this.#held));
    await this.#write(sealed);
    this.#chunks++;
    this.#held = 0;
  }

  async #write(bytes: Uint8Array): Promise<void> {
    let written = 0;
    while (written < bytes.length) {
      const took = await this.#file.write(bytes.subarray(written), this.#position + written);
      if (took <= 0) throw Object.assign(new Error('the system took no bytes'), { code: 'EIO' });
      written += took;
    }
    this.#position += bytes.length;
  }
}
