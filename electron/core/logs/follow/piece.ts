/** A segment: a part of the content of one source, in the order of the stream. */
import type { PieceScan } from '../files/piece-scan.ts';
import type { Encoding } from '../text/encoding.ts';
import type { Segment } from './segment.ts';
import type { Source } from './source.ts';

export class Piece implements Segment {
  isSealed = false;
  end: number;

  constructor(
    readonly id: number,
    readonly source: Source,
    public start: number,
    readonly readBefore: number,
    /** Lines that came late to a file that the stream had left: sealed as soon as they end. */
    readonly isLate = false,
  ) {
    this.end = Math.max(start, readBefore);
  }

  /** Nothing came to it yet, and another segment of the same file went on meanwhile. */
  beginBehind(): void {
    if (this.end === this.start && this.end < this.source.end) this.start = this.end = this.source.end;
  }

  get name(): string {
    return this.source.name;
  }

  get generation(): number {
    return this.source.generation;
  }

  get encoding(): Encoding {
    return this.source.encoding;
  }

  get isGone(): boolean {
    return this.source.file === null;
  }

  read(buffer: Uint8Array, at: number): number {
    const { source } = this;
    const wanted = Math.min(buffer.length, this.end - at);
    if (source.file === null || at < this.start || wanted <= 0) return 0;
    const count = source.file.read(buffer.subarray(0, wanted), at);
    return count > 0 && source.isIntact() ? count : 0;
  }

  expect(at: number, length: number, scan?: PieceScan): void {
    if (at >= this.start && at + length <= this.end) this.source.file?.expect(at, length, scan);
  }

  expected(at: number, length: number): Buffer | null {
    const bytes = this.source.file?.expected(at, length) ?? null;
    return bytes && this.source.isIntact() ? bytes : null;
  }
}
