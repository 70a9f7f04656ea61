import { createHash } from 'node:crypto';
import type { Json } from '#shared/base/result.ts';
import { canonicalJson } from '#shared/audit/canonical-json.ts';

export type CheckedJson =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly problem: string };

const checksumOf = (body: string): string => createHash('sha256').update(body, 'utf8').digest('hex');

/**
 * Canonical JSON with a checksum, in one form only: two different files never mean the same, so any changed, added or missing byte is
 * noticed. Against accidents; whoever can write the file can write the checksum.
 */
export const encodeCheckedJson = (body: Json): Uint8Array => {
  const text = canonicalJson(body);
  return Buffer.from(`{"body":${text},"checksum":"${checksumOf(text)}"}\n`, 'utf8');
};

export const decodeCheckedJson = (content: Uint8Array): CheckedJson => {
  if (content.length === 0) return { ok: false, problem: 'empty' };
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    return { ok: false, problem: 'not JSON' };
  }
  if (typeof parsed !== 'object' || parsed === null || !('body' in parsed)) return { ok: false, problem: 'no content' };
  const body = parsed.body;
  try {
    const written = encodeCheckedJson(body as Json);
    return Buffer.from(written).equals(content) ? { ok: true, body } : { ok: false, problem: 'checksum' };
  } catch {
    return { ok: false, problem: 'not canonical' };
  }
};
