/** The port of a source that a command of the system reads. */
import type { EventReader } from './event.ts';

/**
 * What stands in the way, for a sentence in the language of the person:
 * `program-missing` none of the programs is there · `start-failed` it could not be started · `ended` it ended by itself and is started again ·
 * `journal-none` nothing is written to a journal here · `journal-group` the user must be made a member of `systemd-journal` and sign in again ·
 * `journal-own-only` the same, meanwhile only the user's own entries are seen · `event-log-readers` the user must be made a member of “Event
 * Log Readers” (for the security log: be an administrator) · `channel-unknown` there is no such log, or not yet ·
 * `administrator` only an administrator of this computer may read the log · `predicate-invalid` the system does not understand the filter ·
 * `no-room` what was read cannot be written to the spool.
 */
export type CommandTrouble =
  | 'program-missing'
  | 'start-failed'
  | 'ended'
  | 'journal-none'
  | 'journal-group'
  | 'journal-own-only'
  | 'event-log-readers'
  | 'channel-unknown'
  | 'administrator'
  | 'predicate-invalid'
  | 'no-room';

/** How a run ended; `errors` is the end of what it wrote to its standard error. */
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly errors: string;
}

/** Closes the gap between the last time and now for a command that only tells what happens from its start on, beside it. */
export interface CatchUp {
  /** null: what is recent. */
  readonly argv: (cursor: string | null) => readonly string[];
  /** Whether the event at `cursor` is not behind `after`: it was read before. */
  readonly isSeen: (cursor: string, after: string) => boolean;
}

/** Notices that a log was emptied and counts from the start again, which a question for what is behind the cursor would never show. */
export interface Recheck {
  readonly everyMs: number;
  /** Prints the newest event. */
  readonly argv: readonly string[];
  readonly isRestarted: (newest: string, cursor: string) => boolean;
}

export interface EventCommand {
  /** Absolute paths, in this order; the PATH of the person plays no part. */
  readonly programs: readonly string[];
  /** For a command that tells only part of what was there before its start: with these it tells all of it and ends, each time before it runs on. */
  readonly before?: (cursor: string | null) => readonly string[];
  /** `cursor` is that of the last event read; null begins with what is recent, or with all where that was read `before`. */
  readonly argv: (cursor: string | null) => readonly string[];
  /** All of the program's environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly read: (cursor: string | null) => EventReader;
  /** `stream`: it runs on, and is started again when it ends. Otherwise it ends by itself and is asked again. */
  readonly repeat: 'stream' | { readonly afterMs: number; /** More may be waiting. */ readonly fullAt: number };
  readonly catchUp?: CatchUp;
  readonly recheck?: Recheck;
  /** What is known of the trouble, also while the program runs; null: none. */
  readonly explain: (errors: string, ended: Ended | null) => CommandTrouble | null;
}
