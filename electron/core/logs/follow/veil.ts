import { createCipheriv, randomBytes } from 'node:crypto';

const BLOCK = 16;

/**
 * Hides what lies on the disk only for as long as this process reads it: AES-256-CTR by a key that is nowhere but in memory, since the blocks of a
 * file outlive it. Each offset is written once.
 */
export class Veil {
  readonly #key = randomBytes(32);

  /** Bytes that lie at an offset, as they are read; or as they are written. */
  turned(bytes: Uint8Array, at: number): Buffer {
    const counter = Buffer.alloc(BLOCK);
    counter.writeBigUInt64BE(BigInt(Math.floor(at / BLOCK)), 8);
    const cipher = createCipheriv('aes-256-ctr', this.#key, counter);
    cipher.update(Buffer.alloc(at % BLOCK));
    return cipher.update(bytes);
  }
}
