/** The segments of one log in the order of its stream: how one begins, when it is done with, and what stands in between. */
import { holdsText, settle, type Reading } from './hand-over.ts';
import { readFirst } from './parts.ts';
import { Piece } from './piece.ts';
import type { Beginning, FileMark, FollowOptions, Step } from './segment.ts';
import type { Source } from './source.ts';

const DRAIN_MS = 3000;
/** For the end of a line that came late. */
const LATE_MS = 1000;

export interface PiecesOptions extends Pick<FollowOptions, 'encoding' | 'locale' | 'now' | 'drainMs' | 'checkpoint'> {
  /** Oldest first. */
  readonly sources: readonly Source[];
}

export class Pieces {
  /** Oldest first. */
  readonly all: Piece[] = [];
  readonly #options: PiecesOptions;
  #nextId: number;

  constructor(options: PiecesOptions) {
    this.#options = options;
    this.#nextId = options.checkpoint?.nextId ?? 1;
  }

  get nextId(): number {
    return this.#nextId;
  }

  get last(): Piece | undefined {
    return this.all.at(-1);
  }

  /** As they were when the source was marked; of all sources, before anything else is asked for. */
  restore(source: Source, segments: FileMark['segments']): void {
    for (const { id, start, end, isSealed } of segments) {
      const piece = new Piece(id, source, start, end);
      piece.isSealed = isSealed;
      this.all.push(piece);
    }
    this.all.sort((one, other) => one.id - other.id);
  }

  of(source: Source): readonly Piece[] {
    return this.all.filter((piece) => piece.source === source);
  }

  append(source: Source, start: number, why: Beginning, steps: Step[]): void {
    const piece = new Piece(this.#nextId++, source, start, start, why === 'late');
    this.all.push(piece);
    steps.push({ kind: 'began', segment: piece, why });
  }

  resume(source: Source, steps: Step[]): void {
    this.append(source, source.end, 'resumed', steps);
  }

  seal(piece: Piece, steps: Step[]): true {
    settle(piece, this.readingOf(piece.source), steps);
    piece.isSealed = true;
    steps.push({ kind: 'sealed', segment: piece });
    return true;
  }

  /** What was delivered of a source is in no file any more. */
  tellGone(source: Source, steps: Step[]): void {
    for (const piece of this.of(source)) steps.push({ kind: 'gone', segment: piece });
  }

  readingOf(source: Source): Reading {
    const { encoding, locale, sources } = this.#options;
    const before = sources[sources.indexOf(source) - 1]?.encoding ?? null;
    return { said: encoding === 'auto' ? null : encoding, before, locale };
  }

  /** A writer may go on in the file that was rotated until it opens the new one: while that is empty, it does. `index`: of the piece. */
  isDrained(piece: Piece, index: number): boolean {
    const { now, drainMs = DRAIN_MS } = this.#options;
    const { source } = piece;
    if (source.isStatic) return true;
    const quietMs = now() - source.activeAt;
    if (piece.isLate) return source.isAtLineEnd || quietMs >= LATE_MS;
    const next = this.all[index + 1]?.source;
    const hasNext = next !== undefined && (next.file === null || next.file.size() > 0 || index + 2 < this.all.length);
    return hasNext && quietMs >= drainMs;
  }

  /** By text: a file may end in what is none and never will be, such as the zeros that a power cut leaves. */
  #hasGrown(source: Source, budget: number): boolean {
    const { file, end } = source;
    if (file === null || file.size() <= end) return false;
    const { bytes, isFull } = readFirst(file, end, budget);
    return holdsText(source, bytes, isFull, this.readingOf(source));
  }

  /** Lines that came to a file after the stream had left it, between two lines of `newest`, the one it is at now. */
  takeLate(piece: Piece, newest: Source | null, budget: number, steps: Step[]): boolean {
    const { source } = piece;
    if (source !== newest || (piece.end > piece.start && !source.isAtLineEnd)) return false;
    const grown = this.#options.sources
      .slice(-3)
      .find((other) => other !== source && !other.isStatic && this.#hasGrown(other, budget));
    if (!grown?.isIntact()) return false;
    this.seal(piece, steps);
    grown.activeAt = this.#options.now();
    this.append(grown, grown.end, 'late', steps);
    this.resume(source, steps);
    return true;
  }
}
