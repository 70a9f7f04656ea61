/** Looks for known problems in what is watched: one scanner for the rules of the desk, and for each source where it is. */
import { TookTooLong } from '../match/time-limit.ts';
import type { LinePosition, StoppedPlace, StoppedRule } from '../../known-problems.ts';
import { Scanning, type Found, type LineScanner, type MakeScanner, type ScannedLog } from './known-problems.ts';
import { keyOfLog, type LogName } from './log-name.ts';

/** A rule that is done without from now on, and why. */
export interface Stopped {
  readonly rule: StoppedRule;
  /** Null: the line is not known any more. */
  readonly place: StoppedPlace | null;
}

export interface ProblemSearchOptions {
  readonly makeScanner: MakeScanner;
  readonly scanned: (log: LogName, found: Found) => void;
  readonly stopped: (log: LogName, stopped: Stopped) => void;
  readonly log: (line: string) => void;
}

/** A log of a watched source. */
export interface WatchedLog extends ScannedLog {
  /** All that is there is known. */
  readonly isRead: boolean;
}

/** Tries one after the other that took too long, and not because of a rule: a drive that is slow to answer, or a computer that slept, gets on in the end. */
const MOST_STALLS = 5;

export class ProblemSearch {
  readonly #options: ProblemSearchOptions;
  readonly #scannings = new Map<string, Scanning>();
  #scanner: LineScanner | undefined;
  /** The rule that was stopped in last. */
  #slow: string | undefined;
  #stalls = 0;
  /** Where looking at logs goes on once they are read again. */
  readonly #from = new Map<string, LinePosition>();

  constructor(options: ProblemSearchOptions) {
    this.#options = options;
  }

  /** From now on by these rules. `from`: how far each log was looked at, by its key, as it is written down. */
  use(rules: unknown, from: Readonly<Record<string, LinePosition>>): void {
    this.#scanner = this.#options.makeScanner(rules);
    this.#slow = undefined;
    this.#stalls = 0;
    // What was looked at here is newer than what is written of it.
    for (const [id, position] of Object.entries(from)) if (!this.#from.has(id)) this.#from.set(id, position);
  }

  /** What was found in a log is on the disk: more may be. */
  taken(log: LogName): void {
    const scanning = this.#scannings.get(keyOfLog(log));
    if (scanning) scanning.isOwed = false;
  }

  /** Shows a few lines of each log to the scanner. Answers whether there was something. */
  step(logs: Iterable<WatchedLog>): boolean {
    if (!this.#scanner) return false;
    let more = false;
    for (const watched of logs) {
      const log = { sourceId: watched.source.id, file: watched.file };
      const key = keyOfLog(log);
      let scanning = this.#scannings.get(key);
      if (!scanning) {
        scanning = new Scanning(watched, this.#from.get(key));
        this.#scannings.set(key, scanning);
      }
      try {
        const found = scanning.scan(this.#scanner, watched.isRead);
        if (found === undefined) continue;
        this.#stalls = 0;
        if (found !== 'passed') this.#options.scanned(log, found);
        more = true;
      } catch (error) {
        if (!(error instanceof TookTooLong)) throw error;
        // Many lines at once, or a computer that slept meanwhile, may be all there is to it.
        if (scanning.takeLess()) return true;
        return this.#stopped(this.#scanner, log, scanning);
      }
    }
    return more;
  }

  /** One rule that does not end would keep every log from being read: it is done without once it was stopped in twice. Answers whether others go on. */
  #stopped(scanner: LineScanner, log: LogName, scanning: Scanning): boolean {
    const rule = scanner.stoppedIn;
    if (rule === null) {
      if (++this.#stalls < MOST_STALLS) return true;
      this.#scanner = undefined;
      this.#options.log('lines took too long: known problems are looked for again once the rules are changed');
      return false;
    }
    const { code } = rule;
    if (this.#slow === code) {
      scanner.putAside();
      this.#options.stopped(log, { rule, place: scanning.placeOfText(rule.text) });
      this.#options.log(
        `the rule ${code} took too long on a line: it is done without until it is changed or tried again`,
      );
    }
    this.#slow = code;
    return true;
  }

  /** A log is not read any more; should it be again, looking goes on where it was. */
  leave(log: LogName): void {
    const key = keyOfLog(log);
    const position = this.#scannings.get(key)?.position;
    if (position) this.#from.set(key, position);
    this.#scannings.delete(key);
    this.#scanner?.forget(key);
  }
}
