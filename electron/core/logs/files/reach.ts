/**
 * Asks disks that may not answer, as the server of a network drive that is gone does: whoever asks waits a bounded time, and each drive holds one
 * thread of the system at most, however many ask. Nothing on another drive waits for it. On the drive that the system itself is on, each path is
 * waited for alone: a link there may lead to a drive that does not answer.
 */
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parse, sep } from 'node:path';

/** The drive did not answer in time. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

const LIMIT_MS = 2_000;
/** An answer is good for so long. */
const FRESH_MS = 1_000;

const unescaped = (text: string): string =>
  text.replaceAll(/\\(\d{3})/gu, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 8)));

/** Where drives are hung in, the longest first; the system answers this by itself, whatever became of them. Empty where it is not told. */
const mountPoints = (): readonly string[] => {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .map((line) => unescaped(line.split(' ')[4] ?? ''))
      .filter((point) => point !== '')
      .toSorted((one, other) => other.length - one.length);
  } catch {
    return [];
  }
};

/** What stands for the drive of a path. */
export const driveOf = (path: string, points: readonly string[]): string => {
  const point = points.find((each) => path === each || path.startsWith(each.endsWith(sep) ? each : `${each}${sep}`));
  if (point !== undefined) return point;
  const { root } = parse(path);
  // Where macOS hangs in what is not its own.
  const [top, name] = path.slice(root.length).split(sep);
  return top === 'Volumes' && name !== undefined ? `${root}${top}${sep}${name}` : root;
};

/** The drive that the console is run from. */
const SYSTEM_DRIVE = parse(process.execPath).root;

/** Drives are seldom hung in. */
const POINTS_MS = 5_000;

export class Reach {
  readonly #limitMs: number;
  readonly #points: () => readonly string[];
  #known: readonly string[] = [];
  #knownAt = Number.NEGATIVE_INFINITY;
  /** By drive: settles when whoever asked last is done, or waits no longer. */
  readonly #last = new Map<string, Promise<unknown>>();
  /** Drives of which an answer is still out. */
  readonly #silent = new Set<string>();

  constructor(limitMs = LIMIT_MS, points: () => readonly string[] = mountPoints) {
    this.#limitMs = limitMs;
    this.#points = points;
  }

  /** Rejects as `work` does, and with `Unreachable` where its drive does not answer. */
  async ask<T>(path: string, work: () => Promise<T>): Promise<T> {
    const drive = this.#driveOf(path);
    const before = this.#last.get(drive) ?? Promise.resolve();
    const asked = before.then(() => this.#askNow(drive, work));
    const done = asked.catch(() => undefined);
    this.#last.set(drive, done);
    try {
      return await asked;
    } finally {
      if (this.#last.get(drive) === done) this.#last.delete(drive);
    }
  }

  /** Whether a path is on another drive than the system itself. */
  isElsewhere(path: string): boolean {
    return this.#driveOf(path) !== path;
  }

  /** Neither of them the one of the system. */
  areOnOneDrive(path: string, other: string): boolean {
    const drive = this.#driveOf(path);
    return drive !== path && drive === this.#driveOf(other);
  }

  #driveOf(path: string): string {
    const now = performance.now();
    if (now - this.#knownAt > POINTS_MS) {
      this.#known = this.#points();
      this.#knownAt = now;
    }
    const drive = driveOf(path, this.#known);
    return drive === SYSTEM_DRIVE ? path : drive;
  }

  #askNow<T>(drive: string, work: () => Promise<T>): Promise<T> {
    if (this.#silent.has(drive)) return Promise.reject(new Unreachable(drive));
    const answer = work();
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#silent.add(drive);
        reject(new Unreachable(drive));
      }, this.#limitMs);
      const settle = (): void => {
        clearTimeout(timer);
        this.#silent.delete(drive);
      };
      answer.then(
        (value) => {
          settle();
          resolve(value);
        },
        (error: unknown) => {
          settle();
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  }
}

/** Says before each look at a file, which would be waited for however long it takes, whether its drive answers now. */
export class Guard {
  readonly #reach: Reach;
  readonly #path: string;
  readonly #onAnswer: () => void;
  #answeredAt = Number.NEGATIVE_INFINITY;
  #isAsking = false;
  #isSilent = false;

  /** `onAnswer` is called when it answers after it was not known to. */
  constructor(reach: Reach, path: string, onAnswer: () => void) {
    this.#reach = reach;
    this.#path = path;
    this.#onAnswer = onAnswer;
  }

  /** It was asked, and did not answer in time. */
  get isSilent(): boolean {
    return this.#isSilent;
  }

  isThere(): boolean {
    if (!this.#reach.isElsewhere(this.#path)) return true;
    if (performance.now() - this.#answeredAt <= FRESH_MS) return true;
    void this.#ask();
    return false;
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      // Whether the file is there is not the question.
      await this.#reach.ask(this.#path, () => stat(this.#path).catch(() => null));
      this.#answeredAt = performance.now();
      this.#isSilent = false;
      this.#onAnswer();
    } catch {
      this.#isSilent = true;
    } finally {
      this.#isAsking = false;
    }
  }
}
