import { expect, test } from 'vitest';
import type { Client } from '#renderer/api/client.ts';
import { createAppStore } from '#renderer/app/app-store.ts';
import type { AppStatus } from '#shared/accounts/operations.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { ConnectionStatus } from '#shared/contract/transport.ts';

const base = { appVersion: '0.1.0', host: 'loopback', keychain: false, practice: false } as const;
const locked: AppStatus = {
  ...base,
  state: 'locked',
  desk: 'North',
  deviceCode: '7K3Q',
  people: [],
  lockedAt: null,
  samplePassphrase: null,
};
const open = (signedInAt: string, role: 'technician' | 'team-lead' = 'technician'): AppStatus => ({
  ...base,
  state: 'open',
  desk: 'North',
  deviceCode: '7K3Q',
  session: { userId: 'user:1', displayName: 'Lin Yue', roles: [role], signedInAt, autoLockMinutes: 15 },
  storage: { state: 'ok' },
  sample: false,
  renewal: null,
});

/** A core that answers `app.status` with what the test says, and lets it push notices and lose the connection. */
const fakeCore = (first: Result<AppStatus>) => {
  let answer = first;
  let asked = 0;
  let notify: (notice: Notice) => void = () => undefined;
  let setConnection: (status: ConnectionStatus) => void = () => undefined;
  const client: Client = {
    call: async (name) => {
      if (name !== 'app.status') throw new Error(`unexpected ${name}`);
      asked++;
      return answer as never;
    },
    onNotice: (listener) => {
      notify = listener;
      return () => undefined;
    },
    onStatus: (listener) => {
      setConnection = listener;
      listener('connecting');
      return () => undefined;
    },
  };
  return {
    client,
    asked: () => asked,
    answerWith: (next: Result<AppStatus>) => (answer = next),
    notify: (notice: Notice) => notify(notice),
    connection: (status: ConnectionStatus) => setConnection(status),
  };
};

const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));

test('asks where the console stands as soon as it is connected, and again after each loss', async () => {
  const core = fakeCore(succeed(locked));
  const store = createAppStore(core.client);
  expect(core.asked()).toBe(0);
  core.connection('connected');
  await settled();
  expect(store.getState().status).toEqual(locked);
  core.connection('lost');
  expect(store.getState().status).toEqual(locked);
  core.connection('connected');
  await settled();
  expect(core.asked()).toBe(2);
});

test('a session keeps its stores through a change of role, and loses them when it ends', () => {
  const core = fakeCore(succeed(locked));
  const store = createAppStore(core.client);
  const stopped: string[] = [];
  const factory = (_client: Client, onEnd: (stop: () => void) => void) => {
    onEnd(() => stopped.push('stopped'));
    return {};
  };

  store.getState().adopt(open('2026-10-10T01:00:00.000Z'));
  const made = store.getState().scope?.use(factory);
  core.notify({ name: 'status.changed', status: open('2026-10-10T01:00:00.000Z', 'team-lead') });
  expect(store.getState().scope?.use(factory)).toBe(made);
  expect(stopped).toEqual([]);

  core.notify({ name: 'status.changed', status: locked });
  expect(stopped).toEqual(['stopped']);
  expect(store.getState().scope).toBeUndefined();

  store.getState().adopt(open('2026-10-10T02:00:00.000Z'));
  expect(store.getState().scope?.use(factory)).not.toBe(made);
});

test('storage that turns read-only shows without asking, and only while someone is signed in', () => {
  const core = fakeCore(succeed(locked));
  const store = createAppStore(core.client);
  const readOnly = {
    state: 'read-only',
    cause: 'disk-full',
    errno: 'ENOSPC',
    since: '2026-10-10T01:00:00.000Z',
  } as const;
  store.getState().adopt(locked);
  core.notify({ name: 'storage.changed', status: readOnly });
  expect(store.getState().status).toEqual(locked);
  store.getState().adopt(open('2026-10-10T01:00:00.000Z'));
  core.notify({ name: 'storage.changed', status: readOnly });
  expect(store.getState().status).toMatchObject({ state: 'open', storage: readOnly });
});

test('a core that refuses to say where it stands is a state of its own', async () => {
  const core = fakeCore(refuse('internal', 'broken'));
  const store = createAppStore(core.client);
  await store.getState().ask();
  expect(store.getState()).toMatchObject({ status: undefined, failure: { code: 'internal' } });
  core.answerWith(succeed(locked));
  await store.getState().ask();
  expect(store.getState()).toMatchObject({ status: locked, failure: undefined });
});
