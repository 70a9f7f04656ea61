import * as z from 'zod';
import { command, query } from '../contract/operation.ts';
import { MAX_OVERRIDE_REASON } from '../priority/override.ts';
import { queueFilter } from '../queue/operations.ts';
import { ticketKinds } from '../tickets/ticket.ts';
import { MAX_TAGS, type BulkField, type BulkRefusal, type FieldChange } from './change.ts';
import type { UndoField } from './undo.ts';

/** Tickets of one bulk edit. */
export const MAX_BULK = 10_000;

/** Longest text that is added to descriptions: each ticket's part of the undo holds it. */
const MAX_DESCRIPTION_END = 2000;

const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
const level = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const person = z.strictObject({ id: z.string().max(64).nullable(), name: z.string().trim().min(1).max(200) });
const tags = z.array(z.string().trim().min(1).max(60)).max(MAX_TAGS);

const change = z
  .strictObject({
    titleStart: z.string().trim().min(1).max(100).optional(),
    descriptionEnd: z.string().trim().min(1).max(MAX_DESCRIPTION_END).optional(),
    kind: z.enum(ticketKinds).optional(),
    impact: level.optional(),
    urgency: level.optional(),
    category: z.string().trim().min(1).max(200).nullable().optional(),
    requester: person.nullable().optional(),
    addTags: tags.optional(),
    removeTags: tags.optional(),
    override: z
      .strictObject({
        priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).nullable(),
        reason: z.string().trim().max(MAX_OVERRIDE_REASON),
      })
      .optional(),
    assignment: z
      .strictObject({ assignee: person.nullable(), group: z.string().trim().min(1).max(120).nullable() })
      .refine(({ assignee, group }) => assignee !== null || group !== null, { message: 'a person or a group' })
      .optional(),
  })
  .refine((value) => Object.values(value).some((field) => field !== undefined), { message: 'nothing is set' });

/** Tickets by id, or all that a filter finds. */
const selection = z.union([
  z.strictObject({ ids: z.array(ticketId).min(1).max(MAX_BULK) }),
  z.strictObject({ filter: queueFilter }),
]);
export type BulkSelection = z.output<typeof selection>;

interface Named {
  readonly id: string;
  readonly number: string;
  readonly title: string;
}

/** What a bulk edit would do. Counts are whole; rows are the first ones. */
export interface BulkPreview {
  /** `bulk.apply` carries out exactly this. */
  readonly previewId: string;
  readonly total: number;
  readonly changing: number;
  /** As wanted already. */
  readonly same: number;
  readonly refused: readonly (BulkRefusal & { readonly count: number })[];
  /** How often each change occurs, most often first within a field. */
  readonly summary: readonly (FieldChange & { readonly count: number })[];
  readonly rows: readonly (Named & { readonly changes: readonly FieldChange[] })[];
  readonly refusedRows: readonly (Named & BulkRefusal)[];
}

/** What became of a bulk edit. `left` are the first tickets that were not changed after all, and why: `record.stale` changed since the preview. */
export interface BulkReport {
  readonly bulkId: string;
  readonly changed: number;
  readonly stale: number;
  readonly refused: number;
  /** Not reached: it was cancelled. */
  readonly notReached: number;
  readonly left: readonly (Named & BulkRefusal)[];
}

export interface BulkUndoReport {
  /** Tickets of which anything was put back. */
  readonly restored: number;
  /** Tickets of which anything stays: somebody changed it since, or the ticket has ended. */
  readonly kept: number;
  /** Not reached: it was cancelled, and can be undone further. */
  readonly notReached: number;
  readonly left: readonly (Named & { readonly fields: readonly UndoField[]; readonly refusal: BulkRefusal | null })[];
}

/** The bulk edit that can be undone. */
export interface LastBulkEdit {
  readonly bulkId: string;
  readonly at: string;
  readonly tickets: number;
  readonly fields: readonly BulkField[];
}

export const bulkOperations = {
  /**
   * Looks at each ticket and changes nothing. Refused as `bulk.too-many` { most, count } for a filter that finds more than `MAX_BULK`, as
   * `record.not-found` or `auth.user-disabled` where nobody can be assigned so. Assigning needs `tickets.assign`.
   */
  'bulk.preview': query('tickets.work', z.strictObject({ selection, change })).returns<BulkPreview>(),
  /**
   * Carries a preview out, ticket by ticket: each wholly or not at all. A ticket of which the change would now be another one than was
   * shown is left. Refused as `bulk.preview-gone`, `bulk.running`. Progress comes as `bulk.progress`, `jobId` being the preview's id.
   */
  'bulk.apply': command('tickets.work', z.strictObject({ previewId: z.string().max(64) })).returns<BulkReport>(),
  /** Puts back what nobody changed since. `jobId` of its progress is the bulk edit's id. */
  'bulk.undo': command('tickets.work', z.strictObject({ bulkId: z.string().max(64) })).returns<BulkUndoReport>(),
  /** Stops after the slice that is being written; what was done stays and can be undone. */
  'bulk.cancel': command('tickets.work', z.strictObject({ jobId: z.string().max(64) })).returns<null>(),
  /** The caller's last bulk edit, as long as it can be undone. */
  'bulk.last': query('tickets.work', z.strictObject({})).returns<LastBulkEdit | null>(),
};
