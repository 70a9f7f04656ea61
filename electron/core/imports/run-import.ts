import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { ImportBatch } from '#shared/imports/batch.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../session.ts';
import { noCounts, totalOf } from './judgement.ts';
import type { OpenFile } from './open-file.ts';
import { takeBack } from './take-back.ts';
import { verdicts, type VerdictSource } from './verdicts.ts';
import { BatchWriter } from './write-batch.ts';

export interface RunOptions {
  readonly desk: Desk;
  readonly actor: Actor;
  readonly file: OpenFile;
  readonly source: VerdictSource;
  readonly mode: 'all' | 'skip-refused';
  /** Rows in the file, for the progress shown. */
  readonly rows: number;
}

export const refuseRows = (rows: number): Result<never> =>
  refuse('import.rows-refused', 'some rows cannot be imported', { rows });

const begin = ({ desk, actor, file, source }: RunOptions): Promise<Result<ImportBatch>> =>
  desk.commit(actor, (unit) => {
    const batch: ImportBatch = {
      ...unit.stamp('importBatch', unit.newId('importBatch')),
      state: 'running',
      endsAs: null,
      fileName: file.name,
      fileBytes: file.size,
      fileSha256: file.sha256,
      sourceName: source.plan.sourceName,
      by: { id: actor.id, name: actor.name },
      rows: noCounts(),
      tickets: noCounts(),
      entries: 0,
      kept: 0,
      finishedAt: null,
    };
    unit.write('import.begin', batch, { correlation: batch.id });
    return succeed(batch);
  });

interface Written {
  readonly rows: ImportBatch['rows'];
  readonly tickets: ImportBatch['tickets'];
  readonly entries: number;
}

const write = async (options: RunOptions, batch: ImportBatch): Promise<Result<Written>> => {
  const { desk, actor, source, mode } = options;
  const { job, plan } = source;
  const writer = new BatchWriter(desk, actor, batch, plan.fill.holdUntil, job);
  const rows = noCounts();
  const tickets = noCounts();
  let entries = 0;
  let refusal: Result<never> | undefined;
  const batches = verdicts(source);
  while (!refusal) {
    const next = await batches.next();
    if (next.done) {
      if (!next.value.ok) refusal = next.value;
      break;
    }
    for (const verdict of next.value) {
      rows[verdict.outcome] += verdict.rows.length;
      tickets[verdict.outcome]++;
      if (verdict.outcome === 'refuse' && mode === 'all') refusal = refuseRows(rows.refuse);
      if (job.cancelled) refusal = job.refusal();
      if (refusal) break;
      if (verdict.outcome !== 'create' && verdict.outcome !== 'update') continue;
      entries += verdict.entries.length;
      const added = await writer.add(verdict);
      if (!added.ok) refusal = added;
    }
    job.progress('writing', totalOf(rows), options.rows);
  }
  const finished = await writer.finish();
  if (refusal) return refusal;
  return finished.ok ? succeed({ rows, tickets, entries }) : finished;
};

/**
 * Imports the file as one batch. The batch is marked `running` before the first ticket and `done` with the last; whatever comes in between
 * (a refused row in mode `all`, cancelling, a full disk, the end of the process) takes everything back, at the latest on the next opening.
 */
export const runImport = async (options: RunOptions): Promise<Result<ImportBatch>> => {
  const { desk, actor, source } = options;
  const { job } = source;
  const begun = await begin(options);
  if (!begun.ok) return begun;
  const batchId = begun.value.id;
  const written = await write(options, begun.value);
  if (written.ok) {
    const done = await desk.commit(actor, (unit) => {
      const batch: ImportBatch = {
        ...begun.value,
        ...written.value,
        state: 'done',
        updatedAt: unit.at,
        finishedAt: unit.at,
      };
      unit.write('import.end', batch, { correlation: batchId });
      return succeed(batch);
    });
    job.finish(done.ok ? 'done' : 'failed', totalOf(written.value.rows), options.rows);
    return done;
  }
  const cancelled = job.cancelled;
  const taken = await takeBack({ desk, actor, batchId, endsAs: cancelled ? 'cancelled' : 'interrupted', job });
  job.finish(cancelled && taken.ok ? 'cancelled' : 'failed', 0, options.rows);
  return written;
};
