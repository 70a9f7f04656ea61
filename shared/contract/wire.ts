/**
 * What travels between renderer and host: text, the same on the preload bridge and on the WebSocket, so that both
 * carry exactly what JSON can say and a limit on size means the same on both.
 */
import type { Failure, Result } from '../base/result.ts';
import type { Notice } from './notice.ts';

/** Longest request, in UTF-16 units; a file to import comes in chunks well below it. */
export const MAX_REQUEST_LENGTH = 4 * 1024 * 1024;

export interface WireRequest {
  /** Chosen by the renderer, answered once, unique per connection. */
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

export type WireReply =
  | { readonly id: number; readonly reply: Result<unknown> }
  /** Answers a message that was no request at all, so that nothing is dropped silently. */
  | { readonly id: number | null; readonly reply: Result<never> };

export interface WireNotice {
  readonly notice: Notice;
}

export type WireMessage = WireReply | WireNotice;

/**
 * `id` comes first, so that a host can answer an oversize request without parsing it. Throws for input that is not JSON
 * (cycles, big integers): a bug of the caller.
 */
export const encodeRequest = ({ id, name, input }: WireRequest): string => JSON.stringify({ id, name, input });

export type ReadRequest =
  | { readonly ok: true; readonly request: WireRequest }
  | { readonly ok: false; readonly id: number | null; readonly failure: Failure };

const leadingId = /^\{"id":(\d{1,15})[,}]/;

/** Never throws, whatever the text. */
export const readRequest = (text: string): ReadRequest => {
  if (text.length > MAX_REQUEST_LENGTH) {
    const found = leadingId.exec(text.slice(0, 32))?.[1];
    return {
      ok: false,
      id: found === undefined ? null : Number(found),
      failure: {
        code: 'request.too-large',
        message: `A request may be ${MAX_REQUEST_LENGTH} characters long`,
        details: { limit: MAX_REQUEST_LENGTH },
      },
    };
  }
  let id: number | null = null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) {
      const { id: givenId, name, input } = value as { readonly [key: string]: unknown };
      if (typeof givenId === 'number' && Number.isSafeInteger(givenId)) id = givenId;
      if (id !== null && typeof name === 'string') return { ok: true, request: { id, name, input } };
    }
  } catch {
    // Not JSON: answered below like everything else that is no request.
  }
  return {
    ok: false,
    id,
    failure: { code: 'request.invalid', message: 'Not a request: { id, name, input } expected' },
  };
};
