import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { Inbox } from '#shared/watching/operations.ts';

export interface InboxState {
  readonly inbox: Inbox | undefined;
  readonly failure: Failure | undefined;
  load(): Promise<void>;
  /** This person has this revision of the ticket before them. */
  seen(ticketId: string, revision: number): void;
}

/** Mentions and news on what is watched; asked for again whenever tickets change or somebody has seen them. */
export const inboxStore: SessionFactory<StoreApi<InboxState>> = (client, onEnd) => {
  let busy = false;
  let again = false;
  const store = createStore<InboxState>()((set) => ({
    inbox: undefined,
    failure: undefined,
    /** One request at a time, and one more if something changed meanwhile: an import does not pile them up. */
    load: async () => {
      again = true;
      if (busy) return;
      busy = true;
      while (again) {
        again = false;
        const inbox = await client.call('watching.inbox', {});
        set(inbox.ok ? { inbox: inbox.value, failure: undefined } : { failure: inbox.failure });
      }
      busy = false;
    },
    seen: (ticketId) => void client.call('watching.seen', { ticketId }),
  }));
  onEnd(
    client.onNotice((notice) => {
      if (notice.name === 'tickets.changed' || notice.name === 'watching.changed') void store.getState().load();
    }),
  );
  void store.getState().load();
  return store;
};
