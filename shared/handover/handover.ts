import type { PersonRef, StoredRecord } from '../base/record.ts';
import type { Priority, TicketState } from '../tickets/ticket.ts';

/** Tickets of one hand-over. */
export const MAX_HANDOVER = 200;

export interface HandoverItem {
  readonly ticketId: string;
  readonly number: string;
  readonly title: string;
  /** As it stood when it was handed over. */
  readonly state: TicketState;
  readonly priority: Priority;
  /** When its clock fell due, RFC 3339; null for none that ran. */
  readonly dueAt: string | null;
  /** What the next shift has to know; empty for nothing in particular. */
  readonly note: string;
  /** The ticket went to the receiver with it. */
  readonly reassigned: boolean;
}

/** What one shift leaves to the next, `handover:<ULID>`. Stays as it was given; who takes note of it says so in a `HandoverReceipt`. */
export interface Handover extends StoredRecord {
  readonly type: 'handover';
  readonly schema: 1;
  readonly by: PersonRef;
  /** A person, a group, or both: then the person of that group. */
  readonly to: PersonRef | null;
  readonly group: string | null;
  readonly note: string;
  readonly items: readonly HandoverItem[];
}

/** Somebody took note, `handoverReceipt:<hand-over ULID>:<ULID>`: two people may do so offline, and both stand. */
export interface HandoverReceipt extends StoredRecord {
  readonly type: 'handoverReceipt';
  readonly schema: 1;
  readonly handoverId: string;
  readonly ticketIds: readonly string[];
  readonly by: PersonRef;
}

export const receiptPrefix = (handoverId: string): string => `handoverReceipt:${handoverId.slice('handover:'.length)}:`;

export interface ItemReceipt {
  readonly by: PersonRef;
  readonly at: string;
}

/** Who took note of each ticket first. Tickets that nobody did are absent. */
export const receiptsOf = (receipts: readonly HandoverReceipt[]): Readonly<Record<string, ItemReceipt>> => {
  const first: Record<string, ItemReceipt> = {};
  for (const { ticketIds, by, createdAt } of receipts.toSorted((one, other) =>
    one.createdAt < other.createdAt ? -1 : 1,
  ))
    for (const ticketId of ticketIds) first[ticketId] ??= { by, at: createdAt };
  return first;
};
