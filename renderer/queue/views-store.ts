import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '#renderer/api/client.ts';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { Failure, Result } from '#shared/base/result.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { QueueFilter, QueueOrder, SavedView } from '#shared/queue/operations.ts';

export type Counts = OutputOf<'queue.counts'>;
export type Facets = OutputOf<'queue.facets'>;

export interface ViewsState {
  readonly views: readonly SavedView[];
  readonly counts: Counts | undefined;
  /** Values in use, for the filter menus; asked for when a menu opens. */
  readonly facets: Facets | undefined;
  readonly failure: Failure | undefined;

  save(id: string | null, name: string, filter: QueueFilter, order: QueueOrder): Promise<Result<SavedView>>;
  remove(id: string): Promise<Result<null>>;
  loadFacets(): Promise<void>;
  /** Loads views and counts, and counts again when tickets change or their texts can be searched; returns the function that stops it. */
  connect(): () => void;
}

export type ViewsStore = StoreApi<ViewsState>;

export const createViewsStore = (client: Client): ViewsStore =>
  createStore<ViewsState>()((set) => {
    let counting = false;
    let again = false;

    /** One count at a time, and one more if tickets changed meanwhile: an import does not pile them up. */
    const count = async (): Promise<void> => {
      again = true;
      if (counting) return;
      counting = true;
      while (again) {
        again = false;
        const counts = await client.call('queue.counts', {});
        if (counts.ok) set({ counts: counts.value });
        else again = false;
      }
      counting = false;
    };

    const load = async (): Promise<void> => {
      const views = await client.call('queue.views', {});
      set(views.ok ? { views: views.value, failure: undefined } : { failure: views.failure });
      await count();
    };

    return {
      views: [],
      counts: undefined,
      facets: undefined,
      failure: undefined,

      save: async (id, name, filter, order) => {
        const saved = await client.call('queue.saveView', { id, name, filter, order });
        if (saved.ok) await load();
        return saved;
      },
      remove: async (id) => {
        const removed = await client.call('queue.removeView', { id });
        if (removed.ok) await load();
        return removed;
      },
      loadFacets: async () => {
        const facets = await client.call('queue.facets', {});
        set(facets.ok ? { facets: facets.value } : { failure: facets.failure });
      },
      connect: () => {
        void load();
        return client.onNotice((notice) => {
          // A view that searches for words finds all of its tickets only once every text was read.
          const isRead = notice.name === 'search.read' && notice.done === notice.total;
          if (notice.name === 'tickets.changed' || isRead) void count();
        });
      },
    };
  });

/** Shared by the navigation's counts, the filter menus and the list's head. */
export const viewsStore: SessionFactory<ViewsStore> = (client, onEnd) => {
  const store = createViewsStore(client);
  onEnd(store.getState().connect());
  return store;
};
