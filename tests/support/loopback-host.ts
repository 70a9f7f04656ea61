import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { createClient, type Client } from '#renderer/api/client.ts';
import { createWebSocketTransport } from '#renderer/api/websocket-transport.ts';

const compiledHost = fileURLToPath(new URL('../../out/loopback/index.cjs', import.meta.url));

/** The compiled loopback host as `npm start` runs it, on a profile of the test's own. */
export interface LoopbackHost {
  readonly origin: string;
  readonly process: ChildProcess;
  /** Admits one browser; another one after each use. */
  entryAddress(): Promise<string>;
  /** A client without a page: a connection, and so a session, of its own. */
  connect(): Promise<Client & { close(): void }>;
  /** As Ctrl C does. Resolves when the store is sealed and the process gone. */
  stop(): Promise<void>;
  /** As a power cut does. */
  kill(): Promise<void>;
}

/** Resolves once the host listens; rejects with what it said if it ends before. */
const startedOn = (child: ChildProcess): Promise<{ origin: string; addressFile: string }> =>
  new Promise((resolve, reject) => {
    let said = '';
    const read = (chunk: Buffer): void => {
      said += String(chunk);
      const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      const addressFile = /one-time key is in (.+)/.exec(said)?.[1];
      if (origin !== undefined && addressFile !== undefined) resolve({ origin, addressFile });
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('exit', (code) => reject(new Error(`The host ended with ${code}: ${said}`)));
  });

export const startLoopbackHost = async (
  profile: string,
  env: Readonly<Record<string, string>> = {},
  port?: number,
  more: readonly string[] = [],
): Promise<LoopbackHost> => {
  const onPort = port === undefined ? [] : ['--port', String(port)];
  const child = spawn(process.execPath, [compiledHost, '--profile', profile, '--no-open', ...onPort, ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const { origin, addressFile } = await startedOn(child);
  child.stderr.pipe(process.stderr);

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  const entryAddress = async (): Promise<string> => (await readFile(addressFile, 'utf8')).trim();
  return {
    origin,
    process: child,
    entryAddress,
    connect: async () => {
      const entered = await fetch(await entryAddress());
      const [cookie = ''] = (entered.headers.getSetCookie()[0] ?? '').split(';');
      const transport = createWebSocketTransport({
        connect: () => new WebSocket(`${origin.replace('http', 'ws')}/connection`, { headers: { cookie, origin } }),
      });
      return { ...createClient(transport), close: () => transport.close() };
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
};
