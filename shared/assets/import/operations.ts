import * as z from 'zod';
import { command, query } from '../../contract/operation.ts';
import type { Reading } from '../../imports/plan.ts';
import { reading } from '../../imports/plan.ts';
import { assetFilter, assetOrder } from '../filter.ts';
import type { AssetField } from '../configuration-item.ts';
import type { AssetBatch } from './batch.ts';
import { importFields, type ImportField } from './columns.ts';
import { assetOutcomes, existingModes, type AssetOutcome } from './judge.ts';
import type { AssetProblem, AssetProblemCode } from './problem.ts';

const importId = z.string().regex(/^import:[0-9A-HJKMNP-TV-Z]{26}$/);
const batchId = z.string().regex(/^ciBatch:[0-9A-HJKMNP-TV-Z]{26}$/);

export const dayOrders = ['ymd', 'dmy', 'mdy'] as const;

/** Everything a person decides about an import. Columns are counted from 0. */
export const assetImportPlan = z.strictObject({
  reading,
  columns: z.array(z.enum(importFields).nullable()).min(1).max(500).readonly(),
  dates: z.enum(dayOrders),
  mode: z.enum(existingModes),
});
export type AssetImportPlan = z.output<typeof assetImportPlan>;

/** What the file looks like, and how it would be read unless somebody decides otherwise. */
export interface AssetInspection {
  readonly importId: string;
  readonly fileName: string;
  readonly reading: Reading;
  readonly header: readonly string[];
  readonly rows: number;
  readonly columns: readonly (ImportField | null)[];
  /** Orders in which every day of the file is one; the first is proposed. */
  readonly dates: readonly (typeof dayOrders)[number][];
  /** Of each column, the first cells that say something. */
  readonly samples: readonly (readonly string[])[];
}

export type OutcomeCounts = Readonly<Record<AssetOutcome, number>>;

/** The dry run. */
export interface AssetCheck {
  readonly rows: OutcomeCounts;
  /** Grouped, most frequent first. */
  readonly problems: readonly {
    readonly code: AssetProblemCode;
    readonly column: number | null;
    readonly count: number;
    readonly firstRow: number;
    readonly value: string;
    readonly warning: boolean;
  }[];
}

export interface AssetReportRow {
  readonly row: number;
  readonly outcome: AssetOutcome;
  readonly name: string;
  readonly label: string;
  /** Number of the asset that is here already. */
  readonly existing: string | null;
  /** What would become different on it. */
  readonly changes: readonly {
    readonly field: AssetField | 'status';
    readonly from: string | null;
    readonly to: string | null;
  }[];
  readonly problems: readonly AssetProblem[];
}

export type AssetBatchView = Pick<
  AssetBatch,
  'id' | 'state' | 'fileName' | 'rows' | 'kept' | 'finishedAt' | 'createdAt'
> & { readonly byName: string; readonly undoable: boolean };

export const assetImportOperations = {
  /** Reads a file that was handed over by `imports.begin` and `imports.chunk`. `reading` null sniffs charset and delimiter. */
  'assets.importInspect': query(
    'imports.run',
    z.strictObject({ importId, reading: reading.nullable() }),
  ).returns<AssetInspection>(),
  /** Judges every row, writes nothing. */
  'assets.importCheck': query('imports.run', z.strictObject({ importId, plan: assetImportPlan })).returns<AssetCheck>(),
  /** Rows of the last check, in file order. */
  'assets.importReport': query(
    'imports.run',
    z.strictObject({
      importId,
      outcome: z.enum(assetOutcomes).nullable(),
      problem: z.boolean(),
      from: z.int().min(0),
      count: z.int().min(1).max(500),
    }),
  ).returns<{ readonly total: number; readonly rows: readonly AssetReportRow[] }>(),
  /** Writes by the last check, without the rows that it refuses. `record.stale` where assets changed since: check again. */
  'assets.importRun': command('imports.run', z.strictObject({ importId })).returns<AssetBatchView>(),
  'assets.importBatches': query('imports.run', z.strictObject({})).returns<readonly AssetBatchView[]>(),
  /** Assets that the batch made go, those it changed become as before; those that somebody changed since stay, and are counted. */
  'assets.importUndo': command('imports.run', z.strictObject({ batchId })).returns<AssetBatchView>(),
  /** The assets of a list as CSV in UTF-8, and how many they are. */
  'assets.export': command(
    'assets.read',
    z.strictObject({ filter: assetFilter, order: assetOrder, language: z.enum(['en', 'zh-CN']) }),
  ).returns<{ readonly csv: string; readonly rows: number }>(),
};
