import { basename } from 'node:path';
import { createHash } from 'node:crypto';
import type { BlobFile } from './blob-files.ts';
import {
  BlobCipher,
  CHUNK_BYTES,
  HEADER_BYTES,
  layoutOf,
  saltOf,
  SEALED_CHUNK_BYTES,
  TRAILER_BYTES,
  type BlobSecret,
} from './blob-seal.ts';

/** What is wrong with a blob, and where. Nothing of it was changed. */
export class BlobDamage extends Error {
  override readonly name = 'BlobDamage';
  readonly problem: 'missing' | 'damaged';
  /** Name of the file in the blob folder. */
  readonly file: string;
  constructor(problem: BlobDamage['problem'], file: string, what: string) {
    super(`${what} (${file})`);
    this.problem = problem;
    this.file = file;
  }
}

/** Bytes at a place, fewer only where the file ends. */
const readAt = async (file: BlobFile, position: number, length: number): Promise<Buffer> => {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const got = await file.read(bytes.subarray(filled), position + filled);
    if (got === 0) break;
    filled += got;
  }
  return bytes.subarray(0, filled);
};

/** Reads one open blob. Every byte it gives was verified, and so was that the file is the one that was asked for. */
export class BlobReader {
  readonly bytes: number;
  readonly sha256: string;
  readonly #file: BlobFile;
  readonly #cipher: BlobCipher;
  readonly #name: string;
  readonly #chunks: number;

  private constructor(
    file: BlobFile,
    name: string,
    cipher: BlobCipher,
    chunks: number,
    trailer: BlobReader['trailer'],
  ) {
    this.#file = file;
    this.#name = name;
    this.#cipher = cipher;
    this.#chunks = chunks;
    this.bytes = trailer.bytes;
    this.sha256 = trailer.sha256;
  }

  get trailer(): { readonly sha256: string; readonly bytes: number } {
    return { sha256: this.sha256, bytes: this.bytes };
  }

  /** `sha256` is what the content must have; null takes any. Rejects with `BlobDamage`; closing the file is the caller's. */
  static async begin(file: BlobFile, path: string, secret: BlobSecret, sha256: string | null): Promise<BlobReader> {
    const name = basename(path);
    const size = await file.size();
    const layout = layoutOf(size);
    const salt = saltOf(await readAt(file, 0, HEADER_BYTES));
    if (!layout || !salt) throw new BlobDamage('damaged', name, `${size} bytes that are no blob`);
    const cipher = new BlobCipher(secret, salt);
    const trailer = cipher.openTrailer(layout.chunks, await readAt(file, size - TRAILER_BYTES, TRAILER_BYTES));
    if (!trailer || trailer.bytes !== layout.bytes)
      throw new BlobDamage('damaged', name, `the end of a blob of ${layout.chunks} chunks is not as it was sealed`);
    if (sha256 !== null && trailer.sha256 !== sha256)
      throw new BlobDamage('damaged', name, 'another blob lies in the place of this one');
    return new BlobReader(file, name, cipher, layout.chunks, trailer);
  }

  /** Content from `from` on, at most `length` bytes. */
  async read(from: number, length: number): Promise<Buffer> {
    const end = Math.min(this.bytes, from + length);
    if (from >= end) return Buffer.alloc(0);
    const parts: Buffer[] = [];
    for (let number = Math.floor(from / CHUNK_BYTES); number * CHUNK_BYTES < end; number++) {
      const start = number * CHUNK_BYTES;
      const content = await this.#chunk(number);
      parts.push(content.subarray(Math.max(0, from - start), end - start));
    }
    return Buffer.concat(parts);
  }

  /**
   * Reads all of it, a chunk at a time, and tells `onChunk` how many bytes each held; what that throws ends it. Rejects with `BlobDamage` at the
   * first chunk that is not as it was sealed.
   */
  async verify(onChunk?: (bytes: number) => void): Promise<void> {
    const hash = createHash('sha256');
    for (let number = 0; number < this.#chunks; number++) {
      const chunk = await this.#chunk(number);
      hash.update(chunk);
      onChunk?.(chunk.length);
    }
    if (hash.digest('hex') !== this.sha256)
      throw new BlobDamage('damaged', this.#name, 'the content has another hash than the one it was sealed with');
  }

  async #chunk(number: number): Promise<Buffer> {
    const isLast = number === this.#chunks - 1;
    const whole = HEADER_BYTES + number * SEALED_CHUNK_BYTES;
    const content = isLast ? this.bytes - number * CHUNK_BYTES : CHUNK_BYTES;
    const sealed = await readAt(this.#file, whole, content + SEALED_CHUNK_BYTES - CHUNK_BYTES);
    const opened = this.#cipher.openChunk(number, sealed);
    if (!opened || opened.length !== content)
      throw new BlobDamage('damaged', this.#name, `chunk ${number} of ${this.#chunks} is not as it was sealed`);
    return opened;
  }
}
