import { createStore } from 'zustand/vanilla';

interface PracticeState {
  /** What is being asked. */
  readonly asking: 'open' | 'reset' | null;
  ask(asking: PracticeState['asking']): void;
}

/** One per session: palette, account menu and title bar ask through it. */
export const practiceStore = () =>
  createStore<PracticeState>()((set) => ({
    asking: null,
    ask: (asking) => set({ asking }),
  }));
