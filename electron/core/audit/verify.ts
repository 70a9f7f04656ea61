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

export interface ChainToVerify {
  readonly device: string;
  /** Lines there are. */
  readonly length: number;
  /** Lines by their place, from `from` to `to`, inclusive; rejects if a byte of them is not as written. */
  readonly read: (from: number, to: number) => Promise<readonly string[]>;
  /** Where the chain is known to have been: its head as the desk believes it, or as later identities of the laptop name it. */
  readonly known: readonly ChainHead[];
  readonly checkpoints: readonly Checkpoint[];
  readonly origin: string;
  /** PEM of the device's key; null if it is lost, and with it what the checkpoints prove. */
  readonly publicKey: string | null;
  readonly now: string;
}

/** Lines held at a time: a chain of a million entries is never in memory wholly, and other work runs in between. */
const PAGE = 512;

/** What is wrong with a chain. Gaps are named one by one, anything else ends the check. */
class Findings {
  readonly gaps: { readonly from: number; readonly to: number }[] = [];
  first: { readonly at: number; readonly problem: Problem } | null = null;

  gap(from: number, to: number, problem: 'sequence' | 'missing'): void {
    this.gaps.push({ from, to });
    this.first ??= { at: from, problem };
  }

  /** Comes before a gap, which is named anyway, if it is of another kind. */
  broken(at: number, problem: Problem): void {
    const isMore = problem !== 'sequence' && problem !== 'missing';
    if (this.first === null || isMore) this.first = { at, problem };
  }
}

/** What lines must agree with, by their number. */
interface Witness {
  readonly known: ReadonlyMap<number, string>;
  /** Undefined for a note that proves nothing. */
  readonly noted: ReadonlyMap<number, NotedHead | undefined>;
}

const witnessOf = ({ known, checkpoints, origin, publicKey }: ChainToVerify): Witness => {
  const noted = new Map<number, NotedHead | undefined>();
  if (publicKey !== null)
    for (const { seq, note } of checkpoints) {
      const read = readNote(note, publicKey);
      noted.set(seq, read?.seq === seq && read.origin === origin ? read : undefined);
    }
  return { known: new Map(known.map(({ seq, hash }) => [seq, hash])), noted };
};

/**
 * Reads on behind a gap: what damage took out of the middle of a chain does not hide what was done to the rest. `entries` counts those
 * that hold from the first on.
 */
export const verifyChain = async (chain: ChainToVerify): Promise<ChainVerdict> => {
  const found = new Findings();
  const newest = chain.checkpoints.toSorted((left, right) => right.seq - left.seq)[0];
  const furthest = Math.max(chain.length, ...chain.known.map(({ seq }) => seq));
  const end = await walk(chain, witnessOf(chain), found);
  const last = Math.max(newest?.seq ?? 0, ...chain.known.map(({ seq }) => seq));
  // Something is known of an entry that is not there any more: the chain was shortened.
  if (end && last > end.seq) found.gap(end.seq + 1, last, 'missing');
  const { first, gaps } = found;
  return {
    device: chain.device,
    intact: first === null,
    entries: first === null ? (end?.seq ?? 0) : Math.min(first.at - 1, (gaps[0]?.from ?? Infinity) - 1),
    checkedAt: chain.now,
    brokenAt: first?.at ?? null,
    problem: first?.problem ?? null,
    gaps,
    lastCheckpoint: newest ? { seq: newest.seq, at: newest.at, covers: newest.seq >= furthest } : null,
  };
};

/** What is wrong with the line after `head`; numbers left out are not. */
const problemAfter = (head: ChainHead, entry: AuditEntry | undefined): Problem | null => {
  if (!entry) return 'not-canonical';
  if (entry.seq <= head.seq) return 'sequence';
  return entry.seq === head.seq + 1 && entry.prev !== head.hash ? 'link' : null;
};

const contradiction = ({ seq, hash }: ChainHead, { known, noted }: Witness): Problem | null => {
  if (noted.has(seq) && noted.get(seq)?.hash !== hash) return 'checkpoint';
  return (known.get(seq) ?? hash) === hash ? null : 'link';
};

/** The head after the last line, or undefined if it did not come as far. */
const walk = async (chain: ChainToVerify, witness: Witness, found: Findings): Promise<ChainHead | undefined> => {
  let head = emptyChain;
  for (let place = 0; place < chain.length;) {
    const lines = await readPage(chain, place + 1);
    if (lines.length === 0) {
      found.broken(head.seq + 1, 'missing');
      return undefined;
    }
    for (const line of lines) {
      const entry = readEntry(line);
      const problem = problemAfter(head, entry);
      if (!entry || problem) {
        found.broken(head.seq + 1, problem ?? 'not-canonical');
        return undefined;
      }
      if (entry.seq > head.seq + 1) found.gap(head.seq + 1, entry.seq - 1, 'sequence');
      head = { seq: entry.seq, hash: lineHash(line) };
      const denied = contradiction(head, witness);
      if (denied) {
        found.broken(head.seq, denied);
        return undefined;
      }
    }
    place += lines.length;
  }
  return head;
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
