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

/** The names that tickets belong to under one operator; what has several is listed under the first. */
const belongingNames = (kind: BelongingOperator, belonging: Belonging): ((row: TicketRow) => readonly string[]) => {
  const names = new Map<string, string>();
  for (const [id, name] of belonging.names(kind)) if (!names.has(id)) names.set(id, name);
  return (row) => belonging.idsOf(kind, row).flatMap((id) => names.get(id) ?? []);
};

const valuesIn = (
  operator: OperatorName,
  belonging: Belonging,
): ((row: TicketRow) => readonly string[]) | undefined => {
  if (isBelonging(operator)) return belongingNames(operator, belonging);
  const valueOf = rowValues[operator];
  return (
    valueOf &&
    ((row) => {
      const value = valueOf(row);
      return value === null ? [] : [value];
    })
  );
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
      const valuesOf = valuesIn(operator, tickets.belonging);
      if (valuesOf)
        for (const row of tickets.rows())
          for (const value of valuesOf(row)) counts.set(value, (counts.get(value) ?? 0) + 1);
      tally = [...counts]
        .toSorted(([one, left], [other, right]) => right - left || (one < other ? -1 : 1))
        .map(([value, count]) => ({ value, count }));
      this.#tallies.set(operator, tally);
    }
    const wanted = fold(beginning.trim());
    return wanted === '' ? tally : tally.filter(({ value }) => beginsWord(value, wanted));
  }
}
