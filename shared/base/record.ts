import type { Json } from './result.ts';

/**
 * What every stored record carries (FORMATS.md §1). `id` is `<type>:<ULID>` (timeline entries: `entry:<ticket ULID>:<ULID>`),
 * made on the device; instants are RFC 3339 in UTC with milliseconds. Records are values: an edit stores a new one.
 */
export interface StoredRecord {
  readonly id: string;
  readonly type: string;
  readonly schema: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Id of the user (`user:<ULID>`), or `device:<ULID>` for what a rule did. */
  readonly createdBy: string;
  readonly device: string;
}

/** A person as a ticket or an entry names them: `id` where they are known on this desk, else only the name that was given. */
export interface PersonRef {
  readonly id: string | null;
  readonly name: string;
}

/** Stored with the snapshot so that a list can be shown without parsing every record: a small JSON value made from one record. */
export interface Projection<R extends StoredRecord = StoredRecord> {
  readonly type: R['type'];
  /** Raise it whenever `project` changes: stored rows of another version are made anew on opening. */
  readonly version: number;
  project(record: R): Json;
}
