import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import { levels, type Level } from '#shared/logs/line.ts';
import type { ViewFilter } from '#shared/logs/operations.ts';
import type { LogColumn } from '#shared/logs/columns.ts';
import type { Search } from '#shared/logs/filter.ts';

/** A filter as the chips show it: it stays when it is off. */
export interface ChosenFilter extends ViewFilter {
  readonly isOn: boolean;
}

export interface LogsState {
  /** Sources that are viewed; null until somebody chose. */
  readonly chosen: readonly string[] | null;
  readonly levels: readonly Level[];
  readonly filters: readonly ChosenFilter[];
  /** `pattern` may be empty: nothing is searched for. */
  readonly search: Search;
  /** Ranks of the line that keys act on, and of the one that a selection began with. */
  readonly focusRank: number | null;
  readonly anchorRank: number | null;
  readonly isFollowing: boolean;
  /** Lines that there were when following was paused. */
  readonly pausedAt: number;
  readonly wraps: boolean;
  readonly showsDetail: boolean;
  /** By source: as they were arranged in this window. */
  readonly columns: Readonly<Record<string, readonly LogColumn[]>>;
  choose(chosen: readonly string[]): void;
  toggleLevel(level: Level): void;
  setFilters(filters: readonly ChosenFilter[]): void;
  look(search: Partial<Search>): void;
  /** Pauses: what somebody looks at does not run away. */
  focus(rank: number | null, total: number, isExtended?: boolean): void;
  follow(): void;
  pause(total: number): void;
  arrange(sourceId: string, columns: readonly LogColumn[]): void;
  set(change: Partial<Pick<LogsState, 'wraps' | 'showsDetail'>>): void;
}

/** What somebody looks at in the logs; it stays while they go elsewhere and come back. */
export const logsStore: SessionFactory<StoreApi<LogsState>> = () =>
  createStore<LogsState>()((set) => ({
    chosen: null,
    levels,
    filters: [],
    search: { pattern: '', isRegex: false, matchesCase: false },
    focusRank: null,
    anchorRank: null,
    isFollowing: true,
    pausedAt: 0,
    wraps: false,
    showsDetail: false,
    columns: {},
    choose: (chosen) => set({ chosen, focusRank: null, anchorRank: null, showsDetail: false, isFollowing: true }),
    toggleLevel: (level) =>
      set((state) => {
        const chosen = levels.filter((each) => (each === level) !== state.levels.includes(each));
        // With none there would be nothing to see and nothing to learn from it.
        return { levels: chosen.length === 0 ? levels : chosen };
      }),
    setFilters: (filters) => set({ filters }),
    look: (search) => set((state) => ({ search: { ...state.search, ...search } })),
    focus: (focusRank, total, isExtended = false) =>
      set((state) => ({
        focusRank,
        anchorRank: isExtended ? (state.anchorRank ?? state.focusRank ?? focusRank) : focusRank,
        ...(state.isFollowing && focusRank !== null ? { isFollowing: false, pausedAt: total } : {}),
      })),
    follow: () => set({ isFollowing: true, focusRank: null, anchorRank: null }),
    pause: (pausedAt) => set(({ isFollowing }) => (isFollowing ? { isFollowing: false, pausedAt } : {})),
    arrange: (sourceId, columns) => set((state) => ({ columns: { ...state.columns, [sourceId]: columns } })),
    set: (change) => set(change),
  }));

/** First and last rank of what is selected. */
export const selectionOf = ({
  focusRank,
  anchorRank,
}: Pick<LogsState, 'focusRank' | 'anchorRank'>): readonly [first: number, last: number] | undefined =>
  focusRank === null
    ? undefined
    : [Math.min(focusRank, anchorRank ?? focusRank), Math.max(focusRank, anchorRank ?? focusRank)];
