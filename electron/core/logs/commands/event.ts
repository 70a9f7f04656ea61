/**
 * What the logs of the operating system are made of, and the port through which they are read: the system's own command, run without a shell.
 * Readers here are pure: bytes in, events out. Nothing here decides what is looked at or shown.
 */

import type { Level } from '#shared/logs/line.ts';

export interface LogEvent {
  /** RFC 3339 in UTC, as exact as the system says it; null where it is not known. */
  readonly at: string | null;
  /** null where the system gives none. */
  readonly level: Level | null;
  /** Who wrote it: identifier, provider or process. Empty for a text that could not be understood, which is then the message. */
  readonly provider: string;
  /** Number of the event within its provider, which means the same in every language; only Windows has one. */
  readonly eventId: string | null;
  readonly processId: string | null;
  readonly host: string | null;
  /** May be of several lines. */
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Where reading goes on behind this event; null where the event says nothing of its place. */
  readonly cursor: string | null;
}

/** Takes a stream apart, however it is cut into chunks. One reader reads one stream. */
export interface EventReader {
  /** The events that are whole by now. */
  take(bytes: Uint8Array): LogEvent[];
  /** The stream is over: what is left, even if its end is missing. Not called where reading is taken up again behind a cursor. */
  end(): LogEvent[];
  /** Nothing came for a while: what is left and may be whole, where its end does not show. What comes later is read on from there. */
  settle?(): LogEvent[];
}

/** An event for a text that is none, so that a person sees that something was there. */
export const unreadable = (text: string): LogEvent => ({
  at: null,
  level: null,
  provider: '',
  eventId: null,
  processId: null,
  host: null,
  message: text.length > SHOWN_UNREADABLE ? `${text.slice(0, SHOWN_UNREADABLE)}…` : text,
  fields: {},
  cursor: null,
});

const SHOWN_UNREADABLE = 4096;
