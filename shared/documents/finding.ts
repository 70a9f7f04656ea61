import type { Projection, StoredRecord } from '../base/record.ts';

/**
 * Why a file cannot be had: it is gone, is a folder, lies behind a link, is a device or a pipe, may not be read, or (a held one) is no longer
 * on the disk as it was sealed.
 */
export const faults = ['gone', 'folder', 'link', 'special', 'unreadable', 'damaged'] as const;
export type Fault = (typeof faults)[number];

/** What the file was like when it was last looked at. */
export type Sight =
  /** `writtenAt`: of a watched file, when it said it was last written to, in ns since epoch; what has another since is not known to be the same. */
  | { readonly found: 'same'; readonly writtenAt?: string }
  /** Not the bytes that were accepted. */
  | { readonly found: 'changed'; readonly sha256: string; readonly bytes: number }
  | { readonly found: 'fault'; readonly fault: Fault };

/**
 * What this laptop knows of the file of a document: `documentFinding:<ULID of the document>`. Never sent, because paths tell who works here
 * and how.
 */
export interface Finding extends StoredRecord {
  readonly type: 'documentFinding';
  readonly schema: 1;
  readonly documentId: string;
  /** Absolute path of a watched file; null for a held one. */
  readonly path: string | null;
  readonly checkedAt: string;
  readonly sight: Sight;
}

export const findingId = (documentId: string): string =>
  `documentFinding:${documentId.slice(documentId.indexOf(':') + 1)}`;

/** All of it but what every record carries. */
export type FindingRow = {
  readonly documentId: string;
  readonly path: string | null;
  readonly checkedAt: string;
  readonly sight: Sight;
};

export const findingRow = ({ documentId, path, checkedAt, sight }: Finding): FindingRow => ({
  documentId,
  path,
  checkedAt,
  sight: { ...sight },
});

export const findingProjection: Projection<Finding> = { type: 'documentFinding', version: 1, project: findingRow };
