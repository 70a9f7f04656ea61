/** The audit chain of this device: turns notes into lines that each carry the hash of the one before (FORMATS.md §3). */
import { createHash } from 'node:crypto';
import type { Json } from '#shared/base/result.ts';
import type { AuditEntry } from '#shared/audit/entry.ts';
import { canonicalJson, wellFormed } from '#shared/audit/canonical-json.ts';

export const GENESIS = '0'.repeat(64);
/** Name of the store's log that holds the chain of one device. */
export const auditLog = (deviceId: string): string => `audit:${deviceId}`;

export const lineHash = (line: string): string => createHash('sha256').update(line, 'utf8').digest('hex');

/** Everything of an entry but its place in the chain. */
export type Unchained = Omit<AuditEntry, 'seq' | 'prev' | 'v'>;

/** Where the chain stands. A value: a commit that is refused leaves it as it was. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

export const emptyChain: ChainHead = { seq: 0, hash: GENESIS };

/** Where a chain stands that ends with `line`, by the line's own number: what damage took out of a chain leaves no gap in the count of lines. */
export const headAfter = (line: string | undefined): ChainHead =>
  line === undefined ? emptyChain : { seq: (JSON.parse(line) as AuditEntry).seq, hash: lineHash(line) };

/** The line that follows `head`, and the head after it. The line holds no newline: JSON escapes them. */
export const chainEntry = (head: ChainHead, note: Unchained): { readonly line: string; readonly head: ChainHead } => {
  const entry: AuditEntry = { ...note, prev: head.hash, seq: head.seq + 1, v: 1 };
  const line = canonicalJson(wellFormed(entry as unknown as Json));
  return { line, head: { seq: entry.seq, hash: lineHash(line) } };
};
