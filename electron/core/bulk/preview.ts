import type { BulkPreview } from '#shared/bulk/operations.ts';
import {
  bulkFields,
  planBulkEdit,
  type BulkChange,
  type BulkPlan,
  type BulkRefusal,
  type Editor,
  type FieldChange,
} from '#shared/bulk/change.ts';
import type { Failure, Result } from '#shared/base/result.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import { Turns } from '../turns.ts';

/** Rows that a preview shows of each kind; its counts are of all. */
const SHOWN = 100;
/** Different changes of one field that a preview lists. */
const SHOWN_PER_FIELD = 40;

/** What a preview stands for until it is carried out: which tickets change, and the change that was shown of each. */
export interface Prepared {
  readonly userId: string;
  readonly change: BulkChange;
  /** Whether whom the change gives a ticket may have it. */
  readonly admit: (before: Ticket, after: Ticket) => Result<unknown>;
  readonly tickets: readonly { readonly id: string; readonly shown: string }[];
}

/** The change of one ticket as it was shown; equal texts, equal changes. */
export const shownAs = (plan: BulkPlan): string =>
  JSON.stringify(plan.changes.map(({ field, from, to }) => [field, from, to]));

export const planFor = (
  ticket: Ticket,
  change: BulkChange,
  { at, ...editor }: Editor,
  admit: Prepared['admit'],
): Result<BulkPlan> => {
  const plan = planBulkEdit(ticket, change, { ...editor, at: momentAfter(ticket.updatedAt, at) });
  if (!plan.ok) return plan;
  const admitted = admit(ticket, plan.value.ticket);
  return admitted.ok ? plan : admitted;
};

export const refusalOf = ({ code, details = {} }: Failure): BulkRefusal => ({ code, details });

export const named = ({ id, number, title }: Ticket) => ({ id, number, title });

class Summary {
  readonly #counts = new Map<string, { readonly change: FieldChange; count: number }>();

  add(change: FieldChange): void {
    const key = JSON.stringify([change.field, change.from, change.to]);
    const known = this.#counts.get(key);
    if (known) known.count++;
    else this.#counts.set(key, { change, count: 1 });
  }

  ranked(): BulkPreview['summary'] {
    const all = [...this.#counts.values()].toSorted((left, right) => right.count - left.count);
    return bulkFields.flatMap((field) =>
      all
        .filter(({ change }) => change.field === field)
        .slice(0, SHOWN_PER_FIELD)
        .map(({ change, count }) => ({ ...change, count })),
    );
  }
}

/** Looks at every ticket in turns that hold nobody up. Tickets that have gone meanwhile are passed over. */
export const lookAt = async (
  desk: Desk,
  ids: readonly string[],
  change: BulkChange,
  { by, matrix, admit }: Omit<Editor, 'at'> & Pick<Prepared, 'admit'>,
): Promise<{ readonly prepared: Prepared; readonly preview: Omit<BulkPreview, 'previewId'> }> => {
  const turns = new Turns(() => desk.ambient.mono());
  const summary = new Summary();
  const refusals = new Map<string, BulkRefusal & { count: number }>();
  const tickets: { id: string; shown: string }[] = [];
  const rows: BulkPreview['rows'][number][] = [];
  const refusedRows: BulkPreview['refusedRows'][number][] = [];
  let same = 0;
  let refused = 0;
  for (const id of ids) {
    if (turns.due) await turns.rest();
    const ticket = desk.records.get<Ticket>('ticket', id);
    if (!ticket) continue;
    const plan = planFor(ticket, change, { by, matrix, at: desk.ambient.now().toISOString() }, admit);
    if (!plan.ok) {
      refused++;
      const refusal = refusalOf(plan.failure);
      const key = JSON.stringify(refusal);
      const known = refusals.get(key);
      if (known) known.count++;
      else refusals.set(key, { ...refusal, count: 1 });
      if (refusedRows.length < SHOWN) refusedRows.push({ ...named(ticket), ...refusal });
    } else if (plan.value.events.length === 0) same++;
    else {
      tickets.push({ id, shown: shownAs(plan.value) });
      for (const each of plan.value.changes) summary.add(each);
      if (rows.length < SHOWN) rows.push({ ...named(ticket), changes: plan.value.changes });
    }
  }
  return {
    prepared: { userId: by.id ?? '', change, admit, tickets },
    preview: {
      total: tickets.length + same + refused,
      changing: tickets.length,
      same,
      refused: [...refusals.values()].toSorted((left, right) => right.count - left.count),
      summary: summary.ranked(),
      rows,
      refusedRows,
    },
  };
};
