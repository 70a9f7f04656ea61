/**
 * Follows one log through its rotations: no line that stays in any of its files is lost, and none comes twice. Nothing is trusted that was looked at
 * before it was read: bytes are read first, and count only if the file still holds, after that, what is known of it.
 *
 * Content decides, so equal content is excepted. Not read is what a file holds that was copied, emptied and filled again, between two wakes, with
 * the very bytes that were read of it; nor, after a restart, a new file that is equal as a whole to those read before it. Times and numbers of
 * files could tell these apart, but one that was touched, or a number used again, would then bring lines twice. Excepted as well: what is copied
 * out of an empty log within one step of the clock of its folder, if that clock is a file server's and seconds behind ours.
 */
import { PIECE_BYTES } from '../files/piece-memory.ts';
import { handOver, lengthOfText } from './hand-over.ts';
import { fileAt, type LogFile, type Refusal } from './log-file.ts';
import { LogFolder } from './log-folder.ts';
import { OtherNames } from './other-names.ts';
import { Overwriting } from './overwriting.ts';
import { readParts } from './parts.ts';
import { Pieces } from './pieces.ts';
import { Resolution, type Fresh } from './resolution.ts';
import type {
  Ahead,
  Beginning,
  FollowCheckpoint,
  Following,
  FollowOptions,
  FollowState,
  Segment,
  Step,
} from './segment.ts';
import { Source } from './source.ts';
import { UnpackRoom } from './unpack-room.ts';

/** Deleted files that are held open, because they are read from there. */
const MOST_DELETED = 8;
const MOST_MARKS = 32;
const MOST_RENAMED = 1000;
/** By which clocks of this machine and of a file server may differ. */
const CLOCKS_DIFFER_MS = 60_000;
/** Whole pieces of a large file are read before the path is looked at again: what they are read from is verified with each. */
const READ_ON = 32;
/** Added to the checksum of a file in a wake that brings nothing. */
const SUMMED_AT_ONCE = 4 * 1024 * 1024;
const MOST_RETRIES = 3;
/** Of all followers of the thread: what is unpacked lies on the disk while it is read. */
const room = new UnpackRoom(4 * 1024 ** 3);
/** Of a file that was rotated before we came: it is not waited for. Should it grow all the same, that comes late. */
const LONG_AGO = Number.NEGATIVE_INFINITY;

const stateOf: Record<Refusal, FollowState> = { missing: 'waiting', refused: 'refused', unreadable: 'unreadable' };

export class Follower implements Following {
  state: FollowState = 'waiting';
  leftOut: number | undefined;
  readonly #options: FollowOptions;
  readonly #ignoreBefore: number;
  readonly #sources: Source[] = [];
  readonly #pieces: Pieces;
  /** Files that were given another name, which its source reads too. */
  readonly otherNames: OtherNames;
  #twins: LogFile[] = [];
  readonly #folder: LogFolder;
  readonly #overwriting = new Overwriting();
  /** What is written to at the path. */
  #newest: Source | null = null;
  #resolution: Resolution | null = null;
  /** Keys of the rotated files that were there when the log was met. */
  #rotated: readonly string[] | undefined;
  #retries = 0;
  /** Whole pieces that were read since we looked at the path. */
  #readsOn = 0;
  /** The newest, when its file was truncated or rewritten and it is not known yet where its content is. */
  #lost: { readonly source: Source; readonly file: LogFile; readonly why: Beginning } | null = null;
  #nextGeneration: number;

  constructor(options: FollowOptions) {
    this.#options = options;
    this.#folder = new LogFolder(options);
    this.otherNames = new OtherNames({ ...options, sources: this.#sources });
    const { checkpoint } = options;
    this.#ignoreBefore = (checkpoint?.takenAt ?? Date.now()) - CLOCKS_DIFFER_MS;
    this.#pieces = new Pieces({ ...options, sources: this.#sources });
    this.#nextGeneration = Math.max(checkpoint?.nextGeneration ?? 1, options.firstGeneration ?? 1);
    if (checkpoint) this.#restore(checkpoint);
  }

  segments(): readonly Segment[] {
    return this.#pieces.all;
  }

  /** Written over in place: it is to be read from its first line. */
  get isWrittenOver(): boolean {
    return this.#overwriting.isFound;
  }

  get isInDoubt(): boolean {
    return this.#overwriting.isPossible;
  }

  get ahead(): Ahead {
    const sought = this.#resolution?.ahead ?? { bytes: 0, unpacked: 0 };
    let { bytes, unpacked } = sought;
    for (const { source, end, isSealed } of this.#pieces.all)
      if (!isSealed) bytes += Math.max(0, (source.file?.size() ?? 0) - end);
    for (const { file } of this.#sources) if (file?.isSpool) unpacked += Math.max(0, file.size());
    return { bytes, unpacked };
  }

  wake(budget: number): { readonly steps: readonly Step[]; readonly hasMore: boolean } {
    const steps: Step[] = [];
    const isReadOn = this.#readsOn > 0 && this.#readsOn < READ_ON;
    const isBusy = !isReadOn && this.#look(steps, Math.min(budget, PIECE_BYTES));
    if (!isReadOn) this.#readsOn = 0;
    const hasRead = this.#deliver(steps, budget);
    if (!isBusy && steps.length === 0) {
      const behind = this.#sources.find(({ file, isSumBehind }) => file !== null && isSumBehind);
      if (behind) behind.sum(SUMMED_AT_ONCE);
      else this.#overwriting.step(SUMMED_AT_ONCE);
    }
    return { steps, hasMore: isBusy || hasRead };
  }

  checkpoint(): FollowCheckpoint {
    const latest = this.#sources.slice(-MOST_MARKS);
    // No number in their names tells that these are old.
    const renamed = this.#sources.slice(0, -MOST_MARKS).filter((source) => this.otherNames.has(source));
    const marks = [...renamed.slice(-MOST_RENAMED), ...latest].map((source) =>
      source.mark(
        this.#pieces.of(source).map(({ id, start, end, isSealed }) => ({ id, start, end, isSealed })),
        latest.includes(source) ? undefined : 1,
      ),
    );
    return {
      version: 1,
      takenAt: Date.now(),
      nextId: this.#pieces.nextId,
      nextGeneration: this.#nextGeneration,
      marks,
    };
  }

  close(): void {
    this.#resolution?.close();
    this.#resolution = null;
    this.#lost?.file.close();
    this.#lost = null;
    for (const source of this.#sources) {
      source.file?.close();
      source.file = null;
    }
    for (const twin of this.#twins) twin.close();
    this.#twins = [];
  }

  #restore({ marks }: FollowCheckpoint): void {
    for (const mark of marks) {
      const source = Source.from(mark);
      source.activeAt = LONG_AGO;
      this.#sources.push(source);
      this.#pieces.restore(source, mark.segments);
    }
  }

  /** Finds out what became of the files; true if it is not done with that. */
  #look(steps: Step[], budget: number): boolean {
    if (!this.#resolution) {
      if (!this.#lost && !this.#hasMoved(steps)) return false;
      const files = this.#folder.files((key) => this.#isHeld(key));
      if (files === 'unsettled') return true;
      if (typeof files === 'string') {
        this.#miss(files, steps);
        return false;
      }
      const isFirst = this.#sources.length === 0;
      this.#rotated ??= files.filter(({ isPath, file }) => !isPath && (file?.size() ?? 0) > 0).map(({ key }) => key);
      this.#resolution = new Resolution({
        files,
        sources: this.#sources,
        emptied: this.#lost?.file ?? null,
        lost: this.#lost?.source ?? null,
        spoolFolder: this.#options.spoolFolder,
        mostUnpacked: this.#options.mostUnpacked ?? Number.POSITIVE_INFINITY,
        room,
        mostReadBack: this.#options.mostReadBack ?? Number.POSITIVE_INFINITY,
        ignoreBefore: this.#options.siblings || isFirst ? null : this.#ignoreBefore,
        takesAll: this.#options.siblings,
      });
    }
    const fresh = this.#resolution.step(budget);
    if (fresh === null) return true;
    this.#twins.push(...this.#resolution.twins);
    if (this.#retries < MOST_RETRIES && (this.#resolution.isStale || !this.#folder.stillStands())) {
      this.#retries++;
      this.#resolution.closeFresh();
      this.#resolution = null;
      return true;
    }
    this.#retries = 0;
    this.#resolution = null;
    this.#take(fresh, steps);
    this.leftOut ??= this.#rotated?.filter((key) => this.#sources.every(({ file }) => file?.key !== key)).length;
    this.#become('following', steps);
    return false;
  }

  /** Whether the path leads to another file, or the newest is not what it was. */
  #hasMoved(steps: Step[]): boolean {
    const newest = this.#newest;
    if (newest?.file && !newest.isIntact()) {
      this.#lose(newest);
      return true;
    }
    const there = fileAt(this.#options.path);
    if (typeof there === 'string') {
      this.#miss(there, steps);
      return false;
    }
    if (newest?.file?.key !== there.key) return true;
    if (newest.seen === 0) {
      // It may have been filled, copied and emptied since we looked last: then the copy is new in its folder.
      if (this.#folder.hasChanged()) return true;
      newest.noteContent();
    }
    this.#overwriting.note(newest, there);
    this.#become('following', steps);
    return false;
  }

  #lose(source: Source): void {
    const { file } = source;
    if (!file) return;
    const why = file.size() < source.seen ? 'truncated' : 'rewritten';
    this.#lost = { source, file, why };
    source.file = null;
  }

  #become(state: FollowState, steps: Step[]): void {
    if (this.state !== state) steps.push({ kind: 'state', state });
    this.state = state;
  }

  /** Nothing can be read at the path; what was there may go on under another name. */
  #miss(why: Refusal, steps: Step[]): void {
    const last = this.#sources.at(-1);
    const goesOn = why === 'missing' && this.otherNames.has(last);
    if (goesOn) this.#newest ??= last ?? null;
    this.#become(goesOn ? 'following' : stateOf[why], steps);
  }

  #isHeld(key: string): boolean {
    return (
      this.#lost?.file.key === key ||
      this.#sources.some(({ file }) => file?.key === key) ||
      this.#twins.some((twin) => twin.key === key)
    );
  }

  /** Appends what was never read to the stream. */
  #take(fresh: readonly Fresh[], steps: Step[]): void {
    const lost = this.#lost;
    this.#lost = null;
    const isFirst = this.#sources.length === 0;
    const activeAt = this.#newest === null ? LONG_AGO : this.#options.now();
    if (this.#newest) this.#newest.activeAt = activeAt;
    const { last } = this.#pieces;
    // What was copied out of a file that was empty for us comes before what is in it now.
    const goesOn = fresh.length > 0 && !lost && !fresh.some(({ isPath }) => isPath);
    if (goesOn && last?.source === this.#newest && last.end === last.start && !last.isSealed)
      this.#pieces.seal(last, steps);
    for (const { source, file, isPath } of fresh) {
      source.generation = this.#nextGeneration++;
      source.encoding = this.#saidOr(this.#sources.at(-1)?.encoding ?? 'utf-8');
      source.isAscii = this.#options.encoding === 'auto';
      source.activeAt = activeAt;
      this.#sources.push(source);
      const why = file === lost?.file ? lost.why : isFirst ? 'first' : 'rotated';
      this.#pieces.append(source, 0, why, steps);
      if (isPath) this.#newest = source;
    }
    if (lost && !fresh.some(({ file }) => file === lost.file)) lost.file.close();
    if (lost && lost.source.file === null) this.#pieces.tellGone(lost.source, steps);
    const there = fileAt(this.#options.path);
    this.#newest =
      this.#sources.findLast(({ file }) => typeof there !== 'string' && file?.key === there.key) ?? this.#newest;
    const newest = this.#newest;
    const end = this.#pieces.last;
    if (newest && (end?.source !== newest || end.isSealed)) this.#pieces.resume(newest, steps);
    this.#letGo(steps);
  }

  #saidOr(encoding: Source['encoding']): Source['encoding'] {
    return this.#options.encoding === 'auto' ? encoding : this.#options.encoding;
  }

  /** A deleted file takes room on the disk for as long as it is open. */
  #letGo(steps: Step[]): void {
    const deleted = this.#sources.filter(
      (source) =>
        source !== this.#newest &&
        source.file?.isUnlinked() === true &&
        this.#pieces.of(source).every(({ isSealed }) => isSealed),
    );
    for (const source of deleted.slice(0, -MOST_DELETED)) {
      source.file?.close();
      source.file = null;
      this.#pieces.tellGone(source, steps);
    }
    for (const twin of this.#twins) if (twin.isUnlinked()) twin.close();
    this.#twins = this.#twins.filter((twin) => twin.size() >= 0);
  }

  /** Reads once, from the oldest segment that is not sealed; true if another call may read more. */
  #deliver(steps: Step[], budget: number): boolean {
    const { all } = this.#pieces;
    const index = all.findIndex(({ isSealed }) => !isSealed);
    const piece = all[index];
    if (!piece) return false;
    const { source } = piece;
    const { file } = source;
    const isLast = index === all.length - 1;
    if (!file) {
      const isSought = source === this.#lost?.source || this.#resolution !== null || this.#newest === null;
      return !isSought && this.#pieces.seal(piece, steps);
    }
    if (isLast && this.#pieces.takeLate(piece, this.#newest, budget, steps)) return true;
    piece.beginBehind();
    const { parts, isFull } = readParts(file, source.end, budget);
    const isIntact = source.isIntact();
    this.#readsOn = isIntact && isFull && budget >= PIECE_BYTES ? this.#readsOn + parts.length : 0;
    if (!isIntact) {
      if (source === this.#newest) this.#lose(source);
      else {
        file.close();
        source.file = null;
        this.#pieces.tellGone(source, steps);
      }
      return true;
    }
    const reading = this.#pieces.readingOf(source);
    let hasCome = false;
    for (const part of parts) {
      const bytes = isFull ? part : part.subarray(0, lengthOfText(source, part, reading));
      if (bytes.length > 0 && handOver(piece, bytes, isFull, reading, steps)) hasCome = true;
    }
    if (hasCome) {
      if (source.activeAt !== LONG_AGO) source.activeAt = this.#options.now();
      return isFull || !isLast;
    }
    return !isLast && this.#pieces.isDrained(piece, index) && this.#pieces.seal(piece, steps);
  }
}
