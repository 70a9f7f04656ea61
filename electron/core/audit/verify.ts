/** Checks a device's whole chain: every line's form, number and link, and every checkpoint against the line it names. */
import type { AuditEntry } from '#shared/audit/entry.ts';
import type { ChainVerdict } from '#shared/audit/operations.ts';
import { canonicalJson } from '#shared/audit/canonical-json.ts';
import type { Json } from '#shared/base/result.ts';
import { emptyChain, lineHash, type ChainHead } from './chain.ts';
import { readNote, type Checkpoint, type NotedHead } from './checkpoint.ts';

type Problem = NonNullable<ChainVerdict['problem']>;

const members = [
  'action',
  'actor',
  'after',
  'appVersion',
  'at',
  'before',
  'correlation',
  'device',
  'host',
  'mono',
  'object',
  'prev',
  'reason',
  'result',
  'role',
  'seq',
  'session',
  'v',
].join();

const hasSortedMembers = (value: Json): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(hasSortedMembers);
  const object = value as { readonly [key: string]: Json };
  let previous: string | undefined;
  for (const key in object) {
    if (previous !== undefined && previous >= key) return false;
    if (!hasSortedMembers(object[key] ?? null)) return false;
    previous = key;
  }
  return true;
};

/**
 * Whether `line` is the canonical form of `value`, which was parsed from it. Writing it anew natively settles nearly every line, several
 * times quicker; what that cannot settle (escaped surrogates, members that look like array indexes) is left to the canonical writer.
 */
const isCanonical = (value: Json, line: string): boolean =>
  (!line.includes('\\ud') && JSON.stringify(value) === line && hasSortedMembers(value)) ||
  canonicalJson(value) === line;

/** The entry that a line holds, or undefined if it is not an entry in its one canonical form. */
export const readEntry = (line: string): AuditEntry | undefined => {
  try {
    const value = JSON.parse(line) as Json;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    if (Object.keys(value).join() !== members || !isCanonical(value, line)) return undefined;
    const entry = value as unknown as AuditEntry;
    return entry.v === 1 && Number.isSafeInteger(entry.seq) && Number.isSafeInteger(entry.mono) ? entry : undefined;
  } catch {
    return undefined;
  }
};

/** The head after `line`, or what is wrong with it. */
export const follow = (head: ChainHead, line: string): ChainHead | Problem => {
  const entry = readEntry(line);
  if (!entry) return 'not-canonical';
  if (entry.seq !== head.seq + 1) return 'sequence';
  if (entry.prev !== head.hash) return 'link';
  return { seq: entry.seq, hash: lineHash(line) };
};

export interface ChainToVerify {
  readonly length: number;
  /** Lines from `from` to `to`, inclusive; rejects if a byte of them is not as written. */
  readonly read: (from: number, to: number) => Promise<readonly string[]>;
  /** Hash of the newest line as the desk believes it. */
  readonly head: string;
  readonly checkpoints: readonly Checkpoint[];
  readonly origin: string;
  /** PEM of the device's key. */
  readonly publicKey: string;
  readonly now: string;
}

/** Lines held at a time: a chain of a million entries is never in memory wholly, and other work runs in between. */
const PAGE = 512;

export const verifyChain = async (chain: ChainToVerify): Promise<ChainVerdict> => {
  const noted = new Map<number, NotedHead | undefined>();
  for (const { seq, note } of chain.checkpoints) {
    const read = readNote(note, chain.publicKey);
    noted.set(seq, read?.seq === seq && read.origin === chain.origin ? read : undefined);
  }
  const newest = chain.checkpoints.toSorted((left, right) => right.seq - left.seq)[0];
  const lastCheckpoint = newest ? { seq: newest.seq, at: newest.at, covers: newest.seq >= chain.length } : null;
  const verdict = (
    entries: number,
    broken: { readonly at: number; readonly problem: Problem } | null,
  ): ChainVerdict => ({
    intact: broken === null,
    entries,
    checkedAt: chain.now,
    brokenAt: broken?.at ?? null,
    problem: broken?.problem ?? null,
    lastCheckpoint,
  });

  let head = emptyChain;
  while (head.seq < chain.length) {
    const lines = await readPage(chain, head.seq + 1);
    if (lines.length === 0) return verdict(head.seq, { at: head.seq + 1, problem: 'missing' });
    for (const line of lines) {
      const next = follow(head, line);
      if (typeof next === 'string') return verdict(head.seq, { at: head.seq + 1, problem: next });
      head = next;
      if (noted.has(head.seq) && noted.get(head.seq)?.hash !== head.hash)
        return verdict(head.seq, { at: head.seq, problem: 'checkpoint' });
    }
  }
  if (head.hash !== chain.head) return verdict(head.seq, { at: head.seq, problem: 'link' });
  // A note about an entry that is not there any more: the chain was shortened.
  if (newest && newest.seq > head.seq) return verdict(head.seq, { at: head.seq + 1, problem: 'missing' });
  return verdict(head.seq, null);
};

/** As many lines as can be read from `from` on, at most a page; none if not even the first can. */
const readPage = async ({ length, read }: ChainToVerify, from: number): Promise<readonly string[]> => {
  let to = Math.min(from + PAGE - 1, length);
  for (;;) {
    try {
      return await read(from, to);
    } catch {
      if (to === from) return [];
      to = from + Math.floor((to - from) / 2);
    }
  }
};
