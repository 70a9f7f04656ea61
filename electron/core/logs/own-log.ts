/** Lines kept of what the console says about itself. */
const MOST = 2_000;

/**
 * What this console writes about itself, as it goes to standard error, kept in memory so that it can be read as a log where nobody sees that. Holds
 * the last lines only.
 */
export class OwnLog {
  readonly #now: () => Date;
  readonly #write: (line: string) => void;
  readonly #lines: string[] = [];
  readonly #listeners = new Set<() => void>();
  #count = 0;

  constructor(now: () => Date, write: (line: string) => void) {
    this.#now = now;
    this.#write = write;
  }

  readonly say = (line: string): void => {
    this.#write(line);
    this.#lines.push(`${this.#now().toISOString()} ${line}`);
    if (this.#lines.length > MOST) this.#lines.shift();
    this.#count++;
    for (const listener of this.#listeners) listener();
  };

  /** Lines that were said, those that are no longer kept too. */
  get count(): number {
    return this.#count;
  }

  /** From the `place`th that was said on, as far as they are kept. */
  linesFrom(place: number): readonly string[] {
    return this.#lines.slice(Math.max(0, place - (this.#count - this.#lines.length)));
  }

  onLine(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
