/**
 * A file of a spool: lines in UTF-8, only ever appended to, and sealed: what the system let this person read is not left in the clear on a disk that
 * may be stolen. After a header with a salt, from which the key of the file is derived, stand frames (length, nonce, ciphertext, tag), one or more
 * for each append. A frame authenticates the header and where in the text it stands: a changed, moved or foreign one gives nothing.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { readFully } from '../files/read-fully.ts';
import type { Beginning, Segment } from '../follow/segment.ts';
import { Floats } from '../index/growing.ts';

const NAME = /^(\d{12})\.lines$/u;
const MAGIC = Buffer.from('deskside-spool 1');
const SALT_BYTES = 32;
const HEADER_BYTES = MAGIC.length + SALT_BYTES;
const LENGTH_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OVERHEAD = LENGTH_BYTES + NONCE_BYTES + TAG_BYTES;
/** Of text in one frame. */
const FRAME_BYTES = 64 * 1024;

export const segmentIdOf = (file: string): number | null => {
  const digits = NAME.exec(file)?.[1];
  return digits === undefined ? null : Number(digits);
};

export const segmentFile = (id: number): string => `${String(id).padStart(12, '0')}.lines`;

export class SpoolSegment implements Segment {
  readonly id: number;
  /** Lines are counted from 1 within a segment, so a line keeps its number when older segments go; it is never used for other lines. */
  readonly generation: number;
  readonly name: string;
  readonly why: Beginning;
  readonly encoding = 'utf-8';
  readonly start = 0;
  readonly readBefore = 0;
  end = 0;
  isSealed = false;
  /** Nothing is appended to it any more; it is sealed as soon as all of it is delivered. */
  isFull = false;
  readonly #path: string;
  readonly #key: Uint8Array;
  /** Where frames begin in the text. */
  readonly #starts = new Floats();
  #header: Buffer = Buffer.alloc(0);
  /** null once the spool has let go of it. */
  #file: number | null;
  #bytes = 0;

  /** Opens the file of that number in `folder`, or begins it. One that is no file of a spool has no lines. */
  constructor(folder: string, id: number, why: Beginning, key: Uint8Array) {
    this.id = id;
    this.generation = id;
    this.why = why;
    this.name = segmentFile(id);
    this.#path = join(folder, this.name);
    this.#file = openSync(this.#path, constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0), 0o600);
    const { size } = fstatSync(this.#file);
    if (size < HEADER_BYTES) {
      this.#header = Buffer.concat([MAGIC, randomBytes(SALT_BYTES)]);
      ftruncateSync(this.#file, 0);
      writeSync(this.#file, this.#header, 0, HEADER_BYTES, 0);
    } else {
      this.#header = Buffer.alloc(HEADER_BYTES);
      readFully(this.#file, this.#header, 0);
      if (this.#header.subarray(0, MAGIC.length).equals(MAGIC)) this.#findFrames(this.#file, size);
    }
    const salt = this.#header.subarray(MAGIC.length);
    this.#key = Buffer.from(hkdfSync('sha256', key, salt, 'deskside logs spool', 32));
  }

  /** What was appended; every line up to there is whole. */
  get bytes(): number {
    return this.#bytes;
  }

  get isGone(): boolean {
    return this.#file === null;
  }

  read(buffer: Uint8Array, at: number): number {
    return this.readAppended(buffer.subarray(0, Math.max(0, this.end - at)), at);
  }

  /** Also what was not delivered yet. Answers how many bytes came: 0 at the end, and where the spool has let go of it. */
  readAppended(buffer: Uint8Array, at: number): number {
    const wanted = Math.min(buffer.length, Math.max(0, this.#bytes - at));
    if (this.#file === null || wanted === 0) return 0;
    const first = this.#starts.countUpTo(at) - 1;
    const last = this.#starts.countUpTo(at + wanted - 1) - 1;
    const from = this.#placeOf(first);
    const sealed = Buffer.allocUnsafe(this.#placeOf(last + 1) - from);
    if (readFully(this.#file, sealed, from) < sealed.length) return 0;
    let done = 0;
    for (let frame = first; frame <= last; frame++) {
      const text = this.#open(frame, sealed.subarray(this.#placeOf(frame) - from, this.#placeOf(frame + 1) - from));
      if (text === undefined) break;
      const part = text.subarray(at + done - this.#starts.at(frame)).subarray(0, wanted - done);
      buffer.set(part, done);
      done += part.length;
    }
    return done;
  }

  /** Throws as the file system does; then nothing of `lines` counts, and the next call writes over what did arrive. */
  append(lines: Uint8Array): void {
    if (this.#file === null) throw new Error('this part of the spool is gone');
    const frames: Buffer[] = [];
    for (let at = 0; at < lines.length; at += FRAME_BYTES)
      frames.push(this.#seal(this.#bytes + at, lines.subarray(at, at + FRAME_BYTES)));
    const bytes = Buffer.concat(frames);
    const place = this.#placeOf(this.#starts.length);
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.#file, bytes, done, bytes.length - done, place + done);
    for (let at = 0; at < lines.length; at += FRAME_BYTES) this.#starts.push(this.#bytes + at);
    this.#bytes += lines.length;
  }

  /** `bytes`: after one of the appends. */
  cutTo(bytes: number): void {
    if (this.#file === null) return;
    while (this.#starts.length > 0 && this.#starts.at(this.#starts.length - 1) >= bytes) this.#starts.pop();
    this.#bytes = bytes;
    ftruncateSync(this.#file, this.#placeOf(this.#starts.length));
  }

  sync(): void {
    if (this.#file !== null) fdatasyncSync(this.#file);
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  remove(): void {
    this.close();
    unlinkSync(this.#path);
  }

  /** Of a frame in the file; of the one behind the last, the end. */
  #placeOf(frame: number): number {
    const start = frame < this.#starts.length ? this.#starts.at(frame) : this.#bytes;
    return HEADER_BYTES + start + frame * OVERHEAD;
  }

  /** What was written in part at the end is no frame. */
  #findFrames(file: number, size: number): void {
    const length = Buffer.alloc(LENGTH_BYTES);
    for (let at = HEADER_BYTES; at + OVERHEAD <= size;) {
      if (readFully(file, length, at) < LENGTH_BYTES) break;
      const bytes = length.readUInt32LE();
      if (bytes === 0 || bytes > FRAME_BYTES || at + OVERHEAD + bytes > size) break;
      this.#starts.push(this.#bytes);
      this.#bytes += bytes;
      at += OVERHEAD + bytes;
    }
  }

  #authenticated(start: number): Buffer {
    const place = Buffer.alloc(8);
    place.writeBigUInt64LE(BigInt(start));
    return Buffer.concat([this.#header, place]);
  }

  #seal(start: number, text: Uint8Array): Buffer {
    // At random, since what is cut off is written anew under the same key.
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    cipher.setAAD(this.#authenticated(start));
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(text.length);
    const body = cipher.update(text);
    cipher.final();
    return Buffer.concat([length, nonce, body, cipher.getAuthTag()]);
  }

  #open(frame: number, sealed: Buffer): Buffer | undefined {
    const end = sealed.length - TAG_BYTES;
    const nonce = sealed.subarray(LENGTH_BYTES, LENGTH_BYTES + NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(this.#authenticated(this.#starts.at(frame)));
    decipher.setAuthTag(sealed.subarray(end));
    const text = decipher.update(sealed.subarray(LENGTH_BYTES + NONCE_BYTES, end));
    try {
      decipher.final();
      return text;
    } catch {
      return undefined;
    }
  }
}
