import type { StoredRecord } from '../base/record.ts';

/**
 * `diagnosisTree:<tree>:<ULID>`: one text of a tree, never changed. `desk`: saved here; the newest of these holds. Without a text, what
 * ships with the product holds again, and a tree of the desk's own is out of use. `shipped`: what shipped when somebody ran it, kept so that
 * the run can go on after an update; its id is hashed from the text.
 */
export interface DiagnosisTreeRecord extends StoredRecord {
  readonly type: 'diagnosisTree';
  readonly schema: 1;
  readonly tree: string;
  readonly version: number;
  readonly source: 'desk' | 'shipped';
  readonly text: string | null;
}

export const treePrefix = (tree: string): string => `diagnosisTree:${tree}:`;
