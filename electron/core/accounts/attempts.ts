/**
 * Counts failed sign-ins and makes the next try wait: five failures, then 1, 2, 4 … 60 minutes (FORMATS.md §2).
 *
 * What slows a guesser down is scrypt; this keeps a colleague from trying names of pets. It holds against a counter put back, a file taken
 * away and a clock turned back while the console runs, because memory and the monotonic clock decide; after a restart a clock turned back
 * never shortens a pause, and a file that is missing or damaged counts as five failures. It cannot hold against somebody who puts back an
 * older whole file and starts the console anew.
 */
import * as z from 'zod';
import type { Ambient } from '../ports.ts';
import { decodeCheckedJson, encodeCheckedJson } from './checked-json.ts';
import type { ProfileFiles } from './profile-files.ts';

export const ATTEMPTS_FILE = 'attempts.json';
export const FREE_ATTEMPTS = 5;
const LONGEST_PAUSE_MINUTES = 60;
/** Failures kept for the trail while the store is closed; older ones are only counted. */
const MAX_PENDING = 200;
const MINUTE = 60_000;

/** A sign-in that failed while the store was closed, for the audit trail. Holds nothing that was typed. */
export interface FailedAttempt {
  readonly at: string;
  /** As in the key file; `unknown` for ids that are not there. */
  readonly userId: string;
  readonly reason: string;
}

const fileSchema = z.strictObject({
  format: z.literal('deskside-attempts'),
  version: z.literal(1),
  people: z.record(
    z.string().max(64),
    z.strictObject({ failures: z.int().min(0), lastFailureAt: z.iso.datetime(), until: z.iso.datetime().nullable() }),
  ),
  pending: z.array(z.strictObject({ at: z.string().max(40), userId: z.string().max(64), reason: z.string().max(64) })),
  /** Failures no longer listed in `pending`. */
  dropped: z.int().min(0),
});

type AttemptsFile = z.infer<typeof fileSchema>;

const emptyFile: AttemptsFile = { format: 'deskside-attempts', version: 1, people: {}, pending: [], dropped: 0 };

export const pauseAfter = (failures: number): number =>
  failures < FREE_ATTEMPTS ? 0 : Math.min(LONGEST_PAUSE_MINUTES, 2 ** (failures - FREE_ATTEMPTS)) * MINUTE;

export type Admission =
  /** The attempt is on disk as a failure already, so that killing the console mid-way gives no free guess. */
  | { readonly admitted: true; readonly attemptsLeft: number; readonly retryAt: string | null }
  | { readonly admitted: false; readonly retryAt: string; readonly retryAfterMs: number };

interface Standing {
  readonly failures: number;
  /** On the monotonic clock. */
  readonly pausedUntil: number;
}

export interface Attempts {
  /** Call before a passphrase is tried. `reason` is what the trail says if it fails. */
  begin(userId: string, reason: string): Promise<Admission>;
  /** The passphrase was wrong: what `begin` noted stands. */
  failed(userId: string): void;
  /** The person starts afresh; an attempt that is under way did not fail. */
  succeeded(userId: string): Promise<void>;
  /** The passphrase could not be tried: as if `begin` had not been called. */
  withdraw(userId: string): Promise<void>;
  /** A failure that does not count towards a pause. */
  note(attempt: FailedAttempt): Promise<void>;
  pending(): Promise<{ readonly attempts: readonly FailedAttempt[]; readonly dropped: number }>;
  /** The pending failures are in the audit trail. */
  clearPending(): Promise<void>;
  /** For a new profile: without it the missing file would count as tampered with. */
  reset(): Promise<void>;
}

export const createAttempts = (files: ProfileFiles, ambient: Ambient): Attempts => {
  const standings = new Map<string, Standing>();
  let file: AttemptsFile | undefined;
  /** Failures to assume for everybody because the file is not to be believed. */
  let assumed = 0;

  const load = async (): Promise<AttemptsFile> => {
    if (file) return file;
    const content = await files.read(ATTEMPTS_FILE);
    const checked = content ? decodeCheckedJson(content) : undefined;
    const parsed = checked?.ok ? fileSchema.safeParse(checked.body) : undefined;
    if (!parsed?.success) assumed = FREE_ATTEMPTS;
    file = parsed?.success ? parsed.data : emptyFile;
    const now = ambient.now().getTime();
    for (const [userId, { failures, lastFailureAt, until }] of Object.entries(file.people)) {
      // A clock before the last failure was turned back (or is only now right): the pause counts from that failure.
      const from = Math.max(now, Date.parse(lastFailureAt));
      const left = until === null ? 0 : Math.min(Math.max(Date.parse(until) - from, 0), pauseAfter(failures));
      standings.set(userId, { failures, pausedUntil: ambient.mono() + left });
    }
    return file;
  };
  const startedAt = ambient.mono();
  const standingOf = (userId: string): Standing =>
    standings.get(userId) ?? { failures: assumed, pausedUntil: startedAt + pauseAfter(assumed) };

  const save = async (next: AttemptsFile): Promise<void> => {
    file = next;
    try {
      await files.write(ATTEMPTS_FILE, encodeCheckedJson(next));
    } catch {
      // A full or read-only disk must not keep people out; memory still counts.
    }
  };
  const without = (people: AttemptsFile['people'], userId: string): AttemptsFile['people'] =>
    Object.fromEntries(Object.entries(people).filter(([id]) => id !== userId));
  const added = (current: AttemptsFile, attempt: FailedAttempt): Pick<AttemptsFile, 'pending' | 'dropped'> => {
    const pending = [...current.pending, attempt];
    const surplus = Math.max(0, pending.length - MAX_PENDING);
    return { pending: pending.slice(surplus), dropped: current.dropped + surplus };
  };
  /** Attempts under way, with the standing before them. */
  const before = new Map<string, Standing | undefined>();

  const forget = async (userId: string, standing: Standing | undefined): Promise<void> => {
    const current = await load();
    const last = before.has(userId) ? current.pending.findLastIndex((attempt) => attempt.userId === userId) : -1;
    before.delete(userId);
    const pending = last < 0 ? current.pending : current.pending.toSpliced(last, 1);
    const people = without(current.people, userId);
    if (standing && standing.failures > 0) {
      const now = ambient.now().getTime();
      const left = Math.max(0, standing.pausedUntil - ambient.mono());
      people[userId] = {
        failures: standing.failures,
        lastFailureAt: new Date(now).toISOString(),
        until: left > 0 ? new Date(now + left).toISOString() : null,
      };
    }
    await save({ ...current, pending, people });
  };

  return {
    begin: async (userId, reason) => {
      const current = await load();
      const now = ambient.now().getTime();
      const standing = standingOf(userId);
      const wait = standing.pausedUntil - ambient.mono();
      if (wait > 0)
        return { admitted: false, retryAt: new Date(now + wait).toISOString(), retryAfterMs: Math.ceil(wait) };
      const failures = standing.failures + 1;
      const pause = pauseAfter(failures);
      before.set(userId, standings.get(userId));
      standings.set(userId, { failures, pausedUntil: ambient.mono() + pause });
      const at = new Date(now).toISOString();
      const until = pause > 0 ? new Date(now + pause).toISOString() : null;
      const people = { ...current.people, [userId]: { failures, lastFailureAt: at, until } };
      await save({ ...current, people, ...added(current, { at, userId, reason }) });
      return { admitted: true, attemptsLeft: Math.max(0, FREE_ATTEMPTS - failures), retryAt: until };
    },
    failed: (userId) => {
      before.delete(userId);
    },
    succeeded: async (userId) => {
      standings.set(userId, { failures: 0, pausedUntil: ambient.mono() });
      await forget(userId, undefined);
    },
    withdraw: async (userId) => {
      const standing = before.get(userId);
      if (standing) standings.set(userId, standing);
      else standings.delete(userId);
      await forget(userId, standing);
    },
    note: async (attempt) => {
      const current = await load();
      await save({ ...current, ...added(current, attempt) });
    },
    pending: async () => {
      const { pending, dropped } = await load();
      return { attempts: pending, dropped };
    },
    clearPending: async () => {
      const current = await load();
      if (current.pending.length > 0 || current.dropped > 0) await save({ ...current, pending: [], dropped: 0 });
    },
    reset: async () => {
      standings.clear();
      assumed = 0;
      await save(emptyFile);
    },
  };
};
