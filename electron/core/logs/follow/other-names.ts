/** Finds files of a log under names that are none of its own: neither its path nor that of a rotated file. */
import { basename } from 'node:path';
import { realpathSync } from '../files/disk-calls.ts';
import { LogFile } from './log-file.ts';
import type { Source } from './source.ts';

/** The file at a path, where it may be read; to be closed by whoever takes it. */
const openAt = (path: string, isForbidden: (target: string) => boolean): LogFile | null => {
  try {
    const target = realpathSync(path);
    const file = isForbidden(target) ? null : LogFile.open(target, basename(path));
    return file instanceof LogFile ? file : null;
  } catch {
    return null;
  }
};

const isHeldBy = (file: LogFile, source: Source): boolean =>
  source.file !== null && !source.file.isSpool && source.file.key === file.key;

export interface OtherNamesOptions {
  readonly path: string;
  readonly isForbidden?: (target: string) => boolean;
  /** All that are known of the log. */
  readonly sources: readonly Source[];
}

export class OtherNames {
  readonly #options: OtherNamesOptions;
  /** Those of which the file has such a name. */
  readonly #found = new Set<Source>();

  constructor(options: OtherNamesOptions) {
    this.#options = options;
  }

  /** What the log had last lies under such a name. */
  get holdNewest(): boolean {
    return this.has(this.#options.sources.at(-1));
  }

  /** Whether the content of the log goes on, or ends, in a file with such a name. */
  has(source: Source | undefined): boolean {
    return source !== undefined && source.file !== null && this.#found.has(source);
  }

  /** Whether a file is one of the log. One that is open is known by its number, any other by its content. */
  isOurs(file: LogFile): boolean {
    return this.#sourceOf(file) !== undefined;
  }

  /** Whether the file at the path of the log is known. */
  get knowsPath(): boolean {
    const file = this.#open(this.#options.path);
    const isKnown =
      file !== null && this.#options.sources.some((source) => isHeldBy(file, source) || source.matches(file));
    file?.close();
    return isKnown;
  }

  /** Whether the file at another path is one of the log; from now on it is read there. */
  take(path: string): boolean {
    if (this.#options.sources.length === 0) return false;
    const file = this.#open(path);
    if (file === null) return false;
    const source = this.#sourceOf(file);
    if (source?.file === null) source.attach(file, false);
    else file.close();
    if (source) this.#found.add(source);
    return source !== undefined;
  }

  #open(path: string): LogFile | null {
    return openAt(path, this.#options.isForbidden ?? (() => false));
  }

  #sourceOf(file: LogFile): Source | undefined {
    const { sources } = this.#options;
    const held = sources.find((source) => isHeldBy(file, source));
    if (held) return held;
    const sought = sources.find((source) => source.file === null && source.seen > 0 && source.matches(file));
    // What is at the path as well was copied.
    return sought && !this.#isAtPath(sought) ? sought : undefined;
  }

  #isAtPath(source: Source): boolean {
    const file = this.#open(this.#options.path);
    const isThere = file !== null && source.matches(file);
    file?.close();
    return isThere;
  }
}
