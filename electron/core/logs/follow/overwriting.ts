/**
 * Tells whether the file that is written to was written over in place, in as many bytes, since it was read. Its times say that something was done to
 * it, which costs nothing to see; its checksum says whether other bytes are there, for which it is read once more, a little in each wake that brings
 * nothing. Not noticed is what was written over between two looks between which the file grew as well; before its checksum was made, which follows at
 * the same pace and is not made up for after a restart; within one step of the clock of the file system after it was read; and in files that were
 * rotated.
 */
import { crc32 } from 'node:zlib';
import { PIECE_BYTES, pieceRoom } from '../files/piece-memory.ts';
import type { FileNow } from './log-file.ts';
import type { Source } from './source.ts';

/** What was read of a file, read once more. */
interface Check {
  readonly end: number;
  readonly expected: number;
  crc: number;
  upTo: number;
}

export class Overwriting {
  /** Lines that were told may be others by now. */
  isFound = false;
  #source: Source | null = null;
  /** When all of the file had been read, and nothing else is known to have been done to it since. */
  #touchedAt: string | undefined;
  #check: Check | undefined;

  /** Found, or not ruled out yet. */
  get isPossible(): boolean {
    return this.isFound || this.#check !== undefined;
  }

  /** `now`: the file of the source as it is at a look. */
  note(source: Source, { size, touchedAt }: FileNow): void {
    if (source !== this.#source) this.#check = undefined;
    const before = source === this.#source ? this.#touchedAt : undefined;
    this.#source = source;
    // What came tells why its times are others.
    this.#touchedAt = size === source.end && !source.isSumBehind ? touchedAt : undefined;
    if (before === undefined || this.#touchedAt === undefined || before === touchedAt) return;
    const { crc: expected, end } = source;
    if (expected !== null) this.#check = { end, expected, crc: 0, upTo: 0 };
  }

  /** Reads at most so many bytes once more. */
  step(most: number): void {
    if (this.#source && this.#check) this.#goOn(this.#source, this.#check, most);
  }

  #goOn(source: Source, check: Check, most: number): void {
    const to = Math.min(check.end, check.upTo + most);
    while (check.upTo < to) {
      const bytes = pieceRoom().subarray(0, Math.min(PIECE_BYTES, to - check.upTo));
      if (source.file?.read(bytes, check.upTo) !== bytes.length) {
        // It was cut, or is gone: following finds that out.
        this.#check = undefined;
        return;
      }
      check.crc = crc32(bytes, check.crc);
      check.upTo += bytes.length;
    }
    if (check.upTo < check.end) return;
    this.#check = undefined;
    if (check.crc === check.expected) return;
    this.isFound = true;
    source.resum(check.crc, check.end);
  }
}
