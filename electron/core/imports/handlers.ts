/** Importing tickets from foreign files: reading, judging, writing, undoing. Nothing here knows how a file was chosen, or other features. */
import { encodeUlid } from '#shared/base/ulid.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { ImportBatch } from '#shared/imports/batch.ts';
import { MAX_IMPORT_BYTES } from '#shared/imports/limits.ts';
import type { BatchView } from '#shared/imports/operations.ts';
import type { ImportPlan } from '#shared/imports/plan.ts';
import { planGaps } from '#shared/imports/plan-gaps.ts';
import type { PriorityMatrix } from '#shared/priority/matrix.ts';
import { admitFile, isTrainingHeader } from '#shared/practice/training-file.ts';
import { timelinePrefix, type TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import { ExternalIndex } from './external-index.ts';
import { inspect } from './inspect.ts';
import { Job } from '../job.ts';
import { judge } from './judgement.ts';
import { OpenFile } from './open-file.ts';
import { profilesFor, removeProfile, saveProfile } from './profiles.ts';
import { recoverImports } from './recover-imports.ts';
import { refuseRows, runImport } from './run-import.ts';
import { refuseTouched, takeBack, touchedSince } from './take-back.ts';
import { unreadable } from './unpack.ts';
import type { VerdictSource } from './verdicts.ts';

export interface ImportDeps {
  readonly notify: (notice: Notice) => void;
  /** Keeps the desk open for a job that outlives its session. Returns the function that lets go. */
  readonly hold: () => () => void;
  /** Files that people handed over and have not imported yet; shared with who else reads them (`tablePort`). */
  readonly files?: Map<string, OpenFile>;
  /** What impact and urgency mean on this desk now. */
  readonly matrix: () => PriorityMatrix;
}

type ImportOperation =
  | 'imports.begin'
  | 'imports.chunk'
  | 'imports.inspect'
  | 'imports.check'
  | 'imports.report'
  | 'imports.run'
  | 'imports.cancel'
  | 'imports.discard'
  | 'imports.batches'
  | 'imports.undo'
  | 'imports.saveProfile'
  | 'imports.removeProfile';

const viewOf = (batch: ImportBatch, ownDevices: readonly string[]): BatchView => ({
  id: batch.id,
  state: batch.state,
  undoable: batch.state === 'done' && ownDevices.includes(batch.device),
  fileName: batch.fileName,
  fileBytes: batch.fileBytes,
  sourceName: batch.sourceName,
  byName: batch.by.name,
  startedAt: batch.createdAt,
  finishedAt: batch.finishedAt,
  rows: batch.rows,
  tickets: batch.tickets,
  entries: batch.entries,
  kept: batch.kept,
});

export const importHandlers = (desk: Desk, deps: ImportDeps): FeatureHandlers<ImportOperation> => {
  const { ambient } = desk;
  const files = deps.files ?? new Map<string, OpenFile>();
  const index = new ExternalIndex(desk);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  /** The one run or undo that may write at a time. */
  let writing: Job | undefined;

  const jobFor = (id: string): Job =>
    new Job(
      id,
      (progress) => deps.notify({ name: 'imports.progress', progress }),
      () => ambient.mono(),
    );
  const held = async <T>(work: () => Promise<T>): Promise<T> => {
    const letGo = deps.hold();
    try {
      return await work();
    } finally {
      letGo();
    }
  };
  /** Runs `work` as the one job that writes; refuses while there is another. */
  const exclusively = async <T>(job: Job, work: () => Promise<Result<T>>): Promise<Result<T>> => {
    if (writing) return refuse('import.running', 'another import is being written or undone');
    writing = job;
    try {
      await recovered;
      return await held(work);
    } finally {
      writing = undefined;
    }
  };

  const recovered = held(() => recoverImports(desk, jobFor));
  // Who imports next waits for it and is told; alone it must not end the process.
  recovered.catch(() => undefined);
  desk.onClosing(() => {
    writing?.cancel();
    for (const file of files.values()) file.job?.cancel();
    files.clear();
  });

  const fileOf = (importId: string, context: SessionContext): Result<OpenFile> => {
    const file = files.get(importId);
    if (!file || file.userId !== context.session.userId)
      return refuse('record.not-found', 'the file is no longer open; choose it again');
    return succeed(file);
  };
  /** One job at a time on a file; a newer one replaces it. */
  const onFile = async <T>(
    importId: string,
    context: SessionContext,
    work: (file: OpenFile, job: Job) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const file = fileOf(importId, context);
    if (!file.ok) return file;
    if (file.value.job && file.value.job === writing) return refuse('import.running', 'this file is being imported');
    file.value.job?.cancel();
    const job = jobFor(importId);
    file.value.job = job;
    try {
      return await work(file.value, job);
    } finally {
      if (file.value.job === job) file.value.job = undefined;
    }
  };
  const sourceOf = async (file: OpenFile, plan: ImportPlan, job: Job): Promise<Result<VerdictSource>> => {
    const text = await file.text(plan.reading.charset, job);
    if (!text.ok) return text;
    await index.ready(job);
    return succeed({
      text: text.value,
      plan,
      job,
      find: (externalId) => index.find(plan.sourceName, externalId),
      timelineOf: (ticketId) =>
        desk.records
          .idsWithPrefix(timelinePrefix(ticketId))
          .flatMap((id) => desk.records.get<TimelineEntry>('entry', id) ?? []),
      matrix: deps.matrix(),
    });
  };

  return {
    'imports.begin': ({ name, size }, context) => {
      if (size === 0) return unreadable('empty', 'the file is empty');
      if (size > MAX_IMPORT_BYTES) return unreadable('too-large', 'the file is too large', { limit: MAX_IMPORT_BYTES });
      for (const file of files.values())
        if (file.userId === context.session.userId && file.job !== writing) files.delete(file.id);
      const id = `import:${encodeUlid(ambient.now().getTime(), ambient.randomBytes(10))}`;
      files.set(id, new OpenFile(id, context.session.userId, name, size));
      return succeed({ importId: id });
    },
    'imports.chunk': ({ importId, offset, base64 }, context) => {
      const file = fileOf(importId, context);
      return file.ok ? file.value.append(offset, Buffer.from(base64, 'base64')) : file;
    },
    'imports.inspect': ({ importId, reading }, context) =>
      onFile(importId, context, async (file, job) => {
        const found = await inspect(file, reading, job, { now: ambient.now(), zone });
        if (!found.ok) return found;
        const admitted = admitFile(desk, isTrainingHeader(found.value.header));
        if (!admitted.ok) return admitted;
        const inspection = { ...found.value, profiles: profilesFor(desk, found.value.header) };
        file.inspection = inspection;
        return succeed(inspection);
      }),
    'imports.check': ({ importId, plan }, context) =>
      onFile(importId, context, async (file, job) => {
        if (!file.inspection) return refuse('request.invalid', 'the file was not inspected yet');
        const gaps = planGaps(plan, file.inspection.header.length);
        if (gaps.length > 0)
          return refuse('import.plan-incomplete', 'the plan does not say enough', {
            gaps: gaps.map((gap) => ({ ...gap })),
          });
        const source = await sourceOf(file, plan, job);
        if (!source.ok) return source;
        const judgement = await judge(source.value, file.inspection.rows);
        if (!judgement.ok) return judgement;
        file.checked = { plan, judgement: judgement.value };
        return succeed(judgement.value.report(importId));
      }),
    'imports.report': ({ importId, outcome, code, column, from, count }, context) => {
      const file = fileOf(importId, context);
      if (!file.ok) return file;
      if (!file.value.checked) return refuse('request.invalid', 'the file was not checked yet');
      return succeed(file.value.checked.judgement.page({ outcome, code, column }, from, count));
    },
    'imports.run': ({ importId, mode }, context) =>
      onFile(importId, context, (file, job) =>
        exclusively(job, async () => {
          const { checked, inspection } = file;
          if (!checked || !inspection) return refuse('request.invalid', 'the file was not checked yet');
          if (mode === 'all' && checked.judgement.rows.refuse > 0) return refuseRows(checked.judgement.rows.refuse);
          const source = await sourceOf(file, checked.plan, job);
          if (!source.ok) return source;
          const batch = await runImport({
            desk,
            actor: actorOf(context.session),
            file,
            source: source.value,
            mode,
            rows: inspection.rows,
          });
          if (!batch.ok) return batch;
          files.delete(importId);
          return succeed(viewOf(batch.value, desk.ownDevices));
        }),
      ),
    'imports.cancel': ({ importId }, context) => {
      const file = fileOf(importId, context);
      if (!file.ok) return file;
      file.value.job?.cancel();
      return succeed(null);
    },
    'imports.discard': ({ importId }, context) => {
      const file = fileOf(importId, context);
      if (!file.ok) return succeed(null);
      if (file.value.job && file.value.job === writing) return refuse('import.running', 'this file is being imported');
      file.value.job?.cancel();
      files.delete(importId);
      return succeed(null);
    },
    'imports.batches': async () => {
      await recovered;
      return succeed(
        [...desk.records.ids('importBatch')]
          .toReversed()
          .flatMap((id) => desk.records.get<ImportBatch>('importBatch', id) ?? [])
          .map((batch) => viewOf(batch, desk.ownDevices)),
      );
    },
    'imports.undo': ({ batchId, keepTouched }, context) => {
      const job = jobFor(batchId);
      return exclusively(job, async () => {
        const batch = desk.records.get<ImportBatch>('importBatch', batchId);
        if (!batch || !viewOf(batch, desk.ownDevices).undoable)
          return refuse('record.not-found', 'there is no import to undo');
        const touched = keepTouched ? [] : await touchedSince(desk, batchId, job);
        if (touched.length > 0) return refuseTouched(touched);
        const undone = await takeBack({ desk, actor: actorOf(context.session), batchId, endsAs: 'undone', job });
        if (!undone.ok) return undone;
        job.finish('done', 1, 1);
        return succeed(viewOf(undone.value, desk.ownDevices));
      });
    },
    'imports.saveProfile': (input, context) => saveProfile(desk, actorOf(context.session), input),
    'imports.removeProfile': ({ id }, context) => removeProfile(desk, actorOf(context.session), id),
  };
};
