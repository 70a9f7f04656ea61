/**
 * The room in which logs are read: sources, views of them and searches through them, each a little at a time, so that whoever asks is answered
 * between two pieces of work. Runs in a thread of its own; knows nothing of people, records or permissions.
 */
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { LogNotice } from '#shared/logs/notices.ts';
import { sourceAtRest } from '#shared/logs/source.ts';
import type { Following } from '../follow/segment.ts';
import { compilePattern } from '../match/pattern.ts';
import type { Steps } from '../view/hits.ts';
import { View } from '../view/view.ts';
import type { RequestName, Requests, ThreadSource } from './messages.ts';
import { OwnLines } from './own-lines.ts';
import { ProblemSearch, type ProblemSearchOptions, type WatchedSource } from './problem-search.ts';
import { ReadSource } from './source.ts';

/** Worked at a stretch, before messages are looked at. */
const TURN_MS = 8;
/** Between two notices of a view. */
const VIEW_MS = 40;
const SOURCES_MS = 500;
const PROGRESS_MS = 100;
/** Between two looks at files that nobody told of. */
const POLL_MS = 250;

export interface Followed {
  readonly following: Following;
  /** No line that is there already is later, in ms since epoch. */
  readonly newest: number;
  /** Whether what it is read with is not installed. */
  readonly isMissing: () => boolean;
}

export interface RoomOptions extends ProblemSearchOptions {
  /** Undefined for a kind that cannot be read here. */
  readonly follow: (source: ThreadSource) => Followed | undefined;
  /** What is kept for sources that are none of these is let go of: asked once, while nothing is read yet of what is gone. */
  readonly forget: (sources: readonly ThreadSource[]) => void;
  readonly notify: (notice: LogNotice) => void;
  /** Told each time which files are read now. */
  readonly watch: (places: ReadonlySet<string>) => void;
  readonly now: () => number;
  readonly mono: () => number;
}

interface OpenView {
  readonly view: View;
  /** Somebody asked since the last notice. */
  isAsked: boolean;
  toldVersion: number;
}

interface Job {
  readonly steps: Steps<unknown>;
  readonly viewId: string;
  readonly end: (result: Result<unknown>) => void;
  toldAt: number;
}

type Handler<Name extends RequestName> = (
  input: Requests[Name]['input'],
) => Result<Requests[Name]['output']> | Promise<Result<Requests[Name]['output']>>;

export type RoomHandlers = { readonly [Name in RequestName]: Handler<Name> };

export class LogRoom {
  readonly handlers: RoomHandlers;
  readonly #options: RoomOptions;
  readonly #registered = new Map<string, ThreadSource>();
  readonly #reading = new Map<string, ReadSource>();
  readonly #views = new Map<string, OpenView>();
  readonly #jobs = new Map<string, Job>();
  readonly #own = new OwnLines();
  readonly #poll: NodeJS.Timeout;
  readonly #problems: ProblemSearch;
  #hasForgotten = false;
  #turn: NodeJS.Immediate | undefined;
  #viewTimer: NodeJS.Timeout | undefined;
  #sourceTimer: NodeJS.Timeout | undefined;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.#problems = new ProblemSearch(options);
    this.#poll = setInterval(() => this.wake(), POLL_MS);
    this.#poll.unref();
    this.handlers = this.#makeHandlers();
  }

  /** Something may have come to a source, or to any. */
  wake(sourceId?: string): void {
    for (const [id, source] of this.#reading) if (sourceId === undefined || sourceId === id) source.wake();
    this.#work();
  }

  /** The system says that something may have come to a file. */
  wakePlace(place: string): void {
    for (const [id, { source }] of this.#reading) if (source.kind === 'file' && source.place === place) this.wake(id);
  }

  #ownLines(): Followed {
    return { following: this.#own, newest: this.#options.now(), isMissing: () => false };
  }

  close(): void {
    clearInterval(this.#poll);
    clearImmediate(this.#turn);
    clearTimeout(this.#viewTimer);
    clearTimeout(this.#sourceTimer);
    for (const source of this.#reading.values()) source.close();
    this.#reading.clear();
    this.#options.watch(new Set());
    for (const { end } of this.#jobs.values()) end(cancelled());
    this.#jobs.clear();
  }

  #makeHandlers(): RoomHandlers {
    return {
      sources: (sources) => {
        const ids = new Set(sources.map(({ id }) => id));
        for (const id of this.#registered.keys()) if (!ids.has(id)) this.#forget(id);
        for (const source of sources) {
          const known = this.#registered.get(source.id);
          if (known && known.encoding !== source.encoding) this.#reopen(source);
          this.#registered.set(source.id, source);
        }
        this.#settleReading();
        if (!this.#hasForgotten) this.#options.forget(sources);
        this.#hasForgotten = true;
        this.#tellSources();
        return succeed(null);
      },
      rules: ({ rules, from }) => {
        this.#problems.use(rules, from);
        this.#work();
        return succeed(null);
      },
      taken: ({ sourceId }) => {
        this.#problems.taken(sourceId);
        this.#work();
        return succeed(null);
      },
      states: () =>
        succeed(
          Object.fromEntries(
            [...this.#registered.keys()].map((id) => [id, this.#reading.get(id)?.now() ?? sourceAtRest]),
          ),
        ),
      seen: ({ sourceId }) => {
        this.#reading.get(sourceId)?.seen();
        this.#tellSources();
        return succeed(null);
      },
      own: (lines) => {
        this.#own.add(lines);
        this.wake();
        return succeed(null);
      },
      open: (content) => {
        const sources = content.sourceIds.flatMap((id) => this.#read(id) ?? []);
        const view = View.open(
          content,
          sources.map((source) => ({
            id: source.source.id,
            name: source.source.name,
            stream: source.stream,
            bytes: () => source.bytes,
          })),
        );
        if (!view.ok) return view;
        this.#endJobs(content.viewId);
        const open = { view: view.value, isAsked: true, toldVersion: 0 };
        this.#views.set(content.viewId, open);
        this.#settleReading();
        // What is small is there at once: no list is shown that is empty for a moment.
        const until = this.#options.mono() + TURN_MS;
        while (this.#options.mono() < until && this.#step());
        return this.#stateOf(open);
      },
      close: ({ viewId }) => {
        this.#endJobs(viewId);
        this.#views.delete(viewId);
        this.#settleReading();
        return succeed(null);
      },
      view: ({ viewId }) => this.#in(viewId, (open) => this.#stateOf(open)),
      window: ({ viewId, from, count, fields, search }) =>
        this.#in(viewId, (open) => {
          const { view } = open;
          const pattern = search === null ? succeed(null) : compilePattern(search);
          if (!pattern.ok) return pattern;
          const lines = view.lines(from, count, fields, pattern.value);
          if (!lines.ok) return lines;
          const { version, total } = view.state();
          open.isAsked = true;
          open.toldVersion = version;
          return succeed({ version, total, lines: lines.value, gaps: view.gaps(from, count) });
        }),
      find: ({ viewId, search, from, backwards, jobId }) =>
        this.#job(viewId, jobId, (view) => view.find(search, from, backwards)),
      count: ({ viewId, search, jobId }) => this.#job(viewId, jobId, (view) => view.count(search)),
      cancel: ({ jobId }) => {
        this.#endJob(jobId, cancelled());
        return succeed(null);
      },
      nextLevel: ({ viewId, from, levels, backwards }) =>
        this.#in(viewId, ({ view }) => succeed({ rank: view.nextLevel(levels, from, backwards) })),
      rankAt: ({ viewId, at }) => this.#in(viewId, ({ view }) => succeed({ rank: view.rankAt(Date.parse(at)) })),
      histogram: ({ viewId, buckets }) => this.#in(viewId, ({ view }) => succeed(view.histogram(buckets))),
      excerpt: ({ viewId, lines }) =>
        this.#in(viewId, ({ view }) => {
          if ('ranks' in lines) return succeed(view.excerpt(lines.ranks.map((rank) => [rank, 1])));
          const from = Math.max(0, lines.rank - lines.around);
          return succeed(view.excerpt([[from, lines.rank - from + 1 + lines.around]]));
        }),
      line: ({ viewId, rank }) =>
        this.#in(viewId, ({ view }) => {
          const lines = view.lines(rank, 1, false, null);
          return lines.ok ? succeed(lines.value[0] ?? null) : lines;
        }),
    };
  }

  #in<T>(viewId: string, work: (open: OpenView) => Result<T>): Result<T> {
    const open = this.#views.get(viewId);
    if (!open) return refuse('log.no-view', 'this view is not open');
    return open.view.problem ?? work(open);
  }

  #stateOf(open: OpenView): Result<ReturnType<View['state']>> {
    if (open.view.problem) return open.view.problem;
    const state = open.view.state();
    open.isAsked = true;
    open.toldVersion = state.version;
    return succeed(state);
  }

  /** Reads a source that is registered; undefined where it is not, or cannot be read here. */
  #read(id: string): ReadSource | undefined {
    const known = this.#reading.get(id);
    if (known) return known;
    const source = this.#registered.get(id);
    if (!source) return undefined;
    const { now, mono, follow } = this.#options;
    const followed = source.kind === 'own' ? this.#ownLines() : follow(source);
    if (!followed) return undefined;
    const reading = new ReadSource(source, followed, { now, mono });
    this.#reading.set(id, reading);
    return reading;
  }

  /** Reads what is watched or looked at, and nothing else. */
  #settleReading(): void {
    const wanted = new Set<string>();
    for (const { view } of this.#views.values()) for (const id of view.sourceIds) wanted.add(id);
    for (const { id, isWatched, kind } of this.#registered.values()) if (isWatched || kind === 'own') wanted.add(id);
    for (const id of wanted) this.#read(id);
    for (const [id, source] of this.#reading) {
      if (wanted.has(id)) continue;
      source.close();
      this.#reading.delete(id);
      this.#problems.leave(id);
    }
    const files = [...this.#reading.values()].filter(({ source }) => source.kind === 'file');
    this.#options.watch(new Set(files.map(({ source }) => source.place)));
    this.#work();
  }

  /** Views of a source that is forgotten, or read in another way, are no longer what they were. */
  #forget(id: string): void {
    this.#registered.delete(id);
    for (const [viewId, { view }] of this.#views) {
      if (!view.sourceIds.includes(id)) continue;
      this.#endJobs(viewId);
      this.#views.delete(viewId);
    }
    this.#reading.get(id)?.close();
    this.#reading.delete(id);
    this.#problems.leave(id);
  }

  #reopen(source: ThreadSource): void {
    const reading = this.#reading.get(source.id);
    if (!reading || source.kind === 'own') return;
    this.#forget(source.id);
  }

  #job<T>(viewId: string, jobId: string, make: (view: View) => Result<Steps<T>>): Result<T> | Promise<Result<T>> {
    const made = this.#in(viewId, ({ view }) => make(view));
    if (!made.ok) return made;
    this.#endJob(jobId, cancelled());
    const done = new Promise<Result<T>>((resolve) => {
      const end = (result: Result<unknown>): void => resolve(result as Result<T>);
      this.#jobs.set(jobId, { steps: made.value, viewId, end, toldAt: this.#options.mono() });
    });
    this.#work();
    return done;
  }

  #endJob(jobId: string, result: Result<unknown>): void {
    const job = this.#jobs.get(jobId);
    this.#jobs.delete(jobId);
    job?.end(result);
  }

  #endJobs(viewId: string): void {
    for (const [jobId, job] of this.#jobs) if (job.viewId === viewId) this.#endJob(jobId, cancelled());
  }

  #work(): void {
    this.#turn ??= setImmediate(() => {
      this.#turn = undefined;
      const until = this.#options.mono() + TURN_MS;
      let more = true;
      while (more && this.#options.mono() < until) more = this.#step();
      if (more) this.#work();
    });
  }

  /** One piece of work for each source, view and search. Answers whether there is more. */
  #step(): boolean {
    let more = false;
    for (const reading of this.#reading.values()) {
      const step = reading.step();
      more ||= step.more;
      if (!step.news && step.changed === undefined) continue;
      for (const { view } of this.#views.values()) view.changed(reading.stream, step.changed);
      this.#tellSources();
    }
    if (this.#problems.step(this.#watched())) more = true;
    for (const { view } of this.#views.values()) if (view.advance()) more = true;
    for (const [jobId, job] of this.#jobs) {
      const step = job.steps.next();
      if (step.done === true) this.#endJob(jobId, step.value);
      else {
        more = true;
        this.#tellProgress(jobId, job, step.value);
      }
    }
    this.#tellViews();
    return more;
  }

  *#watched(): Iterable<WatchedSource> {
    for (const [id, { stream, isRead }] of this.#reading) {
      const source = this.#registered.get(id);
      if (source?.isWatched) yield { source, stream, isRead };
    }
  }

  #tellProgress(jobId: string, job: Job, share: number): void {
    const now = this.#options.mono();
    if (now - job.toldAt < PROGRESS_MS) return;
    job.toldAt = now;
    this.#options.notify({ name: 'logs.progress', jobId, done: Math.floor(share * 1_000), total: 1_000 });
  }

  #tellViews(): void {
    if (this.#viewTimer) return;
    if (![...this.#views.values()].some(isOwed)) return;
    this.#viewTimer = setTimeout(() => {
      this.#viewTimer = undefined;
      for (const open of this.#views.values()) {
        if (!isOwed(open)) continue;
        const view = open.view.state();
        open.isAsked = false;
        open.toldVersion = view.version;
        this.#options.notify({ name: 'logs.view', view });
      }
    }, VIEW_MS);
  }

  #tellSources(): void {
    this.#sourceTimer ??= setTimeout(() => {
      this.#sourceTimer = undefined;
      this.#options.notify({ name: 'logs.sources' });
    }, SOURCES_MS);
    this.#sourceTimer.unref();
  }
}

const isOwed = ({ view, isAsked, toldVersion }: OpenView): boolean => isAsked && view.version !== toldVersion;

const cancelled = (): Result<never> => refuse('request.cancelled', 'it was cancelled');
