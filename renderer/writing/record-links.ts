import { useEffect } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { useStore } from 'zustand';
import { useSessionStore, type SessionFactory } from '#renderer/api/session.tsx';

interface RecordLinksState {
  /** Ids by number; null: not on this laptop. */
  readonly ids: ReadonlyMap<string, string | null>;
  ask(number: string): void;
}

const carriesNumbers: ReadonlySet<string> = new Set(['tickets.changed', 'problems.changed', 'articles.changed']);

/** Asked for in one request. */
const AT_ONCE = 200;

/** Which record has which number, asked for once: the numbers that a screen full of texts names go in one request. */
const recordLinksStore: SessionFactory<StoreApi<RecordLinksState>> = (client, onEnd) => {
  const wanted = new Set<string>();
  const asked = new Set<string>();
  const store = createStore<RecordLinksState>()((set, get) => {
    const fetchWanted = async () => {
      const numbers = [...wanted].slice(0, AT_ONCE);
      for (const number of numbers) wanted.delete(number);
      if (numbers.length === 0) return;
      const found = await client.call('queue.named', { numbers });
      if (!found.ok) {
        for (const number of numbers) asked.delete(number);
        return;
      }
      const entries = numbers.map((number) => [number, found.value[number] ?? null] as const);
      set({ ids: new Map([...get().ids, ...entries]) });
      await fetchWanted();
    };
    return {
      ids: new Map(),
      ask: (number) => {
        if (asked.has(number)) return;
        asked.add(number);
        wanted.add(number);
        if (wanted.size === 1) queueMicrotask(() => void fetchWanted());
      },
    };
  });
  // What was not here may have arrived.
  onEnd(
    client.onNotice((notice) => {
      if (!carriesNumbers.has(notice.name)) return;
      const { ids } = store.getState();
      for (const [number, id] of ids) if (id === null) asked.delete(number);
    }),
  );
  return store;
};

/** Id of the ticket, problem or article with this number; null while it is not known and for one that is not on this laptop. */
export const useRecordId = (number: string): string | null => {
  const store = useSessionStore(recordLinksStore);
  useEffect(() => store.getState().ask(number), [store, number]);
  return useStore(store, ({ ids }) => ids.get(number) ?? null);
};
