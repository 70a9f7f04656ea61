import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { MAX_REQUEST_LENGTH, type WireNotice } from '../../shared/contract/wire.ts';
import type { App } from '../core/app.ts';
import { answer } from '../host/answer.ts';
import type { Admission } from './admission.ts';

export const CONNECTION_PATH = '/connection';

/** A frame this long is not even read; a shorter one over the limit is answered `request.too-large`. Four bytes a character at most. */
const MAX_FRAME_BYTES = 4 * MAX_REQUEST_LENGTH + 4096;
/** A page that lets more than this wait is not reading any more: it is cut off and may come back. */
const MAX_UNSENT_BYTES = 256 * 1024 * 1024;
const HEARTBEAT_MS = 15_000;
/** How long a page may take to answer that its connection ends. */
const GOODBYE_MS = 1_000;

export interface ConnectionServer {
  /** Ends every connection, and with it every session. */
  close(): void;
}

/** One socket is one connection of the app, and so one session: it ends with its tab. */
export const serveConnections = (server: Server, app: App, admission: Admission): ConnectionServer => {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
  const alive = new WeakSet<WebSocket>();

  const serve = (socket: WebSocket): void => {
    const send = (text: string): void => {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MAX_UNSENT_BYTES) socket.terminate();
      else socket.send(text);
    };
    const connection = app.connect((notice) => send(JSON.stringify({ notice } satisfies WireNotice)));
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    socket.on('message', (data) => {
      const text = Buffer.isBuffer(data) ? data.toString('utf8') : '';
      void answer(connection, text).then(send);
    });
    // A broken frame or one beyond the limit: `ws` closes the socket itself, with the code that says why.
    socket.on('error', () => undefined);
    socket.on('close', () => connection.close());
  };

  const refuseUpgrade = (stream: Duplex, status: string): void => {
    stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  };

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    if (request.url !== CONNECTION_PATH) return refuseUpgrade(stream, '404 Not Found');
    if (!admission.isOwnPage(request.headers)) return refuseUpgrade(stream, '403 Forbidden');
    sockets.handleUpgrade(request, stream, head, serve);
  });

  const heartbeat = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();

  return {
    close: () => {
      clearInterval(heartbeat);
      for (const socket of sockets.clients) {
        socket.close(1001, 'The console host stops');
        setTimeout(() => socket.terminate(), GOODBYE_MS).unref();
      }
      sockets.close();
    },
  };
};
