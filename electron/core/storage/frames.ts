/**
 * The one file format of the store: a header in the clear, then a chain of sealed frames.
 *
 * Header (72 bytes): magic, kind, format version, number, schema, store id, random salt, CRC-32. The salt gives each file a
 * subkey of its own (HKDF-SHA256), under which the frame counter is the AES-256-GCM nonce: a nonce can only repeat if
 * a file is written on after its end was cut, which nothing here does.
 * Frame: header (20 bytes: length, counter, durable, kind, CRC-32), ciphertext, tag. Each frame authenticates its header and the
 * tag before it (the first one the file header), so a changed, swapped, doubled or missing frame breaks the chain.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

export type FileKind = 'journal' | 'snapshot' | 'log' | 'anchor';
export type FrameKind = 'start' | 'changes' | 'block' | 'lines' | 'directory';

const MAGIC = Buffer.from('DESKSIDE', 'latin1');
const fileKinds: readonly FileKind[] = ['journal', 'snapshot', 'log', 'anchor'];
const frameKinds: readonly FrameKind[] = ['start', 'changes', 'block', 'lines', 'directory'];

export const FORMAT_VERSION = 1;
export const FILE_HEADER_BYTES = 72;
export const FRAME_HEADER_BYTES = 20;
export const TAG_BYTES = 16;
export const FRAME_OVERHEAD_BYTES = FRAME_HEADER_BYTES + TAG_BYTES;

/** What all files of one store share. */
export interface StoreSecret {
  readonly key: Uint8Array;
  readonly storeId: Uint8Array;
}

export interface FileHeader {
  readonly kind: FileKind;
  readonly format: number;
  readonly number: number;
  readonly schema: number;
  readonly storeId: Buffer;
  readonly salt: Buffer;
  /** All of it, as the first frame authenticates it. */
  readonly bytes: Buffer;
}

export interface FrameHeader {
  /** Of the ciphertext. */
  readonly length: number;
  /** 0 for the first frame of a file. */
  readonly counter: number;
  /** How many frames of this file were known to be on the medium when this one was written. */
  readonly durable: number;
  readonly kind: FrameKind;
}

export const deriveSubkey = (key: Uint8Array, header: FileHeader): Buffer =>
  Buffer.from(hkdfSync('sha256', key, header.salt, `deskside ${header.kind} ${header.format}`, 32));

const makeFileHeader = (kind: FileKind, number: number, schema: number, storeId: Uint8Array): FileHeader => {
  const bytes = Buffer.alloc(FILE_HEADER_BYTES);
  MAGIC.copy(bytes, 0);
  bytes.writeUInt8(fileKinds.indexOf(kind), 8);
  bytes.writeUInt8(FORMAT_VERSION, 9);
  bytes.writeUInt32LE(number, 12);
  bytes.writeUInt32LE(schema, 16);
  bytes.set(storeId, 20);
  const salt = randomBytes(32);
  salt.copy(bytes, 36);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 68)), 68);
  return { kind, format: FORMAT_VERSION, number, schema, storeId: Buffer.from(storeId), salt, bytes };
};

/** Undefined if these are not the 72 bytes that were written. Says nothing about the key. */
export const readFileHeader = (bytes: Buffer): FileHeader | undefined => {
  if (bytes.length < FILE_HEADER_BYTES || !bytes.subarray(0, 8).equals(MAGIC)) return undefined;
  if (bytes.readUInt32LE(68) !== crc32(bytes.subarray(0, 68))) return undefined;
  const kind = fileKinds[bytes.readUInt8(8)];
  if (!kind) return undefined;
  const own = Buffer.from(bytes.subarray(0, FILE_HEADER_BYTES));
  return {
    kind,
    format: own.readUInt8(9),
    number: own.readUInt32LE(12),
    schema: own.readUInt32LE(16),
    storeId: own.subarray(20, 36),
    salt: own.subarray(36, 68),
    bytes: own,
  };
};

/** Undefined unless 20 bytes at `at` are a frame header. */
export const readFrameHeader = (bytes: Buffer, at: number): FrameHeader | undefined => {
  if (at + FRAME_HEADER_BYTES > bytes.length) return undefined;
  const kind = frameKinds[bytes.readUInt32LE(at + 12)];
  if (!kind || bytes.readUInt32LE(at + 16) !== crc32(bytes.subarray(at, at + 16))) return undefined;
  return {
    length: bytes.readUInt32LE(at),
    counter: bytes.readUInt32LE(at + 4),
    durable: bytes.readUInt32LE(at + 8),
    kind,
  };
};

/** Where in `bytes`, from `from` on, the next header of a frame numbered `counterAtLeast` (1 or more) lies; -1 if nowhere. */
export const findFrameHeader = (bytes: Buffer, from: number, counterAtLeast: number): number => {
  for (let at = from; at + FRAME_HEADER_BYTES <= bytes.length; at++) {
    // A kind is a number below 256. Looked at byte by byte first: this comes by every byte of a tail of many megabytes.
    if (bytes[at + 15] !== 0 || bytes[at + 14] !== 0 || bytes[at + 13] !== 0) continue;
    if (bytes.readUInt32LE(at + 4) >= counterAtLeast && readFrameHeader(bytes, at)) return at;
  }
  return -1;
};

const nonceOf = (counter: number): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32LE(counter, 0);
  return nonce;
};

/** Seals frame after frame of one file. */
export class FrameSealer {
  readonly #subkey: Buffer;
  #link: Buffer;
  #counter = 0;

  private constructor(subkey: Buffer, link: Buffer) {
    this.#subkey = subkey;
    this.#link = link;
  }

  /** A new file: its first bytes are the header and a `start` frame holding `meta`. */
  static begin(
    secret: StoreSecret,
    file: { readonly kind: FileKind; readonly number: number; readonly schema: number },
    meta: object,
  ): { readonly sealer: FrameSealer; readonly bytes: Buffer } {
    const header = makeFileHeader(file.kind, file.number, file.schema, secret.storeId);
    const sealer = new FrameSealer(deriveSubkey(secret.key, header), header.bytes);
    return { sealer, bytes: Buffer.concat([header.bytes, sealer.seal('start', Buffer.from(JSON.stringify(meta)), 0)]) };
  }

  /** Frames sealed so far, the first one included. */
  get frames(): number {
    return this.#counter;
  }

  /** Tag of the newest frame, hex: stands for everything before it. */
  get head(): string {
    return this.#link.toString('hex');
  }

  /** `durable`: how many frames of this file are known to be on the medium by now. */
  seal(kind: FrameKind, payload: Uint8Array, durable: number): Buffer {
    const header = Buffer.allocUnsafe(FRAME_HEADER_BYTES);
    header.writeUInt32LE(payload.length, 0);
    header.writeUInt32LE(this.#counter, 4);
    header.writeUInt32LE(durable, 8);
    header.writeUInt32LE(frameKinds.indexOf(kind), 12);
    header.writeUInt32LE(crc32(header.subarray(0, 16)), 16);
    const cipher = createCipheriv('aes-256-gcm', this.#subkey, nonceOf(this.#counter));
    cipher.setAAD(Buffer.concat([header, this.#link]));
    const body = cipher.update(payload);
    cipher.final();
    this.#link = cipher.getAuthTag();
    this.#counter++;
    return Buffer.concat([header, body, this.#link]);
  }
}

/** The payload, or undefined if a single bit of header, link, ciphertext or tag is not as sealed. The result owns its memory. */
export const openFrame = (
  subkey: Buffer,
  link: Buffer,
  counter: number,
  headerBytes: Buffer,
  ciphertext: Buffer,
  tag: Buffer,
): Buffer | undefined => {
  const decipher = createDecipheriv('aes-256-gcm', subkey, nonceOf(counter), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.concat([headerBytes, link]));
  decipher.setAuthTag(tag);
  const payload = decipher.update(ciphertext);
  try {
    decipher.final();
    return payload;
  } catch {
    return undefined;
  }
};
