import { isDateField, isRepeatable, type TicketField } from './fields.ts';
import type { ImportPlan } from './plan.ts';
import { isZone } from './zones.ts';

/** What a plan still lacks before rows can be read by it. */
export type PlanGap =
  | { readonly kind: 'columns-differ'; readonly expected: number; readonly found: number }
  | { readonly kind: 'field-twice'; readonly field: TicketField; readonly column: number }
  | { readonly kind: 'no-title' }
  | { readonly kind: 'no-id' }
  | { readonly kind: 'no-event-time' }
  | { readonly kind: 'date-undecided'; readonly column: number }
  | { readonly kind: 'zone-unknown' };

/** Empty if rows can be read by the plan. `columnCount` is the width of the header. */
export const planGaps = (plan: ImportPlan, columnCount: number): readonly PlanGap[] => {
  if (plan.columns.length !== columnCount)
    return [{ kind: 'columns-differ', expected: plan.columns.length, found: columnCount }];
  const gaps: PlanGap[] = [];
  const seen = new Set<TicketField>();
  for (const [column, field] of plan.columns.entries()) {
    if (field === null) continue;
    if (seen.has(field) && !isRepeatable(field)) gaps.push({ kind: 'field-twice', field, column });
    seen.add(field);
    if (isDateField(field) && plan.dates[String(column)] === undefined) gaps.push({ kind: 'date-undecided', column });
  }
  const { title } = plan;
  const titleColumns = title.from === 'words' ? [title.column] : title.from === 'join' ? title.columns : [];
  if (title.from === 'columns' ? !seen.has('title') : titleColumns.some((column) => column >= columnCount))
    gaps.push({ kind: 'no-title' });
  if (plan.shape === 'events' && !seen.has('externalId')) gaps.push({ kind: 'no-id' });
  if (plan.shape === 'events' && !seen.has('eventAt')) gaps.push({ kind: 'no-event-time' });
  if (!isZone(plan.zone)) gaps.push({ kind: 'zone-unknown' });
  return gaps;
};
