import type { ColumnFacts } from './column-survey.ts';
import { isRepeatable, ticketFields, type TicketField } from './fields.ts';
import { foldLabel } from './fold-label.ts';
import type { LabelTable } from './labels/label-table.ts';
import { labelTables } from './labels/label-tables.ts';
import type { SourceSystem } from './source-systems.ts';

/** How sure a column's meaning is: by a label of the recognised system, by a label known elsewhere, by its cells, or not at all. */
export type Confidence = 'label' | 'similar' | 'content' | 'none';

export interface ColumnMatch {
  readonly field: TicketField | null;
  readonly confidence: Confidence;
}

export interface HeaderMatch {
  readonly system: SourceSystem;
  readonly language: string;
  readonly columns: readonly ColumnMatch[];
}

const fieldsByLabel = (table: LabelTable): ReadonlyMap<string, TicketField> =>
  new Map(ticketFields.flatMap((field) => (table.labels[field] ?? []).map((label) => [label, field] as const)));

const tables = labelTables.map((table) => ({ table, byLabel: fieldsByLabel(table) }));

/** Labels of the table found in the header, those that only this system has counted twice; 0 where a required one is missing. */
const score = ({ table, byLabel }: (typeof tables)[number], labels: readonly string[]): number => {
  if (!table.requires.every((label) => labels.includes(label))) return 0;
  const known = labels.filter((label) => byLabel.has(label) || table.ignored.includes(label)).length;
  const telling = table.signature.filter((label) => labels.includes(label)).length;
  if (table.signature.length > 0 && telling === 0) return 0;
  return known + 2 * telling;
};

/** By what the cells look like, where no label helped; only fields that nothing else fills. */
const byContent = (facts: ColumnFacts, taken: ReadonlySet<TicketField>, rows: number): TicketField | null => {
  if (facts.filled === 0) return null;
  if (facts.dates.length > 0 && !taken.has('receivedAt')) return 'receivedAt';
  if (facts.averageLength >= 60 && !taken.has('description')) return 'description';
  if (facts.unique && facts.filled === rows && facts.averageLength <= 24 && /\d/u.test(facts.samples[0] ?? ''))
    return taken.has('externalId') ? null : 'externalId';
  return null;
};

/**
 * Which system wrote this header, and what each column means. Labels are compared folded and per language, never letter by letter;
 * what the system's own table does not know is looked up in all others, then guessed from the cells.
 */
export const matchHeader = (columns: readonly ColumnFacts[], rows: number): HeaderMatch => {
  const labels = columns.map(({ header }) => foldLabel(header));
  let best = tables.at(-1);
  let bestScore = 0;
  for (const candidate of tables) {
    const points = score(candidate, labels);
    if (points > bestScore) [best, bestScore] = [candidate, points];
  }
  const own = best ?? tables[0];
  const taken = new Set<TicketField>();
  const claim = (field: TicketField | undefined): TicketField | null => {
    if (field === undefined || (taken.has(field) && !isRepeatable(field))) return null;
    taken.add(field);
    return field;
  };
  const settled: (ColumnMatch | null)[] = labels.map((label) => {
    const field = claim(own?.byLabel.get(label));
    if (field) return { field, confidence: 'label' };
    return own?.table.ignored.includes(label) ? { field: null, confidence: 'label' } : null;
  });
  const events = own?.table.system === 'servicenow-events';
  for (const [index, label] of labels.entries()) {
    if (settled[index]) continue;
    for (const { table, byLabel } of tables) {
      const found = byLabel.get(label);
      if (found === undefined || (table.system === 'servicenow-events' && !events)) continue;
      const field = claim(found);
      if (field) settled[index] = { field, confidence: 'similar' };
      break;
    }
  }
  for (const facts of columns) {
    if (settled[facts.index]) continue;
    const field = claim(byContent(facts, taken, rows) ?? undefined);
    settled[facts.index] = field ? { field, confidence: 'content' } : { field: null, confidence: 'none' };
  }
  return {
    system: own?.table.system ?? 'generic',
    language: own?.table.language ?? 'und',
    columns: settled.map((match) => match ?? { field: null, confidence: 'none' }),
  };
};
