/** Keeps what is known of a log that is read, and begins with what was kept. */
import { randomUUID } from 'node:crypto';
import type { FollowCheckpoint, Following, Step } from '../follow/segment.ts';
import type { LogStream } from '../index/log-stream.ts';
import { checksOf, filesOf } from './checks.ts';
import type { KeptLog, KeptPlace } from './kept-log.ts';
import { knownLines } from './known-lines.ts';
import { Resumption } from './resumption.ts';

/** What a crash costs is read again: nothing is lost by it. */
const PLACE_MS = 10_000;
/** Lines are kept when so much came since, and a tenth: what it costs to keep them grows as the log does. */
const LINES_BYTES = 16 * 1024 * 1024;

/** What was kept of a log, and where it is kept again. */
export interface Kept {
  readonly log: KeptLog;
  readonly encoding: string;
  /** Where the follower goes on; undefined: it begins. */
  readonly place: KeptPlace | undefined;
}

type Unseen = KeptPlace['unseen'];

export interface KeepingOptions extends Kept {
  /** Not woken before; from `place`. */
  readonly following: Following;
  /** Nothing came to it yet. */
  readonly stream: LogStream;
  readonly mono: () => number;
  readonly unseen: () => Unseen;
  /** The stream holds lines from before, of which so many were not looked at. */
  readonly onLines: (unseen: Unseen) => void;
  readonly failed: (error: unknown) => void;
}

const hasText = (checkpoint: FollowCheckpoint | undefined): boolean => (checkpoint?.marks.at(-1)?.end ?? 0) > 0;

export class Keeping {
  /** To be read from in place of what was given. */
  readonly following: Following;
  readonly #options: KeepingOptions;
  readonly #stamp: string;
  readonly #resumption: Resumption | undefined;
  #generation: number;
  /** Of the file that has it, something was kept. */
  #hasText: boolean;
  #savedAt: number;
  #isChanged = false;
  #hasFailed = false;
  #keptBytes = 0;
  #keptVersion = -1;

  constructor(options: KeepingOptions) {
    this.#options = options;
    const { place, following, mono } = options;
    this.#stamp = place?.stamp ?? randomUUID();
    this.#generation = (place?.checkpoint.nextGeneration ?? 1) - 1;
    this.#hasText = hasText(place?.checkpoint);
    this.#savedAt = mono();
    this.#resumption = place && new Resumption({ following, found: (segments) => this.#restore(place, segments) });
    this.following = this.#resumption ?? following;
  }

  /** After each step of the log was dealt with. `isRead`: nothing more is there now. */
  note(steps: readonly Step[], isRead: boolean): void {
    this.#isChanged ||= steps.length > 0;
    const newest = steps.findLast((step) => step.kind === 'began' || step.kind === 'read')?.segment;
    // A number names one file for ever: on the disk is, before anybody hears of it, which number that is and what the file is known again by.
    const isNew = newest && newest.generation > this.#generation;
    const isBegun = newest?.generation === this.#generation && newest.end > newest.start;
    if (isNew === true || (isBegun && !this.#hasText && !this.#hasFailed)) this.#savePlace();
    else if (this.#isChanged && this.#options.mono() - this.#savedAt >= PLACE_MS) this.#savePlace();
    const { bytes } = this.#options.stream;
    if (isRead && bytes - this.#keptBytes >= Math.max(LINES_BYTES, this.#keptBytes / 10)) this.#saveLines();
  }

  /** Something else than lines is other than it was. */
  touch(): void {
    this.#isChanged = true;
  }

  close(): void {
    const isInDoubt = this.#options.following.isInDoubt === true;
    if (this.#isChanged || isInDoubt) this.#savePlace();
    if (isInDoubt || this.#options.stream.version !== this.#keptVersion) this.#saveLines();
  }

  #restore({ stamp, checkpoint, unseen }: KeptPlace, segments: Parameters<typeof knownLines>[1]) {
    const { log, stream, onLines } = this.#options;
    const kept = log.lines(stamp);
    const known = kept && knownLines(kept, segments, checkpoint.nextId, log.fileFolder);
    if (!known) return new Map<number, number>();
    stream.restore(known.state, known.segments);
    this.#keptBytes = stream.bytes;
    this.#keptVersion = stream.version;
    onLines(unseen);
    return known.upTo;
  }

  #savePlace(): void {
    const { log, encoding, following, unseen, mono } = this.#options;
    this.#savedAt = mono();
    this.#isChanged = false;
    this.#try(() => {
      const checkpoint = following.checkpoint();
      log.savePlace({ stamp: this.#stamp, encoding, checkpoint, unseen: unseen() });
      this.#generation = checkpoint.nextGeneration - 1;
      this.#hasText = hasText(checkpoint);
    });
  }

  /** Lines never go beyond the place that is kept. */
  #saveLines(): void {
    const { log, stream, following } = this.#options;
    if (this.#resumption?.isCaughtUp === false || stream.lines === 0) return;
    this.#keptBytes = stream.bytes;
    this.#keptVersion = stream.version;
    this.#savePlace();
    this.#try(() => {
      if (following.isInDoubt) {
        log.forgetLines();
        this.#keptVersion = -1;
        return;
      }
      // First: what is written to a file from here on is told by its time.
      const files = filesOf(log.fileFolder, following.segments());
      log.saveLines(this.#stamp, { ...stream.state(checksOf), files });
    });
  }

  /** The log is read whether it can be kept or not. */
  #try(save: () => void): void {
    try {
      save();
      this.#hasFailed = false;
    } catch (error) {
      this.#isChanged = true;
      if (!this.#hasFailed) this.#options.failed(error);
      this.#hasFailed = true;
    }
  }
}
