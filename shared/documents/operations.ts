import * as z from 'zod';
import { fileHash } from '../attachments/file-refs.ts';
import { isVisible } from '../base/visible.ts';
import { command, query } from '../contract/operation.ts';
import type { InLanguages } from '../services/service.ts';
import { documentKinds, type Document, type DocumentVersion } from './document.ts';
import type { Sight } from './finding.ts';
import {
  MAX_DOCUMENT_TITLE,
  MAX_PATH,
  MAX_PLACE,
  MAX_TAG,
  MAX_TAGS,
  MAX_VERSION_LABEL,
  MAX_VERSION_NOTE,
} from './limits.ts';
import type { DocumentRow } from './row.ts';
import type { DocumentState } from './states.ts';

const idOf = (type: string) => z.string().regex(new RegExp(`^${type}:[0-9A-HJKMNP-TV-Z]{26}$`));
const documentId = idOf('document');
const versionId = z.string().regex(/^documentVersion:[0-9A-HJKMNP-TV-Z]{26}:[0-9A-HJKMNP-TV-Z]{26}$/);
const day = z.iso.date().nullable();
const seen = z.int().min(1);
const note = z.string().trim().max(MAX_VERSION_NOTE);
/** Why somebody did it: nothing is taken over without a word. */
const reason = note.min(1).refine(isVisible);
const label = z.string().trim().max(MAX_VERSION_LABEL);
const named = z.strictObject({ id: z.string().max(64).nullable(), name: z.string().trim().min(1).max(200) });
/** Made by the window that asks, so that it can cancel before there is an answer. */
const jobId = z.string().regex(/^[0-9a-z-]{8,40}$/);

export const documentContent = z.strictObject({
  title: z.string().trim().min(1).max(MAX_DOCUMENT_TITLE).refine(isVisible),
  kind: z.enum(documentKinds),
  owner: named.nullable(),
  belongsTo: z.strictObject({
    organisationId: idOf('organisation').nullable(),
    siteId: idOf('site').nullable(),
    assetId: idOf('ci').nullable(),
    serviceId: idOf('service').nullable(),
  }),
  tags: z.array(z.string().trim().min(1).max(MAX_TAG)).max(MAX_TAGS).readonly(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/)
    .max(20)
    .nullable(),
  reviewOn: day,
  validUntil: day,
});

/** A file that was handed over (`attachments.finish`), or one that lies on this laptop and only is watched. */
const held = z.strictObject({
  storage: z.literal('held'),
  sha256: fileHash,
  fileName: z.string().min(1).max(1000),
});
const watched = z.strictObject({
  storage: z.literal('watched'),
  path: z.string().min(1).max(MAX_PATH),
  /** Keeps its bytes as well, so that one can go back to them. */
  keep: z.boolean(),
});
const elsewhere = z.strictObject({
  storage: z.literal('elsewhere'),
  place: z.string().trim().min(1).max(MAX_PLACE).refine(isVisible),
});
export const fileSource = z.discriminatedUnion('storage', [held, watched]);
export const documentSource = z.discriminatedUnion('storage', [held, watched, elsewhere]);
export type FileSource = z.output<typeof fileSource>;
export type DocumentSource = z.output<typeof documentSource>;

/** A document in a list, with what holds of it now on this laptop. */
export type ListedDocument = DocumentRow & {
  /** What matters most first. */
  readonly states: readonly DocumentState[];
  readonly sight: Sight | null;
  /** RFC 3339; null while nobody looked. */
  readonly checkedAt: string | null;
};

/** How far reading files is. */
export interface ReadingProgress {
  readonly jobId: string;
  /** Files. */
  readonly done: number;
  readonly total: number;
  readonly doneBytes: number;
  readonly totalBytes: number;
}

export interface DocumentCatalogue {
  /** `YYYY-MM-DD`: the day by which states are told. */
  readonly today: string;
  readonly documents: readonly ListedDocument[];
  /** Null while no check goes on. */
  readonly checking: ReadingProgress | null;
  /** What this host can do with paths. */
  readonly host: { readonly canChoose: boolean; readonly canReveal: boolean };
  /** What the documents belong to, under the names of now, by id. */
  readonly names: Readonly<Record<string, InLanguages>>;
}

/** A document as others are told of it. */
export type DocumentRef = Pick<DocumentRow, 'id' | 'number' | 'title'>;

export interface DocumentDetail {
  readonly document: Document;
  readonly listed: ListedDocument;
  /** Where a watched file lies on this laptop. */
  readonly path: string | null;
  /** Newest first. */
  readonly versions: readonly DocumentVersion[];
  /** Other documents with exactly these bytes. */
  readonly same: readonly DocumentRef[];
  /** As in the catalogue. */
  readonly names: Readonly<Record<string, InLanguages>>;
}

export interface CheckResult {
  /** Files that were read, or found missing. */
  readonly checked: number;
  readonly changed: number;
  readonly missing: number;
  /** Written to while they were read: nothing can be said of them, and nothing was noted. */
  readonly unsettled: number;
}

export const documentOperations = {
  'documents.list': query('documents.read', z.strictObject({})).returns<DocumentCatalogue>(),
  'documents.get': query('documents.read', z.strictObject({ documentId })).returns<DocumentDetail>(),
  /** Which documents have exactly these bytes already, by hash. */
  'documents.sameAs': query('documents.read', z.strictObject({ hashes: z.array(fileHash).max(100) })).returns<
    Readonly<Record<string, readonly DocumentRef[]>>
  >(),
  /** Whether so many bytes fit beside all else: refused as `document.no-room` { needed, free }. */
  'documents.room': query('documents.manage', z.strictObject({ bytes: z.int().min(0) })).returns<{
    readonly free: number;
  }>(),
  /** The host asks for a file; null where the person cancels. `host.unavailable` where it has no chooser. */
  'documents.choosePath': command('documents.manage', z.strictObject({})).returns<string | null>(),
  /** Refused as `document.path-refused`, `document.no-room`, `attachment.damaged`, `document.too-many` { most }, `request.cancelled`. */
  'documents.add': command(
    'documents.manage',
    z.strictObject({ content: documentContent, source: documentSource, label, note, jobId }),
  ).returns<DocumentDetail>(),
  'documents.edit': command(
    'documents.manage',
    z.strictObject({ documentId, seen, content: documentContent, place: z.string().trim().max(MAX_PLACE).nullable() }),
  ).returns<DocumentDetail>(),
  /** The document is this file from now on. Refused as `documents.add`, and as `document.same-file` where nothing is new about it. */
  'documents.addVersion': command(
    'documents.manage',
    z.strictObject({ documentId, seen, source: fileSource, label, note: reason, jobId }),
  ).returns<DocumentDetail>(),
  /** What a watched file has become is right. `sha256`: what the person saw it become; `document.not-as-seen` where it is another by now. */
  'documents.accept': command(
    'documents.manage',
    z.strictObject({ documentId, seen, sha256: fileHash, label, note: reason, jobId }),
  ).returns<DocumentDetail>(),
  /** The bytes that were kept are right: the file is watched no longer. `document.not-kept` where there are none. */
  'documents.useKept': command(
    'documents.manage',
    z.strictObject({ documentId, seen, note: reason }),
  ).returns<DocumentDetail>(),
  'documents.withdraw': command(
    'documents.manage',
    z.strictObject({ documentId, seen, withdrawn: z.boolean() }),
  ).returns<DocumentDetail>(),
  /** Reads the files of these documents, or of all (null), and notes what they are. `document.busy` while another check goes on. */
  'documents.check': command(
    'documents.read',
    z.strictObject({ documentIds: z.array(documentId).min(1).max(100).nullable(), jobId }),
  ).returns<CheckResult>(),
  /** Stops reading files; the waiting call then answers `request.cancelled`. What was found before stays. */
  'documents.cancel': command('documents.read', z.strictObject({ jobId })).returns<null>(),
  /** At most PIECE_BYTES from `from` on, of the newest version or a kept one. `document.not-here`, `attachment.damaged`. */
  'documents.read': query(
    'documents.read',
    z.strictObject({ documentId, versionId: versionId.nullable(), from: z.int().min(0) }),
  ).returns<{ readonly base64: string; readonly bytes: number }>(),
  /** Shows a watched file in the file manager; it is not opened. `host.unavailable` where there is none. */
  'documents.reveal': command('documents.read', z.strictObject({ documentId })).returns<null>(),
};
