/** Lines of a view as far as they are in sight: asked for in pieces, kept a while, asked for again where they changed. */

/** Lines of one piece. */
const PIECE = 200;
/** Pieces kept: some screens back and forth. */
const MOST_PIECES = 40;

interface Ranked {
  readonly rank: number;
}

interface Before {
  readonly beforeRank: number;
}

interface Answer<Line, Gap> {
  readonly version: number;
  readonly lines: readonly Line[];
  readonly gaps: readonly Gap[];
}

interface Piece<Line, Gap> {
  readonly lines: ReadonlyMap<number, Line>;
  readonly gaps: readonly Gap[];
  /** Something in it is other by now: it is shown until the new one is here. */
  isStale: boolean;
}

/**
 * `fetch` resolves to undefined where it was refused; what was asked is asked again with the next change. One request is under way at a time, and
 * what is in sight last is asked for first, so that a scroll through a million lines asks for what it stops at.
 */
export class LineCache<Line extends Ranked, Gap extends Before> {
  readonly #fetch: (from: number, count: number) => Promise<Answer<Line, Gap> | undefined>;
  readonly #listeners = new Set<() => void>();
  #pieces = new Map<number, Piece<Line, Gap>>();
  #wanted: readonly [first: number, last: number] = [0, -1];
  #total = 0;
  #isAsking = false;
  #epoch = 0;
  /** Ranks from here on changed while a request was under way. */
  #changedFrom = Number.POSITIVE_INFINITY;
  #revision = 0;

  constructor(fetch: (from: number, count: number) => Promise<Answer<Line, Gap> | undefined>) {
    this.#fetch = fetch;
  }

  /** Another with every change of what `line` and `gaps` give. */
  readonly revision = (): number => this.#revision;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Undefined while it is on its way. */
  line(rank: number): Line | undefined {
    return this.#pieces.get(Math.floor(rank / PIECE))?.lines.get(rank);
  }

  /** Lines that are here, in no order. */
  *kept(): Iterable<Line> {
    for (const { lines } of this.#pieces.values()) yield* lines.values();
  }

  /** What happened between this line and the one before. */
  gaps(rank: number): readonly Gap[] {
    const gaps = this.#pieces.get(Math.floor(rank / PIECE))?.gaps ?? [];
    return gaps.filter(({ beforeRank }) => beforeRank === rank);
  }

  /** Lines that are in sight, both included. */
  want(from: number, to: number): void {
    this.#wanted = [Math.max(0, Math.floor(from / PIECE)), Math.floor(to / PIECE)];
    void this.#ask();
  }

  /** The view has so many lines by now, and other ones from this rank on. */
  change(total: number, changedFrom: number): void {
    this.#total = total;
    this.#changedFrom = Math.min(this.#changedFrom, changedFrom);
    for (const [index, piece] of this.#pieces) {
      if ((index + 1) * PIECE <= changedFrom) continue;
      if (index * PIECE >= total) this.#pieces.delete(index);
      else piece.isStale = true;
    }
    this.#tell();
    void this.#ask();
  }

  /** It is another view: nothing of the old one is shown. */
  clear(): void {
    this.#epoch++;
    this.#pieces = new Map();
    this.#total = 0;
    this.#tell();
  }

  #tell(): void {
    this.#revision++;
    for (const listener of this.#listeners) listener();
  }

  #next(): number | undefined {
    const [first, last] = this.#wanted;
    for (let index = first; index <= last && index * PIECE < this.#total; index++) {
      const piece = this.#pieces.get(index);
      if (!piece || piece.isStale) return index;
    }
    return undefined;
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      for (let index = this.#next(); index !== undefined; index = this.#next()) {
        const epoch = this.#epoch;
        this.#changedFrom = Number.POSITIVE_INFINITY;
        const answer = await this.#fetch(index * PIECE, PIECE);
        if (epoch !== this.#epoch) continue;
        if (!answer) return;
        this.#keep(index, answer, (index + 1) * PIECE > this.#changedFrom);
      }
    } finally {
      this.#isAsking = false;
    }
  }

  #keep(index: number, { lines, gaps }: Answer<Line, Gap>, isStale: boolean): void {
    this.#pieces.delete(index);
    this.#pieces.set(index, {
      lines: new Map(lines.map((line) => [line.rank, line])),
      gaps,
      isStale,
    });
    const [first, last] = this.#wanted;
    for (const oldest of this.#pieces.keys()) {
      if (this.#pieces.size <= MOST_PIECES) break;
      if (oldest < first || oldest > last) this.#pieces.delete(oldest);
    }
    this.#tell();
  }
}
