import { compareNames } from '../base/name-order.ts';
import { compareNumbers } from '../tickets/number.ts';
import type { TicketRow } from '../tickets/row.ts';
import { ticketStates } from '../tickets/ticket.ts';
import type { QueueOrderBy } from './sorts.ts';

const stateRank = new Map(ticketStates.map((state, place) => [state, place]));

/** What one order looks at: a number, a text, or null where the ticket has no such value. */
export type SortKey = number | string | null;

/** A row as lists keep it: with the due time of its clock, ms since epoch; null for none. */
export type TimedRow = TicketRow & { readonly dueAt: number | null };

export const sortKey = (row: TimedRow, by: QueueOrderBy): SortKey => {
  switch (by) {
    case 'priority':
      return row.priority;
    case 'state':
      return stateRank.get(row.state) ?? ticketStates.length;
    case 'createdAt':
      return row.createdAt;
    case 'updatedAt':
      return row.updatedAt;
    case 'number':
      return row.number;
    case 'title':
      return row.title;
    case 'requester':
      return row.requester;
    case 'assignee':
      return row.assignee;
    case 'group':
      return row.group;
    case 'due':
      return row.dueAt;
  }
};

/** Compares two keys of one order that are not null. */
export const compareKeys = (by: QueueOrderBy, left: number | string, right: number | string): number => {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (by === 'number') return compareNumbers(String(left), String(right));
  return compareNames(String(left), String(right));
};

/** Rows in one order, upwards: what has no value comes last, ties go by number. */
export const compareRows = (by: QueueOrderBy, left: TimedRow, right: TimedRow): number => {
  const one = sortKey(left, by);
  const other = sortKey(right, by);
  if (one === null || other === null) {
    if (one !== other) return one === null ? 1 : -1;
  } else {
    const difference = compareKeys(by, one, other);
    if (difference !== 0) return difference;
  }
  // Two devices may, until the first sync, hold the same number; ids tell them apart.
  return compareNumbers(left.number, right.number) || (left.id < right.id ? -1 : Number(left.id > right.id));
};
