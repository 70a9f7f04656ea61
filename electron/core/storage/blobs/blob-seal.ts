/**
 * The bytes of a blob on disk: a header of 48 (magic, salt), the content in chunks of 64 KiB, each sealed with its tag behind it, and a
 * trailer, sealed too, that holds the SHA-256 and the length of the whole. AES-256-GCM under a key of the file's own, derived from the
 * store's with the salt, so nonces can count: eleven bytes number the chunk, the last one is 1 for the trailer only (the STREAM
 * construction). A changed, missing, moved or added chunk, a file cut at any byte, and a whole file in the place of another are noticed.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

const MAGIC = Buffer.from('deskside-blob 1\n');
const SALT_BYTES = 32;
const TAG_BYTES = 16;
const TRAILER_BODY = 32 + 8;

export const HEADER_BYTES = MAGIC.length + SALT_BYTES;
export const CHUNK_BYTES = 64 * 1024;
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;
export const TRAILER_BYTES = TRAILER_BODY + TAG_BYTES;

/** What the store's key is for in this folder. The store's own key is not kept. */
export interface BlobSecret {
  /** Keys of the files are derived from it. */
  readonly seal: Buffer;
  /** Names of the files are made with it, so that nobody recognises a known file by its name. */
  readonly name: Buffer;
}

const derive = (key: Uint8Array, salt: Uint8Array, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, purpose, 32));

export const deriveBlobSecret = (storeKey: Uint8Array): BlobSecret => ({
  seal: derive(storeKey, new Uint8Array(), 'deskside blob content'),
  name: derive(storeKey, new Uint8Array(), 'deskside blob names'),
});

/** 64 hex digits; the same for the same content on this desk, and nothing like its SHA-256. */
export const blobName = (secret: BlobSecret, sha256: string): string =>
  createHmac('sha256', secret.name).update(sha256, 'utf8').digest('hex');

export const makeHeader = (salt: Uint8Array): Buffer => Buffer.concat([MAGIC, salt]);

/** Undefined for what does not begin like a blob. */
export const saltOf = (header: Buffer): Buffer | undefined =>
  header.length === HEADER_BYTES && header.subarray(0, MAGIC.length).equals(MAGIC)
    ? Buffer.from(header.subarray(MAGIC.length))
    : undefined;

/** How many chunks a file of this length holds, and how much content; undefined if no blob has this length. */
export const layoutOf = (fileBytes: number): { readonly chunks: number; readonly bytes: number } | undefined => {
  const body = fileBytes - HEADER_BYTES - TRAILER_BYTES;
  if (body < 0) return undefined;
  const chunks = Math.ceil(body / SEALED_CHUNK_BYTES);
  const last = body - (chunks - 1) * SEALED_CHUNK_BYTES;
  return chunks > 0 && last <= TAG_BYTES ? undefined : { chunks, bytes: body - chunks * TAG_BYTES };
};

export interface Trailer {
  readonly sha256: string;
  readonly bytes: number;
}

const nonceOf = (number: number, isTrailer: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = isTrailer ? 1 : 0;
  return nonce;
};

/** Seals and opens the pieces of one file. */
export class BlobCipher {
  readonly #key: Buffer;
  readonly #header: Buffer;

  constructor(secret: BlobSecret, salt: Buffer) {
    this.#key = derive(secret.seal, salt, 'deskside blob');
    this.#header = makeHeader(salt);
  }

  sealChunk(number: number, content: Uint8Array): Buffer {
    return this.#seal(nonceOf(number, false), content);
  }

  /** `chunks`: how many come before it. */
  sealTrailer(chunks: number, { sha256, bytes }: Trailer): Buffer {
    const body = Buffer.alloc(TRAILER_BODY);
    body.write(sha256, 0, 'hex');
    body.writeBigUInt64BE(BigInt(bytes), 32);
    return this.#seal(nonceOf(chunks, true), body);
  }

  /** Undefined if a single bit is not as sealed. */
  openChunk(number: number, sealed: Buffer): Buffer | undefined {
    return this.#open(nonceOf(number, false), sealed);
  }

  openTrailer(chunks: number, sealed: Buffer): Trailer | undefined {
    const body = this.#open(nonceOf(chunks, true), sealed);
    return body && { sha256: body.toString('hex', 0, 32), bytes: Number(body.readBigUInt64BE(32)) };
  }

  #seal(nonce: Buffer, content: Uint8Array): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    cipher.setAAD(this.#header);
    const body = cipher.update(content);
    cipher.final();
    return Buffer.concat([body, cipher.getAuthTag()]);
  }

  #open(nonce: Buffer, sealed: Buffer): Buffer | undefined {
    if (sealed.length < TAG_BYTES) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(this.#header);
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    const content = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
    try {
      decipher.final();
      return content;
    } catch {
      return undefined;
    }
  }
}
