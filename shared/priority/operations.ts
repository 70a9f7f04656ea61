import * as z from 'zod';
import type { StoredRecord } from '../base/record.ts';
import { command, query } from '../contract/operation.ts';
import type { TicketDetail } from '../tickets/operations.ts';
import type { PriorityMatrix } from './matrix.ts';
import { MAX_OVERRIDE_REASON } from './override.ts';

const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
const priority = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const byUrgency = z.strictObject({ 1: priority, 2: priority, 3: priority });

/** The matrix of a desk; there is one. Tickets keep the priority that they have until their impact or urgency is edited. */
export interface MatrixRecord extends StoredRecord {
  readonly type: 'priorityMatrix';
  readonly schema: 1;
  readonly version: number;
  readonly matrix: PriorityMatrix;
}

/** `version` 0: nobody has changed the matrix that ships. */
export interface MatrixView {
  readonly version: number;
  readonly matrix: PriorityMatrix;
}

export const priorityOperations = {
  'priority.matrix': query('tickets.read', z.strictObject({})).returns<MatrixView>(),
  /** `version` is the one that the person saw: `record.stale` { seen, current } if it is not the newest. */
  'priority.saveMatrix': command(
    'settings.manage',
    z.strictObject({ version: z.int().min(0), matrix: z.strictObject({ 1: byUrgency, 2: byUrgency, 3: byUrgency }) }),
  ).returns<MatrixView>(),
  /** Null gives the priority back to impact and urgency. See `planOverride`. */
  'priority.override': command(
    'tickets.work',
    z.strictObject({
      ticketId,
      seen: priority,
      priority: priority.nullable(),
      reason: z.string().max(MAX_OVERRIDE_REASON),
    }),
  ).returns<TicketDetail>(),
  'priority.setMajor': command(
    'tickets.work',
    z.strictObject({ ticketId, major: z.boolean() }),
  ).returns<TicketDetail>(),
};
