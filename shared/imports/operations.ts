import * as z from 'zod';
import { command, query } from '../contract/operation.ts';
import type { BatchState, OutcomeCounts } from './batch.ts';
import type { ColumnFacts } from './column-survey.ts';
import type { HeaderMatch } from './header-match.ts';
import { IMPORT_CHUNK_BYTES } from './limits.ts';
import { importPlan, reading, type ImportPlan, type Reading } from './plan.ts';
import { problemCodes, rowOutcomes, type Problem, type ProblemCode, type RowOutcome } from './problem.ts';
import type { TicketKind, TicketState, Priority } from '../tickets/ticket.ts';

export interface ImportProgress {
  readonly importId: string;
  readonly phase: 'reading' | 'checking' | 'writing' | 'undoing' | 'done' | 'cancelled' | 'failed';
  readonly done: number;
  readonly total: number;
}

/** Why a file cannot be read at all: `details.problem` of `import.unreadable`. */
export const unreadableProblems = [
  'empty',
  'incomplete',
  'too-large',
  'too-many-rows',
  'too-many-columns',
  'binary',
  'damaged-gzip',
  'wrong-charset',
  'no-rows',
  'too-many-broken-rows',
] as const;
export type UnreadableProblem = (typeof unreadableProblems)[number];

export interface ImportProfileView {
  readonly id: string;
  readonly name: string;
  readonly updatedAt: string;
  /** Its header is that of the file at hand. */
  readonly fits: boolean;
  readonly plan: ImportPlan;
}

/** What the file looks like, and how it would be read unless somebody decides otherwise. */
export interface Inspection {
  readonly importId: string;
  readonly fileName: string;
  readonly reading: Reading;
  readonly header: readonly string[];
  readonly rows: number;
  /** Rows that cannot be cut into cells. */
  readonly brokenRows: number;
  /** The first of them, numbered as in the report: the header is 1. */
  readonly firstBrokenRows: readonly number[];
  readonly columns: readonly ColumnFacts[];
  readonly match: HeaderMatch;
  readonly preview: readonly (readonly string[])[];
  readonly plan: ImportPlan;
  readonly profiles: readonly ImportProfileView[];
}

/** A ticket as it would come out, without being one. */
export interface SampleTicket {
  readonly row: number;
  readonly externalId: string | null;
  readonly title: string;
  readonly kind: TicketKind;
  readonly state: TicketState;
  readonly priority: Priority;
  readonly requester: string | null;
  readonly assignmentGroup: string | null;
  readonly category: string | null;
  readonly receivedAt: string;
  readonly entries: number;
}

/** The dry run. Rows are numbered as spreadsheets do: the header is 1. */
export interface CheckReport {
  readonly importId: string;
  readonly rows: OutcomeCounts;
  readonly tickets: OutcomeCounts;
  /** Timeline entries that would be written. */
  readonly entries: number;
  readonly warnings: number;
  /** Grouped, most frequent first. */
  readonly problems: readonly {
    readonly code: ProblemCode;
    readonly column: number | null;
    readonly count: number;
    readonly firstRow: number;
    readonly value: string;
    readonly warning: boolean;
  }[];
  readonly samples: readonly SampleTicket[];
}

export interface ReportRow {
  readonly row: number;
  readonly outcome: RowOutcome;
  readonly externalId: string | null;
  readonly title: string;
  readonly problems: readonly Problem[];
}

export interface BatchView {
  readonly id: string;
  readonly state: BatchState;
  /** Only the console that imported knows what it wrote. */
  readonly undoable: boolean;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly sourceName: string;
  readonly byName: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly rows: OutcomeCounts;
  readonly tickets: OutcomeCounts;
  readonly entries: number;
  readonly kept: number;
}

const importId = z.string().regex(/^import:[0-9A-HJKMNP-TV-Z]{26}$/);
const batchId = z.string().regex(/^importBatch:[0-9A-HJKMNP-TV-Z]{26}$/);
const profileId = z.string().regex(/^importProfile:[0-9A-HJKMNP-TV-Z]{26}$/);

export const importOperations = {
  /** Starts handing a file over; what the person had begun before and not run is dropped. */
  'imports.begin': command(
    'imports.run',
    z.strictObject({ name: z.string().trim().min(1).max(255), size: z.int().min(0) }),
  ).returns<{ readonly importId: string }>(),
  /** Chunks in order, without gaps. */
  'imports.chunk': command(
    'imports.run',
    z.strictObject({
      importId,
      offset: z.int().min(0),
      base64: z.base64().max(Math.ceil(IMPORT_CHUNK_BYTES / 3) * 4),
    }),
  ).returns<{ readonly received: number }>(),
  /** Reads the whole file. `reading` null sniffs charset and delimiter. */
  'imports.inspect': query(
    'imports.run',
    z.strictObject({ importId, reading: reading.nullable() }),
  ).returns<Inspection>(),
  /** Dry run: judges every row, writes nothing. Refuses with `import.plan-incomplete` and what is missing. */
  'imports.check': query('imports.run', z.strictObject({ importId, plan: importPlan })).returns<CheckReport>(),
  /** Rows of the last check, in file order. `code` and `column` keep the rows that have such a problem. */
  'imports.report': query(
    'imports.run',
    z.strictObject({
      importId,
      outcome: z.enum(rowOutcomes).nullable(),
      code: z.enum(problemCodes).nullable(),
      column: z.int().min(0).nullable(),
      from: z.int().min(0),
      count: z.int().min(0).max(500),
    }),
  ).returns<{ readonly total: number; readonly rows: readonly ReportRow[] }>(),
  /**
   * Imports by the plan of the last check and answers when all is on disk. `all`: refuses with `import.rows-refused` unless every row can
   * be taken. Cancelled, failed or cut off by a crash, it leaves nothing behind.
   */
  'imports.run': command(
    'imports.run',
    z.strictObject({ importId, mode: z.enum(['all', 'skip-refused']) }),
  ).returns<BatchView>(),
  /** Stops reading, checking or running; the waiting call then answers `request.cancelled`. */
  'imports.cancel': command('imports.run', z.strictObject({ importId })).returns<null>(),
  /** Drops the file. */
  'imports.discard': command('imports.run', z.strictObject({ importId })).returns<null>(),
  /** Newest first. */
  'imports.batches': query('imports.run', z.strictObject({})).returns<readonly BatchView[]>(),
  /**
   * Takes a batch back: tickets it made go, those it changed become as before. Refuses with `import.touched-since` and the numbers of
   * tickets that somebody worked on since, unless `keepTouched`: then those stay.
   */
  'imports.undo': command('imports.run', z.strictObject({ batchId, keepTouched: z.boolean() })).returns<BatchView>(),
  'imports.saveProfile': command(
    'imports.run',
    z.strictObject({
      name: z.string().trim().min(1).max(60),
      header: z.array(z.string().max(1000)).min(1).max(500),
      plan: importPlan,
    }),
  ).returns<ImportProfileView>(),
  'imports.removeProfile': command('imports.run', z.strictObject({ id: profileId })).returns<null>(),
};
