/** One open file. Numbers of files (`key`) are compared only while it is open: nobody else can get its number then. */
import { constants, type BigIntStats } from 'node:fs';
import { dirname } from 'node:path';
import { closeSync, fstatSync, openSync, readSync, statSync } from '../files/disk-calls.ts';
import type { PieceScan } from '../files/piece-scan.ts';
import { expectBytes, expectedBytes, forgetExpected } from '../files/read-ahead.ts';
import type { Veil } from './veil.ts';

/** Why a file cannot be read. */
export type Refusal = 'missing' | 'refused' | 'unreadable';

export const refusalOf = (error: unknown): Refusal => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  return code === 'EACCES' || code === 'EPERM' || code === 'ELOOP' ? 'refused' : 'unreadable';
};

const keyOf = ({ dev, ino }: BigIntStats): string => `${dev}:${ino}`;

/** A file as it is at a path now. */
export interface FileNow {
  readonly key: string;
  readonly size: number;
  /** When it was last written, in milliseconds of the wall clock. */
  readonly changedAt: number;
  /** Another whenever anything was done to it, its times put back as well. */
  readonly touchedAt: string;
}

export const fileAt = (path: string): FileNow | Refusal => {
  try {
    const stats = statSync(path, { bigint: true });
    if (!stats.isFile()) return 'unreadable';
    const { size, mtimeMs, mtimeNs, ctimeNs } = stats;
    return {
      key: keyOf(stats),
      size: Number(size),
      changedAt: Number(mtimeMs),
      touchedAt: `${mtimeNs} ${ctimeNs}`,
    };
  } catch (error) {
    return refusalOf(error);
  }
};

/** When a file last came to, or left, the folder of a path (nanoseconds); null if that cannot be told. */
export const folderChangedAt = (path: string): bigint | null => {
  try {
    return statSync(dirname(path), { bigint: true }).mtimeNs;
  } catch {
    return null;
  }
};

// Links are not followed, and a pipe does not keep us waiting.
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const MOST_BLANK = 1024 * 1024;
const BLANK_AT_ONCE = 4096;

/** As those below `/proc`: the system makes up what is in them whenever they are read, and calls them empty. */
const isMadeOnReading = (fd: number, size: bigint): boolean =>
  size === 0n && readSync(fd, Buffer.alloc(1), 0, 1, 0) > 0 && fstatSync(fd).size === 0;

export class LogFile {
  readonly #fd: number;
  #isClosed = false;

  private constructor(
    fd: number,
    readonly key: string,
    /** Name in the folder when it was last seen there. */
    public name: string,
    /** The file that this one is the unpacked content of; held open, so that its key stays its own. */
    readonly packed: LogFile | null,
    readonly veil: Veil | null = null,
    readonly onClose: () => void = () => undefined,
  ) {
    this.#fd = fd;
  }

  static open(path: string, name: string): LogFile | Refusal {
    let fd: number | undefined;
    try {
      fd = openSync(path, FLAGS);
      const stats = fstatSync(fd, { bigint: true });
      if (stats.isFile() && !isMadeOnReading(fd, stats.size)) return new LogFile(fd, keyOf(stats), name, null);
      closeSync(fd);
      return 'unreadable';
    } catch (error) {
      if (fd !== undefined) closeSync(fd);
      return refusalOf(error);
    }
  }

  /** What was unpacked from `packed`, in an open file without a name. */
  static ofSpool(fd: number, packed: LogFile, veil: Veil, onClose: () => void): LogFile {
    return new LogFile(fd, packed.key, packed.name, packed, veil, onClose);
  }

  /** Whole and private: nothing comes to it. */
  get isSpool(): boolean {
    return this.packed !== null;
  }

  /** Bytes in it now; -1 if that cannot be told. */
  size(): number {
    try {
      return this.#isClosed ? -1 : fstatSync(this.#fd).size;
    } catch {
      return -1;
    }
  }

  /** There is nothing in it, or nothing but zeros in whose place text may still come; a long run of them is not looked through for that. */
  isBlank(): boolean {
    const size = this.size();
    if (size <= 0) return true;
    if (size > MOST_BLANK) return false;
    const bytes = Buffer.allocUnsafe(Math.min(size, BLANK_AT_ONCE));
    for (let at = 0; at < size; at += bytes.length) {
      const count = this.read(bytes, at);
      if (count <= 0 || bytes.subarray(0, count).some((byte) => byte !== 0)) return false;
    }
    return true;
  }

  /** Nothing in any folder leads to it any more. */
  isUnlinked(): boolean {
    if (this.packed) return this.packed.isUnlinked();
    try {
      return fstatSync(this.#fd).nlink === 0;
    } catch {
      return true;
    }
  }

  /** Fills the buffer from offset `at` as far as the file goes; answers how many bytes, -1 if reading fails. */
  read(buffer: Uint8Array, at: number): number {
    if (this.#isClosed) return -1;
    let filled = 0;
    try {
      while (filled < buffer.length) {
        const count = readSync(this.#fd, buffer, filled, buffer.length - filled, at + filled);
        if (count === 0) break;
        filled += count;
      }
      if (this.veil && filled > 0) buffer.set(this.veil.turned(buffer.subarray(0, filled), at));
      return filled;
    } catch {
      return filled > 0 && !this.veil ? filled : -1;
    }
  }

  /** These bytes, at most a piece, are there and will be read soon; `scan`: what is looked for in them then. */
  expect(at: number, length: number, scan?: PieceScan): void {
    if (!this.#isClosed && !this.veil) expectBytes(this.#fd, at, length, scan);
  }

  /**
   * As `read` gives them, if they were expected and are read by now; null: they are to be read. In memory that the next call, for any file, uses
   * again unless it `goesOn`.
   */
  expected(at: number, length: number, goesOn = false): Buffer | null {
    return this.#isClosed ? null : expectedBytes(this.#fd, at, length, goesOn);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    forgetExpected(this.#fd);
    closeSync(this.#fd);
    this.packed?.close();
    this.onClose();
  }
}
