import type { Level, GapKind } from '#shared/logs/line.ts';
import { sourceAtRest, type SourceNow, type SourceState } from '#shared/logs/source.ts';
import type { SourceProblem } from '#shared/logs/source-problem.ts';
import { PIECE_BYTES } from '../files/piece-memory.ts';
import type { Following, FollowState, Step } from '../follow/segment.ts';
import { LogStream } from '../index/log-stream.ts';
import { Keeping } from '../keep/keeping.ts';
import type { Followed } from './followed.ts';
import type { ThreadSource } from './messages.ts';

/** Taken of a file at a time, and verified at once. */
export const WAKE_BYTES = 4 * PIECE_BYTES;
/** Of a large file so much is taken at a stretch: what goes on around it costs as much as a piece does. */
const STRETCH_MS = 2;
/** Blocks that are dated at a time: each is a small read. */
const DATED = 64;
/** A line that is not ended is shown when nothing came to it for so long. */
const OPEN_LINE_MS = 250;

const stateOf: Readonly<Record<FollowState, SourceState>> = {
  following: 'following',
  waiting: 'waiting',
  refused: 'refused',
  unreadable: 'unreadable',
};

/** Where what stands in the way says more than how the file is followed. */
const stateIn: Readonly<Partial<Record<SourceProblem, SourceState>>> = {
  'program-missing': 'missing-program',
  unreachable: 'unreadable',
};

const gapOf: Readonly<Record<FollowState, GapKind | null>> = {
  following: 'came-back',
  waiting: 'vanished',
  refused: 'lost-permission',
  unreadable: null,
};

/** What came of a step: `changed` is the first line that is other than it was. */
export interface LogStep {
  readonly more: boolean;
  /** All lines of a large file are there, and nothing more is known of them. */
  readonly isFilled: boolean;
  readonly news: boolean;
  readonly changed: number | undefined;
}

/** One log that is read: followed through its rotations, its lines indexed. Lives in the thread. */
export class ReadLog {
  readonly source: ThreadSource;
  /** Of the file, or what else stands for it. */
  readonly path: string;
  /** Of a source of several files: its name among them; null where the source is this log. */
  readonly file: string | null;
  readonly stream: LogStream;
  readonly #followed: Followed;
  readonly #following: Following;
  readonly #keeping: Keeping | undefined;
  readonly #mono: () => number;
  readonly #seen: Record<Level, number> = { error: 0, warning: 0, info: 0, debug: 0 };
  #hasMore = true;
  /** More of what was there came last time. */
  #isFilling = true;
  /** By a person: no more of it is indexed. */
  isStopped = false;
  #isRead = false;
  #wasThere = false;
  #cameAt = 0;
  /** The pattern of its source leads to it no more. */
  isGone = false;

  constructor(
    source: ThreadSource,
    path: string,
    file: string | null,
    followed: Followed,
    { now, mono, log }: { now(): number; mono(): number; log(line: string): void },
  ) {
    this.source = source;
    this.path = path;
    this.file = file;
    this.#followed = followed;
    this.#mono = mono;
    this.stream = new LogStream(now, followed.newest);
    this.#keeping =
      followed.kept &&
      new Keeping({
        ...followed.kept,
        following: followed.following,
        stream: this.stream,
        mono,
        unseen: () => this.#unseen(),
        onLines: ({ error, warning }) => {
          const { counts } = this.stream;
          Object.assign(this.#seen, { error: counts.error - error, warning: counts.warning - warning });
        },
        failed: (error) => log(`where ${source.id} is read cannot be kept: ${String(error)}`),
      });
    this.#following = this.#keeping?.following ?? followed.following;
  }

  /** Its lines are events of a system. */
  get isEvents(): boolean {
    return this.#followed.isEvents;
  }

  /** It was read before, as far as is kept. */
  get wasRead(): boolean {
    return this.#followed.kept?.place !== undefined;
  }

  /** Nothing need be at its path: it goes on under another name. */
  get hasOtherName(): boolean {
    return this.#followed.otherNames?.holdNewest === true;
  }

  /** It is to be read in another way by now, from its first line. */
  get isOutdated(): boolean {
    return this.#followed.isThere() && this.#followed.isOutdated?.() === true;
  }

  get otherNames(): Followed['otherNames'] {
    return this.#followed.otherNames;
  }

  /** All that is there is known. */
  get isRead(): boolean {
    return this.#isRead;
  }

  /** Its drive answers. */
  get isThere(): boolean {
    return this.#followed.isThere();
  }

  get bytes(): number {
    // What was read before and cannot be read now is not waited for.
    if (!this.isThere || (!this.#isFilling && this.#following.state !== 'following')) return this.stream.bytes;
    const segments = this.#following.segments();
    const delivered = segments.reduce((sum, { start, end }) => sum + end - start, 0);
    const end = segments.at(-1)?.end ?? 0;
    // What is not text, such as zeros at the end, is never delivered: it counts only while more comes.
    if (!this.#isFilling) return delivered;
    return delivered + this.passed + Math.max(0, this.#following.ahead?.bytes ?? 0, this.#followed.size(end) - end);
  }

  /** Of `bytes`, what is no text and was skipped. */
  get passed(): number {
    return this.#isFilling ? this.stream.passed : 0;
  }

  /** What is unpacked and not indexed counts half: it is halfway there. */
  #readBytes(): number {
    const { stream, bytes } = this;
    const indexed = this.passed + (stream.bytes * stream.classified) / Math.max(1, stream.lines);
    if (bytes === 0 || (!this.#isFilling && stream.classified === stream.lines)) return Math.floor(indexed);
    const { unpacked = 0 } = this.#following.ahead ?? {};
    return Math.floor(indexed + (Math.min(unpacked, bytes) / 2) * Math.max(0, 1 - indexed / bytes));
  }

  /** Something may have come to its files. */
  wake(): void {
    this.#hasMore = true;
  }

  /** A bounded piece of work: files first, then what their lines say. */
  step(): LogStep {
    if (this.isStopped) return { more: false, isFilled: false, news: false, changed: undefined };
    const wasFilling = this.#isFilling && this.stream.lines > 0;
    let news = false;
    let changed: number | undefined;
    const isThere = this.#followed.isThere();
    const came: Step[] = [];
    if (this.#hasMore && isThere) {
      changed = this.#takeAll(came);
      if (came.length > 0) {
        news = true;
        this.#cameAt = this.#mono();
      } else if (this.stream.index.hasOpenLine && this.#mono() - this.#cameAt >= OPEN_LINE_MS)
        news = this.stream.showOpenLine();
    }
    const { classified, version } = this.stream;
    // First where lines are, for who looks at them; then when they were written, for who merges them; then the rest.
    if (!isThere) return { more: false, isFilled: false, news, changed };
    const isFilled = wasFilling && !this.#isFilling;
    if (isFilled) {
      this.#keeping?.note(came, false);
      return { more: true, isFilled, news, changed };
    }
    const dates = this.#hasMore ? false : this.stream.order(DATED);
    const classifies = this.#hasMore || dates ? false : this.stream.classify();
    if (this.stream.version !== version) changed = 0;
    news ||= this.stream.classified !== classified;
    const more = this.#hasMore || dates || classifies;
    this.#isRead = !more;
    this.#keeping?.note(came, this.#isRead);
    return { more, isFilled, news, changed };
  }

  /** Takes what is there, for a while. Answers the first line that is other than it was. */
  #takeAll(came: Step[]): number | undefined {
    const until = this.#mono() + STRETCH_MS;
    let changed: number | undefined;
    let hasCome: boolean;
    do {
      const before = this.#following.state;
      const { steps, hasMore } = this.#following.wake(WAKE_BYTES);
      this.#hasMore = hasMore;
      hasCome = steps.length > 0;
      if (!hasCome) break;
      this.#noteState(before);
      // At once: the next piece is read to where this one lies.
      const from = this.stream.take(steps);
      if (from !== undefined) changed = Math.min(changed ?? from, from);
      came.push(...steps);
    } while (this.#hasMore && this.#mono() < until);
    this.#isFilling = this.#hasMore;
    return changed;
  }

  #noteState(before: FollowState): void {
    const { state } = this.#following;
    if (state === before) return;
    const gap = gapOf[state];
    // What never was there does not come back.
    if (gap !== null && this.#wasThere) this.stream.note(gap);
    const { leftOut = 0 } = this.#following;
    if (!this.#wasThere && state === 'following' && leftOut > 0) this.stream.noteLeftOut(leftOut);
    this.#wasThere ||= state === 'following';
  }

  seen(): void {
    Object.assign(this.#seen, this.stream.counts);
    this.#keeping?.touch();
  }

  #unseen(): { readonly error: number; readonly warning: number } {
    const { counts } = this.stream;
    return {
      error: Math.max(0, counts.error - this.#seen.error),
      warning: Math.max(0, counts.warning - this.#seen.warning),
    };
  }

  /** What a person has to know of lines that are read all the same. */
  #doubt(): SourceProblem | null {
    if (this.stream.isDoubtful && this.source.encoding === 'auto') return 'doubtful-encoding';
    if (this.stream.areDaysInferred) return 'inferred-days';
    return this.stream.isUndated ? 'undated' : null;
  }

  now(): SourceNow {
    const { stream } = this;
    const { state } = this.#following;
    const unseen = this.#unseen();
    const last = stream.lines > 0 ? (stream.lineAt(stream.lines - 1)?.at ?? null) : null;
    const segment = this.#following.segments().at(-1);
    const isBehind = this.#isFilling || stream.classified < stream.lines;
    const problem = this.#followed.problem() ?? this.#doubt();
    const told = problem === null ? stateOf[state] : (stateIn[problem] ?? stateOf[state]);
    return {
      ...sourceAtRest,
      problem: this.isStopped ? 'stopped' : problem,
      state: this.isStopped ? 'stopped' : told === 'following' && isBehind ? 'reading' : told,
      readAs: segment?.encoding ?? null,
      bytes: this.bytes,
      readBytes: this.#readBytes(),
      lines: stream.lines,
      errors: unseen.error,
      warnings: unseen.warning,
      lastLineAt: last === null ? null : new Date(last).toISOString(),
      generation: segment?.generation ?? 0,
    };
  }

  close(): void {
    this.#keeping?.close();
    this.#following.close();
  }
}
