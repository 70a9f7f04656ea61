import type { PersonRef, StoredRecord } from '../base/record.ts';

export const documentKinds = ['contract', 'manual', 'form', 'drawing', 'report', 'licence', 'other'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/**
 * Where the bytes of the newest version are: `held` sealed in the desk's own store, `watched` in a file of this laptop that only others
 * write, `elsewhere` at a place that is only named.
 */
export const documentStorages = ['held', 'watched', 'elsewhere'] as const;
export type DocumentStorage = (typeof documentStorages)[number];

/** What a document belongs to; null: to none. Ids are those of the directory, the assets and the service catalogue. */
export interface Belonging {
  readonly organisationId: string | null;
  readonly siteId: string | null;
  readonly assetId: string | null;
  readonly serviceId: string | null;
}

/** All that a person writes about a document. */
export interface DocumentContent {
  readonly title: string;
  readonly kind: DocumentKind;
  /** Who answers for it. */
  readonly owner: PersonRef | null;
  readonly belongsTo: Belonging;
  readonly tags: readonly string[];
  /** BCP 47; null where it says nothing in any, or nobody noted it. */
  readonly language: string | null;
  /** `YYYY-MM-DD`: on this day somebody looks whether it still holds. */
  readonly reviewOn: string | null;
  /** `YYYY-MM-DD`: the last day on which it holds. */
  readonly validUntil: string | null;
}

export interface FileFacts {
  readonly sha256: string;
  readonly bytes: number;
  /** By its bytes (`shared/attachments/media-type.ts`). */
  readonly mediaType: string;
  readonly fileName: string;
}

/** One version as it was taken in: never changed afterwards. */
export interface VersionFacts {
  /** What people call it, e.g. `2.1`; may be empty. */
  readonly label: string;
  /** From 1. */
  readonly place: number;
  readonly at: string;
  readonly by: PersonRef;
  readonly file: FileFacts;
  /** Its bytes lie sealed in the desk's own store, whatever becomes of a watched file. */
  readonly isKept: boolean;
}

/** `documentVersion:<ULID of the document>:<ULID>`. */
export interface DocumentVersion extends StoredRecord, VersionFacts {
  readonly type: 'documentVersion';
  readonly schema: 1;
  readonly documentId: string;
  /** Why it was taken in; may be empty for the first. */
  readonly note: string;
}

/** `document:<ULID>`. The path of a watched file is not part of it: that stands in a record that never leaves the laptop (`Finding`). */
export interface Document extends StoredRecord, DocumentContent {
  readonly type: 'document';
  readonly schema: 1;
  /** `DOC-7K3Q-000012`. */
  readonly number: string;
  /** Grows with each change: an edit says which one was seen. */
  readonly revision: number;
  readonly storage: DocumentStorage;
  /** An address or a place in words, for what lies elsewhere; else empty. */
  readonly place: string;
  /** The newest one; null only for what was never here. */
  readonly version: VersionFacts | null;
  /** No longer in use: kept, and left out of every report. */
  readonly withdrawnAt: string | null;
}

export const versionPrefix = (documentId: string): string =>
  `documentVersion:${documentId.slice(documentId.indexOf(':') + 1)}:`;

export const nothing: Belonging = { organisationId: null, siteId: null, assetId: null, serviceId: null };

/** All that a person writes, and nothing else of the record. */
export const contentOf = (document: DocumentContent): DocumentContent => ({
  title: document.title,
  kind: document.kind,
  owner: document.owner,
  belongsTo: document.belongsTo,
  tags: document.tags,
  language: document.language,
  reviewOn: document.reviewOn,
  validUntil: document.validUntil,
});
