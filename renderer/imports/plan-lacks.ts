import type { TicketField } from '#shared/imports/fields.ts';
import type { Inspection } from '#shared/imports/operations.ts';
import type { ImportPlan } from '#shared/imports/plan.ts';

/** Fields that the plan fills in where the file is silent. */
export const fillableFields = [
  'kind',
  'state',
  'impact',
  'urgency',
  'channel',
  'receivedAt',
  'requester',
  'assignmentGroup',
  'category',
] as const satisfies readonly TicketField[];
export type FillableField = (typeof fillableFields)[number];

/** For how many rows the file says nothing about a field: all without a column for it, else those with an empty cell. */
const silentRows = (plan: ImportPlan, { columns, rows, brokenRows, plan: proposed }: Inspection) => {
  const readable = rows - brokenRows;
  // Cells of marks that came with the file are counted as empty there already.
  const ownMarks = plan.emptyMarks.filter((mark) => !proposed.emptyMarks.includes(mark));
  return (field: TicketField): number => {
    const facts = columns.find(({ index }) => plan.columns[index] === field);
    if (!facts) return readable;
    if (ownMarks.length === 0) return readable - facts.filled;
    // A column of too many different values is not counted by value: some of its cells may hold a mark.
    if (facts.values === null) return Math.max(1, readable - facts.filled);
    const marked = facts.values.filter(({ value }) => ownMarks.includes(value));
    return readable - facts.filled + marked.reduce((sum, { count }) => sum + count, 0);
  };
};

/**
 * The fields whose fill-in counts for some row, each with the number of those rows. Impact and urgency count only where neither of them nor
 * a priority is given, or the other of them alone: as a row is read (`shared/imports/read-row.ts`).
 */
export const lackingFields = (plan: ImportPlan, inspection: Inspection): ReadonlyMap<FillableField, number> => {
  const silent = silentRows(plan, inspection);
  const isMapped = (field: TicketField): boolean => plan.columns.includes(field);
  const hasPriority = silent('priority') === 0;
  const counts = (field: FillableField): number => {
    if (field === 'impact' && hasPriority && !isMapped('urgency')) return 0;
    if (field === 'urgency' && hasPriority && !isMapped('impact')) return 0;
    return silent(field);
  };
  return new Map(fillableFields.map((field) => [field, counts(field)] as const).filter(([, rows]) => rows > 0));
};
