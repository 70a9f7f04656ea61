/** A file of a spool: lines in UTF-8, only ever appended to. */
import {
  closeSync,
  constants,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Beginning, Segment } from '../follow/segment.ts';

const NAME = /^(\d{12})\.log$/u;

export const segmentIdOf = (file: string): number | null => {
  const digits = NAME.exec(file)?.[1];
  return digits === undefined ? null : Number(digits);
};

export const segmentFile = (id: number): string => `${String(id).padStart(12, '0')}.log`;

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
  /** null once the spool has let go of it. */
  #file: number | null;
  #bytes: number;

  /** Opens the file of that number in `folder`, or begins it. */
  constructor(folder: string, id: number, why: Beginning) {
    this.id = id;
    this.generation = id;
    this.why = why;
    this.name = segmentFile(id);
    this.#path = join(folder, this.name);
    this.#file = openSync(this.#path, constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0), 0o600);
    this.#bytes = fstatSync(this.#file).size;
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
    if (this.#file === null) return 0;
    const wanted = Math.min(buffer.length, Math.max(0, this.#bytes - at));
    return wanted === 0 ? 0 : readSync(this.#file, buffer, 0, wanted, at);
  }

  /** Throws as the file system does; then nothing of `lines` counts, and the next call writes over what did arrive. */
  append(lines: Uint8Array): void {
    if (this.#file === null) throw new Error('this part of the spool is gone');
    let written = 0;
    while (written < lines.length)
      written += writeSync(this.#file, lines, written, lines.length - written, this.#bytes + written);
    this.#bytes += written;
  }

  cutTo(bytes: number): void {
    if (this.#file === null) return;
    ftruncateSync(this.#file, bytes);
    this.#bytes = bytes;
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
}
