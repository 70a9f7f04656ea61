import type { AuditEntryView } from '#shared/audit/operations.ts';

/** A line of the list: the heading of a day, or an entry. */
export type ListItem =
  | { readonly kind: 'day'; readonly day: string; readonly at: string }
  | { readonly kind: 'entry'; readonly view: AuditEntryView };

/** Entries under the days they fell on, in the order given. `dayOf` names the local day of an instant. */
export const listItems = (entries: readonly AuditEntryView[], dayOf: (at: string) => string): readonly ListItem[] => {
  const items: ListItem[] = [];
  let day: string | undefined;
  for (const view of entries) {
    const next = dayOf(view.entry.at);
    if (next !== day) items.push({ kind: 'day', day: next, at: view.entry.at });
    day = next;
    items.push({ kind: 'entry', view });
  }
  return items;
};
