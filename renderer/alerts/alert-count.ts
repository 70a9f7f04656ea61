import { createStore, type StoreApi } from 'zustand/vanilla';
import { useStore } from 'zustand';
import { useSessionStore, type SessionFactory } from '#renderer/api/session.tsx';
import type { AlertCounts } from '#shared/alerts/operations.ts';

/** A mute ends by itself. */
const MINUTE_MS = 60_000;

const none: AlertCounts = { open: 0, unseen: 0, aside: 0 };

const countStore: SessionFactory<StoreApi<AlertCounts>> = (client, onEnd) => {
  const store = createStore<AlertCounts>()(() => none);
  let isAsking = false;
  let isBehind = false;
  const load = async () => {
    isBehind = isAsking;
    if (isAsking) return;
    isAsking = true;
    const answer = await client.call('alerts.counts', {});
    isAsking = false;
    if (answer.ok) store.setState(answer.value);
    if (isBehind) void load();
  };
  const ticking = window.setInterval(() => void load(), MINUTE_MS);
  onEnd(() => window.clearInterval(ticking));
  onEnd(
    client.onNotice(({ name }) => {
      if (name === 'alerts.changed' || name === 'tickets.changed') void load();
    }),
  );
  void load();
  return store;
};

/** Alerts that are neither closed nor muted, and how many of them nobody has acknowledged. */
export const useAlertCounts = (): AlertCounts => useStore(useSessionStore(countStore));
