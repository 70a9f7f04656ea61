import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { ImportProgress } from '#shared/imports/operations.ts';
import type { ArticleBatchView, FolderPreview, ImportSettings } from '#shared/knowledge/exchange/operations.ts';
import type { Chosen } from './chosen-files.ts';
import { handOver } from './hand-over.ts';

/** Where the person is on the way from a folder to articles. */
export type ExchangeStep =
  | { readonly at: 'choose' }
  | { readonly at: 'reading'; readonly name: string; readonly handed: number }
  | { readonly at: 'preview'; readonly preview: FolderPreview; readonly settings: ImportSettings }
  | { readonly at: 'writing'; readonly preview: FolderPreview; readonly settings: ImportSettings }
  | { readonly at: 'result'; readonly batch: ArticleBatchView };

export interface ExchangeState {
  readonly step: ExchangeStep;
  readonly progress: ImportProgress | undefined;
  readonly failure: Failure | undefined;
  /** Undefined until loaded, newest first. */
  readonly batches: readonly ArticleBatchView[] | undefined;
  /** The batch that is being taken back. */
  readonly undoing: string | undefined;
  choose(chosen: Chosen): Promise<void>;
  set(settings: Partial<ImportSettings>): void;
  run(): Promise<void>;
  cancel(): void;
  startOver(): void;
  undo(batchId: string): Promise<Failure | undefined>;
  loadBatches(): Promise<void>;
}

export type ExchangeStore = StoreApi<ExchangeState>;

const proposed = ({ about }: FolderPreview): ImportSettings => ({
  licence: about.licence ?? '',
  attribution: about.attribution ?? '',
  url: about.url ?? '',
  audience: 'internal',
  kind: null,
  category: null,
});

/** The one import of articles of this session, kept while the person looks at other views. */
export const exchangeStore: SessionFactory<ExchangeStore> = (client, onEnd) => {
  let importId: string | undefined;
  let stopped = false;
  const store = createStore<ExchangeState>()((set, get) => {
    const fail = (failure: Failure): void => set({ step: { at: 'choose' }, failure, progress: undefined });
    return {
      step: { at: 'choose' },
      progress: undefined,
      failure: undefined,
      batches: undefined,
      undoing: undefined,
      choose: async (chosen) => {
        const { at } = get().step;
        if (at === 'reading' || at === 'writing') return;
        stopped = false;
        const { name } = chosen;
        set({ step: { at: 'reading', name, handed: 0 }, failure: undefined, progress: undefined });
        const handed = await handOver(
          client,
          chosen,
          (id, share) => {
            importId = id;
            set({ step: { at: 'reading', name, handed: share } });
          },
          () => stopped,
        );
        if (!handed.ok) return fail(handed.failure);
        const read = await client.call('knowledgeImport.inspect', { importId: handed.value.importId });
        if (!read.ok) return fail(read.failure);
        const preview = read.value;
        set({ step: { at: 'preview', preview, settings: proposed(preview) }, progress: undefined });
      },
      set: (settings) => {
        const { step } = get();
        if (step.at === 'preview') set({ step: { ...step, settings: { ...step.settings, ...settings } } });
      },
      run: async () => {
        const { step } = get();
        if (step.at !== 'preview') return;
        const { preview, settings } = step;
        set({ step: { ...step, at: 'writing' }, failure: undefined, progress: undefined });
        const done = await client.call('knowledgeImport.run', { importId: preview.importId, settings });
        if (done.ok) {
          importId = undefined;
          set({ step: { at: 'result', batch: done.value }, progress: undefined });
        } else set({ step, failure: done.failure, progress: undefined });
        await get().loadBatches();
      },
      cancel: () => {
        stopped = true;
        if (importId !== undefined) void client.call('knowledgeImport.cancel', { importId });
      },
      startOver: () => {
        const { at } = get().step;
        if (at === 'writing') return;
        if (importId !== undefined) void client.call('knowledgeImport.discard', { importId });
        importId = undefined;
        set({ step: { at: 'choose' }, failure: undefined, progress: undefined });
      },
      undo: async (batchId) => {
        set({ undoing: batchId, progress: undefined });
        const undone = await client.call('knowledgeImport.undo', { batchId });
        set({ undoing: undefined, progress: undefined });
        await get().loadBatches();
        if (!undone.ok) return undone.failure;
        set({ step: { at: 'result', batch: undone.value } });
        return undefined;
      },
      loadBatches: async () => {
        const answer = await client.call('knowledgeImport.batches', {});
        if (answer.ok) set({ batches: answer.value });
        else if (get().batches === undefined) set({ batches: [], failure: answer.failure });
      },
    };
  });
  onEnd(
    client.onNotice((notice) => {
      if (notice.name !== 'imports.progress') return;
      const { progress } = notice;
      if (progress.importId === importId || progress.importId === store.getState().undoing)
        store.setState({ progress });
    }),
  );
  onEnd(() => {
    stopped = true;
  });
  void store.getState().loadBatches();
  return store;
};
