import { refuse, type Result } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { ConnectionStatus, Transport } from '#shared/contract/transport.ts';
import type { WireMessage } from '#shared/contract/wire.ts';
import { encodeSafely } from './encode-safely.ts';
import { createListeners } from './listeners.ts';

/** The part of the browser's WebSocket that is used; Node's `ws` has it too. */
export interface Socket {
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  send(text: string): void;
  close(): void;
}

export interface WebSocketTransportOptions {
  readonly connect: () => Socket;
  /** Asked after a connection that did not come about: whether the host is there and refuses this window. A browser does not tell by itself. */
  readonly isRefused?: () => Promise<boolean>;
  /** Runs `retry` after `afterMs`; the default is a timer. */
  readonly schedule?: (retry: () => void, afterMs: number) => void;
}

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 8_000;

/**
 * Loopback host. A lost connection is tried again for ever, at growing intervals, unless the host says that this window has no entry any more. What was under way when it broke
 * resolves to `connection.lost`: whether the core carried it out is then unknown, so nothing is sent twice.
 */
export const createWebSocketTransport = ({
  connect,
  isRefused,
  schedule = (retry, afterMs) => void setTimeout(retry, afterMs),
}: WebSocketTransportOptions): Transport & { close(): void } => {
  const notices = createListeners<Notice>();
  const statuses = createListeners<ConnectionStatus>();
  const pending = new Map<number, (reply: Result<unknown>) => void>();
  let status: ConnectionStatus = 'connecting';
  let waitingForOpen: string[] = [];
  let socket: Socket | undefined;
  let lastId = 0;
  let retryMs = FIRST_RETRY_MS;
  let isClosed = false;

  const become = (next: ConnectionStatus): void => {
    if (next === status) return;
    status = next;
    statuses.tell(next);
  };

  const loseAll = (): void => {
    waitingForOpen = [];
    const lost = [...pending.values()];
    pending.clear();
    for (const settle of lost) settle(refuse('connection.lost', 'The connection to the console host broke'));
  };

  const receive = (text: string): void => {
    const message = JSON.parse(text) as WireMessage;
    if ('notice' in message) return notices.tell(message.notice);
    if (message.id === null) return;
    const settle = pending.get(message.id);
    pending.delete(message.id);
    settle?.(message.reply);
  };

  const tryAgainLater = (): void => {
    schedule(open, retryMs);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  };

  const open = (): void => {
    if (isClosed) return;
    const current = connect();
    let wasOpen = false;
    socket = current;
    current.addEventListener('open', () => {
      wasOpen = true;
      retryMs = FIRST_RETRY_MS;
      for (const text of waitingForOpen) current.send(text);
      waitingForOpen = [];
      become('connected');
    });
    current.addEventListener('message', ({ data }) => receive(String(data)));
    // `close` follows and says all there is to say.
    current.addEventListener('error', () => undefined);
    current.addEventListener('close', () => {
      socket = undefined;
      become('lost');
      loseAll();
      if (isClosed) return;
      if (wasOpen || !isRefused) tryAgainLater();
      else
        void isRefused().then((refused) => {
          if (refused) become('ended');
          else tryAgainLater();
        });
    });
  };
  open();

  return {
    request: (name, input) =>
      new Promise((resolve) => {
        if (status === 'lost' || status === 'ended')
          return resolve(refuse('connection.lost', 'There is no connection to the console host'));
        lastId += 1;
        const text = encodeSafely({ id: lastId, name, input });
        if (!text.ok) return resolve(text);
        pending.set(lastId, resolve);
        if (status === 'connected') socket?.send(text.value);
        else waitingForOpen.push(text.value);
      }),
    onNotice: notices.add,
    onStatus: (listener) => {
      listener(status);
      return statuses.add(listener);
    },
    close: () => {
      isClosed = true;
      socket?.close();
    },
  };
};
