import type { App } from '#core/app.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { Transport } from '#shared/contract/transport.ts';
import { encodeRequest, type WireReply } from '#shared/contract/wire.ts';
import { answer } from '../../electron/host/answer.ts';

/** Throws where JSON would carry another value than the one given; members that are undefined are simply not there. */
export const assertJson = (value: unknown, path = 'value'): void => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || Object.is(value, -0))
      throw new Error(`${path} is ${value}, which JSON does not carry`);
    return;
  }
  if (Array.isArray(value)) {
    for (const [at, held] of value.entries()) assertJson(held, `${path}[${at}]`);
    return;
  }
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    throw new Error(`${path} is ${Object.prototype.toString.call(value)}, which JSON does not carry`);
  for (const [key, held] of Object.entries(value)) if (held !== undefined) assertJson(held, `${path}.${key}`);
};

/**
 * A transport for tests, without a window or a socket: one connection of `app`, whose every value in either direction is checked
 * to be JSON and copied.
 */
export const createInProcessTransport = (app: App): Transport & { close(): void } => {
  const listeners = new Set<(notice: Notice) => void>();
  const connection = app.connect((notice) => {
    assertJson(notice, `notice ${notice.name}`);
    for (const listener of listeners) listener(structuredClone(notice));
  });
  let last = 0;
  return {
    request: async (name, input) => {
      assertJson(input, `input of ${name}`);
      const checked = {
        close: () => undefined,
        request: async (asked: string, given: unknown) => {
          const result = await connection.request(asked, given);
          assertJson(result, `reply of ${name}`);
          return result;
        },
      };
      last += 1;
      const text = await answer(checked, encodeRequest({ id: last, name, input }));
      return (JSON.parse(text) as WireReply).reply;
    },
    onNotice: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onStatus: (listener) => {
      listener('connected');
      return () => undefined;
    },
    close: () => connection.close(),
  };
};
