/**
 * A log that is followed on from a checkpoint, told as if it were read from the beginning: what was read before comes again out of its files, but
 * for lines that are known. Nothing of a file that is gone comes.
 */
import type { Ahead, FollowCheckpoint, Following, FollowState, Segment, Step } from '../follow/segment.ts';

const MOST_AT_ONCE = 1024 * 1024;

export interface ResumptionOptions {
  /** Not woken before. */
  readonly following: Following;
  /** Told once, with the segments that are there: up to which offset the lines of each are known. */
  readonly found: (segments: readonly Segment[]) => ReadonlyMap<number, number>;
}

/** A part of a segment that was read before, and is to be told. */
interface Before {
  readonly segment: Segment;
  readonly isBegun: boolean;
  readonly isSealed: boolean;
  at: number;
}

export class Resumption implements Following {
  readonly #options: ResumptionOptions;
  /** In no file any more when all were looked for. */
  readonly #gone = new Set<Segment>();
  #before: Before[] | undefined;
  #sealedBefore: ReadonlySet<Segment> | undefined;
  /** Began since. */
  readonly #fresh = new Set<Segment>();
  /** What came new while there was something to be told before it. */
  #held: Step[] = [];

  constructor(options: ResumptionOptions) {
    this.#options = options;
  }

  get state(): FollowState {
    return this.#options.following.state;
  }

  get leftOut(): number | undefined {
    return this.#options.following.leftOut;
  }

  get ahead(): Ahead | undefined {
    return this.#options.following.ahead;
  }

  /** All that was read before is told. */
  get isCaughtUp(): boolean {
    return this.#before !== undefined && this.#before.length === 0 && this.#held.length === 0;
  }

  segments(): readonly Segment[] {
    const segments = this.#options.following.segments();
    return this.#gone.size === 0 ? segments : segments.filter((segment) => !this.#gone.has(segment));
  }

  wake(budget: number): { readonly steps: readonly Step[]; readonly hasMore: boolean } {
    if (this.#before === undefined) return this.#find(budget);
    if (this.#before.length > 0) return this.#tell(this.#before, budget);
    if (this.#held.length > 0) {
      const steps = this.#held;
      this.#held = [];
      return { steps, hasMore: true };
    }
    return this.#options.following.wake(budget);
  }

  checkpoint(): FollowCheckpoint {
    return this.#options.following.checkpoint();
  }

  close(): void {
    this.#options.following.close();
  }

  #find(budget: number): { readonly steps: readonly Step[]; readonly hasMore: boolean } {
    const { following, found } = this.#options;
    this.#sealedBefore ??= new Set(following.segments().filter(({ isSealed }) => isSealed));
    const { steps, hasMore } = following.wake(budget);
    for (const step of steps) {
      if (step.kind === 'began') this.#fresh.add(step.segment);
      // The next wake of any follower uses their memory again.
      if (step.kind === 'read') this.#held.push({ ...step, bytes: Uint8Array.from(step.bytes) });
      else if (step.kind !== 'state') this.#held.push(step);
    }
    const states = steps.filter(({ kind }) => kind === 'state');
    const known = following.segments().filter((segment) => !this.#fresh.has(segment));
    // What is looked for still may come back, with lines that were never read.
    if (following.state !== 'following' || known.some(({ isGone, isSealed }) => isGone && !isSealed))
      return { steps: states, hasMore };
    for (const segment of known) if (segment.isGone) this.#gone.add(segment);
    this.#held = this.#held.filter((step) => !('segment' in step && this.#gone.has(step.segment)));
    const upTo = found(known);
    this.#before = known
      .filter(({ isGone }) => !isGone)
      .flatMap((segment): Before[] => {
        const at = upTo.get(segment.id);
        const isSealed = this.#sealedBefore?.has(segment) === true;
        if (at !== undefined && at >= segment.readBefore && !isSealed) return [];
        // Nothing ever came to it, and lines behind it are known by now.
        if (at === undefined && isSealed && segment.readBefore <= segment.start) return [];
        // Where its text begins was not known while nothing had come to it.
        return [{ segment, isBegun: at !== undefined, isSealed, at: Math.max(at ?? 0, segment.start) }];
      });
    return { steps: states, hasMore: true };
  }

  #tell(left: Before[], budget: number): { readonly steps: readonly Step[]; readonly hasMore: boolean } {
    const steps: Step[] = [];
    for (let next = left[0]; next; next = left[0]) {
      const { segment, isBegun, isSealed } = next;
      if (!isBegun) {
        steps.push({ kind: 'began', segment, why: 'first' });
        left[0] = { ...next, isBegun: true };
        continue;
      }
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(budget, MOST_AT_ONCE, segment.readBefore - next.at)));
      const count = bytes.length === 0 ? 0 : segment.read(bytes, next.at);
      if (count > 0) {
        steps.push({ kind: 'read', segment, at: next.at, bytes: bytes.subarray(0, count) });
        next.at += count;
        return { steps, hasMore: true };
      }
      // Less is there than was read, where lines were cut away after their copy was made.
      if (isSealed) steps.push({ kind: 'sealed', segment });
      left.shift();
    }
    return { steps, hasMore: true };
  }
}
