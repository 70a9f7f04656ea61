import type { QueueGroup } from '#shared/queue/operations.ts';
import { ROW_HEIGHT } from './row.tsx';

/** Height of a group's head, px; it stands above the first row of its group, within that row's slot. */
export const GROUP_HEIGHT = 28;

/** Row index → the group that begins there. Null where the list has no groups. */
export type GroupStarts = ReadonlyMap<number, QueueGroup>;

export const groupStarts = (groups: readonly QueueGroup[] | null): GroupStarts => {
  const starts = new Map<number, QueueGroup>();
  let from = 0;
  for (const group of groups ?? []) {
    starts.set(from, group);
    from += group.count;
  }
  return starts;
};

export const slotHeight = (starts: GroupStarts, index: number): number =>
  starts.has(index) ? ROW_HEIGHT + GROUP_HEIGHT : ROW_HEIGHT;

/** Where the row itself begins, below a head of its own. */
export const rowTop = (starts: GroupStarts, index: number): number => {
  let heads = 0;
  for (const from of starts.keys()) if (from <= index) heads++;
  return index * ROW_HEIGHT + heads * GROUP_HEIGHT;
};

export const listHeight = (starts: GroupStarts, total: number): number =>
  total * ROW_HEIGHT + starts.size * GROUP_HEIGHT;
