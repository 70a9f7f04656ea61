/**
 * Counts failed sign-ins and makes the next try wait: five failures, then 1, 2, 4 … 60 minutes (FORMATS.md §2).
 *
 * What slows a guesser down is scrypt; this keeps a colleague from trying names of pets. All consoles on one profile count together: each
 * reads the file anew and writes it under the lock of the profile before a passphrase is tried. Of file and memory the stricter counts, so
 * it holds against a counter put back and a file taken away while a console runs. How long a pause has lasted is for the monotonic clock
 * alone to say: one that an earlier start or another console began is waited for in full from when this console first reads of it. A file
 * that is missing or damaged at the start counts as five failures. It cannot hold against somebody who puts back an older whole file and
 * starts the console anew.
 */
import type { Ambient } from '../ports.ts';
import type { LockRelease } from '../storage/lock.ts';
import {
  ATTEMPTS_FILE,
  decodeAttempts,
  emptyFile,
  FREE_ATTEMPTS,
  keyOf,
  pauseAfter,
  pauseLeft,
  union,
  withoutPending,
  withoutPerson,
  withPending,
  type AttemptsFile,
  type FailedAttempt,
  type PersonEntry,
} from './attempts-file.ts';
import { encodeCheckedJson } from './checked-json.ts';
import type { ProfileFiles } from './profile-files.ts';
import { lockProfile } from './profile-lock.ts';

/** Tries during one pause that are listed; further ones are only counted, so that they cannot push the failures out of the list. */
const MAX_REFUSED = 5;

export type Admission =
  /** The attempt is on disk as a failure already, so that killing the console mid-way gives no free guess. */
  | { readonly admitted: true; readonly attemptsLeft: number; readonly retryAt: string | null }
  | { readonly admitted: false; readonly why: 'paused'; readonly retryAt: string; readonly retryAfterMs: number }
  /** Another console keeps the profile to itself, so nothing can be counted. */
  | { readonly admitted: false; readonly why: 'in-use' };

interface Standing {
  readonly failures: number;
  /** On the monotonic clock. */
  readonly pausedUntil: number;
  /** Tries during the pause. */
  readonly refused: number;
  /** The person's entry in the file as last read or written: while it is this one, it tells nothing new. */
  readonly entry: string | undefined;
}

export interface Attempts {
  /** Pauses that an earlier start left over count from now. */
  open(): Promise<void>;
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
  /** Hands over what waits for the trail, if anything does; it is forgotten once `record` says that it is there. */
  drain(record: (attempts: readonly FailedAttempt[], dropped: number) => Promise<boolean>): Promise<void>;
  /** Writes what is left of each pause, so that the next start waits for no more than that. */
  close(): Promise<void>;
  /** For a new profile: without it the missing file would count as tampered with. The caller has the lock of the profile. */
  reset(): Promise<void>;
}

export const createAttempts = (files: ProfileFiles, ambient: Ambient): Attempts => {
  const standings = new Map<string, Standing>();
  /** The file as this console last read or wrote it, or would have written it had the disk let it. */
  let known: AttemptsFile | undefined;
  let isStranded = false;
  /** Failures to assume for everybody because the file is not to be believed. */
  let assumed = 0;
  const startedAt = ambient.mono();
  /** Attempts under way: the standing before them, and what was written for them. */
  const underWay = new Map<
    string,
    { readonly before: Standing; readonly noted: FailedAttempt; readonly entry: string | undefined }
  >();

  const standingOf = (userId: string): Standing =>
    standings.get(userId) ?? {
      failures: assumed,
      pausedUntil: startedAt + pauseAfter(assumed),
      refused: 0,
      entry: undefined,
    };

  const read = async (): Promise<AttemptsFile | undefined> => {
    const content = await files.read(ATTEMPTS_FILE).catch(() => undefined);
    return content && decodeAttempts(content);
  };

  const learn = (userId: string, entry: PersonEntry): void => {
    const held = standings.get(userId);
    if (held?.entry === keyOf(entry)) return;
    standings.set(userId, {
      failures: Math.max(held?.failures ?? 0, entry.failures),
      pausedUntil: Math.max(held?.pausedUntil ?? 0, ambient.mono() + pauseLeft(entry)),
      refused: held?.refused ?? 0,
      entry: keyOf(entry),
    });
  };

  /** What counts now, of what is on disk and what this console knows. */
  const latest = async (): Promise<AttemptsFile> => {
    const onDisk = await read();
    if (!onDisk && !known) assumed = FREE_ATTEMPTS;
    for (const [userId, entry] of Object.entries(onDisk?.people ?? {})) learn(userId, entry);
    if (onDisk && (!known || onDisk.revision >= known.revision)) {
      if (!known || !isStranded) known = onDisk;
      // Another console could write, after this one could not.
      else if (onDisk.revision > known.revision) known = union(onDisk, known);
    }
    known ??= emptyFile;
    return known;
  };

  /** False if the disk takes no more, which must not keep people out: memory still counts. */
  const save = async (next: AttemptsFile): Promise<boolean> => {
    const raised = { ...next, revision: next.revision + 1 };
    try {
      await files.write(ATTEMPTS_FILE, encodeCheckedJson(raised));
      known = raised;
      isStranded = false;
    } catch {
      known = next;
      isStranded = true;
    }
    return !isStranded;
  };

  /** Undefined if another console does not let go of the profile. Where there can be no lock, nothing can be written either. */
  const exclusively = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    let release: LockRelease | undefined;
    try {
      release = await lockProfile(files);
    } catch {
      release = () => Promise.resolve();
    }
    if (!release) return undefined;
    try {
      return await work();
    } finally {
      await release();
    }
  };

  const entryOf = ({ failures, pausedUntil }: Standing): PersonEntry => {
    const now = ambient.now().getTime();
    const left = Math.max(0, pausedUntil - ambient.mono());
    return {
      failures,
      lastFailureAt: new Date(now).toISOString(),
      until: left > 0 ? new Date(now + left).toISOString() : null,
    };
  };

  /** Stores a standing with whatever else is new in `file`; none where there is nothing to remember. */
  const saveStanding = async (file: AttemptsFile, userId: string, standing: Standing): Promise<void> => {
    const entry = standing.failures > 0 ? entryOf(standing) : undefined;
    const people = withoutPerson(file.people, userId);
    if (entry) people[userId] = entry;
    standings.set(userId, standing);
    if ((await save({ ...file, people })) && entry) standings.set(userId, { ...standing, entry: keyOf(entry) });
  };

  const refusePaused = async (file: AttemptsFile, userId: string, reason: string): Promise<Admission> => {
    const standing = standingOf(userId);
    const now = ambient.now().getTime();
    const wait = standing.pausedUntil - ambient.mono();
    standings.set(userId, { ...standing, refused: standing.refused + 1 });
    if (standing.refused < MAX_REFUSED) {
      const at = new Date(now).toISOString();
      await save(withPending(file, { at, userId, reason: `${reason} paused` }));
    }
    const retryAt = new Date(now + wait).toISOString();
    return { admitted: false, why: 'paused', retryAt, retryAfterMs: Math.ceil(wait) };
  };

  const begin = async (userId: string, reason: string): Promise<Admission> => {
    const file = await latest();
    const before = standingOf(userId);
    if (before.pausedUntil > ambient.mono()) return refusePaused(file, userId, reason);
    const failures = before.failures + 1;
    const pause = pauseAfter(failures);
    const at = ambient.now().toISOString();
    const noted = { at, userId, reason };
    const unlisted = Math.max(0, before.refused - MAX_REFUSED);
    const next = { ...before, failures, pausedUntil: ambient.mono() + pause, refused: 0 };
    await saveStanding(withPending({ ...file, dropped: file.dropped + unlisted }, noted), userId, next);
    underWay.set(userId, { before, noted, entry: standingOf(userId).entry });
    const retryAt = pause > 0 ? new Date(Date.parse(at) + pause).toISOString() : null;
    return { admitted: true, attemptsLeft: Math.max(0, FREE_ATTEMPTS - failures), retryAt };
  };

  return {
    open: async () => {
      await latest();
    },
    begin: async (userId, reason) =>
      (await exclusively(() => begin(userId, reason))) ?? { admitted: false, why: 'in-use' },
    failed: (userId) => {
      underWay.delete(userId);
    },
    succeeded: async (userId) => {
      const noted = underWay.get(userId)?.noted;
      underWay.delete(userId);
      const forgiven = (): Standing => ({
        ...standingOf(userId),
        failures: 0,
        pausedUntil: ambient.mono(),
        refused: 0,
      });
      standings.set(userId, forgiven());
      await exclusively(async () => {
        const file = withoutPending(await latest(), noted);
        await saveStanding(file, userId, forgiven());
      });
    },
    withdraw: async (userId) => {
      const attempt = underWay.get(userId);
      underWay.delete(userId);
      if (!attempt) return;
      await exclusively(async () => {
        const { before, noted, entry } = attempt;
        const file = withoutPending(await latest(), noted);
        // What another console has counted since stands.
        if (standingOf(userId).entry === entry) await saveStanding(file, userId, { ...before, entry });
        else await save(file);
      });
    },
    note: async (attempt) => {
      await exclusively(async () => save(withPending(await latest(), attempt)));
    },
    drain: async (record) => {
      await exclusively(async () => {
        const file = await latest();
        if (file.pending.length === 0 && file.dropped === 0) return;
        if (await record(file.pending, file.dropped)) await save({ ...file, pending: [], dropped: 0 });
      });
    },
    close: async () => {
      if (!known) return;
      await exclusively(async () => {
        const file = await latest();
        const people = { ...file.people };
        for (const [userId, entry] of Object.entries(people)) {
          const standing = standings.get(userId);
          if (entry.until !== null && standing?.entry === keyOf(entry)) people[userId] = entryOf(standing);
        }
        if (Object.values(file.people).some(({ until }) => until !== null)) await save({ ...file, people });
      });
    },
    reset: async () => {
      standings.clear();
      assumed = 0;
      const found = await read();
      await save({ ...emptyFile, revision: Math.max(found?.revision ?? 0, known?.revision ?? 0) });
    },
  };
};
