import { refuse } from '../../shared/base/result.ts';
import { readRequest, type WireReply } from '../../shared/contract/wire.ts';
import type { Connection } from '../core/app.ts';

/** One wire request in, its wire reply out, on either host. Never rejects: one bad message must not cost the console. */
export const answer = async (connection: Connection, text: string): Promise<string> => {
  const read = readRequest(text);
  if (!read.ok) {
    const reply = { ok: false, failure: read.failure } as const;
    return JSON.stringify({ id: read.id, reply } satisfies WireReply);
  }
  const { id, name, input } = read.request;
  try {
    return JSON.stringify({ id, reply: await connection.request(name, input) } satisfies WireReply);
  } catch (error) {
    const reply = refuse('internal', `the reply to ${name.slice(0, 80)} cannot be sent: ${String(error)}`);
    return JSON.stringify({ id, reply } satisfies WireReply);
  }
};
