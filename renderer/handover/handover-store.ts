import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { HandoverView } from '#shared/handover/operations.ts';

interface HandoverState {
  /** Newest first; undefined until loaded. */
  readonly handovers: readonly HandoverView[] | undefined;
  readonly failure: Failure | undefined;
  load(): Promise<void>;
}

/** What was handed over by and to the person at the console, kept current by notices. */
export const handoverStore: SessionFactory<StoreApi<HandoverState>> = (client, onEnd) => {
  const store = createStore<HandoverState>()((set) => ({
    handovers: undefined,
    failure: undefined,
    load: async () => {
      const reply = await client.call('handover.list', {});
      if (reply.ok) set({ handovers: reply.value, failure: undefined });
      else set({ failure: reply.failure });
    },
  }));
  onEnd(
    client.onNotice(({ name }) => {
      if (name === 'handovers.changed' || name === 'groups.changed') void store.getState().load();
    }),
  );
  void store.getState().load();
  return store;
};
