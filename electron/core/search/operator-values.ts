import { fold } from '#shared/search/fold.ts';
import type { OperatorValue } from '#shared/search/operations.ts';
import { belongingOperators, type BelongingOperator, type OperatorName } from '#shared/search/operators.ts';
import { isIdeograph, isWordUnit } from '#shared/search/tokens.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { Belonging } from './ports.ts';

/** What of a row an operator asks for; those that ask for something else have no values to count. */
const rowValues: Partial<Record<OperatorName, (row: TicketRow) => string | null>> = {
  status: (row) => row.state,
  priority: (row) => String(row.priority),
  kind: (row) => row.kind,
  assignee: (row) => row.assignee,
  requester: (row) => row.requester,
  group: (row) => row.group,
  category: (row) => row.category,
};

const isBelonging = (operator: OperatorName): operator is BelongingOperator =>
  belongingOperators.some((each) => each === operator);

const add = (counts: Map<string, number>, value: string, count: number): void => {
  counts.set(value, (counts.get(value) ?? 0) + count);
};

/**
 * Counts the names that tickets belong to under one operator; what has several is listed under the first. Tickets are many beside things: they are
 * counted by ids.
 */
const countBelonging = (
  counts: Map<string, number>,
  kind: BelongingOperator,
  rows: readonly TicketRow[],
  belonging: Belonging,
): void => {
  const byId = new Map<string, number>();
  for (const row of rows) for (const id of belonging.idsOf(kind, row)) add(byId, id, 1);
  for (const [id, name] of belonging.names(kind)) {
    const count = byId.get(id);
    if (count === undefined) continue;
    add(counts, name, count);
    byId.delete(id);
  }
};

const countValues = (
  counts: Map<string, number>,
  operator: OperatorName,
  rows: readonly TicketRow[],
  belonging: Belonging,
): void => {
  if (isBelonging(operator)) {
    countBelonging(counts, operator, rows, belonging);
    return;
  }
  const valueOf = rowValues[operator];
  if (!valueOf) return;
  for (const row of rows) {
    const value = valueOf(row);
    if (value !== null) add(counts, value, 1);
  }
};

const beginsWord = (name: string, beginning: string): boolean => {
  const folded = fold(name);
  for (let at = folded.indexOf(beginning); at >= 0; at = folded.indexOf(beginning, at + 1))
    if (at === 0 || isIdeograph(beginning) || !isWordUnit(folded.charCodeAt(at - 1))) return true;
  return false;
};

/** Values in use with how often they are, most used first; counted once for each state of the tickets. */
export class OperatorValues {
  readonly #tallies = new Map<OperatorName, readonly OperatorValue[]>();
  #version = -1;

  /** `tags` is asked for tags only. */
  find(
    operator: OperatorName,
    beginning: string,
    tickets: {
      readonly version: number;
      rows(): readonly TicketRow[];
      tags(): Iterable<readonly [string, number]>;
      readonly belonging: Belonging;
    },
  ): readonly OperatorValue[] {
    if (this.#version !== tickets.version) this.#tallies.clear();
    this.#version = tickets.version;
    let tally = this.#tallies.get(operator);
    if (!tally) {
      const counts = new Map<string, number>(operator === 'tag' ? tickets.tags() : []);
      countValues(counts, operator, tickets.rows(), tickets.belonging);
      tally = [...counts]
        .toSorted(([one, left], [other, right]) => right - left || (one < other ? -1 : 1))
        .map(([value, count]) => ({ value, count }));
      this.#tallies.set(operator, tally);
    }
    const wanted = fold(beginning.trim());
    return wanted === '' ? tally : tally.filter(({ value }) => beginsWord(value, wanted));
  }
}
