/** Places in a file's content, and the bytes before them: by these the file is known again, and each copy of a part of it. */
import { hash } from 'node:crypto';
import type { Anchor } from './segment.ts';

export const MARK_BYTES = 1024;
/** Near the end of a large part that is delivered at once, anchors lie so far apart. */
export const ANCHOR_STEP = 64 * 1024;
const STEPS = 4;
/** The least that a large part has. */
const LARGE_BYTES = STEPS * ANCHOR_STEP + MARK_BYTES;
/** Of large parts that follow each other, one in so many bytes stays known. */
const FAR_STEP = 16 * 1024 * 1024;
export const MOST_ANCHORS = 40;

/** With the bytes themselves, where they were read since the start: comparing them is sooner done than hashing those of a file. */
export interface KnownAnchor extends Anchor {
  readonly bytes?: Buffer;
}

export const hashOf = (bytes: Uint8Array): string => hash('sha256', bytes, 'base64');

/** The hash is made when it is asked for, which it seldom is. */
const over = (at: number, bytes: Buffer): KnownAnchor => ({
  at,
  bytes,
  get hash() {
    return hashOf(bytes);
  },
});

export const anchorOf = (at: number, bytes: Uint8Array): KnownAnchor => over(at, Buffer.from(bytes));

/** The one among the inner anchors whose going leaves the smallest hole, measured by how far back it lies. */
const leastNeeded = (anchors: readonly Anchor[]): number => {
  const end = anchors.at(-1)?.at ?? 0;
  let least = 1;
  let smallest = Number.POSITIVE_INFINITY;
  for (let index = 1; index < anchors.length - 1; index++) {
    const hole = (anchors[index + 1]?.at ?? 0) - (anchors[index - 1]?.at ?? 0);
    const weight = hole / (1 + end - (anchors[index]?.at ?? 0));
    if (weight < smallest) [least, smallest] = [index, weight];
  }
  return least;
};

export class Anchors {
  readonly #settled: KnownAnchor[];
  /** Of the newest large part, not among the others yet: where it ends, 0 for none, and the bytes before that and before the steps to it. */
  #largeEnd = 0;
  #large: Buffer | undefined;

  constructor(known: readonly KnownAnchor[] = []) {
    this.#settled = [...known];
  }

  /** In order, at most 40; fewer the further back. */
  get all(): readonly KnownAnchor[] {
    this.#settle();
    return this.#settled;
  }

  get last(): KnownAnchor | undefined {
    const last = this.#settled.at(-1);
    const large = this.#largeEnd > (last?.at ?? 0) ? this.#large : undefined;
    return large ? over(this.#largeEnd, large.subarray(STEPS * MARK_BYTES)) : last;
  }

  add(anchor: KnownAnchor): void {
    this.#settle();
    this.#add(anchor);
  }

  /**
   * What was delivered at once, and the last of its bytes with those before it. A copy may end a little before the end of what was delivered:
   * near the end of a large part there are anchors, for as long as no other large part follows.
   */
  addPart(from: number, part: Uint8Array, tail: Uint8Array): void {
    const end = from + part.length;
    if (part.length < LARGE_BYTES) {
      this.#settle();
      for (let upTo = part.length % ANCHOR_STEP; upTo < part.length; upTo += ANCHOR_STEP)
        if (upTo >= MARK_BYTES) this.#add(anchorOf(from + upTo, part.subarray(upTo - MARK_BYTES, upTo)));
      this.#add(anchorOf(end, tail));
      return;
    }
    const before = this.#settled[this.#upTo(this.#largeEnd)]?.at ?? 0;
    if (this.#large && this.#largeEnd - before >= FAR_STEP)
      this.#add(anchorOf(this.#largeEnd, this.#large.subarray(STEPS * MARK_BYTES)));
    this.#large ??= Buffer.allocUnsafeSlow((STEPS + 1) * MARK_BYTES);
    for (let step = 0; step <= STEPS; step++) {
      const upTo = part.length - (STEPS - step) * ANCHOR_STEP;
      this.#large.set(part.subarray(upTo - MARK_BYTES, upTo), step * MARK_BYTES);
    }
    this.#largeEnd = end;
  }

  #settle(): void {
    const large = this.#large;
    if (this.#largeEnd === 0 || !large) return;
    for (let step = 0; step <= STEPS; step++)
      this.#add(
        anchorOf(
          this.#largeEnd - (STEPS - step) * ANCHOR_STEP,
          large.subarray(step * MARK_BYTES, (step + 1) * MARK_BYTES),
        ),
      );
    this.#largeEnd = 0;
  }

  #add(anchor: KnownAnchor): void {
    const before = this.#upTo(anchor.at);
    if (this.#settled[before]?.at === anchor.at) return;
    this.#settled.splice(before + 1, 0, anchor);
    if (this.#settled.length > MOST_ANCHORS) this.#settled.splice(leastNeeded(this.#settled), 1);
  }

  /** Place of the last one that lies at `at` or before it, -1 for none. */
  #upTo(at: number): number {
    return this.#settled.findLastIndex((anchor) => anchor.at <= at);
  }
}
