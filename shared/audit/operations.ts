import * as z from 'zod';
import { query, command } from '../contract/operation.ts';
import type { AuditEntry } from './entry.ts';

export interface AuditEntryView {
  readonly entry: AuditEntry;
  /** Lower-case hex SHA-256 of this line, which the next entry carries as `prev`. */
  readonly hash: string;
  readonly actorName: string;
  /** What people call the object where it has no number: a person's name, a laptop's code. */
  readonly objectName: string | null;
}

export interface AuditPage {
  /** Newest sequence number. */
  readonly head: number;
  /**
   * Matching entries, newest first. `next` is the sequence number to go on from (exclusive), 0 at the end. A rare filter may bring fewer
   * entries than asked for, or none, and still say `next`: the core looks through a bounded number of lines for one request.
   */
  readonly entries: readonly AuditEntryView[];
  readonly next: number;
  /** Newest signed checkpoint of this device; it covers every entry up to `seq`. */
  readonly checkpoint: { readonly seq: number; readonly at: string } | null;
}

export interface ChainVerdict {
  readonly intact: boolean;
  readonly entries: number;
  readonly checkedAt: string;
  /** First entry that does not hold, and what is wrong with it. */
  readonly brokenAt: number | null;
  readonly problem: 'not-canonical' | 'sequence' | 'link' | 'checkpoint' | 'missing' | null;
  readonly lastCheckpoint: { readonly seq: number; readonly at: string; readonly covers: boolean } | null;
}

export const auditOperations = {
  'audit.page': query(
    'audit.read',
    z.strictObject({
      /** Newest first, from this sequence number downwards; null from the head. */
      before: z.int().min(0).nullable(),
      /** Only entries above this number: what was added since. */
      after: z.int().min(0).optional(),
      count: z.int().min(1).max(500),
      result: z.enum(['ok', 'denied', 'error']).nullable(),
      /** Part of action, actor or object, case-insensitive. */
      text: z.string().max(200),
      objectId: z.string().max(80).nullable(),
    }),
  ).returns<AuditPage>(),
  'audit.verify': command('audit.read', z.strictObject({})).returns<ChainVerdict>(),
};
