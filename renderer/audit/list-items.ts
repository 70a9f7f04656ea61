import type { AuditEntryView } from '#shared/audit/operations.ts';

/** A line of the list: the heading of a day, an entry, or numbers that no entry has. */
export type ListItem =
  | { readonly kind: 'day'; readonly day: string; readonly at: string }
  | { readonly kind: 'entry'; readonly view: AuditEntryView }
  | { readonly kind: 'gap'; readonly from: number; readonly to: number };

/** What a list without a filter must hold: every number from `from` to `to`, as far as it is loaded. */
export interface WholeChain {
  readonly from: number;
  readonly to: number;
}

/**
 * Entries, newest first, under the days they fell on. `dayOf` names the local day of an instant. `whole`: undefined for a list that leaves
 * entries out; else what is missing has a line of its own.
 */
export const listItems = (
  entries: readonly AuditEntryView[],
  dayOf: (at: string) => string,
  whole?: WholeChain,
): readonly ListItem[] => {
  const items: ListItem[] = [];
  let day: string | undefined;
  let expected = whole?.to;
  const nameGap = (down: number): void => {
    if (expected !== undefined && expected > down) items.push({ kind: 'gap', from: down + 1, to: expected });
  };
  for (const view of entries) {
    nameGap(view.entry.seq);
    if (whole) expected = view.entry.seq - 1;
    const next = dayOf(view.entry.at);
    if (next !== day) items.push({ kind: 'day', day: next, at: view.entry.at });
    day = next;
    items.push({ kind: 'entry', view });
  }
  if (whole) nameGap(whole.from - 1);
  return items;
};
