/** What people do to documents: add, edit, new versions, decisions about a file that changed. Each is one commit with its word in the trail. */
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Document, FileFacts, VersionFacts } from '#shared/documents/document.ts';
import { findingId, type Finding, type Sight } from '#shared/documents/finding.ts';
import { MAX_DOCUMENTS } from '#shared/documents/limits.ts';
import type { DocumentDetail, DocumentSource, FileSource } from '#shared/documents/operations.ts';
import { checkSeen, planEdit, planUseKept, planVersion, planWithdrawal, tidyContent } from '#shared/documents/plan.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import { withStoredFiles } from '../stored-files.ts';
import type { Unit } from '../unit.ts';
import { knownContent } from './belonging.ts';
import type { DocumentIndex } from './document-index.ts';
import { settlePath } from './plain-file.ts';
import type { FileReading, Readings } from './readings.ts';
import { stageSight, stageVersion } from './stage-document.ts';
import { takeIn } from './take-in.ts';

export type ChangeOperation =
  | 'documents.add'
  | 'documents.edit'
  | 'documents.addVersion'
  | 'documents.accept'
  | 'documents.useKept'
  | 'documents.withdraw';

interface ChangeDeps {
  readonly index: DocumentIndex;
  readonly readings: Readings;
  readonly detail: (documentId: string) => Result<DocumentDetail>;
  readonly freeBytes: () => Promise<number>;
  readonly ownFolder: string;
}

/** A file that is ready to become a version: read, and kept from the sweep until the commit is through. */
interface ReadyFile {
  readonly facts: FileFacts;
  readonly storage: 'held' | 'watched';
  readonly path: string | null;
  readonly isKept: boolean;
  /** What is known of the file on this laptop from now on. */
  readonly sight: Sight;
}

const same: Sight = { found: 'same' };

export const changeHandlers = (
  desk: Desk,
  { index, readings, detail, freeBytes, ownFolder }: ChangeDeps,
): FeatureHandlers<ChangeOperation> => {
  const withWatched = async <T>(
    path: string,
    keep: boolean,
    reading: FileReading,
    work: (file: ReadyFile) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const taken = await takeIn(desk, path, { keep, reading, freeBytes });
    if (!taken.ok) return taken;
    try {
      const { facts, writtenAt } = taken.value;
      return await work({ facts, storage: 'watched', path, isKept: keep, sight: { found: 'same', writtenAt } });
    } finally {
      taken.value.letGo();
    }
  };

  /** Runs `work` with the file that `source` names, once all of it has been read. */
  const withFile = async <T>(
    source: FileSource,
    jobId: string,
    work: (file: ReadyFile) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    if (source.storage === 'held')
      return withStoredFiles(desk, [{ sha256: source.sha256, name: source.fileName }], ([stored]) => {
        if (!stored) return Promise.resolve(notFound('attachment', source.sha256));
        const { sha256, bytes, mediaType, name } = stored;
        const facts = { sha256, bytes, mediaType, fileName: name };
        return work({ facts, storage: 'held', path: null, isKept: true, sight: same });
      });
    return readings.run(jobId, async (reading) => {
      const path = await settlePath(source.path, ownFolder);
      return path.ok ? withWatched(path.value, source.keep, reading, work) : path;
    });
  };

  const versionOf = (unit: Unit, file: ReadyFile, label: string, at: string): Omit<VersionFacts, 'place'> => ({
    label,
    at,
    by: { id: unit.actor.id, name: unit.actor.name },
    file: file.facts,
    isKept: file.isKept,
  });

  /** Runs `plan` on the document in one commit, unless it is no longer what the person saw. */
  const change = async (
    documentId: string,
    seen: number,
    { session }: SessionContext,
    plan: (unit: Unit, document: Document, at: string) => Result<unknown>,
  ): Promise<Result<DocumentDetail>> => {
    const done = await desk.commit(actorOf(session), (unit) => {
      const document = unit.get<Document>('document', documentId);
      if (!document) return notFound('document', documentId);
      const fresh = checkSeen(document, seen);
      return fresh.ok ? plan(unit, document, momentAfter(document.updatedAt, unit.at)) : fresh;
    });
    return done.ok ? detail(documentId) : done;
  };

  /** A new version in one commit: the document, the version, what is known of its file. */
  const newVersion = (
    documentId: string,
    seen: number,
    file: ReadyFile,
    { label, note, action }: { readonly label: string; readonly note: string; readonly action: string },
    context: SessionContext,
  ): Promise<Result<DocumentDetail>> =>
    change(documentId, seen, context, (unit, document, at) => {
      const known = unit.get<Finding>('documentFinding', findingId(documentId));
      const isFound = known?.sight.found === 'fault' || (file.path !== null && known?.path !== file.path);
      const planned = planVersion(document, versionOf(unit, file, label, at), file.storage, isFound);
      if (!planned.ok) return planned;
      unit.write(action, planned.value.document);
      stageVersion(unit, planned.value.document, planned.value.version, note);
      stageSight(unit, planned.value.document, file.path, file.sight);
      return planned;
    });

  const add = async (
    { content, label, note }: { content: Parameters<typeof tidyContent>[0]; label: string; note: string },
    place: string,
    file: ReadyFile | null,
    { session }: SessionContext,
  ): Promise<Result<DocumentDetail>> => {
    const added = await desk.commit(actorOf(session), (unit) => {
      if (index.size >= MAX_DOCUMENTS)
        return refuse('document.too-many', `at most ${MAX_DOCUMENTS} documents`, { most: MAX_DOCUMENTS });
      const known = knownContent(unit, tidyContent(content), undefined);
      if (!known.ok) return known;
      const version = file && { ...versionOf(unit, file, label, unit.at), place: 1 };
      const document: Document = {
        ...unit.stamp('document', unit.newId('document')),
        ...known.value,
        number: unit.nextNumber('DOC'),
        revision: 1,
        storage: file?.storage ?? 'elsewhere',
        place,
        version,
        withdrawnAt: null,
      };
      unit.write('document.add', document);
      if (file && version) {
        stageVersion(unit, document, version, note);
        stageSight(unit, document, file.path, file.sight);
      }
      return succeed(document.id);
    });
    return added.ok ? detail(added.value) : added;
  };

  return {
    'documents.add': ({ source, jobId, ...given }, context) => {
      if (source.storage === 'elsewhere') return add(given, source.place, null, context);
      return withFile(source satisfies DocumentSource, jobId, (file) => add(given, '', file, context));
    },

    'documents.edit': ({ documentId, seen, content, place }, context) =>
      change(documentId, seen, context, (unit, document, at) => {
        const known = knownContent(unit, content, document);
        if (!known.ok) return known;
        const edited = planEdit(document, known.value, place, at);
        if (edited !== document) unit.write('document.edit', edited);
        return succeed(null);
      }),

    'documents.addVersion': ({ documentId, seen, source, label, note, jobId }, context) =>
      withFile(source, jobId, (file) =>
        newVersion(documentId, seen, file, { label, note, action: 'document.addVersion' }, context),
      ),

    'documents.accept': ({ documentId, seen, sha256, label, note, jobId }, context) =>
      readings.run(jobId, async (reading) => {
        const row = index.row(documentId);
        const { path, sight } = index.finding(documentId) ?? { path: null, sight: same };
        if (!row) return notFound('document', documentId);
        const notAsSeen = (): Result<never> =>
          refuse('document.not-as-seen', `the file of ${row.number} is another by now`, { number: row.number });
        if (row.storage !== 'watched' || path === null || sight.found !== 'changed') return notAsSeen();
        return withWatched(path, row.isKept, reading, (file) =>
          file.facts.sha256 === sha256
            ? newVersion(documentId, seen, file, { label, note, action: 'document.accept' }, context)
            : Promise.resolve(notAsSeen()),
        );
      }),

    'documents.useKept': ({ documentId, seen, note }, context) =>
      change(documentId, seen, context, (unit, document, at) => {
        const planned = planUseKept(document, { at, by: { id: unit.actor.id, name: unit.actor.name } });
        if (!planned.ok) return planned;
        unit.write('document.useKept', planned.value.document);
        stageVersion(unit, planned.value.document, planned.value.version, note);
        stageSight(unit, planned.value.document, null, same);
        return planned;
      }),

    'documents.withdraw': ({ documentId, seen, withdrawn }, context) =>
      change(documentId, seen, context, (unit, document, at) => {
        const planned = planWithdrawal(document, withdrawn, at);
        if (planned !== document) unit.write(withdrawn ? 'document.withdraw' : 'document.restore', planned);
        return succeed(null);
      }),
  };
};
