import type { StoredRecord } from '../base/record.ts';

/**
 * The clock that somebody runs while they work on a ticket; stays on this laptop. `timer:<user ULID>:<ticket ULID>`: one for each ticket,
 * of which at most one runs.
 */
export interface Timer extends StoredRecord {
  readonly type: 'timer';
  readonly schema: 1;
  readonly ticketId: string;
  readonly number: string;
  /** When it was first started, RFC 3339. */
  readonly beganAt: string;
  /** Since when it runs; null while it stands. */
  readonly runningSince: string | null;
  /** Gathered before `runningSince`. */
  readonly seconds: number;
}

const ulid = (id: string): string => id.slice(id.indexOf(':') + 1);

export const timerPrefix = (userId: string): string => `timer:${ulid(userId)}:`;
export const timerId = (userId: string, ticketId: string): string => timerPrefix(userId) + ulid(ticketId);

/** Seconds gathered by `now`, RFC 3339; a clock that was set back takes nothing away. */
export const timerSeconds = ({ seconds, runningSince }: Pick<Timer, 'seconds' | 'runningSince'>, now: string): number =>
  runningSince === null
    ? seconds
    : seconds + Math.max(0, Math.floor((Date.parse(now) - Date.parse(runningSince)) / 1000));

export const startTimer = (timer: Timer, now: string): Timer =>
  timer.runningSince === null ? { ...timer, runningSince: now, updatedAt: now } : timer;

export const pauseTimer = (timer: Timer, now: string): Timer =>
  timer.runningSince === null
    ? timer
    : { ...timer, seconds: timerSeconds(timer, now), runningSince: null, updatedAt: now };
