/** What goes between the logs of a desk and what looks for known problems in them: neither knows the other. */
import type { Result } from '#shared/base/result.ts';
import type { LogSource } from '#shared/logs/source.ts';

/**
 * The next line to look at, as people name it. Where nothing was kept of the log, its lines are named anew: then the place is known again by its
 * `mark`, which the lines before it make.
 */
export interface LinePosition {
  readonly generation: number;
  /** From 1. */
  readonly line: number;
  /** Null where the lines before are not known any more: then all of them are looked at. */
  readonly mark: string | null;
}

/** What goes with what was found. */
export interface ScanPlace {
  /** Of a source of several files: in which. */
  readonly file: string | null;
  /** Nothing was looked at before in this reading: lines may be named anew. */
  readonly isFirst: boolean;
  /** Of the position after the lines. */
  readonly mark: string;
}

/** A rule that did not come to an end with a line. */
export interface StoppedRule {
  readonly code: string;
  /** The patterns that it was tried with: one that was edited since is another one. */
  readonly patterns: string;
  /** What it was tried on. */
  readonly text: string;
}

/** Where that line stands. */
export interface StoppedPlace extends Pick<LinePosition, 'generation' | 'line'> {
  readonly file: string | null;
}

/** What looks for known problems in the lines of watched sources. Rules and scans are its own: plain values that go to the thread and back. */
export interface KnownProblems {
  /** Those that are looked for. */
  readonly rules: () => unknown;
  /** Returns what ends it. */
  readonly onRules: (listener: () => void) => () => void;
  /** Where to go on; undefined: from the first line. */
  readonly positionOf: (sourceId: string) => LinePosition | undefined;
  /** The latest generation of a source by which it knows a line; 0 for none. */
  readonly namedUpTo: (sourceId: string) => number;
  /** The same for the files of a source of several, by their names. */
  readonly filePositionsOf: (sourceId: string) => Readonly<Record<string, LinePosition>>;
  readonly take: (source: LogSource, scan: unknown, place: ScanPlace) => Promise<Result<null>>;
  /** A rule took too long on a line of a source, and is done without in the thread. Null: the line is not known any more. */
  readonly putAside: (source: LogSource, rule: StoppedRule, place: StoppedPlace | null) => Promise<Result<null>>;
  readonly forget: (sourceId: string) => Promise<Result<null>>;
}
