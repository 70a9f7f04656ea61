/** Which registered sources are read: those that are watched or looked at, each log a little at a time. */
import { sourceAtRest, type SourceNow } from '#shared/logs/source.ts';
import { callingFor } from '../files/disk-calls.ts';
import type { OwnTold, ThreadSource } from './messages.ts';
import { OwnLines } from './own-lines.ts';
import type { WatchedLog } from './problem-search.ts';
import type { ReadLog } from './read-log.ts';
import { ReadSource, type ReadSourceOptions } from './read-source.ts';

export interface ReadingsOptions extends ReadSourceOptions {
  /** Told each time which files are read now. */
  readonly watch: (places: ReadonlySet<string>) => void;
}

export interface ReadingEvents {
  /** A source has other logs than before. */
  readonly logs: (source: ReadSource) => void;
  /** From one line on, a log is other than it was; undefined: new lines came, or more is known of them. */
  readonly changed: (log: ReadLog, from: number | undefined) => void;
  /** All lines of a large log are there: whoever waits for them is answered before anything else is done. */
  readonly filled: () => void;
  /** It is not read any more. */
  readonly left: (log: ReadLog) => void;
}

export class Readings {
  readonly #options: ReadingsOptions;
  readonly #events: ReadingEvents;
  readonly #registered = new Map<string, ThreadSource>();
  readonly #reading = new Map<string, ReadSource>();
  readonly #own = new OwnLines();
  /** Of the log that is next: no log waits for more than one round. */
  #turn = 0;

  constructor(options: ReadingsOptions, events: ReadingEvents) {
    this.#options = options;
    this.#events = events;
  }

  /** These sources and no others. Answers those that are forgotten, or are to be read in another way. */
  register(sources: readonly ThreadSource[]): readonly string[] {
    const ids = new Set(sources.map(({ id }) => id));
    const other = [...this.#registered.values()]
      .filter(({ id, encoding, kind }) => {
        const now = sources.find((source) => source.id === id);
        return now === undefined || (now.encoding !== encoding && kind !== 'own' && this.#reading.has(id));
      })
      .map(({ id }) => id);
    for (const id of other) this.#leave(id);
    for (const id of this.#registered.keys()) if (!ids.has(id)) this.#registered.delete(id);
    for (const source of sources) {
      const { id, place } = source;
      this.#registered.set(id, source);
      const reading = this.#reading.get(id);
      if (reading) callingFor({ sourceId: id, path: place }, () => reading.register(source));
    }
    return other;
  }

  /** Reads a source that is registered; undefined where it is not, or cannot be read here. */
  read(id: string): ReadSource | undefined {
    const known = this.#reading.get(id);
    const source = this.#registered.get(id);
    if (known ?? !source) return known;
    const { follow, now } = this.#options;
    const reading = ReadSource.open(
      source,
      {
        ...this.#options,
        follow: (each, path, isOthers) =>
          each.kind === 'own'
            ? {
                following: this.#own,
                newest: now(),
                size: (delivered) => delivered,
                isEvents: false,
                problem: () => null,
                isThere: () => true,
              }
            : follow(each, path, isOthers),
      },
      (left) => {
        this.#watch();
        for (const log of left) this.#events.left(log);
        if (reading) this.#events.logs(reading);
      },
    );
    if (reading) this.#reading.set(id, reading);
    return reading;
  }

  /** Reads what is looked at or watched, and nothing else. */
  settle(looked: Iterable<string>): void {
    const wanted = new Set(looked);
    for (const { id, isWatched, kind } of this.#registered.values()) if (isWatched || kind === 'own') wanted.add(id);
    for (const id of wanted) {
      const isKnown = this.#reading.has(id);
      const source = this.read(id);
      // Views that were opened before it could be read have it from now on.
      if (source && !isKnown) this.#events.logs(source);
    }
    for (const id of this.#reading.keys()) if (!wanted.has(id)) this.#leave(id);
    this.#watch();
  }

  /** Something may have come to a source, or to any. */
  wake(sourceId?: string): void {
    for (const [id, source] of this.#reading)
      if (sourceId === undefined || sourceId === id)
        callingFor({ sourceId: id, path: source.source.place }, () => source.wake());
  }

  /** The system says that something may have come to a file. */
  wakePlace(place: string): void {
    for (const log of this.#logs()) if (log.path === place) log.wake();
  }

  addOwn(told: OwnTold): void {
    this.#own.add(told);
  }

  seen(sourceId: string): void {
    this.#reading.get(sourceId)?.seen();
  }

  stop(sourceId: string, isStopped: boolean): void {
    this.#reading.get(sourceId)?.stop(isStopped);
  }

  states(): Readonly<Record<string, SourceNow>> {
    return Object.fromEntries(
      [...this.#registered.keys()].map((id) => [id, this.#reading.get(id)?.now() ?? sourceAtRest]),
    );
  }

  *watched(): Iterable<WatchedLog> {
    for (const { source, logs } of this.#reading.values())
      if (this.#registered.get(source.id)?.isWatched === true)
        for (const { file, stream, isEvents, isRead } of logs) yield { source, file, stream, isEvents, isRead };
  }

  /** A piece of work for each log, until this time of the clock at most. Answers whether there is more. */
  step(until: number): boolean {
    const logs = this.#logs();
    let more = false;
    for (let done = 0; done < logs.length; done++) {
      const log = logs[this.#turn++ % logs.length];
      if (!log) continue;
      const step = callingFor({ sourceId: log.source.id, path: log.path }, () => log.step());
      more ||= step.more;
      if (step.news || step.changed !== undefined) this.#events.changed(log, step.changed);
      if (step.isFilled) this.#events.filled();
      if (this.#options.mono() >= until) return more || done + 1 < logs.length;
    }
    return more;
  }

  close(): void {
    for (const source of this.#reading.values()) source.close();
    this.#reading.clear();
    this.#options.watch(new Set());
  }

  #logs(): readonly ReadLog[] {
    return [...this.#reading.values()].flatMap(({ logs }) => logs);
  }

  #leave(id: string): void {
    const reading = this.#reading.get(id);
    this.#reading.delete(id);
    const logs = reading?.logs ?? [];
    reading?.close();
    for (const log of logs) this.#events.left(log);
  }

  #watch(): void {
    const files = this.#logs().filter(({ source: { kind } }) => kind === 'file' || kind === 'files');
    this.#options.watch(new Set(files.map(({ path }) => path)));
  }
}
