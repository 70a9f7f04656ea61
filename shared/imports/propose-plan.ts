import type { ColumnFacts } from './column-survey.ts';
import type { DateOrder } from './dates.ts';
import { codedFields, isDateField, type CodedField } from './fields.ts';
import { foldLabel } from './fold-label.ts';
import type { HeaderMatch } from './header-match.ts';
import type { ImportPlan, Reading } from './plan.ts';
import { systemName, type SourceSystem } from './source-systems.ts';
import { proposeCodes } from './values.ts';

const HOLD_DAYS = 7;
const TITLE_WORDS = 8;
const DAY = 86_400_000;

/** What the title of an event log's ticket is put together from, where the log has none. */
const titleParts = ['category', 'subcategory', 'u symptom'];

/**
 * The one order that all evidence allows: the column's own, else that of another date column of the file which is decided. Undefined
 * where 03-04-2016 stays open: then a person is asked.
 */
export const proposeOrder = (facts: ColumnFacts, all: readonly ColumnFacts[]): DateOrder | undefined => {
  const own = facts.dates.map(({ order }) => order);
  if (own.length <= 1) return own[0] ?? (facts.filled === 0 ? 'ymd' : undefined);
  const elsewhere = new Set(all.flatMap(({ dates }) => (dates.length === 1 && dates[0] ? [dates[0].order] : [])));
  const agreed = own.filter((order) => elsewhere.has(order));
  return agreed.length === 1 ? agreed[0] : undefined;
};

/** Translations for every cell of the columns mapped to coded fields that a table knows. */
export const proposeValues = (
  system: SourceSystem,
  mapped: ImportPlan['columns'],
  facts: readonly ColumnFacts[],
): ImportPlan['values'] => {
  const proposed = Object.fromEntries(
    codedFields.map((field: CodedField) => {
      const cells = facts.flatMap(({ index, values }) =>
        mapped[index] === field && values ? values.map(({ value }) => value.trim()) : [],
      );
      return [field, proposeCodes(system, field, cells)];
    }),
  );
  return proposed as ImportPlan['values'];
};

const proposeTitle = (
  mapped: ImportPlan['columns'],
  facts: readonly ColumnFacts[],
  events: boolean,
): ImportPlan['title'] => {
  if (mapped.includes('title')) return { from: 'columns' };
  const parts = facts.filter(({ header }) => titleParts.includes(foldLabel(header)));
  if (events && parts.length > 0) return { from: 'join', columns: parts.map(({ index }) => index) };
  const described = mapped.indexOf('description');
  const longest = facts.toSorted((left, right) => right.averageLength - left.averageLength)[0]?.index ?? 0;
  return { from: 'words', column: described === -1 ? longest : described, words: TITLE_WORDS };
};

/** The plan that the file itself suggests. `now` and `zone` are those of this console. */
export const proposePlan = (
  reading: Reading,
  match: HeaderMatch,
  facts: readonly ColumnFacts[],
  emptyMarks: readonly string[],
  ambient: { readonly now: Date; readonly zone: string },
): ImportPlan => {
  const columns = match.columns.map(({ field }) => field);
  const events = match.system === 'servicenow-events';
  const dates: Record<string, DateOrder> = {};
  for (const [index, field] of columns.entries()) {
    const column = facts[index];
    const order = field !== null && isDateField(field) && column ? proposeOrder(column, facts) : undefined;
    if (order) dates[String(index)] = order;
  }
  return {
    reading,
    system: match.system,
    sourceName: systemName[match.system],
    shape: events ? 'events' : 'rows',
    columns,
    title: proposeTitle(columns, facts, events),
    dates,
    zone: ambient.zone,
    values: proposeValues(match.system, columns, facts),
    fill: {
      kind: 'incident',
      channel: 'import',
      state: 'new',
      impact: 2,
      urgency: 3,
      receivedAt: ambient.now.toISOString(),
      requester: null,
      assignmentGroup: null,
      category: null,
      holdUntil: new Date(ambient.now.getTime() + HOLD_DAYS * DAY).toISOString(),
    },
    emptyMarks: [...emptyMarks],
  };
};
