import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { ListedProblem } from '#shared/problems/operations.ts';
import type { ProblemView } from '#shared/problems/search.ts';

export interface ProblemsState {
  readonly view: ProblemView;
  readonly text: string;
  /** Of the view and text asked for last that were answered. Undefined until the first answer. */
  readonly rows: readonly ListedProblem[] | undefined;
  readonly total: number;
  /** The rows are those of another view or text: the answer is on its way. */
  readonly isSearching: boolean;
  readonly failure: Failure | undefined;
  /** The row that keys act on; stays on its problem when the list changes. */
  readonly focusId: string | null;

  show(view: ProblemView): void;
  search(text: string): void;
  focus(problemId: string): void;
  /** Moves the focus by so many rows and answers the problem it came to. */
  move(by: number): string | null;
  refresh(): void;
}

export type ProblemsStore = StoreApi<ProblemsState>;

/** The list of problems; one question at a time, and only the last one asked is answered. */
export const problemsStore: SessionFactory<ProblemsStore> = (client, onEnd) => {
  let busy = false;
  let again = false;
  const store = createStore<ProblemsState>()((set, get) => {
    const load = async (): Promise<void> => {
      again = true;
      if (busy) return;
      busy = true;
      while (again) {
        again = false;
        const { view, text } = get();
        const answer = await client.call('problems.list', { view, text });
        if (answer.ok) {
          const { rows, total } = answer.value;
          const { focusId } = get();
          const kept = rows.some(({ id }) => id === focusId);
          set({ rows, total, failure: undefined, focusId: kept ? focusId : (rows[0]?.id ?? null) });
        } else set({ failure: answer.failure });
      }
      busy = false;
      set({ isSearching: false });
    };
    return {
      view: 'open',
      text: '',
      rows: undefined,
      total: 0,
      isSearching: false,
      failure: undefined,
      focusId: null,
      show: (view) => {
        if (view === get().view && get().rows) return;
        set({ view, isSearching: true });
        void load();
      },
      search: (text) => {
        set({ text, isSearching: true });
        void load();
      },
      focus: (focusId) => set({ focusId }),
      move: (by) => {
        const { rows = [], focusId } = get();
        const at = rows.findIndex(({ id }) => id === focusId);
        const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
        if (next) set({ focusId: next.id });
        return next?.id ?? null;
      },
      refresh: () => void load(),
    };
  });
  onEnd(
    client.onNotice((notice) => {
      if (notice.name === 'problems.changed' && store.getState().rows) store.getState().refresh();
    }),
  );
  onEnd(
    client.onStatus((status) => {
      if (status === 'connected' && store.getState().failure) store.getState().refresh();
    }),
  );
  return store;
};
