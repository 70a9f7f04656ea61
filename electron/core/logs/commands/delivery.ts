/** Hands what a spool holds on to who follows it, in steps as those of a file that is followed. */
import type { FollowState, Segment, Step } from '../follow/segment.ts';
import type { Spool } from './spool.ts';
import type { SpoolSegment } from './spool-segment.ts';

const MOST_AT_ONCE = 1024 * 1024;

/** One for all deliveries of the thread: what is delivered is dealt with before the next wake. */
let shared: Buffer | undefined;

export class Delivery {
  readonly #spool: Spool;
  /** All that were begun, also those that are gone. */
  readonly #begun: SpoolSegment[] = [];
  #told: FollowState | undefined;

  constructor(spool: Spool) {
    this.#spool = spool;
  }

  /** What was begun, oldest first. */
  get segments(): readonly Segment[] {
    return this.#begun;
  }

  /** Bytes that wait to be delivered. */
  get waiting(): number {
    return this.#spool.segments().reduce((sum, { bytes, end }) => sum + bytes - end, 0);
  }

  wake(budget: number, state: FollowState): { readonly steps: readonly Step[]; readonly hasMore: boolean } {
    const steps: Step[] = [];
    if (state !== this.#told) steps.push({ kind: 'state', state });
    this.#told = state;
    for (const segment of this.#spool.segments()) {
      if (segment.isSealed) continue;
      this.#begin(segment, steps);
      if (segment.end < segment.bytes) {
        const isRead = steps.some(({ kind }) => kind === 'read');
        if (isRead) break;
        this.#read(segment, Math.min(budget, MOST_AT_ONCE), steps);
      }
      if (segment.end < segment.bytes || !segment.isFull) break;
      segment.isSealed = true;
      steps.push({ kind: 'sealed', segment });
    }
    for (const segment of this.#spool.letGo()) steps.push({ kind: 'gone', segment });
    return { steps, hasMore: this.waiting > 0 };
  }

  #begin(segment: SpoolSegment, steps: Step[]): void {
    if (this.#begun.includes(segment)) return;
    steps.push({ kind: 'began', segment, why: this.#begun.length === 0 ? 'first' : segment.why });
    this.#begun.push(segment);
  }

  #read(segment: SpoolSegment, most: number, steps: Step[]): void {
    shared ??= Buffer.allocUnsafe(MOST_AT_ONCE);
    const at = segment.end;
    const bytes = shared.subarray(0, segment.readAppended(shared.subarray(0, most), at));
    if (bytes.length === 0) return;
    segment.end = at + bytes.length;
    steps.push({ kind: 'read', segment, at, bytes });
  }
}
