import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { Failure, Result } from '#shared/base/result.ts';
import type { TreeSummary } from '#shared/diagnosis/operations.ts';
import type { DiagnosisTree } from '#shared/diagnosis/tree.ts';

interface TreesState {
  /** Every tree in use. Undefined until loaded. */
  readonly trees: readonly TreeSummary[] | undefined;
  readonly failure: Failure | undefined;
  load(): Promise<void>;
  /** The tree that a run walks. It never changes, so it is asked for once. */
  edition(id: string): Promise<Result<DiagnosisTree>>;
  /** A text that was chosen for the editor of a tree, which takes it when it opens. */
  readonly brought: { readonly tree: string | null; readonly text: string } | undefined;
  bring(tree: string | null, text: string): void;
  takeBrought(tree: string | null): string | undefined;
}

/** The trees of this desk, read again whenever one is saved. */
export const treesStore: SessionFactory<StoreApi<TreesState>> = (client, onEnd) => {
  const editions = new Map<string, Promise<Result<DiagnosisTree>>>();
  const store = createStore<TreesState>()((set, get) => ({
    trees: undefined,
    failure: undefined,
    brought: undefined,
    load: async () => {
      const found = await client.call('diagnosis.trees', {});
      set(found.ok ? { trees: found.value, failure: undefined } : { failure: found.failure });
    },
    edition: (id) => {
      const known = editions.get(id);
      if (known) return known;
      const asked = client.call('diagnosis.edition', { edition: id });
      editions.set(id, asked);
      void asked.then((answer) => answer.ok || editions.delete(id));
      return asked;
    },
    bring: (tree, text) => set({ brought: { tree, text } }),
    takeBrought: (tree) => {
      const { brought } = get();
      if (brought?.tree !== tree) return undefined;
      set({ brought: undefined });
      return brought.text;
    },
  }));
  onEnd(
    client.onNotice((notice) => {
      if (notice.name === 'diagnosis.changed') void store.getState().load();
    }),
  );
  void store.getState().load();
  return store;
};
