/** Reads lines with the product's follower as its engine does: one wake after the other, lines cut segment by segment, restarts from a checkpoint. */
import { Follower } from '#core/logs/follow/follower.ts';
import type { FollowCheckpoint, FollowOptions, Segment, Step } from '#core/logs/follow/segment.ts';
import { unitOf } from '#core/logs/text/encoding.ts';
import { LineCutter } from '../../support/line-cutter.ts';
import { numberOf } from './log-line.ts';

const BUDGET = 256 * 1024;

export class Reader {
  /** How often each whole line came. */
  readonly seen = new Map<number, number>();
  readonly counts: Record<string, number> = {};
  readonly #options: FollowOptions;
  #follower: Follower;
  readonly #cutters = new Map<number, LineCutter>();
  /** As an engine keeps it with its index: where the unfinished line of each segment begins. */
  readonly #lineStarts = new Map<number, number>();

  constructor(path: string, spoolFolder: string, siblings: boolean) {
    this.#options = {
      path,
      spoolFolder,
      encoding: 'auto',
      locale: 'zh-CN',
      siblings,
      now: () => performance.now(),
      drainMs: 400,
    };
    this.#follower = new Follower(this.#options);
  }

  /** True if there is more to do at once. */
  wake(): boolean {
    const { steps, hasMore } = this.#follower.wake(BUDGET);
    for (const step of steps) this.#deal(step);
    return hasMore;
  }

  /** Ends, and returns what begins it anew. */
  stop(): string {
    const checkpoint = JSON.stringify(this.#follower.checkpoint());
    this.#follower.close();
    return checkpoint;
  }

  start(checkpoint: string): void {
    this.#follower = new Follower({ ...this.#options, checkpoint: JSON.parse(checkpoint) as FollowCheckpoint });
    this.#cutters.clear();
  }

  close(): void {
    this.#follower.close();
  }

  get state(): string {
    return this.#follower.state;
  }

  /** Offset in the newest file up to which all is read. */
  get position(): number {
    const segments = this.#follower.segments();
    return segments.slice(0, -1).every(({ isSealed }) => isSealed) ? (segments.at(-1)?.end ?? 0) : -1;
  }

  /** For a report of what went wrong. */
  get stream(): string {
    return this.#follower
      .segments()
      .map(
        ({ id, name, generation, start, end, isSealed, isGone }) =>
          `${id} ${name} g${generation} ${start}–${end}${isSealed ? '' : ' open'}${isGone ? ' gone' : ''}`,
      )
      .join('; ');
  }

  /** Lines of segments that are still to be read, counted as if nothing came any more. */
  finish(): void {
    for (const cutter of this.#cutters.values()) {
      const last = cutter.end();
      if (last) this.#count(last.text);
    }
  }

  #deal(step: Step): void {
    this.counts[step.kind === 'began' ? `began: ${step.why}` : step.kind] =
      (this.counts[step.kind === 'began' ? `began: ${step.why}` : step.kind] ?? 0) + 1;
    if (step.kind === 'read') {
      const cutter = this.#cutterOf(step.segment, step.at);
      for (const line of cutter.push(step.bytes)) {
        this.#count(line.text);
        this.#lineStarts.set(step.segment.id, line.at + line.bytes + unitOf(step.segment.encoding));
      }
    } else if (step.kind === 'encoding') {
      const cutter = this.#cutters.get(step.segment.id);
      if (cutter) cutter.encoding = step.segment.encoding;
    } else if (step.kind === 'sealed') {
      const last = this.#cutterOf(step.segment, step.segment.end).end();
      if (last && !step.segment.isGone) this.#count(last.text);
      this.#cutters.delete(step.segment.id);
    }
  }

  /** After a restart the beginning of the unfinished line is read again. */
  #cutterOf(segment: Segment, at: number): LineCutter {
    const known = this.#cutters.get(segment.id);
    if (known) return known;
    const cutter = new LineCutter(segment.encoding, segment.start);
    this.#cutters.set(segment.id, cutter);
    const from = Math.max(segment.start, this.#lineStarts.get(segment.id) ?? segment.start);
    if (from < segment.readBefore && at >= segment.readBefore) {
      const bytes = Buffer.alloc(segment.readBefore - from);
      const count = segment.read(bytes, from);
      cutter.push(bytes.subarray(0, count));
    }
    return cutter;
  }

  #count(text: string): void {
    const number = numberOf(text);
    if (number !== null) this.seen.set(number, (this.seen.get(number) ?? 0) + 1);
    else this.counts['lines of no number'] = (this.counts['lines of no number'] ?? 0) + 1;
  }
}
