import { createContext, useCallback, useContext } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import type { AppStore } from './app-store.ts';

export const AppStoreContext = createContext<AppStore | undefined>(undefined);

export const useAppStore = (): AppStore => {
  const store = useContext(AppStoreContext);
  if (!store) throw new Error('Used outside the app');
  return store;
};

/** Locks the console; the key is wiped when nothing else needs it. */
export const useLock = (): (() => void) => {
  const client = useClient();
  const store = useAppStore();
  const text = useFailureText();
  return useCallback(() => {
    void client.call('accounts.lock', {}).then((reply) => {
      if (reply.ok) store.getState().adopt(reply.value);
      else announce({ tone: 'failed', text: text(reply.failure) });
    });
  }, [client, store, text]);
};
