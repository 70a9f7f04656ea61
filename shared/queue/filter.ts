import { foldGroupName } from '../groups/group.ts';
import type { TicketRow } from '../tickets/row.ts';
import type { QueueFilter } from './operations.ts';

export const emptyFilter: QueueFilter = {
  text: '',
  states: [],
  priorities: [],
  kinds: [],
  assignee: null,
  group: null,
  category: null,
  importBatch: null,
};

/** Stands for every group that who asks is in, in `QueueFilter.group`. */
export const MY_GROUPS = '@mine';

/** What `QueueFilter.assignee` calls the assignee of a row; null if there is none. */
export const assigneeKey = (row: TicketRow): string | null =>
  row.assigneeId ?? (row.assignee === null ? null : `name:${row.assignee}`);

const member = <T>(wanted: readonly T[]): ((value: T) => boolean) | undefined => {
  if (wanted.length === 0) return undefined;
  const [only] = wanted;
  if (wanted.length === 1) return (value) => value === only;
  const all = new Set(wanted);
  return (value) => all.has(value);
};

/**
 * Everything of a filter but its text, as one test; undefined if it leaves nothing out. `me` is the id of who asks, `myGroups` the folded
 * names of the groups they are in.
 */
export const rowTest = (
  filter: QueueFilter,
  me: string,
  myGroups: ReadonlySet<string> = new Set(),
): ((row: TicketRow) => boolean) | undefined => {
  const tests: ((row: TicketRow) => boolean)[] = [];
  const state = member(filter.states);
  if (state) tests.push((row) => state(row.state));
  const priority = member(filter.priorities);
  if (priority) tests.push((row) => priority(row.priority));
  const kind = member(filter.kinds);
  if (kind) tests.push((row) => kind(row.kind));
  const { assignee, group, category, importBatch } = filter;
  if (assignee === 'none') tests.push((row) => row.assignee === null);
  else if (assignee !== null) {
    const key = assignee === 'me' ? me : assignee;
    tests.push((row) => assigneeKey(row) === key);
  }
  if (filter.watching === true) tests.push((row) => row.watcherIds?.includes(me) === true);
  if (group === MY_GROUPS) tests.push((row) => row.group !== null && myGroups.has(foldGroupName(row.group)));
  else if (group !== null) tests.push((row) => row.group === group);
  if (category !== null) tests.push((row) => row.category === category);
  if (importBatch !== null) tests.push((row) => row.importBatch === importBatch);
  if (tests.length <= 1) return tests[0];
  return (row) => tests.every((test) => test(row));
};

/** The view of the queue that shows `filter`, for a link to what stands behind a figure. */
export const viewOfFilter = (filter: Partial<QueueFilter>): string => `filter:${JSON.stringify(filter)}`;
