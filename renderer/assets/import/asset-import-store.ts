import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import { uploadFile } from '#renderer/imports/upload.ts';
import type { AssetBatchView, AssetCheck, AssetImportPlan, AssetInspection } from '#shared/assets/import/operations.ts';
import type { Failure } from '#shared/base/result.ts';

/** Where the person is on the way from a file to assets. */
export type AssetImportStep =
  | { readonly at: 'choose' }
  | { readonly at: 'opening'; readonly share: number }
  | { readonly at: 'mapping'; readonly inspection: AssetInspection }
  | { readonly at: 'report'; readonly inspection: AssetInspection; readonly check: AssetCheck }
  | { readonly at: 'result'; readonly batch: AssetBatchView };

export interface AssetImportState {
  readonly step: AssetImportStep;
  readonly fileName: string;
  readonly plan: AssetImportPlan | undefined;
  readonly busy: 'checking' | 'writing' | 'undoing' | undefined;
  /** Of what it is busy with, 0 … 1. */
  readonly share: number;
  readonly failure: Failure | undefined;
  /** Newest first; undefined until loaded. */
  readonly batches: readonly AssetBatchView[] | undefined;
  choose(file: File): Promise<void>;
  change(plan: Partial<AssetImportPlan>): void;
  check(): Promise<void>;
  run(): Promise<void>;
  back(): void;
  startOver(): void;
  undo(batchId: string): Promise<AssetBatchView | undefined>;
  loadBatches(): Promise<void>;
}

/** The import of a list of assets, kept while the person looks at other views. */
export const assetImportStore: SessionFactory<StoreApi<AssetImportState>> = (client, onEnd) => {
  let importId: string | undefined;
  let ended = false;
  const store = createStore<AssetImportState>()((set, get) => ({
    step: { at: 'choose' },
    fileName: '',
    plan: undefined,
    busy: undefined,
    share: 0,
    failure: undefined,
    batches: undefined,
    choose: async (file) => {
      set({ step: { at: 'opening', share: 0 }, fileName: file.name, failure: undefined });
      const handed = await uploadFile(
        client,
        file,
        (id, share) => {
          importId = id;
          set({ step: { at: 'opening', share } });
        },
        () => ended,
      );
      const found = handed.ok
        ? await client.call('assets.importInspect', { importId: handed.value.importId, reading: null })
        : handed;
      if (!found.ok) {
        set({ step: { at: 'choose' }, failure: found.failure });
        return;
      }
      const { reading, columns, dates } = found.value;
      const plan: AssetImportPlan = { reading, columns, dates: dates[0] ?? 'ymd', mode: 'fill' };
      set({ step: { at: 'mapping', inspection: found.value }, plan });
    },
    change: (change) => {
      const { plan } = get();
      if (plan) set({ plan: { ...plan, ...change } });
    },
    check: async () => {
      const { step, plan, busy } = get();
      if ((step.at !== 'mapping' && step.at !== 'report') || !plan || busy !== undefined || importId === undefined)
        return;
      set({ busy: 'checking', share: 0, failure: undefined });
      const answer = await client.call('assets.importCheck', { importId, plan });
      set({ busy: undefined });
      if (answer.ok) set({ step: { at: 'report', inspection: step.inspection, check: answer.value } });
      else set({ failure: answer.failure });
    },
    run: async () => {
      const { step, busy } = get();
      if (step.at !== 'report' || busy !== undefined || importId === undefined) return;
      set({ busy: 'writing', share: 0, failure: undefined });
      const answer = await client.call('assets.importRun', { importId });
      set({ busy: undefined });
      if (answer.ok) set({ step: { at: 'result', batch: answer.value } });
      else set({ failure: answer.failure });
      await get().loadBatches();
    },
    back: () => {
      const { step, busy } = get();
      if (busy !== undefined) return;
      if (step.at === 'report') set({ step: { at: 'mapping', inspection: step.inspection }, failure: undefined });
      else get().startOver();
    },
    startOver: () => {
      if (get().busy !== undefined) return;
      if (importId !== undefined) void client.call('imports.discard', { importId });
      importId = undefined;
      set({ step: { at: 'choose' }, plan: undefined, failure: undefined });
    },
    undo: async (batchId) => {
      set({ busy: 'undoing', share: 0, failure: undefined });
      const answer = await client.call('assets.importUndo', { batchId });
      set({ busy: undefined, ...(!answer.ok && { failure: answer.failure }) });
      await get().loadBatches();
      const { step } = get();
      if (answer.ok && step.at === 'result' && step.batch.id === batchId)
        set({ step: { at: 'result', batch: answer.value } });
      return answer.ok ? answer.value : undefined;
    },
    loadBatches: async () => {
      const answer = await client.call('assets.importBatches', {});
      if (answer.ok) set({ batches: answer.value });
    },
  }));
  onEnd(
    client.onNotice((notice) => {
      if (notice.name !== 'imports.progress' || store.getState().busy === undefined) return;
      const { done, total } = notice.progress;
      store.setState({ share: done / Math.max(1, total) });
    }),
  );
  onEnd(() => {
    ended = true;
  });
  return store;
};
