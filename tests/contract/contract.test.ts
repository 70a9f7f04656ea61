import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { WebSocket } from 'ws';
import type { App } from '#core/app.ts';
import type { Transport } from '#shared/contract/transport.ts';
import { createWebSocketTransport } from '#renderer/api/websocket-transport.ts';
import { serveLoopback, type LoopbackServer } from '../../electron/loopback/serve.ts';
import { createInProcessTransport } from '../support/in-process-transport.ts';
import { contractCases, contractPerson } from './cases.ts';
import { wholeApp } from '../support/whole-app.ts';

type Closable = Transport & { close(): void };

interface Carrier {
  readonly name: string;
  readonly open: (app: App, folder: string) => Promise<{ connect(): Promise<Closable>; close(): Promise<void> }>;
}

const connectSocket = async (server: LoopbackServer): Promise<Closable> => {
  const { headers } = await fetch(server.entryAddress());
  const [cookie = ''] = (headers.getSetCookie()[0] ?? '').split(';');
  const address = `${server.origin.replace('http', 'ws')}/connection`;
  return createWebSocketTransport({
    connect: () => new WebSocket(address, { headers: { cookie, origin: server.origin } }),
  });
};

const carriers: readonly Carrier[] = [
  {
    name: 'in process',
    open: (app) =>
      Promise.resolve({
        connect: () => Promise.resolve(createInProcessTransport(app)),
        close: () => Promise.resolve(),
      }),
  },
  {
    name: 'WebSocket',
    open: async (app, folder) => {
      await writeFile(join(folder, 'index.html'), '');
      const server = await serveLoopback(app, { rendererFolder: folder, port: 0 });
      return { connect: () => connectSocket(server), close: () => server.close() };
    },
  },
];

describe.each(carriers)('contract over $name', ({ open }) => {
  let folder: string;
  let app: App;
  let carrier: Awaited<ReturnType<Carrier['open']>>;
  let userId: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-contract-'));
    app = await wholeApp(join(folder, 'profile'));
    carrier = await open(app, folder);
    const first = await carrier.connect();
    const made = await first.request('accounts.setUp', { ...contractPerson, sample: false });
    first.close();
    if (!made.ok) throw new Error(`${made.failure.code}: ${made.failure.message}`);
    const { status } = made.value as { readonly status: { readonly session: { readonly userId: string } } };
    ({ userId } = status.session);
  });
  afterAll(async () => {
    await carrier.close();
    await app.close();
    await rm(folder, { recursive: true });
  });

  it.each(contractCases)('$title', async ({ signedIn, run }) => {
    const transport = await carrier.connect();
    try {
      if (signedIn) {
        const reply = await transport.request('accounts.signIn', { userId, passphrase: contractPerson.passphrase });
        if (!reply.ok) throw new Error(reply.failure.message);
      }
      await run(transport);
    } finally {
      transport.close();
    }
  });
});
