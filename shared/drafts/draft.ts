import type { StoredRecord } from '../base/record.ts';
import type { DraftView } from './operations.ts';

/** What somebody typed and has not submitted. `createdBy` is whose it is; never synced. */
export interface Draft extends StoredRecord {
  readonly type: 'draft';
  readonly schema: 1;
  readonly key: string;
  readonly fields: Readonly<Record<string, string>>;
}

export const draftView = ({ id, key, fields, updatedAt }: Draft): DraftView => ({ id, key, fields, updatedAt });

/** `draft:<user ULID>:` finds all drafts of a person. */
export const draftPrefix = (userId: string): string => `draft:${userId.slice(userId.indexOf(':') + 1)}:`;

export const isEmptyDraft = (fields: Draft['fields']): boolean => Object.values(fields).every((text) => text === '');
