import { describe, expect, it } from 'vitest';
import type { Bridge } from '#shared/contract/bridge.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { ConnectionStatus } from '#shared/contract/transport.ts';
import { createBridgeTransport } from '#renderer/api/bridge-transport.ts';
import { createWebSocketTransport, type Socket } from '#renderer/api/websocket-transport.ts';

type SocketEvent = 'open' | 'close' | 'error' | 'message';

/** A socket whose other end is the test. */
class FakeSocket implements Socket {
  readonly sent: { readonly id: number; readonly name: string; readonly input: unknown }[] = [];
  readonly #listeners = new Map<SocketEvent, ((event: { readonly data: unknown }) => void)[]>();

  addEventListener(type: SocketEvent, listener: (event: { readonly data: unknown }) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text) as (typeof this.sent)[number]);
  }
  close(): void {
    this.emit('close');
  }
  emit(type: SocketEvent, message?: unknown): void {
    for (const listener of this.#listeners.get(type) ?? []) listener({ data: JSON.stringify(message) });
  }
}

const setUp = (isRefused?: () => Promise<boolean>) => {
  const sockets: FakeSocket[] = [];
  const retries: { readonly retry: () => void; readonly afterMs: number }[] = [];
  const transport = createWebSocketTransport({
    connect: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    ...(isRefused && { isRefused }),
    schedule: (retry, afterMs) => retries.push({ retry, afterMs }),
  });
  const statuses: ConnectionStatus[] = [];
  transport.onStatus((status) => statuses.push(status));
  const newest = (): FakeSocket => {
    const socket = sockets.at(-1);
    if (socket === undefined) throw new Error('No socket was opened');
    return socket;
  };
  const retryNow = (): number => {
    const next = retries.shift();
    if (next === undefined) throw new Error('Nothing is waiting to be retried');
    next.retry();
    return next.afterMs;
  };
  return { transport, sockets, retries, statuses, newest, retryNow };
};

describe('WebSocket transport', () => {
  it('ends when the host is there again and refuses this window, and says so to whoever asks', async () => {
    const { transport, newest, statuses, retries, retryNow } = setUp(() => Promise.resolve(true));
    newest().emit('open');
    newest().emit('close');
    retryNow();
    newest().emit('close');
    await Promise.resolve();
    expect(statuses).toEqual(['connecting', 'connected', 'lost', 'ended']);
    expect(retries).toHaveLength(0);
    expect(await transport.request('a.one', {})).toMatchObject({ ok: false, failure: { code: 'connection.lost' } });
  });

  it('sends what was asked before the connection stood, and matches replies that come in another order', async () => {
    const { transport, newest } = setUp();
    const first = transport.request('a.one', { n: 1 });
    const second = transport.request('a.two', { n: 2 });
    expect(newest().sent).toEqual([]);
    newest().emit('open');
    expect(newest().sent.map(({ name, input }) => [name, input])).toEqual([
      ['a.one', { n: 1 }],
      ['a.two', { n: 2 }],
    ]);
    const [one, two] = newest().sent;
    newest().emit('message', { id: two?.id, reply: { ok: true, value: 'second' } });
    newest().emit('message', { id: one?.id, reply: { ok: true, value: 'first' } });
    expect(await first).toEqual({ ok: true, value: 'first' });
    expect(await second).toEqual({ ok: true, value: 'second' });
  });

  it('answers connection.lost for what was under way, and never sends it again', async () => {
    const { transport, newest, retryNow, statuses } = setUp();
    newest().emit('open');
    const asked = transport.request('tickets.create', {});
    newest().emit('close');
    expect(await asked).toMatchObject({ ok: false, failure: { code: 'connection.lost' } });
    expect(await transport.request('tickets.create', {})).toMatchObject({ failure: { code: 'connection.lost' } });
    retryNow();
    newest().emit('open');
    expect(newest().sent).toEqual([]);
    expect(statuses).toEqual(['connecting', 'connected', 'lost', 'connected']);
  });

  it('tries again for ever, less and less often, and afresh after it stood', () => {
    const { newest, retryNow } = setUp();
    const waits: number[] = [];
    for (let n = 0; n < 8; n++) {
      newest().emit('error');
      newest().emit('close');
      waits.push(retryNow());
    }
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
    newest().emit('open');
    newest().emit('close');
    expect(retryNow()).toBe(250);
  });

  it('stops when it is closed', async () => {
    const { transport, newest, retries } = setUp();
    newest().emit('open');
    const asked = transport.request('queue.rows', {});
    transport.close();
    expect(await asked).toMatchObject({ failure: { code: 'connection.lost' } });
    expect(retries).toEqual([]);
  });

  it('hands on notices in order, to each listener until it stops, even if another one throws', () => {
    const { transport, newest } = setUp();
    const reported: unknown[] = [];
    globalThis.reportError = (error: unknown) => void reported.push(error);
    const seen: Notice[] = [];
    transport.onNotice(() => {
      throw new Error('a view broke');
    });
    const stop = transport.onNotice((notice) => seen.push(notice));
    newest().emit('open');
    newest().emit('message', { notice: { name: 'audit.appended', seq: 1 } });
    newest().emit('message', { notice: { name: 'audit.appended', seq: 2 } });
    stop();
    newest().emit('message', { notice: { name: 'audit.appended', seq: 3 } });
    expect(seen.map((notice) => 'seq' in notice && notice.seq)).toEqual([1, 2]);
    expect(reported).toHaveLength(3);
  });
});

describe('bridge transport', () => {
  it('carries requests and notices as the same texts', async () => {
    let push: (text: string) => void = () => undefined;
    const asked: unknown[] = [];
    const bridge: Bridge = {
      request: (text) => {
        asked.push(JSON.parse(text));
        return Promise.resolve('{"id":1,"reply":{"ok":true,"value":[1,2]}}');
      },
      onNotice: (listener) => {
        push = listener;
      },
    };
    const transport = createBridgeTransport(bridge);
    const seen: Notice[] = [];
    transport.onNotice((notice) => seen.push(notice));
    expect(await transport.request('queue.rows', { view: 'mine' })).toEqual({ ok: true, value: [1, 2] });
    expect(asked).toEqual([{ id: 1, name: 'queue.rows', input: { view: 'mine' } }]);
    push('{"notice":{"name":"drafts.changed"}}');
    expect(seen).toEqual([{ name: 'drafts.changed' }]);
  });

  it('answers connection.lost when the main process is gone', async () => {
    const transport = createBridgeTransport({
      request: () => Promise.reject(new Error('reply was never sent')),
      onNotice: () => undefined,
    });
    expect(await transport.request('queue.rows', {})).toMatchObject({ failure: { code: 'connection.lost' } });
  });
});

describe('input that is not JSON', () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;

  it.each([{ input: cycle }, { input: 1n }])('is refused without reaching the host', async ({ input }) => {
    const { transport, newest } = setUp();
    newest().emit('open');
    expect(await transport.request('drafts.save', input)).toMatchObject({ failure: { code: 'request.invalid' } });
    expect(newest().sent).toEqual([]);
    const bridged = createBridgeTransport({
      request: () => Promise.reject(new Error('must not be called')),
      onNotice: () => undefined,
    });
    expect(await bridged.request('drafts.save', input)).toMatchObject({ failure: { code: 'request.invalid' } });
  });
});
