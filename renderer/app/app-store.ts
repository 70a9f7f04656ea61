import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '#renderer/api/client.ts';
import { createSessionScope, type SessionScope } from '#renderer/api/session.tsx';
import type { AppStatus } from '#shared/accounts/operations.ts';
import type { Failure } from '#shared/base/result.ts';
import type { ConnectionStatus } from '#shared/contract/transport.ts';

export interface AppState {
  /** Undefined until the core has answered for the first time. */
  readonly status: AppStatus | undefined;
  /** Why the core did not say where it stands. */
  readonly failure: Failure | undefined;
  readonly connection: ConnectionStatus;
  /** There while somebody is signed in; another one for each sign-in. */
  readonly scope: SessionScope | undefined;
  /** Set-up stays on screen until the recovery key is stored, although the desk is open behind it. */
  readonly isSettingUp: boolean;

  /** Takes the status that a reply carried; the notice that follows it changes nothing more. */
  adopt(status: AppStatus): void;
  ask(): Promise<void>;
  holdSetUp(isSettingUp: boolean): void;
}

export type AppStore = StoreApi<AppState>;

const sessionKey = (status: AppStatus | undefined): string =>
  status?.state === 'open' ? `${status.session.userId} ${status.session.signedInAt}` : '';

/** Where the console stands: what decides which screen is shown. */
export const createAppStore = (client: Client): AppStore => {
  const store = createStore<AppState>()((set, get) => ({
    status: undefined,
    failure: undefined,
    connection: 'connecting',
    scope: undefined,
    isSettingUp: false,

    adopt: (status) => {
      const before = get();
      if (sessionKey(before.status) === sessionKey(status)) {
        set({ status, failure: undefined });
        return;
      }
      before.scope?.end();
      const scope = status.state === 'open' ? createSessionScope(client) : undefined;
      set({ status, failure: undefined, scope });
    },
    ask: async () => {
      const reply = await client.call('app.status', {});
      if (reply.ok) get().adopt(reply.value);
      else set({ failure: reply.failure });
    },
    holdSetUp: (isSettingUp) => set({ isSettingUp }),
  }));

  client.onStatus((connection) => {
    const before = store.getState().connection;
    store.setState({ connection });
    // Notices were missed while the connection was gone.
    if (connection === 'connected' && before !== 'connected') void store.getState().ask();
  });
  client.onNotice((notice) => {
    const { adopt, status } = store.getState();
    if (notice.name === 'status.changed') adopt(notice.status);
    else if (notice.name === 'storage.changed' && status?.state === 'open') {
      adopt({ ...status, storage: notice.status });
    }
  });
  return store;
};
