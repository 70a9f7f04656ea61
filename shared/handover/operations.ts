import * as z from 'zod';
import { command, query } from '../contract/operation.ts';
import type { PersonRef } from '../base/record.ts';
import { MAX_TEXT } from '../tickets/limits.ts';
import { MAX_HANDOVER, type HandoverItem, type ItemReceipt } from './handover.ts';

const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
const person = z.strictObject({ id: z.string().max(64).nullable(), name: z.string().trim().min(1).max(200) });
const note = z.string().trim().max(MAX_TEXT);

export interface HandoverView {
  readonly id: string;
  readonly at: string;
  readonly by: PersonRef;
  readonly to: PersonRef | null;
  readonly group: string | null;
  readonly note: string;
  readonly items: readonly HandoverItem[];
  /** By ticket. */
  readonly receipts: Readonly<Record<string, ItemReceipt>>;
  /** Given to who asks, or to a group of theirs, by somebody else. */
  readonly isForMe: boolean;
}

export const handoverOperations = {
  /** Given by, to, or to a group of who asks; newest first. */
  'handover.list': query('tickets.read', z.strictObject({})).returns<readonly HandoverView[]>(),
  /**
   * Each note goes to the timeline of its ticket as a work note; `reassign` tickets go to the receiver. One's own may be passed on so by
   * whoever works on tickets, others' by who may assign (`auth.denied`). All of it or nothing: a ticket that has ended cannot be reassigned.
   * Refused as `handover.nobody` { name } where nobody else on this desk could take note of it.
   */
  'handover.give': command(
    'tickets.work',
    z
      .strictObject({
        to: person.nullable(),
        group: z.string().trim().min(1).max(120).nullable(),
        note,
        items: z.array(z.strictObject({ ticketId, note, reassign: z.boolean() })).max(MAX_HANDOVER),
      })
      .refine(({ to, group }) => to !== null || group !== null, { message: 'a person or a group' })
      .refine((given) => given.items.length > 0 || given.note !== '', { message: 'nothing to hand over' }),
  ).returns<HandoverView>(),
  /** `ticketIds` null: all of it. Refused as `handover.not-yours` to whom it was not given. */
  'handover.takeNote': command(
    'tickets.work',
    z.strictObject({
      handoverId: z.string().max(64),
      ticketIds: z.array(ticketId).min(1).max(MAX_HANDOVER).nullable(),
    }),
  ).returns<HandoverView>(),
};
