import type { ColumnFacts } from '#shared/imports/column-survey.ts';
import { codedFields, isCodedField, isDateField, isRepeatable, type TicketField } from '#shared/imports/fields.ts';
import type { Inspection } from '#shared/imports/operations.ts';
import type { ImportPlan } from '#shared/imports/plan.ts';
import { proposeOrder, proposeValues } from '#shared/imports/propose-plan.ts';
import { systemName, type SourceSystem } from '#shared/imports/source-systems.ts';

/** Values of the plan joined with proposals for cells that nobody has translated yet. */
const withProposals = (plan: ImportPlan, facts: readonly ColumnFacts[]): ImportPlan => {
  const proposed = proposeValues(plan.system, plan.columns, facts);
  const values = Object.fromEntries(codedFields.map((field) => [field, { ...proposed[field], ...plan.values[field] }]));
  return { ...plan, values: values as ImportPlan['values'] };
};

/** Gives a column its meaning; a field that only one column may fill is taken from the other, and what follows from it is proposed anew. */
export const mapColumn = (
  plan: ImportPlan,
  { columns: facts }: Inspection,
  column: number,
  field: TicketField | null,
): ImportPlan => {
  const columns = plan.columns.map((mapped, index) => {
    if (index === column) return field;
    return field !== null && mapped === field && !isRepeatable(field) ? null : mapped;
  });
  const dates = { ...plan.dates };
  const fact = facts[column];
  const order = fact && field !== null && isDateField(field) ? proposeOrder(fact, facts) : undefined;
  if (order && dates[String(column)] === undefined) dates[String(column)] = order;
  const title = field === 'title' ? ({ from: 'columns' } as const) : plan.title;
  return withProposals({ ...plan, columns, dates, title }, facts);
};

export const changeSystem = (plan: ImportPlan, inspection: Inspection, system: SourceSystem): ImportPlan => {
  const wasDefault = plan.sourceName === systemName[plan.system];
  const sourceName = wasDefault ? systemName[system] : plan.sourceName;
  const shape = system === 'servicenow-events' ? 'events' : plan.system === 'servicenow-events' ? 'rows' : plan.shape;
  // The words of the other system mean other things there.
  const values = proposeValues(system, plan.columns, inspection.columns);
  return { ...plan, system, sourceName, shape, values };
};

export const translate = (
  plan: ImportPlan,
  field: keyof ImportPlan['values'],
  cell: string,
  code: string | null,
): ImportPlan => {
  const table = { ...plan.values[field] } as Record<string, string>;
  if (code === null) delete table[cell];
  else table[cell] = code;
  return { ...plan, values: { ...plan.values, [field]: table } };
};

/** Cells of a coded column that nothing translates yet; null where the column has too many values to list. */
export const untranslated = (plan: ImportPlan, facts: ColumnFacts): readonly string[] | null => {
  const field = plan.columns[facts.index];
  if (field === null || field === undefined || !isCodedField(field)) return [];
  const table = plan.values[field];
  return facts.values && facts.values.map(({ value }) => value).filter((value) => !Object.hasOwn(table, value));
};
