import { createStore, type StoreApi } from 'zustand/vanilla';
import { useStore } from 'zustand';
import { useSessionStore, type SessionFactory } from '#renderer/api/session.tsx';

interface CountState {
  readonly open: number | undefined;
}

const countStore: SessionFactory<StoreApi<CountState>> = (client, onEnd) => {
  const store = createStore<CountState>()(() => ({ open: undefined }));
  const load = async () => {
    const answer = await client.call('problems.counts', {});
    if (answer.ok) store.setState({ open: answer.value.open });
  };
  onEnd(
    client.onNotice((notice) => {
      if (notice.name === 'problems.changed') void load();
    }),
  );
  void load();
  return store;
};

/** Open problems, for the navigation; undefined until known. */
export const useProblemCount = (): number | undefined => useStore(useSessionStore(countStore), (state) => state.open);
