import { createStore } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { StoreApi } from 'zustand/vanilla';
import type { Failure, Result } from '#shared/base/result.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { MatrixView } from '#shared/priority/operations.ts';
import type { CalendarView, PolicyView } from '#shared/sla/operations.ts';

export interface RulesState {
  /** Undefined until loaded; by name. */
  readonly policies: readonly PolicyView[] | undefined;
  readonly calendars: readonly CalendarView[] | undefined;
  readonly matrix: MatrixView | undefined;
  readonly failure: Failure | undefined;
  load(): Promise<void>;
  savePolicy(input: InputOf<'sla.savePolicy'>): Promise<Result<PolicyView>>;
  saveCalendar(input: InputOf<'sla.saveCalendar'>): Promise<Result<CalendarView>>;
  saveMatrix(input: InputOf<'priority.saveMatrix'>): Promise<Result<MatrixView>>;
}

/** Policies and calendars of this desk, in their newest versions. */
export const createRulesStore: SessionFactory<StoreApi<RulesState>> = (client) => {
  const store = createStore<RulesState>()((set, get) => ({
    policies: undefined,
    calendars: undefined,
    matrix: undefined,
    failure: undefined,
    load: async () => {
      const [policies, calendars, matrix] = await Promise.all([
        client.call('sla.policies', {}),
        client.call('sla.calendars', {}),
        client.call('priority.matrix', {}),
      ]);
      if (!policies.ok) set({ failure: policies.failure });
      else if (!calendars.ok) set({ failure: calendars.failure });
      else if (!matrix.ok) set({ failure: matrix.failure });
      else set({ policies: policies.value, calendars: calendars.value, matrix: matrix.value, failure: undefined });
    },
    savePolicy: async (input) => {
      const saved = await client.call('sla.savePolicy', input);
      if (saved.ok) await get().load();
      return saved;
    },
    saveMatrix: async (input) => {
      const saved = await client.call('priority.saveMatrix', input);
      if (saved.ok) await get().load();
      return saved;
    },
    saveCalendar: async (input) => {
      const saved = await client.call('sla.saveCalendar', input);
      if (saved.ok) await get().load();
      return saved;
    },
  }));
  void store.getState().load();
  return store;
};
