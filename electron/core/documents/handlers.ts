/**
 * The document catalogue: what there is, where its bytes are, whether they are still what was accepted. Files of others are only read; tickets,
 * articles and the packs that name documents are not known here.
 */
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { PIECE_BYTES } from '#shared/attachments/limits.ts';
import { notFound } from '#shared/base/not-found.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { versionPrefix, type Document, type DocumentVersion } from '#shared/documents/document.ts';
import type { DocumentDetail } from '#shared/documents/operations.ts';
import type { DocumentRow } from '#shared/documents/row.ts';
import { byWeight } from '#shared/documents/states.ts';
import { compareNumbers } from '#shared/tickets/number.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import type { DocumentDoor } from '../document-door.ts';
import type { Begin } from '../first-list.ts';
import type { Platform } from '../ports.ts';
import { actorOf } from '../session.ts';
import { fileRefusal } from '../stored-files.ts';
import { BelongingNames } from './belonging.ts';
import { DocumentCheck } from './check.ts';
import { startDailyCheck } from './daily-check.ts';
import { DocumentIndex } from './document-index.ts';
import { glanceAt } from './look.ts';
import { readPlainPiece } from './plain-file.ts';
import { Readings } from './readings.ts';
import { checkRoom } from './take-in.ts';
import { changeHandlers, type ChangeOperation } from './change-handlers.ts';

type DocumentOperation =
  | ChangeOperation
  | 'documents.list'
  | 'documents.get'
  | 'documents.sameAs'
  | 'documents.room'
  | 'documents.choosePath'
  | 'documents.check'
  | 'documents.cancel'
  | 'documents.read'
  | 'documents.reveal';

export interface DocumentDeps {
  readonly platform: Pick<Platform, 'capabilities' | 'chooseFile' | 'reveal'>;
  readonly notify: (notice: Notice) => void;
  /** `YYYY-MM-DD` where the desk is. */
  readonly today: () => string;
  /** Where this console keeps its keys and records: nothing in there is a document. */
  readonly ownFolder: string;
  readonly freeBytes: () => Promise<number>;
  readonly begin?: Begin;
}

export interface Documents extends DocumentDoor {
  readonly handlers: FeatureHandlers<DocumentOperation>;
}

const byNumber = (left: DocumentRow, right: DocumentRow): number => compareNumbers(left.number, right.number);

const notHere = (number: string): Result<never> =>
  refuse('document.not-here', `the file of ${number} cannot be read here`, { number });

export const openDocuments = (desk: Desk, deps: DocumentDeps): Documents => {
  const { platform, today, freeBytes } = deps;
  const { records } = desk;
  const index = new DocumentIndex(desk);
  const names = new BelongingNames(desk);
  const readings = new Readings(deps.notify, () => desk.ambient.mono());
  const check = new DocumentCheck(desk, index, readings);
  const stopDaily = startDailyCheck(desk, index, check, deps.begin);
  desk.onClosing(() => {
    stopDaily();
    readings.cancelAll();
  });

  const versionsOf = (documentId: string): readonly DocumentVersion[] =>
    records
      .idsWithPrefix(versionPrefix(documentId))
      .flatMap((id) => records.get<DocumentVersion>('documentVersion', id) ?? [])
      .toSorted((left, right) => right.place - left.place);

  const detail = (documentId: string): Result<DocumentDetail> => {
    const document = records.get<Document>('document', documentId);
    const row = index.row(documentId);
    if (!document || !row) return notFound('document', documentId);
    const { sha256 } = row;
    return succeed({
      document,
      listed: index.listed(row, today()),
      path: document.storage === 'watched' ? (index.finding(documentId)?.path ?? null) : null,
      versions: versionsOf(documentId),
      same: sha256 === null ? [] : index.withBytes(sha256).filter(({ id }) => id !== documentId),
      names: names.ofOne(row),
    });
  };

  /** A piece of what is kept, verified. */
  const keptPiece = async (sha256: string, name: string, from: number) => {
    try {
      return succeed(
        await desk.blobs.read(sha256, async (blob) => ({
          base64: (await blob.read(from, PIECE_BYTES)).toString('base64'),
          bytes: blob.bytes,
        })),
      );
    } catch (error) {
      return fileRefusal(error, name);
    }
  };

  const handlers: FeatureHandlers<DocumentOperation> = {
    ...changeHandlers(desk, { index, readings, detail, freeBytes, ownFolder: deps.ownFolder }),

    'documents.list': async () => {
      const namesNow = await names.of([...index.rows()]);
      const day = today();
      const rows = [...index.rows()];
      return succeed({
        today: day,
        documents: rows.map((row) => index.listed(row, day)),
        checking: check.progress,
        host: { canChoose: platform.capabilities.chooseFile, canReveal: platform.capabilities.reveal },
        names: namesNow,
      });
    },

    'documents.get': ({ documentId }) => detail(documentId),

    'documents.sameAs': ({ hashes }) =>
      succeed(
        Object.fromEntries(
          hashes.flatMap((sha256) => {
            const same = index.withBytes(sha256);
            return same.length > 0 ? [[sha256, same] as const] : [];
          }),
        ),
      ),

    'documents.room': async ({ bytes }) => {
      const room = await checkRoom(freeBytes, bytes);
      return room.ok ? succeed({ free: room.value }) : room;
    },

    'documents.choosePath': async () => {
      const chosen = await platform.chooseFile();
      return succeed(chosen ?? null);
    },

    'documents.check': async ({ documentIds, jobId }, { session }) => {
      const rows: DocumentRow[] = [];
      for (const id of documentIds ?? []) {
        const row = index.row(id);
        if (!row) return notFound('document', id);
        rows.push(row);
      }
      const all = [...index.rows()].filter(({ withdrawnAt }) => withdrawnAt === null).toSorted(byNumber);
      return check.run(jobId, actorOf(session), documentIds === null ? all : rows);
    },

    'documents.cancel': ({ jobId }) => readings.cancel(jobId),

    'documents.read': async ({ documentId, versionId, from }) => {
      const document = records.get<Document>('document', documentId);
      if (!document) return notFound('document', documentId);
      const { number, version: newest } = document;
      const wanted =
        versionId === null
          ? newest
          : versionId.startsWith(versionPrefix(documentId)) &&
            records.get<DocumentVersion>('documentVersion', versionId);
      if (!wanted) return versionId === null ? notHere(number) : notFound('documentVersion', versionId);
      const { file, isKept } = wanted;
      if (isKept) return keptPiece(file.sha256, file.fileName, from);
      const finding = index.finding(documentId);
      const path = finding?.path ?? null;
      if (document.storage !== 'watched' || path === null || wanted.place !== newest?.place) return notHere(number);
      if (finding?.sight.found !== 'same') return notHere(number);
      const piece = await readPlainPiece(path, from, PIECE_BYTES);
      // One of another size, or written to since, is another file: what is read further on would not belong to what was read before.
      if (piece.state !== 'read' || piece.bytes !== file.bytes) return notHere(number);
      if (finding.sight.writtenAt !== undefined && piece.writtenAt !== finding.sight.writtenAt) return notHere(number);
      return succeed({ base64: piece.value.toString('base64'), bytes: piece.bytes });
    },

    'documents.reveal': async ({ documentId }) => {
      const document = records.get<Document>('document', documentId);
      if (!document) return notFound('document', documentId);
      const path = index.finding(documentId)?.path ?? null;
      if (document.storage !== 'watched' || path === null) return notHere(document.number);
      return (await platform.reveal(path))
        ? succeed(null)
        : refuse('host.unavailable', 'this host has no file manager to show it in');
    },
  };

  return {
    handlers,
    belongingTo: ({ siteIds, organisationIds, assetIds }) => {
      const day = today();
      return [...index.rows()]
        .filter(
          ({ withdrawnAt, belongsTo: { siteId, organisationId, assetId } }) =>
            withdrawnAt === null &&
            ((siteId !== null && siteIds.has(siteId)) ||
              (organisationId !== null && organisationIds.has(organisationId)) ||
              (assetId !== null && assetIds.has(assetId))),
        )
        .toSorted(byNumber)
        .map((row) => index.listed(row, day));
    },
    statesNow: async ({ id }) => {
      const row = index.row(id);
      if (!row) return [];
      const { path = null, sight } = index.finding(id) ?? {};
      const listed = index.listed(row, today());
      if (row.storage !== 'watched' || path === null || sight?.found !== 'same') return listed.states;
      const now = await glanceAt(path, row, sight);
      return now === 'same' ? listed.states : byWeight(listed.states.map((state) => (state === 'here' ? now : state)));
    },
  };
};
