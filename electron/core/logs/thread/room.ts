/**
 * The room in which logs are read: sources, views of them and searches through them, each a little at a time, so that whoever asks is answered
 * between two pieces of work. Runs in a thread of its own; knows nothing of people, records or permissions.
 */
import { succeed, type Result } from '#shared/base/result.ts';
import type { LogNotice } from '#shared/logs/notices.ts';
import { compilePattern } from '../match/pattern.ts';
import { runsOf } from '../view/excerpt.ts';
import { View, type ViewSource } from '../view/view.ts';
import type { RequestName, Requests } from './messages.ts';
import { OpenViews } from './open-views.ts';
import { ProblemSearch, type ProblemSearchOptions } from './problem-search.ts';
import { Readings, type ReadingsOptions } from './readings.ts';
import type { ReadSource } from './read-source.ts';

/** Worked at a stretch, before messages are looked at. */
const TURN_MS = 8;
/** While somebody waits for a search, what else there is to do is done once in so many steps. */
const STEPS_OF_SEARCHES = 6;
const SOURCES_MS = 500;
/** Between two looks at files that nobody told of. */
const POLL_MS = 250;

export interface RoomOptions extends ProblemSearchOptions, ReadingsOptions {
  /** What is kept of sources that are none of these is let go of. */
  readonly forget: (known: readonly string[]) => void;
  readonly notify: (notice: LogNotice) => void;
}

type Handler<Name extends RequestName> = (
  input: Requests[Name]['input'],
) => Result<Requests[Name]['output']> | Promise<Result<Requests[Name]['output']>>;

export type RoomHandlers = { readonly [Name in RequestName]: Handler<Name> };

export class LogRoom {
  readonly handlers: RoomHandlers;
  readonly #options: RoomOptions;
  readonly #readings: Readings;
  readonly #views: OpenViews;
  readonly #problems: ProblemSearch;
  readonly #poll: NodeJS.Timeout;
  #turn: NodeJS.Immediate | undefined;
  /** Messages are looked at before there is more work. */
  #isTurnOver = false;
  #searched = 0;
  #sourceTimer: NodeJS.Timeout | undefined;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.#problems = new ProblemSearch(options);
    this.#views = new OpenViews(options);
    this.#readings = new Readings(options, {
      logs: (source) => this.#takeLogs(source),
      changed: ({ stream }, from) => {
        for (const view of this.#views) view.changed(stream, from);
        this.#tellSources();
      },
      filled: () => (this.#isTurnOver = true),
      left: ({ source, file }) => this.#problems.leave({ sourceId: source.id, file }),
    });
    this.#poll = setInterval(() => this.wake(), POLL_MS);
    this.#poll.unref();
    this.handlers = this.#makeHandlers();
  }

  /** Something may have come to a source, or to any. */
  wake(sourceId?: string): void {
    this.#readings.wake(sourceId);
    this.#work();
  }

  /** The system says that something may have come to a file. */
  wakePlace(place: string): void {
    this.#readings.wakePlace(place);
    this.#work();
  }

  close(): void {
    clearInterval(this.#poll);
    clearImmediate(this.#turn);
    clearTimeout(this.#sourceTimer);
    this.#readings.close();
    this.#views.close();
  }

  #makeHandlers(): RoomHandlers {
    return {
      sources: (sources) => {
        for (const id of this.#readings.register(sources)) this.#closeViewsOf(id);
        this.#settle();
        this.#tellSources();
        return succeed(null);
      },
      forget: ({ known }) => {
        this.#options.forget(known);
        return succeed(null);
      },
      rules: ({ rules, from }) => {
        this.#problems.use(rules, from);
        this.#work();
        return succeed(null);
      },
      taken: (log) => {
        this.#problems.taken(log);
        this.#work();
        return succeed(null);
      },
      states: () => succeed(this.#readings.states()),
      seen: ({ sourceId }) => {
        this.#readings.seen(sourceId);
        this.#tellSources();
        return succeed(null);
      },
      stop: ({ sourceId, isStopped }) => {
        this.#readings.stop(sourceId, isStopped);
        // How far a view is read is another matter then.
        for (const { stream } of this.#readings.read(sourceId)?.logs ?? [])
          for (const view of this.#views) view.changed(stream, undefined);
        this.#tellSources();
        this.wake(sourceId);
        return succeed(null);
      },
      end: () => {
        this.close();
        return succeed(null);
      },
      own: (told) => {
        this.#readings.addOwn(told);
        this.wake();
        return succeed(null);
      },
      open: (content) => {
        const sources = content.sourceIds.flatMap((id) => viewSources(this.#readings.read(id)));
        const view = View.open(content, sources);
        if (!view.ok) return view;
        this.#views.add(view.value);
        this.#settle();
        // What is small is there at once: no list is shown that is empty for a moment.
        const until = this.#options.mono() + TURN_MS;
        while (this.#options.mono() < until && this.#step(until));
        return this.#views.stateOf(content.viewId);
      },
      close: ({ viewId }) => {
        this.#views.remove(viewId);
        this.#settle();
        return succeed(null);
      },
      view: ({ viewId }) => this.#views.stateOf(viewId),
      window: ({ viewId, from, count, fields, search }) =>
        this.#views.in(viewId, (view) => {
          const pattern = search === null ? succeed(null) : compilePattern(search);
          if (!pattern.ok) return pattern;
          const lines = view.lines(from, count, fields, pattern.value);
          if (!lines.ok) return lines;
          const state = this.#views.stateOf(viewId);
          if (!state.ok) return state;
          const { version, total } = state.value;
          return succeed({ version, total, lines: lines.value, gaps: view.gaps(from, count) });
        }),
      find: ({ viewId, search, from, backwards, jobId }) =>
        this.#search(viewId, jobId, (view) => view.find(search, from, backwards)),
      count: ({ viewId, search, jobId }) => this.#search(viewId, jobId, (view) => view.count(search)),
      cancel: ({ jobId }) => {
        this.#views.cancel(jobId);
        return succeed(null);
      },
      nextLevel: ({ viewId, from, levels, backwards }) =>
        this.#views.in(viewId, (view) => succeed({ rank: view.nextLevel(levels, from, backwards) })),
      rankAt: ({ viewId, at }) => this.#views.in(viewId, (view) => succeed({ rank: view.rankAt(Date.parse(at)) })),
      rankOf: ({ viewId, ...place }) => this.#views.in(viewId, (view) => succeed({ rank: view.rankOf(place) })),
      whole: ({ viewId, rank }) => this.#views.in(viewId, (view) => succeed(view.whole(rank))),
      histogram: ({ viewId, buckets }) => this.#views.in(viewId, (view) => succeed(view.histogram(buckets))),
      excerpt: ({ viewId, lines }) =>
        this.#views.in(viewId, (view) => {
          if ('ranks' in lines) return succeed(view.excerpt(runsOf(lines.ranks)));
          const from = Math.max(0, lines.rank - lines.around);
          return succeed(view.excerpt([[from, lines.rank - from + 1 + lines.around]]));
        }),
      line: ({ viewId, rank }) =>
        this.#views.in(viewId, (view) => {
          const lines = view.lines(rank, 1, false, null);
          return lines.ok ? succeed(lines.value[0] ?? null) : lines;
        }),
    };
  }

  #search: OpenViews['search'] = (viewId, jobId, make) => {
    const found = this.#views.search(viewId, jobId, make);
    this.#work();
    return found;
  };

  #settle(): void {
    this.#readings.settle([...this.#views].flatMap(({ sourceIds }) => sourceIds));
    this.#work();
  }

  /** Views of a source that is forgotten, or read in another way, are no longer what they were. */
  #closeViewsOf(sourceId: string): void {
    for (const { sourceIds, content } of this.#views)
      if (sourceIds.includes(sourceId)) this.#views.remove(content.viewId);
  }

  /** Files of a source came or went: views of it stay open, with the lines that are there now. */
  #takeLogs(source: ReadSource): void {
    const { id } = source.source;
    for (const view of this.#views) if (view.sourceIds.includes(id)) view.replace(id, viewSources(source));
    this.#tellSources();
    this.#work();
  }

  #work(): void {
    this.#turn ??= setImmediate(() => {
      this.#turn = undefined;
      const until = this.#options.mono() + TURN_MS;
      let more = true;
      this.#isTurnOver = false;
      while (more && !this.#isTurnOver && this.#options.mono() < until) more = this.#step(until);
      if (this.#isTurnOver) this.#views.tellNow();
      if (more) this.#work();
    });
  }

  /** One piece of work for each log, as far as there is time, and for each view and search. Answers whether there is more. */
  #step(until: number): boolean {
    const isSearching = this.#views.isSearching;
    if (isSearching && ++this.#searched % STEPS_OF_SEARCHES !== 0) {
      this.#views.step();
      return true;
    }
    const reads = this.#readings.step(until);
    const looks = this.#problems.step(this.#readings.watched());
    const views = this.#views.step();
    return isSearching || reads || looks || views;
  }

  #tellSources(): void {
    this.#sourceTimer ??= setTimeout(() => {
      this.#sourceTimer = undefined;
      this.#options.notify({ name: 'logs.sources' });
    }, SOURCES_MS);
    this.#sourceTimer.unref();
  }
}

const viewSources = (source: ReadSource | undefined): readonly ViewSource[] =>
  (source?.logs ?? []).map((log) => ({
    id: log.source.id,
    name: log.source.name,
    file: log.file,
    stream: log.stream,
    isEvents: log.isEvents,
    bytes: () => log.bytes,
    passed: () => log.passed,
    isStopped: () => log.isStopped || !log.isThere,
  }));
