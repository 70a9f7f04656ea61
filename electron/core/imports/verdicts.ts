import { createHash } from 'node:crypto';
import { succeed, type Result } from '#shared/base/result.ts';
import { historyOf, rowEntries, type EventRow, type HistoryEntry } from '#shared/imports/history.ts';
import type { ImportPlan } from '#shared/imports/plan.ts';
import { isWarning, type Problem } from '#shared/imports/problem.ts';
import { rowReader, type RowReading, type RowResult } from '#shared/imports/read-row.ts';
import type { PriorityMatrix } from '#shared/priority/matrix.ts';
import { newsOf } from '#shared/imports/ticket-news.ts';
import type { ImportedFrom, Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import { csvRows, type CsvRow } from './csv-rows.ts';
import type { Job } from '../job.ts';

/** One row of the file as the report shows it. */
export interface JudgedRow {
  readonly number: number;
  readonly externalId: string | null;
  readonly title: string;
  readonly problems: readonly Problem[];
}

/** What is to be done with one ticket of the file, and the rows it comes from. */
export type Verdict = { readonly rows: readonly JudgedRow[] } & (
  | { readonly outcome: 'refuse' | 'duplicate' }
  | {
      readonly outcome: 'create' | 'update';
      readonly reading: RowReading;
      /** Of an update: only those that are not here yet. */
      readonly entries: readonly HistoryEntry[];
      readonly externalId: string;
      readonly digest: string;
      /** The ticket to update. */
      readonly existingId: string | null;
    }
);

export interface VerdictSource {
  readonly text: Buffer;
  readonly plan: ImportPlan;
  readonly job: Job;
  /** The ticket that came from this system under this number. */
  readonly find: (externalId: string) => (Ticket & { readonly imported: ImportedFrom }) | undefined;
  readonly timelineOf: (ticketId: string) => readonly TimelineEntry[];
  readonly matrix: PriorityMatrix;
}

type RowReader = ReturnType<typeof rowReader>;

const LABEL_LENGTH = 80;

/** 132 bits of SHA-256: cells that hash alike are alike. Trailing empty cells do not count. */
const digestOf = (cells: readonly string[]): string => {
  let width = cells.length;
  while (width > 0 && cells[width - 1]?.trim() === '') width--;
  return createHash('sha256')
    .update(
      cells
        .slice(0, width)
        .map((cell) => cell.trim())
        .join('\u001f'),
      'utf8',
    )
    .digest('base64url')
    .slice(0, 22);
};

/** Rows without a number of their own are known by what stands in them. */
const identityOf = (externalId: string | null, digest: string): string => externalId ?? `#${digest}`;

const judged = (number: number, { externalId, title, problems }: RowResult): JudgedRow => ({
  number,
  externalId,
  title: title.slice(0, LABEL_LENGTH),
  problems,
});

const brokenRow = (row: Extract<CsvRow, { broken: unknown }>): Verdict => ({
  outcome: 'refuse',
  rows: [
    {
      number: row.number,
      externalId: null,
      title: row.value.slice(0, LABEL_LENGTH),
      problems: [{ code: row.broken, column: row.column, value: row.value.slice(0, 120) }],
    },
  ],
});

/**
 * Judges the file ticket by ticket, in file order. Nothing is kept of a row once its verdict is given, so memory does not grow with the
 * file; only event logs are gathered first, for a ticket's events may stand anywhere.
 */
export async function* verdicts(source: VerdictSource): AsyncGenerator<Verdict[], Result<null>> {
  return source.plan.shape === 'events' ? yield* eventVerdicts(source) : yield* rowVerdicts(source);
}

async function* rowVerdicts({
  text,
  plan,
  job,
  find,
  timelineOf,
  matrix,
}: VerdictSource): AsyncGenerator<Verdict[], Result<null>> {
  let read: RowReader | undefined;
  const seen = new Map<string, string>();

  const judge = (row: Extract<CsvRow, { cells: unknown }>, reader: RowReader): Verdict => {
    const result = reader(row.cells);
    const { reading } = result;
    const rows = [judged(row.number, result)];
    if (!reading) return { outcome: 'refuse', rows };
    const digest = digestOf(row.cells);
    const externalId = identityOf(reading.externalId, digest);
    const earlier = seen.get(externalId);
    if (earlier === digest) return { outcome: 'duplicate', rows };
    if (earlier !== undefined) {
      const repeated: Problem = { code: 'id.repeated', column: plan.columns.indexOf('externalId'), value: externalId };
      return { outcome: 'refuse', rows: [judged(row.number, { ...result, problems: [...result.problems, repeated] })] };
    }
    seen.set(externalId, digest);
    const existing = find(externalId);
    if (!existing) {
      const entries = rowEntries(reading, digest);
      return { outcome: 'create', rows, reading, entries, externalId, digest, existingId: null };
    }
    if (existing.imported.digest === digest) return { outcome: 'duplicate', rows };
    const entries = newsOf(existing, reading, digest, timelineOf(existing.id));
    if (entries.length === 0) return { outcome: 'duplicate', rows };
    return { outcome: 'update', rows, reading, entries, externalId, digest, existingId: existing.id };
  };

  const batches = csvRows(text, plan.reading.delimiter, job);
  for (let next = await batches.next(); ; next = await batches.next()) {
    if (next.done) return next.value;
    const found: Verdict[] = [];
    for (const row of next.value) {
      if ('broken' in row) found.push(brokenRow(row));
      else if (read) found.push(judge(row, read));
      else
        read = rowReader(
          plan,
          row.cells.map((cell) => cell.trim()),
          matrix,
        );
      if (job.due) await job.rest();
    }
    yield found;
  }
}

interface GatheredEvents {
  readonly rows: JudgedRow[];
  readonly events: EventRow[];
  refused: boolean;
}

async function* eventVerdicts(source: VerdictSource): AsyncGenerator<Verdict[], Result<null>> {
  const { job } = source;
  const header: string[] = [];
  const tickets = new Map<string, GatheredEvents>();
  const gathered = yield* gather(source, header, tickets);
  if (!gathered.ok) return gathered;
  let found: Verdict[] = [];
  for (const [externalId, events] of tickets) {
    found.push(judgeHistory(source, header, externalId, events));
    if (!job.due) continue;
    yield found;
    found = [];
    await job.rest();
    if (job.cancelled) return job.refusal();
  }
  yield found;
  return succeed(null);
}

/** Sorts the rows of an event log to their tickets. Cells repeat a great deal, so equal ones are kept once. */
async function* gather(
  { text, plan, job, matrix }: VerdictSource,
  header: string[],
  tickets: Map<string, GatheredEvents>,
): AsyncGenerator<Verdict[], Result<null>> {
  const emptyMarks = new Set(plan.emptyMarks);
  const pool = new Map<string, string>();
  const keep = (cell: string): string => {
    const value = cell.trim();
    if (emptyMarks.has(value)) return '';
    const known = pool.get(value);
    if (known !== undefined) return known;
    if (value.length <= 200) pool.set(value, value);
    return value;
  };
  const idColumn = plan.columns.indexOf('externalId');
  let read: RowReader | undefined;
  const batches = csvRows(text, plan.reading.delimiter, job);
  for (let next = await batches.next(); ; next = await batches.next()) {
    if (next.done) return next.value;
    const lone: Verdict[] = [];
    for (const row of next.value) {
      if ('broken' in row) {
        lone.push(brokenRow(row));
        continue;
      }
      if (!read) {
        header.push(...row.cells.map((cell) => cell.trim()));
        read = rowReader(plan, header, matrix);
        continue;
      }
      const result = read(row.cells);
      const { reading } = result;
      const id = reading?.externalId ?? keep(row.cells[idColumn] ?? '');
      if (id === '') {
        lone.push({ outcome: 'refuse', rows: [judged(row.number, result)] });
        continue;
      }
      const ticket: GatheredEvents = tickets.get(id) ?? { rows: [], events: [], refused: false };
      tickets.set(id, ticket);
      ticket.rows.push({ ...judged(row.number, result), externalId: id });
      if (reading) ticket.events.push({ reading, cells: row.cells.map(keep), digest: digestOf(row.cells) });
      else ticket.refused = true;
      if (job.due) await job.rest();
    }
    if (lone.length > 0) yield lone;
  }
}

const judgeHistory = (
  { plan, find, timelineOf }: VerdictSource,
  header: readonly string[],
  externalId: string,
  gathered: GatheredEvents,
): Verdict => {
  const { rows } = gathered;
  if (gathered.refused) {
    const hole: Problem = { code: 'history.incomplete', column: null, value: externalId };
    const isWhole = (row: JudgedRow): boolean => row.problems.every(({ code }) => isWarning(code));
    return {
      outcome: 'refuse',
      rows: rows.map((row) => (isWhole(row) ? { ...row, problems: [...row.problems, hole] } : row)),
    };
  }
  const once = new Map(gathered.events.map((event) => [event.digest, event]));
  const history = historyOf([...once.values()], header, plan.columns);
  const digest = digestOf([...once.keys()].toSorted());
  const existing = find(externalId);
  const common = { rows, reading: history.last, externalId, digest };
  if (!existing) return { ...common, outcome: 'create', entries: history.entries, existingId: null };
  if (existing.imported.digest === digest) return { outcome: 'duplicate', rows };
  const known = new Set(timelineOf(existing.id).map(({ imported }) => imported?.digest));
  const entries = history.entries.filter((entry) => !known.has(entry.digest));
  if (entries.length === 0) return { outcome: 'duplicate', rows };
  return { ...common, outcome: 'update', entries, existingId: existing.id };
};
