import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '../core/app.ts';
import { createRendererFiles } from '../host/renderer-files.ts';
import { createAdmission } from './admission.ts';
import { createPageServer, ENTRY_PATH } from './http.ts';
import { serveConnections } from './websocket.ts';

export interface LoopbackServer {
  readonly origin: string;
  /** Admits one browser, once; then there is a new one. */
  entryAddress(): string;
  /** Called whenever the entry address changed. */
  onEntered(listener: () => void): void;
  /** Ends all connections and stops listening; the app stays open. */
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 and nowhere else. Rejects if the port is taken. */
export const serveLoopback = async (
  app: App,
  options: { readonly rendererFolder: string; readonly port: number },
): Promise<LoopbackServer> => {
  const server = createServer();
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const admission = createAdmission(port);
  const entered = new Set<() => void>();
  server.on(
    'request',
    createPageServer(admission, createRendererFiles(options.rendererFolder), () => {
      for (const listener of entered) listener();
    }),
  );
  const connections = serveConnections(server, app, admission);
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    entryAddress: () => `${origin}${ENTRY_PATH}?key=${admission.key}`,
    onEntered: (listener) => void entered.add(listener),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      connections.close();
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 2_000).unref();
      await closed;
    },
  };
};
