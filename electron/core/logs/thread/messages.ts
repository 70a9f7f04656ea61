/** What goes between the main process and the thread that reads logs. The main process has checked all of it. */
import type { Result } from '#shared/base/result.ts';
import type { FileEncoding } from '#shared/logs/file-encoding.ts';
import type { Search } from '#shared/logs/filter.ts';
import type { Level, LogLine } from '#shared/logs/line.ts';
import type { LogNotice, ViewState } from '#shared/logs/notices.ts';
import type { Excerpt, Found, Histogram, LogWindow, ViewContent, WholeLine } from '#shared/logs/operations.ts';
import type { Encoding, SourceKind, SourceNow } from '#shared/logs/source.ts';
import type { CalledFor } from '../files/disk-calls.ts';
import type { LinePosition } from '../../known-problems.ts';
import type { Found as Problems } from './known-problems.ts';
import type { LogName } from './log-name.ts';
import type { Stopped } from './problem-search.ts';

/** A source that is registered: nothing else is read. */
export interface ThreadSource {
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly place: string;
  readonly encoding: Encoding | 'auto';
  /** As in `LogSource`. */
  readonly fileEncodings?: readonly FileEncoding[];
  readonly isWatched: boolean;
  /** Generations up to this one may be named somewhere: lines that are named anew are of later ones. */
  readonly namedUpTo: number;
}

/** What the thread is told once. */
export interface ThreadSetting {
  /** Language of the system, e.g. `zh-CN`. */
  readonly locale: string;
  /** An existing private folder for what has to lie somewhere while it is read. */
  readonly spoolFolder: string;
  /** What lies there is sealed with it: 32 bytes. */
  readonly key: Uint8Array;
  /** Path of the compiled thread that reads large files ahead; without one they are read a little later. */
  readonly readAheadWorker?: string;
  /** How long a rotated file is waited for after it grew last; as `FollowOptions.drainMs`. */
  readonly drainMs?: number;
  /** Nothing in it is a log, wherever a link leads by now. */
  readonly ownFolder: string;
}

/** What a thread of its own is begun with. */
export interface ThreadData {
  readonly setting: ThreadSetting;
  /** Where it tells of its calls (`callCells`). */
  readonly cells: Int32Array;
}

/** Lines that this console wrote about itself. */
export interface OwnTold {
  readonly generation: number;
  /** How many came before them. */
  readonly from: number;
  readonly lines: readonly string[];
}

interface InView {
  readonly viewId: string;
}

/** A line by its number in its file, and what it is known by again: how its text begins, or its time in RFC 3339. */
export interface LinePlace {
  readonly sourceId: string;
  /** Of a source of several files: in which; null where that is not said. */
  readonly file: string | null;
  readonly generation: number;
  readonly line: number;
  readonly text: string | null;
  readonly at: string | null;
}

/** Inputs and answers, by name. */
export interface Requests {
  /** These and no others. */
  readonly sources: { readonly input: readonly ThreadSource[]; readonly output: null };
  /** What is kept of sources that are none of these is let go of. */
  readonly forget: { readonly input: { readonly known: readonly string[] }; readonly output: null };
  /** What known problems are told by, and from which line on they are looked for, by key of the log; from the first where nothing is said. */
  readonly rules: {
    readonly input: { readonly rules: unknown; readonly from: Readonly<Record<string, LinePosition>> };
    readonly output: null;
  };
  /** What was found last in a log has been taken. */
  readonly taken: { readonly input: LogName; readonly output: null };
  readonly states: { readonly input: null; readonly output: Readonly<Record<string, SourceNow>> };
  readonly seen: { readonly input: { readonly sourceId: string }; readonly output: null };
  readonly stop: { readonly input: { readonly sourceId: string; readonly isStopped: boolean }; readonly output: null };
  readonly own: { readonly input: OwnTold; readonly output: null };
  /** What is known of logs is kept; nothing is read any more. */
  readonly end: { readonly input: null; readonly output: null };
  readonly open: { readonly input: ViewContent; readonly output: ViewState };
  readonly close: { readonly input: InView; readonly output: null };
  readonly view: { readonly input: InView; readonly output: ViewState };
  readonly window: {
    readonly input: InView & {
      readonly from: number;
      readonly count: number;
      readonly fields: boolean;
      readonly search: Search | null;
    };
    readonly output: LogWindow;
  };
  readonly find: {
    readonly input: InView & {
      readonly search: Search;
      readonly from: number;
      readonly backwards: boolean;
      readonly jobId: string;
    };
    readonly output: Found;
  };
  readonly count: {
    readonly input: InView & { readonly search: Search; readonly jobId: string };
    readonly output: { readonly count: number };
  };
  readonly cancel: { readonly input: { readonly jobId: string }; readonly output: null };
  readonly nextLevel: {
    readonly input: InView & { readonly from: number; readonly levels: readonly Level[]; readonly backwards: boolean };
    readonly output: { readonly rank: number | null };
  };
  readonly rankAt: { readonly input: InView & { readonly at: string }; readonly output: { readonly rank: number } };
  readonly rankOf: {
    readonly input: InView & LinePlace;
    readonly output: { readonly rank: number | null };
  };
  readonly whole: { readonly input: InView & { readonly rank: number }; readonly output: WholeLine | null };
  readonly histogram: { readonly input: InView & { readonly buckets: number }; readonly output: Histogram };
  readonly excerpt: {
    readonly input: InView & {
      readonly lines: { readonly rank: number; readonly around: number } | { readonly ranks: readonly number[] };
    };
    readonly output: Excerpt;
  };
  readonly line: { readonly input: InView & { readonly rank: number }; readonly output: LogLine | null };
}

export type RequestName = keyof Requests;

export interface ToThread {
  readonly id: number;
  readonly name: RequestName;
  readonly input: unknown;
}

export type FromThread =
  | { readonly id: number; readonly reply: Result<unknown> }
  | { readonly id: number; readonly bug: string }
  | { readonly notice: LogNotice }
  | { readonly log: string }
  /** By this number it tells for which log it calls the system. */
  | { readonly calls: { readonly number: number; readonly log: CalledFor } }
  /** Looking for known problems came to this; `taken` asks for more. */
  | { readonly scanned: { readonly log: LogName; readonly found: Problems } }
  /** A rule took too long, and is done without from now on. */
  | { readonly stopped: { readonly log: LogName; readonly stopped: Stopped } };
