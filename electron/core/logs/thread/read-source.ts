import { basename, dirname, join, relative, sep } from 'node:path';
import { encodingOf } from '#shared/logs/file-encoding.ts';
import { MAX_FILES } from '#shared/logs/limits.ts';
import { sourceAtRest, type SourceFile, type SourceNow } from '#shared/logs/source.ts';
import type { FileListing, FoundFile } from '../files/look.ts';
import { parsePattern } from '../files/pattern.ts';
import type { LogFile } from '../follow/log-file.ts';
import { basesOf } from '../follow/siblings.ts';
import type { Followed } from './followed.ts';
import type { ThreadSource } from './messages.ts';
import { ReadLog } from './read-log.ts';

export interface ReadSourceOptions {
  /** Undefined for what cannot be read here. `path`: of one of its files; `isOthers`: whether a file is one of another of its logs. */
  readonly follow: (source: ThreadSource, path: string, isOthers: (file: LogFile) => boolean) => Followed | undefined;
  /** Of logs of a source that were read before. */
  readonly keptPaths: (source: ThreadSource) => readonly string[];
  /** Tells which files there are, now and whenever they are others, until it is closed. */
  readonly lookFor: (source: ThreadSource, found: (listing: FileListing) => void) => { close(): void };
  readonly now: () => number;
  readonly mono: () => number;
  readonly log: (line: string) => void;
}

/** Files that are gone and still read from: each takes room on the disk while it is open. */
const MOST_GONE = 8;
/** A file takes the place of another one that was written so much longer ago; of many that are all written, those stay that are read. */
const LONG_BEFORE_MS = 600_000;

/** A source that is read: one log, or one for each of its files. */
export class ReadSource {
  #source: ThreadSource;
  readonly #options: ReadSourceOptions;
  readonly #onLogs: (left: readonly ReadLog[]) => void;
  readonly #search: { close(): void } | undefined;
  #logs: readonly ReadLog[] = [];
  #listing: FileListing | undefined;
  /** Paths of files that are read with the log that they were of under another name. */
  #renamed: ReadonlySet<string> = new Set();
  #isStopped = false;

  /** `onLogs`: a log came, or some left; not called from within `open`. Undefined where the source cannot be read here. */
  static open(
    source: ThreadSource,
    options: ReadSourceOptions,
    onLogs: (left: readonly ReadLog[]) => void,
  ): ReadSource | undefined {
    const read = new ReadSource(source, options, onLogs);
    return source.kind === 'files' || read.#logs.length > 0 ? read : undefined;
  }

  private constructor(source: ThreadSource, options: ReadSourceOptions, onLogs: (left: readonly ReadLog[]) => void) {
    this.#source = source;
    this.#options = options;
    this.#onLogs = onLogs;
    if (source.kind === 'files') this.#search = options.lookFor(source, (listing) => this.#take(listing));
    else this.#logs = this.#follow(source.place, null);
  }

  get source(): ThreadSource {
    return this.#source;
  }

  /** In the order of their names. */
  get logs(): readonly ReadLog[] {
    return this.#logs;
  }

  wake(): void {
    for (const log of this.#logs) log.wake();
    this.#readAnew(this.#logs.filter((log) => log.isOutdated));
  }

  /** What is said of it from now on. Of its files, those are read anew that are to be read in another encoding, and no others. */
  register(source: ThreadSource): void {
    this.#source = source;
    const others = this.#logs.filter((log) => encodingOf(source, log.file) !== log.source.encoding);
    if (others.length === 0) return;
    // What has another name by now is read under that one: as a log of its own, since it begins anew.
    const renamed = new Set(others.filter(({ hasOtherName }) => hasOtherName));
    this.#readAnew(others, renamed);
    if (this.#listing) this.#take(this.#listing);
  }

  #readAnew(logs: readonly ReadLog[], ended: ReadonlySet<ReadLog> = new Set()): void {
    if (logs.length === 0) return;
    for (const log of logs) log.close();
    this.#logs = this.#logs.flatMap((log) => {
      if (!logs.includes(log)) return [log];
      return ended.has(log) ? [] : this.#follow(log.path, log.file);
    });
    for (const log of this.#logs) log.isStopped = this.#isStopped;
    this.#onLogs(logs);
  }

  seen(): void {
    for (const log of this.#logs) log.seen();
  }

  /** Indexes no more, or goes on. */
  stop(isStopped: boolean): void {
    this.#isStopped = isStopped;
    for (const log of this.#logs) log.isStopped = isStopped;
  }

  now(): SourceNow {
    const states = this.#logs.map((log) => log.now());
    const [first] = states;
    if (this.source.kind !== 'files') return first ?? sourceAtRest;
    const sum = (of: (now: SourceNow) => number): number => states.reduce((total, now) => total + of(now), 0);
    const encodings = new Set(states.flatMap(({ readAs }) => readAs ?? []));
    const read = new Map(this.#logs.map((log) => [log.path, log]));
    const others = this.#listing?.files.filter(({ path }) => !this.#isReadElsewhere(path, read)) ?? [];
    const lastLines = states.flatMap(({ lastLineAt }) => lastLineAt ?? []).toSorted();
    return {
      state: this.#stateOf(states),
      problem: this.#isStopped ? 'stopped' : (this.#listing?.problem ?? (others.length > 0 ? 'left-out' : null)),
      readAs: encodings.size === 1 ? ([...encodings][0] ?? null) : null,
      bytes: sum(({ bytes }) => bytes),
      readBytes: sum(({ readBytes }) => readBytes),
      lines: sum(({ lines }) => lines),
      errors: sum(({ errors }) => errors),
      warnings: sum(({ warnings }) => warnings),
      lastLineAt: lastLines.at(-1) ?? null,
      generation: 0,
      files: this.#logs.map((log, place) => fileOf(log, states[place] ?? sourceAtRest)),
      fileCount: this.#logs.length + others.length,
    };
  }

  close(): void {
    this.#search?.close();
    for (const log of this.#logs) log.close();
    this.#logs = [];
  }

  #stateOf(states: readonly SourceNow[]): SourceNow['state'] {
    if (this.#isStopped) return 'stopped';
    if (this.#listing === undefined || states.some(({ state }) => state === 'reading')) return 'reading';
    if (states.some(({ state }) => state === 'following')) return 'following';
    return states[0]?.state ?? 'waiting';
  }

  #follow(path: string, file: string | null): readonly ReadLog[] {
    const { follow } = this.#options;
    const isOthers = (file: LogFile): boolean =>
      this.#logs.some((log) => log.path !== path && log.otherNames?.isOurs(file) === true);
    const source = { ...this.source, encoding: encodingOf(this.source, file) };
    const followed = follow(source, path, isOthers);
    return followed ? [new ReadLog(source, path, file, followed, this.#options)] : [];
  }

  /** It is a log that is read, or a file of one. */
  #isReadElsewhere(path: string, read: ReadonlyMap<string, unknown>): boolean {
    return read.has(path) || this.#renamed.has(path) || isRotated(path, read);
  }

  #take(listing: FileListing): void {
    const isFirst = this.#listing === undefined;
    this.#listing = listing;
    // What could not be looked at says nothing of what is gone.
    if (listing.problem !== null && listing.files.length === 0) return;
    const before = this.#logs;
    const wanted = this.#wanted(listing.files);
    const found = new Set(listing.files.map(({ path }) => path));
    for (const log of before) log.isGone = !found.has(log.path) && !log.hasOtherName;
    const gone = before.filter(({ isGone }) => isGone).slice(-MOST_GONE);
    const kept = before.filter((log) => (wanted.has(log.path) || gone.includes(log)) && !isRotated(log.path, wanted));
    const read = new Map(before.map((log) => [log.path, log]));
    // A log that is gone for a while after it was rotated is still the one that its rotated files belong to.
    const fresh = [...wanted.values()].filter(({ path }) => !read.has(path) && !isRotated(path, read));
    if (fresh.length === 0 && kept.length === before.length && !isFirst) return;
    for (const log of before) if (!kept.includes(log)) log.close();
    const joining = fresh.flatMap(({ path, name }) => this.#follow(path, name));
    const absent = isFirst ? this.#followAbsent(found) : [];
    this.#logs = this.#withoutRenamed(kept, joining, absent).toSorted((one, other) =>
      (one.file ?? '') < (other.file ?? '') ? -1 : 1,
    );
    for (const log of this.#logs) log.isGone = !found.has(log.path) && !log.hasOtherName;
    for (const log of this.#logs) log.isStopped = this.#isStopped;
    this.#onLogs(before.filter((log) => !this.#logs.includes(log)));
  }

  /** Logs that were read before, and to which no path leads now: what they were may have another name. */
  #followAbsent(found: ReadonlySet<string>): readonly ReadLog[] {
    const root = parsePattern(this.source.place)?.root;
    if (root === undefined) return [];
    return this.#options
      .keptPaths(this.source)
      .filter((path) => !found.has(path))
      .flatMap((path) => this.#follow(path, relative(root, path).split(sep).join('/')));
  }

  /** A file that has another name than before stays one of the log that it was of: no log of its own begins with it. */
  #withoutRenamed(
    kept: readonly ReadLog[],
    joining: readonly ReadLog[],
    absent: readonly ReadLog[],
  ): readonly ReadLog[] {
    const all = [...kept, ...joining, ...absent];
    const owners = new Set<ReadLog>();
    const renamed = new Set<string>();
    for (const { path, otherNames } of joining) {
      if (otherNames === undefined || otherNames.knowsPath) continue;
      const owner = all.find((log) => log.path !== path && log.otherNames?.take(path) === true);
      if (!owner) continue;
      owners.add(owner);
      renamed.add(path);
    }
    this.#renamed = renamed;
    const isLog = (log: ReadLog): boolean =>
      kept.includes(log) || owners.has(log) || (!absent.includes(log) && (log.wasRead || !renamed.has(log.path)));
    for (const log of all) if (!isLog(log)) log.close();
    return all.filter(isLog);
  }

  /** Those that are read now while they are there, and those that were written last. */
  #wanted(files: readonly FoundFile[]): ReadonlyMap<string, FoundFile> {
    const isRead = new Set(this.#logs.map(({ path }) => path));
    const newest = files.toSorted((one, other) => other.changedAt - one.changedAt);
    const wanted = newest.filter(({ path }) => isRead.has(path)).slice(0, MAX_FILES);
    for (const file of newest) {
      if (isRead.has(file.path)) continue;
      const oldest = wanted.at(-1);
      if (wanted.length >= MAX_FILES && oldest) {
        if (oldest.changedAt + LONG_BEFORE_MS > file.changedAt) break;
        wanted.pop();
      }
      wanted.push(file);
      wanted.sort((one, other) => other.changedAt - one.changedAt);
    }
    return new Map(wanted.map((file) => [file.path, file]));
  }
}

/** Whether it is a rotated file of one of these. */
const isRotated = (path: string, logs: ReadonlyMap<string, unknown>): boolean =>
  basesOf(basename(path)).some((base) => logs.has(join(dirname(path), base)));

const fileOf = (log: ReadLog, { state, problem, readAs, bytes, readBytes, lines }: SourceNow): SourceFile => ({
  name: log.file ?? '',
  state: log.isGone ? 'waiting' : state,
  problem: log.isGone ? 'gone' : problem,
  readAs,
  bytes,
  readBytes,
  lines,
});
