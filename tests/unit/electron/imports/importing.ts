import { existsSync, readFileSync } from 'node:fs';
import { importHandlers } from '#core/imports/handlers.ts';
import type { Desk } from '#core/desk.ts';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import type { Result } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { IMPORT_CHUNK_BYTES } from '#shared/imports/limits.ts';
import type { BatchView, CheckReport, ImportProgress, Inspection } from '#shared/imports/operations.ts';
import type { ImportPlan, Reading } from '#shared/imports/plan.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import { contextOf } from '../../../support/session-context.ts';

export const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../../fixtures/imports/${name}`, import.meta.url));

/** Real data beside the repository; undefined where this machine has none, and the test says so by being skipped. */
export const realData = (path: string): URL | undefined => {
  const url = new URL(`../../../../../shared/data/${path}`, import.meta.url);
  return existsSync(url) ? url : undefined;
};

/** For tests that are skipped without it. */
export const readReal = (url: URL | undefined): Buffer => {
  if (!url) throw new Error('this machine does not have that data');
  return readFileSync(url);
};

export const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.code}: ${JSON.stringify(result.failure.details ?? {})}`);
  return result.value;
};

export const failureOf = (result: Result<unknown>): { code: string; details: unknown } => {
  if (result.ok) throw new Error(`expected a refusal, got ${JSON.stringify(result.value)}`);
  return { code: result.failure.code, details: result.failure.details };
};

/** Drives the import operations as a screen does. */
export const importer = (desk: Desk) => {
  const progress: ImportProgress[] = [];
  const listeners = new Set<(progress: ImportProgress) => void>();
  const notify = (notice: Notice): void => {
    if (notice.name !== 'imports.progress') return;
    progress.push(notice.progress);
    for (const listener of listeners) listener(notice.progress);
  };
  const handlers = importHandlers(desk, { notify, hold: () => () => undefined, matrix: () => defaultPriorityMatrix });
  const context = contextOf('Lin Yue', ['administrator']);

  const open = async (name: string, bytes: Buffer): Promise<string> => {
    const { importId } = valueOf(await handlers['imports.begin']({ name, size: bytes.length }, context));
    for (let offset = 0; offset < bytes.length; offset += IMPORT_CHUNK_BYTES) {
      const base64 = bytes.subarray(offset, offset + IMPORT_CHUNK_BYTES).toString('base64');
      valueOf(await handlers['imports.chunk']({ importId, offset, base64 }, context));
    }
    return importId;
  };
  const inspect = async (name: string, bytes: Buffer, reading: Reading | null = null): Promise<Inspection> => {
    const importId = await open(name, bytes);
    return valueOf(await handlers['imports.inspect']({ importId, reading }, context));
  };
  const check = async (importId: string, plan: ImportPlan): Promise<CheckReport> =>
    valueOf(await handlers['imports.check']({ importId, plan }, context));
  const run = (importId: string, mode: 'all' | 'skip-refused' = 'all'): Promise<Result<BatchView>> =>
    Promise.resolve(handlers['imports.run']({ importId, mode }, context));
  /** The whole way with the proposed plan, changed by `edit`. */
  const take = async (
    name: string,
    bytes: Buffer,
    edit: (plan: ImportPlan) => ImportPlan = (plan) => plan,
  ): Promise<BatchView> => {
    const inspection = await inspect(name, bytes);
    await check(inspection.importId, edit(inspection.plan));
    return valueOf(await run(inspection.importId));
  };
  return { handlers, context, progress, listeners, open, inspect, check, run, take };
};

export const ticketsOf = (desk: Desk): Ticket[] =>
  [...desk.records.ids('ticket')].flatMap((id) => desk.records.get<Ticket>('ticket', id) ?? []);

export const timelineOf = (desk: Desk, ticketId: string): TimelineEntry[] =>
  desk.records
    .idsWithPrefix(`entry:${ticketId.slice('ticket:'.length)}:`)
    .flatMap((id) => desk.records.get<TimelineEntry>('entry', id) ?? []);
