import type { Following, Segment, Step } from '../follow/segment.ts';
import type { OwnTold } from './messages.ts';

/** After which the oldest lines are let go. */
const PART_BYTES = 4 * 1024 * 1024;

class OwnSegment implements Segment {
  readonly id: number;
  readonly name = '';
  readonly encoding = 'utf-8';
  readonly start = 0;
  readonly readBefore = 0;
  end = 0;
  isSealed = false;
  isGone = false;
  #bytes = Buffer.allocUnsafe(64 * 1024);

  constructor(
    id: number,
    readonly generation: number,
    readonly linesBefore: number,
  ) {
    this.id = id;
  }

  write(bytes: Buffer): void {
    if (this.end + bytes.length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.end + bytes.length, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.end);
      this.#bytes = larger;
    }
    bytes.copy(this.#bytes, this.end);
    this.end += bytes.length;
  }

  drop(): void {
    this.isGone = true;
    this.#bytes = Buffer.alloc(0);
  }

  read(buffer: Uint8Array, at: number): number {
    return this.isGone ? 0 : this.#bytes.copy(buffer, 0, at, Math.min(this.end, at + buffer.length));
  }
}

/** What this console wrote about itself since it was started, as a log that is followed: in memory only, and the last few MiB of it. */
export class OwnLines implements Following {
  readonly state = 'following';
  readonly #segments: OwnSegment[] = [];
  #steps: Step[] = [];
  /** Lines so far, those included that were never here. */
  #count = 0;

  /** Lines that came before, and are not kept any more, keep their numbers; those that are here already are passed over. */
  add({ generation, from, lines: told }: OwnTold): void {
    const lines = told.slice(Math.max(0, this.#count - from));
    if (lines.length === 0) return;
    const first = from + told.length - lines.length;
    let segment = this.#segments.at(-1);
    if (!segment || segment.end > PART_BYTES || first > this.#count) segment = this.#begin(segment, generation, first);
    this.#count = first + lines.length;
    const bytes = Buffer.from(`${lines.join('\n')}\n`, 'utf8');
    const at = segment.end;
    segment.write(bytes);
    this.#steps.push({ kind: 'read', segment, at, bytes });
  }

  #begin(before: OwnSegment | undefined, generation: number, linesBefore: number): OwnSegment {
    if (before) {
      before.isSealed = true;
      this.#steps.push({ kind: 'sealed', segment: before });
    }
    const oldest = this.#segments.at(-2);
    if (oldest && !oldest.isGone) {
      oldest.drop();
      this.#steps.push({ kind: 'gone', segment: oldest });
    }
    const segment = new OwnSegment(this.#segments.length + 1, generation, linesBefore);
    this.#segments.push(segment);
    this.#steps.push({ kind: 'began', segment, why: before ? 'resumed' : 'first' });
    return segment;
  }

  segments(): readonly Segment[] {
    return this.#segments;
  }

  wake(): { readonly steps: readonly Step[]; readonly hasMore: boolean } {
    const steps = this.#steps;
    this.#steps = [];
    return { steps, hasMore: false };
  }

  checkpoint(): never {
    throw new Error('what this console writes about itself is not kept');
  }

  close(): void {
    for (const segment of this.#segments) segment.drop();
  }
}
