import { assigneeKey } from '#shared/queue/filter.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { TicketIndex } from './ticket-index.ts';

type Facets = OutputOf<'queue.facets'>;
type OpenCounts = Omit<OutputOf<'queue.counts'>, 'views' | 'feedback'>;

class Tally {
  readonly #counts = new Map<string, number>();

  add(value: string | null): void {
    if (value !== null) this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1);
  }

  /** Most used first, then by name. */
  ranked(): readonly string[] {
    return [...this.#counts]
      .toSorted(([one, left], [other, right]) => right - left || (one < other ? -1 : 1))
      .map(([value]) => value);
  }
}

/** Values in use, for the filter menus. Names of known people are those of the ticket changed last. */
export const facetsOf = (index: TicketIndex): Facets => {
  const groups = new Tally();
  const categories = new Tally();
  const assignees = new Tally();
  const names = new Map<string, { readonly name: string; readonly at: number }>();
  for (const row of index.rows()) {
    groups.add(row.group);
    categories.add(row.category);
    const key = assigneeKey(row);
    if (key === null || row.assignee === null) continue;
    assignees.add(key);
    const known = names.get(key);
    if (!known || known.at < row.updatedAt) names.set(key, { name: row.assignee, at: row.updatedAt });
  }
  return {
    groups: groups.ranked(),
    categories: categories.ranked(),
    assignees: assignees.ranked().map((id) => ({ id, name: names.get(id)?.name ?? id })),
  };
};

/** Open tickets: all, those of `me`, and nobody's. */
export const openCounts = (index: TicketIndex, me: string): OpenCounts => {
  let open = 0;
  let mine = 0;
  let unassigned = 0;
  for (const row of index.rows()) {
    if (!isOpen(row.state)) continue;
    open++;
    if (row.assigneeId === me) mine++;
    if (row.assignee === null) unassigned++;
  }
  return { open, mine, unassigned };
};
