import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { UserView } from '#shared/accounts/operations.ts';
import type { Failure } from '#shared/base/result.ts';

export interface UsersState {
  /** Undefined until loaded; by name, disabled ones last. */
  readonly users: readonly UserView[] | undefined;
  readonly failure: Failure | undefined;
  load(): Promise<void>;
}

export type UsersStore = StoreApi<UsersState>;

const inOrder = (users: readonly UserView[]): readonly UserView[] =>
  users.toSorted(
    (a, b) => Number(a.disabled) - Number(b.disabled) || a.displayName.localeCompare(b.displayName, ['zh-CN', 'en']),
  );

/** The people of this desk, kept current by notices. */
export const createUsersStore: SessionFactory<UsersStore> = (client, onEnd) => {
  const store = createStore<UsersState>()((set) => ({
    users: undefined,
    failure: undefined,
    load: async () => {
      const reply = await client.call('accounts.users', {});
      if (reply.ok) set({ users: inOrder(reply.value), failure: undefined });
      else set({ failure: reply.failure });
    },
  }));
  onEnd(
    client.onNotice((notice) => {
      if (notice.name === 'users.changed') void store.getState().load();
    }),
  );
  void store.getState().load();
  return store;
};
