import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { RuleEdit } from './rule-edit.ts';

interface RulesState {
  /** What somebody has begun to write, by the code of the rule; the new one under ''. It stays until it is saved or given up. */
  readonly edits: Readonly<Record<string, RuleEdit>>;
  /** What is tried. */
  readonly tried: string;
  edit(code: string, edit: RuleEdit): void;
  giveUp(code: string): void;
  tryText(text: string): void;
}

export const rulesStore: SessionFactory<StoreApi<RulesState>> = () =>
  createStore<RulesState>()((set) => ({
    edits: {},
    tried: '',
    edit: (code, edit) => set(({ edits }) => ({ edits: { ...edits, [code]: edit } })),
    giveUp: (code) =>
      set(({ edits }) => ({ edits: Object.fromEntries(Object.entries(edits).filter(([each]) => each !== code)) })),
    tryText: (tried) => set({ tried }),
  }));
