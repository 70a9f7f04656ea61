import { createStore } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { StoreApi } from 'zustand/vanilla';
import type { Failure, Result } from '#shared/base/result.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { CalendarView, PolicyView } from '#shared/sla/operations.ts';

export interface RulesState {
  /** Undefined until loaded; by name. */
  readonly policies: readonly PolicyView[] | undefined;
  readonly calendars: readonly CalendarView[] | undefined;
  readonly failure: Failure | undefined;
  load(): Promise<void>;
  savePolicy(input: InputOf<'sla.savePolicy'>): Promise<Result<PolicyView>>;
  saveCalendar(input: InputOf<'sla.saveCalendar'>): Promise<Result<CalendarView>>;
}

/** Policies and calendars of this desk, in their newest versions. */
export const createRulesStore: SessionFactory<StoreApi<RulesState>> = (client) => {
  const store = createStore<RulesState>()((set, get) => ({
    policies: undefined,
    calendars: undefined,
    failure: undefined,
    load: async () => {
      const [policies, calendars] = await Promise.all([
        client.call('sla.policies', {}),
        client.call('sla.calendars', {}),
      ]);
      if (policies.ok && calendars.ok)
        set({ policies: policies.value, calendars: calendars.value, failure: undefined });
      else set({ failure: policies.ok ? (calendars.ok ? undefined : calendars.failure) : policies.failure });
    },
    savePolicy: async (input) => {
      const saved = await client.call('sla.savePolicy', input);
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
