import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';

interface ChecksState {
  /** The check that keys act on. */
  readonly focusId: string | null;
  focus(checkId: string | null): void;
}

/** Where somebody is in the list; it stays while they go elsewhere and come back. */
export const checksStore: SessionFactory<StoreApi<ChecksState>> = () =>
  createStore<ChecksState>()((set) => ({ focusId: null, focus: (focusId) => set({ focusId }) }));
