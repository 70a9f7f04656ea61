/**
 * Logs of this laptop: which are read, and what windows look at. Paths are checked and permissions asked for here; reading itself is done by the
 * thread (`thread/`), which hears of registered sources only. Files of others are only read.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { keptText } from '#shared/logs/bookmark.ts';
import { MAX_VIEWS } from '#shared/logs/limits.ts';
import type { LogLine } from '#shared/logs/line.ts';
import type { SourceKind, SourceNow } from '#shared/logs/source.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import type { Begin } from '../first-list.ts';
import type { KnownProblems } from '../known-problems.ts';
import type { Platform } from '../ports.ts';
import type { Session } from '../session.ts';
import { findProgram } from './commands/find-program.ts';
import { journalCommand } from './commands/journal.ts';
import { unifiedLogCommand } from './commands/unified-log.ts';
import { windowsEventsCommand } from './commands/windows-events.ts';
import { LogThread, type LogThreadOptions } from './log-thread.ts';
import type { OwnLog } from './own-log.ts';
import { Reach } from './files/reach.ts';
import { Registration } from './registration.ts';
import { SourceBook } from './source-book.ts';
import { mayRead, rowOfSource, sourceHandlers, type SourceOperation } from './source-handlers.ts';
import { keyOfLog } from './thread/log-name.ts';
import type { OwnTold, RequestName, Requests } from './thread/messages.ts';

type LogOperation =
  | SourceOperation
  | 'logs.sources'
  | 'logs.choosePath'
  | 'logs.seen'
  | 'logs.stop'
  | 'logs.continue'
  | 'logs.open'
  | 'logs.close'
  | 'logs.view'
  | 'logs.window'
  | 'logs.find'
  | 'logs.count'
  | 'logs.cancel'
  | 'logs.nextLevel'
  | 'logs.rankAt'
  | 'logs.rankOf'
  | 'logs.whole'
  | 'logs.histogram'
  | 'logs.excerpt';

export interface LogDeps {
  readonly platform: Pick<Platform, 'capabilities' | 'chooseFile'>;
  readonly worker: LogThreadOptions['worker'];
  /** As `ThreadSetting.readAheadWorker`. */
  readonly readAheadWorker?: string | undefined;
  readonly notify: (notice: Notice) => void;
  readonly log: (line: string) => void;
  readonly ownFolder: string;
  readonly ownLog: OwnLog;
  /** Threads that were ended and are not gone. */
  readonly leaving?: Set<Promise<void>>;
  /** Who knows which lines tell of a problem. */
  readonly problems: KnownProblems;
  /** Whether a session has not ended since. */
  readonly isOn: (session: Session) => boolean;
  readonly begin?: Begin;
}

export interface Logs {
  readonly handlers: FeatureHandlers<LogOperation>;
  /** Resolves when what is known of logs is kept for the next time. */
  readonly stop: () => Promise<void>;
}

/** Files need nothing of the system; the rest needs its programs. */
const kindsHere = (): ReadonlySet<SourceKind> => {
  const kinds = new Set<SourceKind>(['file', 'files', 'own']);
  if (findProgram(journalCommand(null).programs) !== null) kinds.add('journal');
  if (findProgram(windowsEventsCommand('System').programs) !== null) kinds.add('windows-events');
  if (process.platform === 'darwin' && findProgram(unifiedLogCommand(null).programs) !== null) kinds.add('unified-log');
  return kinds;
};

const noView = (): Result<never> => refuse('log.no-view', 'this view is not open');

const noStates = succeed<Readonly<Record<string, SourceNow>>>({});

const typeOf = (id: string): string => id.slice(0, id.indexOf(':'));

export const openLogs = (desk: Desk, deps: LogDeps): Logs => {
  const { platform, notify, ownFolder, isOn } = deps;
  const kinds = kindsHere();
  const book = new SourceBook(desk);
  const reach = new Reach();
  /** The latest generation by which anybody knows a line of a source. */
  const namedUpTo = (sourceId: string): number =>
    Math.max(deps.problems.namedUpTo(sourceId), ...book.bookmarksOf(sourceId).map(({ generation }) => generation));
  const ownSources = book.sources().filter(({ kind }) => kind === 'own');
  /** What this console writes about itself is another log each time that its desk is opened. */
  const ownGeneration = 1 + Math.max(0, ...ownSources.map(({ id }) => namedUpTo(id)));
  const spoolFolder = join(ownFolder, 'log-spool');
  mkdirSync(spoolFolder, { recursive: true, mode: 0o700 });
  const thread = new LogThread({
    worker: deps.worker,
    setting: {
      locale: Intl.DateTimeFormat().resolvedOptions().locale,
      spoolFolder,
      key: desk.keyFor('logs'),
      ownFolder,
      ...(deps.readAheadWorker === undefined ? {} : { readAheadWorker: deps.readAheadWorker }),
    },
    notify,
    rules: () => ({
      rules: deps.problems.rules(),
      from: Object.fromEntries(
        book.sources().flatMap(({ id }) => {
          const position = deps.problems.positionOf(id);
          const files = Object.entries(deps.problems.filePositionsOf(id)).map(
            ([file, at]) => [keyOfLog({ sourceId: id, file }), at] as const,
          );
          return position ? [[id, position] as const, ...files] : files;
        }),
      ),
    }),
    scanned: async ({ sourceId }, { scan, place }) => {
      const source = book.source(sourceId);
      return source ? deps.problems.take(source, scan, place) : succeed(null);
    },
    stopped: async ({ sourceId }, { rule, place }) => {
      const source = book.source(sourceId);
      return source ? deps.problems.putAside(source, rule, place) : succeed(null);
    },
    own: () => ownFrom(0),
    ...(deps.leaving && { leaving: deps.leaving }),
    hangs: (log, returned) => reading.hang(log, returned),
    log: deps.log,
  });
  const stopRules = deps.problems.onRules(() => thread.setRules());
  /** Views are those of one window: nobody else asks for them. */
  const views = new Map<string, Session>();

  const reading = new Registration({
    sources: () => book.sources(),
    kinds,
    ownFolder,
    reach,
    namedUpTo,
    register: (sources, known) => thread.setSources(sources, known),
    onChange: () => notify({ name: 'logs.sources' }),
    log: deps.log,
  });
  const begin: Begin = deps.begin ?? ((work) => work());
  begin(() => void reading.check());

  /** What is left behind where the disk is full is of a source that never comes again. */
  const forget = (id: string): void => {
    deps.problems.forget(id).catch((error: unknown) => deps.log(`known problems of ${id}: ${String(error)}`));
  };
  const stopHearing = desk.onDurable(({ puts, removes }) => {
    const types = new Set([...puts.map(({ type }) => type), ...removes.map(typeOf)]);
    for (const id of removes) if (typeOf(id) === 'logSource') forget(id);
    if (types.has('logSource')) void reading.check().then(() => notify({ name: 'logs.sources' }));
    if (types.has('logFilter') || types.has('logBookmark')) notify({ name: 'logs.kept' });
  });
  let saidOwn = 0;
  const ownFrom = (place: number): OwnTold => {
    const { ownLog } = deps;
    const lines = ownLog.linesFrom(place);
    saidOwn = ownLog.count;
    return { generation: ownGeneration, from: ownLog.count - lines.length, lines };
  };
  const tellOwn = (): void => {
    // Not said: it would be one more line.
    if (deps.ownLog.count > saidOwn) thread.ask('own', ownFrom(saidOwn)).catch(() => undefined);
  };
  const stopOwn = deps.ownLog.onLine(() => {
    if (thread.isRunning) tellOwn();
  });

  const inView = async <Name extends RequestName>(
    name: Name,
    input: Requests[Name]['input'] & { readonly viewId: string },
    connection: string,
  ): Promise<Result<Requests[Name]['output']>> =>
    views.get(input.viewId)?.connection === connection ? thread.ask(name, input) : noView();

  /** Told by number and text: a file may have become another generation of its log since. */
  const withBookmarks = (lines: readonly LogLine[]): readonly LogLine[] => {
    const marks = new Map(
      [...new Set(lines.map(({ sourceId }) => sourceId))]
        .flatMap((sourceId) => book.bookmarksOf(sourceId))
        .map(({ id, sourceId, file, line, text }) => [
          `${keyOfLog({ sourceId, file: file ?? null })}/${line}/${text}`,
          id,
        ]),
    );
    if (marks.size === 0) return lines;
    return lines.map((each) => ({
      ...each,
      bookmark:
        marks.get(
          `${keyOfLog({ sourceId: each.sourceId, file: each.file ?? null })}/${each.line}/${keptText(each.text)}`,
        ) ?? null,
    }));
  };

  /** Views of windows that are gone are closed when the next one is opened. */
  const makeRoom = (viewId: string, { session }: SessionContext): void => {
    for (const [id, owner] of views) if (!isOn(owner)) close(id);
    const own = [...views].filter(([id, owner]) => owner.connection === session.connection && id !== viewId);
    for (const [id] of own.slice(0, Math.max(0, own.length - MAX_VIEWS + 1))) close(id);
  };
  const close = (viewId: string): void => {
    views.delete(viewId);
    if (thread.isRunning) void thread.ask('close', { viewId });
  };

  const handlers: FeatureHandlers<LogOperation> = {
    ...sourceHandlers(desk, {
      book,
      ownFolder,
      kinds,
      reach,
      lineOf: (connection, viewId, rank) => inView('line', { viewId, rank }, connection),
    }),

    'logs.sources': async () => {
      const states = thread.isRunning ? await thread.ask('states', null) : noStates;
      if (!states.ok) return states;
      return succeed({
        sources: book
          .sources()
          .map((source) => rowOfSource(source, reading.problemOf(source.id) ?? states.value[source.id])),
        host: {
          canChoose: platform.capabilities.chooseFile,
          journal: kinds.has('journal'),
          windowsEvents: kinds.has('windows-events'),
          unifiedLog: kinds.has('unified-log'),
        },
      });
    },

    'logs.choosePath': async () => {
      if (!platform.capabilities.chooseFile) return refuse('host.unavailable', 'this host has no chooser');
      return succeed((await platform.chooseFile()) ?? null);
    },

    'logs.seen': async ({ sourceId }) => (thread.isRunning ? thread.ask('seen', { sourceId }) : succeed(null)),

    'logs.stop': ({ sourceId }, { session }) => {
      const source = book.source(sourceId);
      // Who may not watch may not keep others from it: nothing is found in lines that are not indexed.
      const allowed = mayRead(session, 'file', source?.isWatched === true);
      if (!allowed.ok) return allowed;
      return thread.isRunning ? thread.ask('stop', { sourceId, isStopped: true }) : succeed(null);
    },

    'logs.continue': async ({ sourceId }) =>
      thread.isRunning ? thread.ask('stop', { sourceId, isStopped: false }) : succeed(null),

    'logs.open': async (content, context) => {
      const taken = views.get(content.viewId);
      if (taken && taken.connection !== context.connection && isOn(taken)) return noView();
      await reading.check(content.sourceIds);
      makeRoom(content.viewId, context);
      const opened = await thread.ask('open', content);
      if (opened.ok) views.set(content.viewId, context.session);
      tellOwn();
      return opened;
    },

    'logs.close': ({ viewId }, { connection }) => {
      if (views.get(viewId)?.connection === connection) close(viewId);
      return succeed(null);
    },

    'logs.view': (input, { connection }) => inView('view', input, connection),

    'logs.window': async (input, { connection }) => {
      const window = await inView('window', input, connection);
      return window.ok ? succeed({ ...window.value, lines: withBookmarks(window.value.lines) }) : window;
    },

    'logs.find': (input, { connection }) => inView('find', input, connection),
    'logs.count': (input, { connection }) => inView('count', input, connection),
    'logs.cancel': ({ jobId }) => (thread.isRunning ? thread.ask('cancel', { jobId }) : succeed(null)),
    'logs.nextLevel': (input, { connection }) => inView('nextLevel', input, connection),
    'logs.rankAt': (input, { connection }) => inView('rankAt', input, connection),
    'logs.rankOf': (input, { connection }) => inView('rankOf', input, connection),
    'logs.whole': (input, { connection }) => inView('whole', input, connection),
    'logs.histogram': (input, { connection }) => inView('histogram', input, connection),
    'logs.excerpt': (input, { connection }) => inView('excerpt', input, connection),
  };

  const stop = (): Promise<void> => {
    reading.close();
    stopHearing();
    stopOwn();
    stopRules();
    return thread.close();
  };
  desk.onClosing(stop);
  return { handlers, stop };
};
