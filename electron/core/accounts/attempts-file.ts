/** `attempts.json`: the counted failures of each person, and those that wait for the audit trail. */
import * as z from 'zod';
import { decodeCheckedJson } from './checked-json.ts';

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
  /** Action, and after a space why it failed if not by a wrong key. */
  readonly reason: string;
}

const fileSchema = z.strictObject({
  format: z.literal('deskside-attempts'),
  /** Version 1 had no revision. */
  version: z.union([z.literal(1), z.literal(2)]),
  /** Raised by every write: a lower one than was seen before is a file put back. */
  revision: z.int().min(0).default(0),
  people: z.record(
    z.string().max(64),
    z.strictObject({
      failures: z.int().min(0),
      /** Or later: when what is left of the pause was written. */
      lastFailureAt: z.iso.datetime(),
      /** Only its distance from `lastFailureAt` counts: clocks are set. */
      until: z.iso.datetime().nullable(),
    }),
  ),
  pending: z.array(z.strictObject({ at: z.string().max(40), userId: z.string().max(64), reason: z.string().max(64) })),
  /** Failures no longer listed in `pending`. */
  dropped: z.int().min(0),
});

export type AttemptsFile = z.infer<typeof fileSchema>;
export type PersonEntry = AttemptsFile['people'][string];

export const emptyFile: AttemptsFile = {
  format: 'deskside-attempts',
  version: 2,
  revision: 0,
  people: {},
  pending: [],
  dropped: 0,
};

/** Undefined if it is not as a console wrote it. */
export const decodeAttempts = (content: Uint8Array): AttemptsFile | undefined => {
  const checked = decodeCheckedJson(content);
  const parsed = checked.ok ? fileSchema.safeParse(checked.body) : undefined;
  return parsed?.success ? { ...parsed.data, version: 2 } : undefined;
};

export const pauseAfter = (failures: number): number =>
  failures < FREE_ATTEMPTS ? 0 : Math.min(LONGEST_PAUSE_MINUTES, 2 ** (failures - FREE_ATTEMPTS)) * MINUTE;

/** Tells one entry of a person from the next. */
export const keyOf = (entry: PersonEntry): string => `${entry.failures} ${entry.lastFailureAt} ${entry.until}`;

/** How long the pause lasted when the entry was written. */
export const pauseLeft = ({ failures, lastFailureAt, until }: PersonEntry): number =>
  until === null ? 0 : Math.min(Math.max(Date.parse(until) - Date.parse(lastFailureAt), 0), pauseAfter(failures));

export const withoutPerson = (people: AttemptsFile['people'], userId: string): AttemptsFile['people'] =>
  Object.fromEntries(Object.entries(people).filter(([id]) => id !== userId));

const bounded = (file: AttemptsFile): AttemptsFile => {
  const surplus = Math.max(0, file.pending.length - MAX_PENDING);
  return { ...file, pending: file.pending.slice(surplus), dropped: file.dropped + surplus };
};

export const withPending = (file: AttemptsFile, attempt: FailedAttempt): AttemptsFile =>
  bounded({ ...file, pending: [...file.pending, attempt] });

const isSame = (left: FailedAttempt, right: FailedAttempt): boolean =>
  left.at === right.at && left.userId === right.userId && left.reason === right.reason;

/** What either of two versions lists. */
export const union = (left: AttemptsFile, right: AttemptsFile): AttemptsFile =>
  bounded({
    ...left,
    pending: [...left.pending, ...right.pending.filter((each) => !left.pending.some((other) => isSame(each, other)))],
    dropped: Math.max(left.dropped, right.dropped),
  });

export const withoutPending = (file: AttemptsFile, attempt: FailedAttempt | undefined): AttemptsFile => {
  const place = attempt ? file.pending.findLastIndex((other) => isSame(other, attempt)) : -1;
  return place < 0 ? file : { ...file, pending: file.pending.toSpliced(place, 1) };
};
