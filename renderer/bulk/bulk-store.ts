import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { Result } from '#shared/base/result.ts';
import type { BulkUndoReport, LastBulkEdit } from '#shared/bulk/operations.ts';
import type { QueueFilter } from '#shared/queue/operations.ts';

/** What can be edited: the checked tickets, and all of the list they stand in. */
export interface BulkOffer {
  readonly checked: readonly string[];
  readonly filter: QueueFilter;
  /** Tickets of the list. */
  readonly total: number;
}

interface BulkState {
  /** The dialog is open on these. */
  readonly offer: BulkOffer | null;
  /** What can be undone; undefined until it is known. */
  readonly last: LastBulkEdit | null | undefined;
  /** What is being written: the job's id and how far it is. */
  readonly progress: { readonly jobId: string; readonly done: number; readonly total: number } | null;
  /** The bulk edit that is being undone. */
  readonly undoing: string | null;
  open(offer: BulkOffer): void;
  close(): void;
  /** Undoes a bulk edit; null while it is being undone already. */
  undo(bulkId: string): Promise<Result<BulkUndoReport> | null>;
  /** Asks anew what can be undone. */
  readLast(): Promise<void>;
}

export const bulkStore: SessionFactory<StoreApi<BulkState>> = (client, onEnd) => {
  const store = createStore<BulkState>()((set, get) => ({
    offer: null,
    last: undefined,
    progress: null,
    undoing: null,
    open: (offer) => set({ offer }),
    close: () => set({ offer: null, progress: null }),
    undo: async (bulkId) => {
      if (get().undoing === bulkId) return null;
      set({ undoing: bulkId, progress: null });
      const answer = await client.call('bulk.undo', { bulkId });
      set({ undoing: null, progress: null });
      void get().readLast();
      return answer;
    },
    readLast: async () => {
      const answer = await client.call('bulk.last', {});
      set({ last: answer.ok ? answer.value : null });
    },
  }));
  onEnd(
    client.onNotice((notice) => {
      if (notice.name !== 'bulk.progress') return;
      const { jobId, done, total } = notice;
      store.setState({ progress: { jobId, done, total } });
    }),
  );
  return store;
};
