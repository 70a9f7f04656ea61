import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import { everyAsset, type AssetFilter, type AssetOrder } from '#shared/assets/filter.ts';
import type { AssetRow } from '#shared/assets/row.ts';
import type { Failure } from '#shared/base/result.ts';

/** Rows are asked for in runs of this many. */
export const RUN = 100;
/** Rows kept; beyond this the runs farthest from the screen go. */
const KEPT_RUNS = 40;

export interface AssetsState {
  readonly filter: AssetFilter;
  readonly order: AssetOrder;
  /** Of the last answer; undefined until the first. */
  readonly total: number | undefined;
  /** By the number of their run; a run of an older list is shown until the newer one is there. */
  readonly runs: ReadonlyMap<number, readonly AssetRow[]>;
  readonly failure: Failure | undefined;
  /** The rows are those of another filter or order: the answer is on its way. */
  readonly isSearching: boolean;
  /** The row that keys act on. */
  readonly focusIndex: number;
  readonly focusId: string | null;
  /** Grows when the list is to scroll to the row in focus. */
  readonly jump: number;

  setFilter(change: Partial<AssetFilter>): void;
  setOrder(order: AssetOrder): void;
  /** The rows on screen. */
  see(from: number, to: number): void;
  focus(index: number): void;
  /** Answers the asset it came to, if its row is here. */
  move(by: number): string | null;
  /** Goes to the row of an asset, where this list has it. */
  find(ciId: string): Promise<void>;
  refresh(): void;
}

export type AssetsStore = StoreApi<AssetsState>;

export const rowAt = ({ runs, total = 0 }: Pick<AssetsState, 'runs' | 'total'>, index: number): AssetRow | undefined =>
  index < total ? runs.get(Math.floor(index / RUN))?.[index % RUN] : undefined;

/** The list of assets as a window over the core's order: one question at a time, and what nobody looks at any more is not asked for. */
export const assetsStore: SessionFactory<AssetsStore> = (client, onEnd) => {
  let busy = false;
  let screen = { from: 0, to: RUN };
  /** Runs that are of the newest list. */
  const fresh = new Set<number>();
  let version = -1;

  const store = createStore<AssetsState>()((set, get) => {
    const missing = (): number | undefined => {
      const { total } = get();
      const last = Math.floor((Math.min(screen.to, Math.max(1, total ?? 1)) - 1) / RUN);
      for (let run = Math.floor(screen.from / RUN); run <= Math.max(0, last); run++) if (!fresh.has(run)) return run;
      return undefined;
    };
    const kept = (runs: Map<number, readonly AssetRow[]>, around: number): ReadonlyMap<number, readonly AssetRow[]> => {
      const farthest = [...runs.keys()].toSorted((a, b) => Math.abs(b - around) - Math.abs(a - around));
      for (const run of farthest.slice(0, Math.max(0, runs.size - KEPT_RUNS))) {
        runs.delete(run);
        fresh.delete(run);
      }
      return runs;
    };
    const load = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      for (let run = missing(); run !== undefined; run = missing()) {
        const { filter, order } = get();
        const answer = await client.call('assets.page', { filter, order, from: run * RUN, count: RUN });
        if (get().filter !== filter || get().order !== order) continue;
        if (!answer.ok) {
          set({ failure: answer.failure, isSearching: false });
          break;
        }
        const { total, rows } = answer.value;
        if (answer.value.version !== version) fresh.clear();
        ({ version } = answer.value);
        fresh.add(run);
        const runs = kept(new Map(get().runs).set(run, rows), run);
        const focusIndex = Math.min(get().focusIndex, Math.max(0, total - 1));
        const focusId = rowAt({ runs, total }, focusIndex)?.id ?? null;
        set({ total, runs, failure: undefined, isSearching: false, focusIndex, focusId });
      }
      busy = false;
    };
    const startOver = (change: Partial<AssetsState>): void => {
      fresh.clear();
      screen = { from: 0, to: RUN };
      set({ ...change, isSearching: true, focusIndex: 0, jump: get().jump + 1 });
      void load();
    };
    return {
      filter: everyAsset,
      order: { by: 'name', descending: false },
      total: undefined,
      runs: new Map(),
      failure: undefined,
      isSearching: false,
      focusIndex: 0,
      focusId: null,
      jump: 0,
      setFilter: (change) => startOver({ filter: { ...get().filter, ...change } }),
      setOrder: (order) => startOver({ order }),
      see: (from, to) => {
        screen = { from, to };
        void load();
      },
      focus: (index) => {
        const focusIndex = Math.max(0, Math.min(index, (get().total ?? 1) - 1));
        set({ focusIndex, focusId: rowAt(get(), focusIndex)?.id ?? null, jump: get().jump + 1 });
      },
      move: (by) => {
        get().focus(get().focusIndex + by);
        return get().focusId;
      },
      find: async (ciId) => {
        const { filter, order } = get();
        const place = await client.call('assets.place', { filter, order, ciId });
        if (!place.ok || place.value === null || get().filter !== filter || get().order !== order) return;
        set({ focusIndex: place.value, focusId: ciId, jump: get().jump + 1 });
        screen = { from: place.value, to: place.value + 1 };
        void load();
      },
      refresh: () => {
        fresh.clear();
        void load();
      },
    };
  });
  onEnd(
    client.onNotice((notice) => {
      if (notice.name === 'assets.changed' && store.getState().total !== undefined) store.getState().refresh();
    }),
  );
  onEnd(
    client.onStatus((status) => {
      if (status === 'connected' && store.getState().failure) store.getState().refresh();
    }),
  );
  return store;
};
