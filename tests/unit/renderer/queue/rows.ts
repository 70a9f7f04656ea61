import type { QueuePage, QueueRow } from '#shared/queue/operations.ts';

/** The row of ticket `n`, counted from 1. */
export const rowOf = (n: number): QueueRow => ({
  id: `ticket:01J0000000000000000${String(n).padStart(7, '0')}`,
  number: `INC-7K3Q-${String(n).padStart(6, '0')}`,
  kind: 'incident',
  title: `Ticket ${n}`,
  state: 'new',
  priority: 3,
  major: false,
  requester: null,
  assigneeId: null,
  assignee: null,
  group: null,
  category: null,
  holdReason: null,
  holdUntil: null,
  resolvedAt: null,
  importBatch: null,
  externalId: null,
  createdAt: n,
  updatedAt: n,
  due: null,
});

/** Rows `from … from + count` of a desk with tickets 1 … `total`. */
export const pageOf = (total: number, from: number, count: number, version = 1): QueuePage => ({
  total,
  held: total,
  version,
  from,
  groups: null,
  search: null,
  rows: Array.from({ length: Math.max(0, Math.min(count, total - from)) }, (_, index) => rowOf(from + index + 1)),
});
