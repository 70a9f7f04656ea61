/** What people do to sources, saved filters and bookmarks: each is one commit with its word in the trail, and none of it leaves the laptop. */
import { isAllowed } from '#shared/accounts/roles.ts';
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { keptText, type LogBookmark } from '#shared/logs/bookmark.ts';
import type { LogFilter } from '#shared/logs/filter.ts';
import { withFileEncoding } from '#shared/logs/file-encoding.ts';
import { MAX_BOOKMARKS, MAX_FILE_ENCODINGS, MAX_SAVED_FILTERS, MAX_SOURCES } from '#shared/logs/limits.ts';
import type { LogLine } from '#shared/logs/line.ts';
import { sourceAtRest, type LogSource, type SourceKind, type SourceNow, type SourceRow } from '#shared/logs/source.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf, type Session } from '../session.ts';
import { removeLocal, writeLocal } from './local-record.ts';
import { compilePattern } from './match/pattern.ts';
import { isUnitName } from './commands/journal.ts';
import { isPredicate } from './commands/unified-log.ts';
import { isChannelName } from './commands/windows-events.ts';
import { isNamedBy } from './files/pattern.ts';
import type { Reach } from './files/reach.ts';
import { refusePlace, settlePlace } from './place.ts';
import type { SourceBook } from './source-book.ts';

export type SourceOperation =
  | 'logs.add'
  | 'logs.edit'
  | 'logs.setFileEncoding'
  | 'logs.arrange'
  | 'logs.remove'
  | 'logs.bookmark'
  | 'logs.removeBookmark'
  | 'logs.bookmarks'
  | 'logs.filters'
  | 'logs.saveFilter'
  | 'logs.removeFilter';

export interface SourceDeps {
  readonly book: SourceBook;
  /** Where this console keeps its keys and records. */
  readonly ownFolder: string;
  /** Kinds that can be read here. */
  readonly kinds: ReadonlySet<SourceKind>;
  readonly reach: Reach;
  /** The line at a rank of a view of that connection. */
  readonly lineOf: (connection: string, viewId: string, rank: number) => Promise<Result<LogLine | null>>;
}

/** Whether a program of the system may be given this as the name of what it reads. */
const mayName = (kind: SourceKind, name: string): boolean => {
  switch (kind) {
    case 'journal':
      return name === '' || isUnitName(name);
    case 'windows-events':
      return isChannelName(name);
    case 'unified-log':
      return name === '' || isPredicate(name);
    case 'own':
      return name === '';
    case 'file':
    case 'files':
      return false;
  }
};

export const rowOfSource = (source: LogSource, now: SourceNow | undefined): SourceRow => {
  const { id, revision, name, kind, place, encoding, isWatched, assetId, columns = [], fileEncodings = [] } = source;
  const said = { id, revision, name, kind, place, encoding, fileEncodings, isWatched, assetId, columns };
  return { ...said, ...(now ?? sourceAtRest) };
};

const checkSeen = ({ revision }: { readonly revision: number }, seen: number | null): Result<null> =>
  revision === seen
    ? succeed(null)
    : refuse('record.stale', `revision ${revision} was not seen, but ${seen}`, { seen, current: revision });

const tooMany = (most: number): Result<never> => refuse('log.too-many', `there may be ${most}`, { most });

/** Watching, and reading what no person named as a file, is for those who answer for this laptop. */
export const mayRead = (session: Session, kind: SourceKind, isWatched: boolean): Result<null> => {
  if ((kind === 'file' || kind === 'own') && !isWatched) return succeed(null);
  return isAllowed(session.roles, 'logs.manage')
    ? succeed(null)
    : refuse('auth.denied', 'this needs the permission logs.manage', {
        operation: 'logs.add',
        permission: 'logs.manage',
      });
};

export const sourceHandlers = (
  desk: Desk,
  { book, ownFolder, kinds, reach, lineOf }: SourceDeps,
): FeatureHandlers<SourceOperation> => {
  const settle = async (kind: SourceKind, place: string): Promise<Result<string>> => {
    if (!kinds.has(kind)) return refuse('host.unavailable', `${kind} cannot be read here`);
    if (kind === 'file' || kind === 'files') return settlePlace(reach, kind, place, ownFolder);
    const name = place.trim();
    return mayName(kind, name) ? succeed(name) : refusePlace(place, 'pattern');
  };

  return {
    'logs.add': async ({ name, kind, place, encoding, isWatched, assetId }, { session }) => {
      const allowed = mayRead(session, kind, isWatched);
      if (!allowed.ok) return allowed;
      const settled = await settle(kind, place);
      if (!settled.ok) return settled;
      return desk.commit(actorOf(session), (unit) => {
        const known = book.sources();
        const same = known.find((source) => source.kind === kind && source.place === settled.value);
        if (same) return refuse('log.known', 'this is a source already', { name: same.name });
        if (known.length >= MAX_SOURCES) return tooMany(MAX_SOURCES);
        if (assetId !== null && !unit.get('ci', assetId)) return notFound('ci', assetId);
        const source: LogSource = {
          ...unit.stamp('logSource', unit.newId('logSource')),
          revision: 1,
          name,
          kind,
          place: settled.value,
          encoding,
          isWatched,
          assetId,
        };
        writeLocal(unit, 'log.source-add', source);
        return succeed(rowOfSource(source, undefined));
      });
    },

    'logs.edit': ({ sourceId, seen, name, encoding, isWatched, assetId }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const source = unit.get<LogSource>('logSource', sourceId);
        if (!source) return notFound('logSource', sourceId);
        // Who may not watch may not stop others from it either, nor by reading it as what it is not.
        const allowed = mayRead(session, source.kind, source.isWatched || isWatched);
        if (!allowed.ok) return allowed;
        const fresh = checkSeen(source, seen);
        if (!fresh.ok) return fresh;
        if (assetId !== null && assetId !== source.assetId && !unit.get('ci', assetId)) return notFound('ci', assetId);
        const revision = source.revision + 1;
        const edited = { ...source, updatedAt: unit.at, revision, name, encoding, isWatched, assetId };
        writeLocal(unit, 'log.source-edit', edited);
        return succeed(rowOfSource(edited, undefined));
      }),

    'logs.setFileEncoding': ({ sourceId, seen, file, encoding }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const source = unit.get<LogSource>('logSource', sourceId);
        if (!source) return notFound('logSource', sourceId);
        const fresh = checkSeen(source, seen);
        if (!fresh.ok) return fresh;
        if (source.kind !== 'files' || !isNamedBy(source.place, file)) return notFound('logFile', file);
        const fileEncodings = withFileEncoding(source.fileEncodings ?? [], file, encoding);
        if (fileEncodings.length > MAX_FILE_ENCODINGS) return tooMany(MAX_FILE_ENCODINGS);
        const edited = { ...source, updatedAt: unit.at, revision: source.revision + 1, fileEncodings };
        writeLocal(unit, 'log.source-file-encoding', edited);
        return succeed(rowOfSource(edited, undefined));
      }),

    'logs.arrange': ({ sourceId, columns }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const source = unit.get<LogSource>('logSource', sourceId);
        if (!source) return notFound('logSource', sourceId);
        writeLocal(unit, 'log.source-arrange', { ...source, updatedAt: unit.at, columns });
        return succeed(null);
      }),

    'logs.remove': ({ sourceId, seen }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const source = unit.get<LogSource>('logSource', sourceId);
        if (!source) return notFound('logSource', sourceId);
        const allowed = mayRead(session, source.kind, source.isWatched);
        if (!allowed.ok) return allowed;
        const fresh = checkSeen(source, seen);
        if (!fresh.ok) return fresh;
        for (const { id } of book.bookmarksOf(sourceId)) unit.removeLocal(id);
        removeLocal(unit, 'log.source-remove', source);
        return succeed(null);
      }),

    'logs.bookmark': async ({ viewId, rank, note }, { session, connection }) => {
      const found = await lineOf(connection, viewId, rank);
      if (!found.ok) return found;
      const line = found.value;
      if (line === null) return notFound('line', String(rank));
      return desk.commit(actorOf(session), (unit) => {
        if (!unit.get<LogSource>('logSource', line.sourceId)) return notFound('logSource', line.sourceId);
        const known = book
          .bookmarksOf(line.sourceId)
          .find((each) => each.file === line.file && each.line === line.line && each.text === keptText(line.text));
        if (!known && book.bookmarks().length >= MAX_BOOKMARKS) return tooMany(MAX_BOOKMARKS);
        const bookmark: LogBookmark = {
          ...(known ?? unit.stamp('logBookmark', unit.newChildId('logBookmark', line.sourceId))),
          updatedAt: unit.at,
          sourceId: line.sourceId,
          ...(line.file === undefined ? {} : { file: line.file }),
          generation: line.generation,
          line: line.line,
          text: keptText(line.text),
          lineAt: line.at,
          note,
        };
        writeLocal(unit, 'log.bookmark', bookmark);
        return succeed(bookmark);
      });
    },

    'logs.removeBookmark': ({ bookmarkId }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const bookmark = unit.get<LogBookmark>('logBookmark', bookmarkId);
        if (!bookmark) return notFound('logBookmark', bookmarkId);
        removeLocal(unit, 'log.bookmark-remove', bookmark);
        return succeed(null);
      }),

    'logs.bookmarks': () => succeed(book.bookmarks()),

    'logs.filters': () => succeed(book.filters()),

    'logs.saveFilter': ({ filterId, seen, content }, { session }) => {
      const { pattern, isRegex, matchesCase } = content;
      const compiled = compilePattern({ pattern, isRegex, matchesCase });
      if (!compiled.ok) return compiled;
      return desk.commit(actorOf(session), (unit) => {
        const known = filterId === null ? undefined : unit.get<LogFilter>('logFilter', filterId);
        if (filterId !== null && !known) return notFound('logFilter', filterId);
        const fresh = known ? checkSeen(known, seen) : succeed(null);
        if (!fresh.ok) return fresh;
        if (!known && book.filters().length >= MAX_SAVED_FILTERS) return tooMany(MAX_SAVED_FILTERS);
        const filter: LogFilter = {
          ...(known ?? unit.stamp('logFilter', unit.newId('logFilter'))),
          ...content,
          updatedAt: unit.at,
          revision: (known?.revision ?? 0) + 1,
        };
        writeLocal(unit, 'log.filter-save', filter);
        return succeed(filter);
      });
    },

    'logs.removeFilter': ({ filterId, seen }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const filter = unit.get<LogFilter>('logFilter', filterId);
        if (!filter) return notFound('logFilter', filterId);
        const fresh = checkSeen(filter, seen);
        if (!fresh.ok) return fresh;
        removeLocal(unit, 'log.filter-remove', filter);
        return succeed(null);
      }),
  };
};
