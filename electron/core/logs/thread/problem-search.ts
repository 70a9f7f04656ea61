/** Looks for known problems in what is watched: one scanner for the rules of the desk, and for each source where it is. */
import type { LogStream } from '../index/log-stream.ts';
import { TookTooLong } from '../match/time-limit.ts';
import { Scanning, type Found, type LinePosition, type LineScanner, type MakeScanner } from './known-problems.ts';
import type { ThreadSource } from './messages.ts';

export interface ProblemSearchOptions {
  readonly makeScanner: MakeScanner;
  readonly scanned: (sourceId: string, found: Found) => void;
  readonly log: (line: string) => void;
}

/** A watched source that is read. */
export interface WatchedSource {
  readonly source: ThreadSource;
  readonly stream: LogStream;
  readonly isRead: boolean;
}

export class ProblemSearch {
  readonly #options: ProblemSearchOptions;
  readonly #scannings = new Map<string, Scanning>();
  #scanner: LineScanner | undefined;
  /** Where looking at sources goes on once they are read again. */
  readonly #from = new Map<string, LinePosition>();

  constructor(options: ProblemSearchOptions) {
    this.#options = options;
  }

  /** From now on by these rules. `from`: how far each source was looked at, as it is written down. */
  use(rules: unknown, from: Readonly<Record<string, LinePosition>>): void {
    this.#scanner = this.#options.makeScanner(rules);
    // What was looked at here is newer than what is written of it.
    for (const [id, position] of Object.entries(from)) if (!this.#from.has(id)) this.#from.set(id, position);
  }

  /** What was found in a source is on the disk: more may be. */
  taken(sourceId: string): void {
    const scanning = this.#scannings.get(sourceId);
    if (scanning) scanning.isOwed = false;
  }

  /** Shows a few lines of each source to the scanner. Answers whether there was something. */
  step(sources: Iterable<WatchedSource>): boolean {
    if (!this.#scanner) return false;
    let more = false;
    for (const { source, stream, isRead } of sources) {
      const { id } = source;
      let scanning = this.#scannings.get(id);
      if (!scanning) {
        scanning = new Scanning(source, stream, this.#from.get(id));
        this.#scannings.set(id, scanning);
      }
      try {
        const found = scanning.scan(this.#scanner, isRead);
        if (found === undefined) continue;
        this.#options.scanned(id, found);
        more = true;
      } catch (error) {
        if (!(error instanceof TookTooLong)) throw error;
        // Many lines at once, or a computer that slept meanwhile, may be all there is to it.
        if (scanning.takeLess()) return true;
        // One rule that does not end would keep every log from being read.
        this.#scanner = undefined;
        this.#options.log(
          'a rule took too long on a line: known problems are looked for again once the rules are changed',
        );
        return false;
      }
    }
    return more;
  }

  /** A source is not read any more; should it be again, looking goes on where it was. */
  leave(sourceId: string): void {
    const position = this.#scannings.get(sourceId)?.position;
    if (position) this.#from.set(sourceId, position);
    this.#scannings.delete(sourceId);
    this.#scanner?.forget(sourceId);
  }
}
