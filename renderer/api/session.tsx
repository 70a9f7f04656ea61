import { createContext, useContext, type ReactNode } from 'react';
import { isAllowed, type Permission } from '#shared/accounts/roles.ts';
import type { AppStatus, SessionView } from '#shared/accounts/operations.ts';
import type { Client } from './client.ts';

/** The console while somebody is signed in. */
export type OpenStatus = Extract<AppStatus, { readonly state: 'open' }>;

/**
 * Makes a store (or anything else that lives as long as a session). `onEnd` takes what has to be stopped when the console locks:
 * `onEnd(client.onNotice(…))`.
 */
export type SessionFactory<T> = (client: Client, onEnd: (stop: () => void) => void) => T;

/** Everything that lives as long as one person is signed in. Made at sign-in, ended at lock, by the composition root's store. */
export interface SessionScope {
  /** One per factory: the navigation's counts and the view hold the same. */
  use<T>(factory: SessionFactory<T>): T;
  /** Stops what was started and forgets what was known. */
  end(): void;
}

export const createSessionScope = (client: Client): SessionScope => {
  const made = new Map<SessionFactory<unknown>, unknown>();
  const stops: (() => void)[] = [];
  return {
    use: <T,>(factory: SessionFactory<T>): T => {
      if (!made.has(factory))
        made.set(
          factory,
          factory(client, (stop) => stops.push(stop)),
        );
      return made.get(factory) as T;
    },
    end: () => {
      for (const stop of stops.splice(0)) stop();
      made.clear();
    },
  };
};

interface SessionValue {
  readonly client: Client;
  readonly status: OpenStatus;
  readonly scope: SessionScope;
}

const SessionContext = createContext<SessionValue | undefined>(undefined);

/** Around everything that is shown while someone is signed in. */
export const SessionProvider = ({
  value,
  children,
}: {
  readonly value: SessionValue;
  readonly children: ReactNode;
}) => <SessionContext value={value}>{children}</SessionContext>;

const useSessionValue = (): SessionValue => {
  const value = useContext(SessionContext);
  if (!value) throw new Error('Used outside a signed-in session');
  return value;
};

export const useClient = (): Client => useSessionValue().client;

/** Desk, device and session; changes when a role or the state of the storage does. */
export const useOpenStatus = (): OpenStatus => useSessionValue().status;

export const useSession = (): SessionView => useSessionValue().status.session;

/** For hiding what cannot be done. The core checks every operation again. */
export const useAllowed = (permission: Permission): boolean => isAllowed(useSession().roles, permission);

/** The session's store of this factory, made on first use. */
export const useSessionStore = <T,>(factory: SessionFactory<T>): T => useSessionValue().scope.use(factory);
