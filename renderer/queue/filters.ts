import { emptyFilter } from '#shared/queue/filter.ts';
import type { QueueFilter, QueueOrder } from '#shared/queue/operations.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import { ticketStates, type Priority } from '#shared/tickets/ticket.ts';

export const priorities = [1, 2, 3, 4] as const satisfies readonly Priority[];

export const openStates = ticketStates.filter(isOpen);

/** What falls due first comes first, in the groups that LOOK.md shows: what a desk works down. */
export const usualOrder: QueueOrder = { by: 'due', descending: false };

/** Most pressing first, and within one priority by number. */
export const priorityOrder: QueueOrder = { by: 'priority', descending: false };

/** In due order the list is divided into groups. */
export const isGrouped = ({ by, descending }: QueueOrder): boolean => by === 'due' && !descending;

export const builtInViews = ['open', 'feedback', 'mine', 'unassigned', 'watching', 'all'] as const;
export type BuiltInView = (typeof builtInViews)[number];

export const isBuiltIn = (id: string): id is BuiltInView => builtInViews.some((view) => view === id);

export const builtInFilters: Readonly<Record<BuiltInView, QueueFilter>> = {
  open: { ...emptyFilter, states: openStates },
  feedback: { ...emptyFilter, feedback: true },
  mine: { ...emptyFilter, states: openStates, assignee: 'me' },
  unassigned: { ...emptyFilter, states: openStates, assignee: 'none' },
  watching: { ...emptyFilter, watching: true },
  all: emptyFilter,
};

/** Whoever has waited longest for an answer comes first. */
export const builtInOrder = (view: BuiltInView): QueueOrder =>
  view === 'feedback' ? { by: 'createdAt', descending: false } : usualOrder;

/** Same filter and order, same key, whatever order lists were picked in. */
export const queryKey = (filter: QueueFilter, order: QueueOrder): string =>
  JSON.stringify([
    filter.text,
    [...filter.states].toSorted(),
    [...filter.priorities].toSorted((left, right) => left - right),
    [...filter.kinds].toSorted(),
    filter.assignee,
    filter.group,
    filter.category,
    filter.importBatch,
    filter.due ?? null,
    filter.feedback ?? false,
    filter.watching ?? false,
    filter.behind ?? null,
    order.by,
    order.descending,
  ]);

export const isOpenStates = (states: readonly string[]): boolean =>
  states.length === openStates.length && openStates.every((state) => states.includes(state));

export const filterFields = [
  'states',
  'priorities',
  'kinds',
  'assignee',
  'group',
  'category',
  'due',
  'importBatch',
  'behind',
] as const;
export type FilterField = (typeof filterFields)[number];

/** Fields that restrict the result now, in the order the chips stand. */
export const activeFields = (filter: QueueFilter): readonly FilterField[] =>
  filterFields.filter((field) => {
    const value = filter[field];
    return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
  });

export const withoutField = (filter: QueueFilter, field: FilterField): QueueFilter => ({
  ...filter,
  [field]: emptyFilter[field] ?? null,
});

const LINKED = 'filter:';

/** The view of a link to any filter: what differs from none, as JSON. Read again by `filterInView`; made by who shows a figure. */
export const filterInView = (viewId: string): QueueFilter | undefined => {
  if (!viewId.startsWith(LINKED)) return undefined;
  try {
    const given: unknown = JSON.parse(viewId.slice(LINKED.length));
    // What is not a filter after all is refused by the core, and the list says so.
    return typeof given === 'object' ? { ...emptyFilter, ...given } : undefined;
  } catch {
    return undefined;
  }
};
