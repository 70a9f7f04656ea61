/** What a list of tickets can be ordered by. Here, apart from the schemas, so that the grid need not load those. */
export const queueSorts = [
  'priority',
  'number',
  'title',
  'state',
  'requester',
  'assignee',
  'group',
  'createdAt',
  'updatedAt',
] as const;
export type QueueSort = (typeof queueSorts)[number];

/** What a list can be ordered by that is no field of a row: the clock that falls due first. */
export const clockSorts = ['due'] as const;
export type QueueOrderBy = QueueSort | (typeof clockSorts)[number];

/** What only a search has an order by: how well a ticket matches its words. Without words it is the order by priority. */
export const searchSorts = ['match'] as const;
