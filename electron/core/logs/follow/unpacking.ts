/** Unpacks a .gz a step at a time into a private file that has no name from the moment it is made, and is not in the clear. */
import { Gunzip } from 'fflate';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { LogFile } from './log-file.ts';
import type { UnpackRoom } from './unpack-room.ts';
import { Veil } from './veil.ts';

/** Unpacked at once: 4 MiB at the very most come of it, since deflate makes one byte of no more than 1,032. */
const PACKED_STEP = 4096;

/** The last eight bytes of a .gz: CRC-32 of its content, and its length modulo 2^32. */
export const trailerOf = (packed: LogFile): { readonly crc: number; readonly bytes: number } | null => {
  const size = packed.size();
  const trailer = Buffer.alloc(8);
  if (size < 18 || packed.read(trailer, size - 8) < 8) return null;
  return { crc: trailer.readUInt32LE(0), bytes: trailer.readUInt32LE(4) };
};

/** A file to write and read of which nothing is left when it is closed, however the process ends. */
const nameless = (folder: string): number => {
  const own = mkdtempSync(join(folder, 'unpacked-'));
  try {
    return openSync(join(own, 'log'), 'wx+', 0o600);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
};

export class Unpacking {
  readonly #packed: LogFile;
  readonly #most: number;
  readonly #gunzip: Gunzip;
  readonly #buffer = Buffer.allocUnsafe(PACKED_STEP);
  #fd: number | null;
  #at = 0;
  #written = 0;
  /** Of the room, until the content is closed. */
  #taken = 0;
  #isDone = false;
  readonly #room: UnpackRoom;
  readonly #veil = new Veil();

  /** Takes the packed file over. `most` bytes of content are unpacked, as far as there is room; what is damaged is unpacked up to there. */
  constructor(packed: LogFile, folder: string, most: number, room: UnpackRoom) {
    this.#room = room;
    this.#packed = packed;
    this.#most = most;
    try {
      this.#fd = nameless(folder);
    } catch {
      this.#fd = null;
      this.#isDone = true;
    }
    this.#gunzip = new Gunzip((plain) => this.#write(plain));
  }

  /** Bytes of content so far. */
  get written(): number {
    return this.#written;
  }

  /** Unpacks until `budget` more bytes are written, and at most 4 MiB beyond; true when there is no more to do. */
  step(budget: number): boolean {
    const until = this.#written + budget;
    while (!this.#isDone && this.#written < until) {
      const count = this.#packed.read(this.#buffer, this.#at);
      if (count <= 0) {
        this.#isDone = true;
        break;
      }
      this.#at += count;
      try {
        this.#gunzip.push(new Uint8Array(this.#buffer.subarray(0, count)), this.#at >= this.#packed.size());
      } catch {
        this.#isDone = true;
      }
    }
    return this.#isDone;
  }

  /** The content, to be closed by whoever takes it; null if there was no room for it. */
  take(): LogFile | null {
    if (this.#fd === null) {
      this.#packed.close();
      this.#giveBack();
      return null;
    }
    const content = LogFile.ofSpool(this.#fd, this.#packed, this.#veil, () => this.#giveBack());
    this.#fd = null;
    return content;
  }

  close(): void {
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
    this.#packed.close();
    this.#giveBack();
  }

  #giveBack(): void {
    this.#room.give(this.#taken);
    this.#taken = 0;
  }

  #write(plain: Uint8Array): void {
    if (this.#fd === null || this.#isDone) return;
    try {
      const most = Math.max(0, Math.min(this.#most - this.#written, this.#room.left));
      const part = this.#veil.turned(plain.subarray(0, most), this.#written);
      for (let done = 0; done < part.length;) done += writeSync(this.#fd, part, done, part.length - done);
      this.#written += part.length;
      this.#taken += part.length;
      this.#room.take(part.length);
      if (part.length < plain.length) this.#isDone = true;
    } catch {
      this.#isDone = true;
      closeSync(this.#fd);
      this.#fd = null;
    }
  }
}
