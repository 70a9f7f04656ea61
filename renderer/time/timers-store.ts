import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import type { ShownFailure } from '#renderer/ui/failure-banner.tsx';
import type { TimerView } from '#shared/time/operations.ts';

interface TimersState {
  /** One's own; the running one first. */
  readonly timers: readonly TimerView[];
  load(): Promise<void>;
  /** Starts, goes on, pauses or throws away; `say` words a refusal. */
  act(action: 'start' | 'pause' | 'discard', ticketId: string, say: (failure: ShownFailure) => string): Promise<void>;
}

/** The timers of whoever is signed in, wherever they were started. */
export const timersStore: SessionFactory<StoreApi<TimersState>> = (client, onEnd) => {
  const store = createStore<TimersState>()((set) => ({
    timers: [],
    load: async () => {
      const answer = await client.call('time.timers', {});
      if (answer.ok) set({ timers: answer.value });
    },
    act: async (action, ticketId, say) => {
      const answer = await client.call(`time.${action}`, { ticketId });
      if (answer.ok) set({ timers: answer.value });
      else announce({ tone: 'refused', text: say(answer.failure) });
    },
  }));
  onEnd(
    client.onNotice((notice) => {
      if (notice.name === 'timers.changed') void store.getState().load();
    }),
  );
  void store.getState().load();
  return store;
};
