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
  /**
   * What the ids, hashes and commitments in the entry stand for, as far as this desk still knows it: names now, and, if the page was asked
   * for them, texts of the record as it is now whose hash is the one in the entry.
   */
  readonly known: Readonly<Record<string, string>>;
}

/** A chain that lies on this laptop. */
export interface AuditDevice {
  readonly id: string;
  /** Null if damage took the record of it. */
  readonly code: string | null;
  /** How many entries lie here. */
  readonly entries: number;
  /** The furthest that the chain is known to have come: more than there are entries where some were lost. */
  readonly lastSeq: number;
}

export interface AuditPage {
  /** This laptop's chain first, then those it wrote under former identities, the latest first. */
  readonly devices: readonly AuditDevice[];
  /** Newest sequence number. */
  readonly head: number;
  /**
   * Matching entries, newest first. `next` is the sequence number to go on from (exclusive), 0 at the end. A rare filter may bring fewer
   * entries than asked for, or none, and still say `next`: the core looks through a bounded number of lines for one request.
   */
  readonly entries: readonly AuditEntryView[];
  readonly next: number;
  /** Newest signed checkpoint of the chain; it covers every entry up to `seq`. */
  readonly checkpoint: { readonly seq: number; readonly at: string } | null;
}

export interface ChainVerdict {
  /** Whose chain. */
  readonly device: string;
  readonly intact: boolean;
  /** How many hold, from the first on. */
  readonly entries: number;
  readonly checkedAt: string;
  /** First entry that does not hold, and what is wrong with it. */
  readonly brokenAt: number | null;
  readonly problem: 'not-canonical' | 'sequence' | 'link' | 'checkpoint' | 'missing' | null;
  /** Numbers that no entry has, though entries after them are there or known to have been. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
  readonly lastCheckpoint: { readonly seq: number; readonly at: string; readonly covers: boolean } | null;
}

/** Whose chain; this laptop's own if absent. */
const device = z.string().max(64).optional();

export const auditOperations = {
  'audit.page': query(
    'audit.read',
    z.strictObject({
      device,
      /** Newest first, from this sequence number downwards; null from the head. */
      before: z.int().min(0).nullable(),
      /** Only entries above this number: what was added since. */
      after: z.int().min(0).optional(),
      count: z.int().min(1).max(500),
      result: z.enum(['ok', 'denied', 'error']).nullable(),
      /** Part of action, actor or object, case-insensitive. */
      text: z.string().max(200),
      objectId: z.string().max(80).nullable(),
      /** With the texts that hashes stand for; for looking at a few entries. */
      withTexts: z.boolean().optional(),
    }),
  ).returns<AuditPage>(),
  'audit.verify': command('audit.read', z.strictObject({ device })).returns<ChainVerdict>(),
};
