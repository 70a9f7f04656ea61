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

const NAME = /^(\d{12})\.log$/u;

export const segmentIdOf = (file: string): number | null => {
  const digits = NAME.exec(file)?.[1];
  return digits === undefined ? null : Number(digits);
};

export const segmentFile = (id: number): string => `${String(id).padStart(12, '0')}.log`;

export class SpoolSegment {
  readonly id: number;
  /** Lines are counted from 1 within a segment; the number of a generation is never used for other lines. */
  readonly generation: number;
  readonly name: string;
  readonly encoding = 'utf-8';
  readonly #path: string;
  /** null once the spool has let go of it. */
  #file: number | null;
  #bytes: number;
  #isSealed = false;

  /** Opens the file of that number in `folder`, or begins it. */
  constructor(folder: string, id: number) {
    this.id = id;
    this.generation = id;
    this.name = segmentFile(id);
    this.#path = join(folder, this.name);
    this.#file = openSync(this.#path, constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0), 0o600);
    this.#bytes = fstatSync(this.#file).size;
  }

  /** What can be read; every line up to there is whole. */
  get bytes(): number {
    return this.#bytes;
  }

  get isSealed(): boolean {
    return this.#isSealed;
  }

  /** Fills `buffer` from `at` on; returns how many bytes came: 0 at the end, and where the spool has let go of it. */
  read(buffer: Uint8Array, at: number): number {
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

  seal(): void {
    this.#isSealed = true;
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
