import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { BatchView, CheckReport, ImportProgress, Inspection } from '#shared/imports/operations.ts';
import type { ImportPlan, Reading } from '#shared/imports/plan.ts';
import { uploadFile } from './upload.ts';

/** Where the person is on the way from a file to tickets. */
export type ImportStep =
  | { readonly at: 'choose' }
  | { readonly at: 'opening'; readonly fileName: string; readonly uploaded: number }
  | { readonly at: 'mapping'; readonly inspection: Inspection; readonly plan: ImportPlan }
  | { readonly at: 'report'; readonly inspection: Inspection; readonly plan: ImportPlan; readonly report: CheckReport }
  | { readonly at: 'result'; readonly batch: BatchView };

export type RunMode = 'all' | 'skip-refused';

export interface ImportState {
  readonly step: ImportStep;
  /** Of the file chosen last: still known where it could not be read. */
  readonly fileName: string;
  /** What the core is busy with for this screen. */
  readonly busy: 'inspecting' | 'checking' | 'running' | 'undoing' | undefined;
  readonly progress: ImportProgress | undefined;
  readonly failure: Failure | undefined;
  /** Undefined until loaded, newest first. */
  readonly batches: readonly BatchView[] | undefined;
  choose(file: File): Promise<void>;
  read(reading: Reading): Promise<void>;
  plan(plan: ImportPlan): void;
  check(): Promise<void>;
  run(mode: RunMode): Promise<void>;
  cancel(): Promise<void>;
  /** Back to the mapping, or from there to the choice of a file. */
  back(): void;
  startOver(): void;
  undo(batchId: string, keepTouched: boolean): Promise<Failure | undefined>;
  saveProfile(name: string): Promise<Failure | undefined>;
  loadBatches(): Promise<void>;
}

export type ImportStore = StoreApi<ImportState>;

/** The one import of this session, kept while the person looks at other views. */
export const createImportStore: SessionFactory<ImportStore> = (client, onEnd) => {
  let importId: string | undefined;
  let undoing: string | undefined;
  let stopped = false;

  const store = createStore<ImportState>()((set, get) => {
    const open = async (reading: Reading | null): Promise<void> => {
      if (importId === undefined) return;
      set({ busy: 'inspecting', failure: undefined, progress: undefined });
      const reply = await client.call('imports.inspect', { importId, reading });
      set({ busy: undefined, progress: undefined });
      if (!reply.ok) {
        if (get().step.at === 'opening') set({ step: { at: 'choose' } });
        set({ failure: reply.failure });
        return;
      }
      const inspection = reply.value;
      const saved = reading === null ? inspection.profiles.find(({ fits }) => fits) : undefined;
      const { receivedAt, holdUntil } = inspection.plan.fill;
      const plan = saved ? { ...saved.plan, fill: { ...saved.plan.fill, receivedAt, holdUntil } } : inspection.plan;
      set({ step: { at: 'mapping', inspection, plan } });
    };
    const drop = (): void => {
      if (importId !== undefined) void client.call('imports.discard', { importId });
      importId = undefined;
    };

    return {
      step: { at: 'choose' },
      fileName: '',
      busy: undefined,
      progress: undefined,
      failure: undefined,
      batches: undefined,
      choose: async (file) => {
        stopped = false;
        const { name: fileName } = file;
        set({ step: { at: 'opening', fileName, uploaded: 0 }, fileName, failure: undefined, progress: undefined });
        const handed = await uploadFile(
          client,
          file,
          (id, uploaded) => {
            importId = id;
            set({ step: { at: 'opening', fileName, uploaded } });
          },
          () => stopped,
        );
        if (handed.ok) await open(null);
        else set({ step: { at: 'choose' }, failure: handed.failure });
      },
      read: (reading) => open(reading),
      plan: (plan) => {
        const { step } = get();
        if (step.at === 'mapping') set({ step: { ...step, plan }, failure: undefined });
      },
      check: async () => {
        const { step, busy } = get();
        if (step.at !== 'mapping' || busy !== undefined || importId === undefined) return;
        set({ busy: 'checking', failure: undefined, progress: undefined });
        const reply = await client.call('imports.check', { importId, plan: step.plan });
        set({ busy: undefined, progress: undefined });
        if (reply.ok) set({ step: { ...step, at: 'report', report: reply.value } });
        else set({ failure: reply.failure });
      },
      run: async (mode) => {
        const { step, busy } = get();
        if (step.at !== 'report' || busy !== undefined || importId === undefined) return;
        set({ busy: 'running', failure: undefined, progress: undefined });
        const reply = await client.call('imports.run', { importId, mode });
        set({ busy: undefined, progress: undefined });
        if (reply.ok) {
          importId = undefined;
          set({ step: { at: 'result', batch: reply.value } });
        } else set({ failure: reply.failure });
        await get().loadBatches();
      },
      cancel: async () => {
        stopped = true;
        if (importId !== undefined) await client.call('imports.cancel', { importId });
      },
      back: () => {
        const { step, busy } = get();
        if (busy !== undefined) return;
        if (step.at === 'report') set({ step: { ...step, at: 'mapping' }, failure: undefined });
        else get().startOver();
      },
      startOver: () => {
        if (get().busy === 'running') return;
        drop();
        set({ step: { at: 'choose' }, failure: undefined, progress: undefined });
      },
      undo: async (batchId, keepTouched) => {
        undoing = batchId;
        set({ busy: 'undoing', progress: undefined });
        const reply = await client.call('imports.undo', { batchId, keepTouched });
        undoing = undefined;
        set({ busy: undefined, progress: undefined });
        await get().loadBatches();
        if (!reply.ok) return reply.failure;
        const { step } = get();
        if (step.at === 'result' && step.batch.id === batchId) set({ step: { at: 'result', batch: reply.value } });
        return undefined;
      },
      saveProfile: async (name) => {
        const { step } = get();
        if (step.at !== 'mapping') return undefined;
        const { inspection, plan } = step;
        const reply = await client.call('imports.saveProfile', { name, header: [...inspection.header], plan });
        if (!reply.ok) return reply.failure;
        const profiles = [reply.value, ...inspection.profiles.filter(({ id }) => id !== reply.value.id)];
        const { step: now } = get();
        if (now.at === 'mapping') set({ step: { ...now, inspection: { ...inspection, profiles } } });
        return undefined;
      },
      loadBatches: async () => {
        const reply = await client.call('imports.batches', {});
        if (reply.ok) set({ batches: reply.value });
        else if (get().batches === undefined) set({ batches: [], failure: reply.failure });
      },
    };
  });
  onEnd(
    client.onNotice((notice) => {
      if (notice.name !== 'imports.progress') return;
      const { progress } = notice;
      if (progress.importId === importId || progress.importId === undoing) store.setState({ progress });
    }),
  );
  onEnd(() => {
    stopped = true;
  });
  void store.getState().loadBatches();
  return store;
};
