import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';

interface RulesState {
  /** What is tried. */
  readonly tried: string;
  tryText(text: string): void;
}

export const rulesStore: SessionFactory<StoreApi<RulesState>> = () =>
  createStore<RulesState>()((set) => ({
    tried: '',
    tryText: (tried) => set({ tried }),
  }));
