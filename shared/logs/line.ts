/** Fatal and critical are errors, notices information, traces debugging. */
export const levels = ['error', 'warning', 'info', 'debug'] as const;
export type Level = (typeof levels)[number];

/** From one UTF-16 unit of `text` up to another. */
export type Span = readonly [from: number, to: number];

export interface LogLine {
  /** Place in the view, from 0. */
  readonly rank: number;
  readonly sourceId: string;
  /** Of a source of several files: the name of this one among them. */
  readonly file?: string;
  readonly generation: number;
  /** From 1, within that generation. */
  readonly line: number;
  /** RFC 3339 in UTC; that of the line before where it has none of its own. */
  readonly at: string | null;
  /** The line tells the hour alone: the day of `at` is counted from other lines, and from when the file was written. */
  readonly isDayInferred?: boolean;
  readonly level: Level | null;
  /** Belongs to the entry above it, e.g. a line of a stack trace. */
  readonly isContinued: boolean;
  /** At most MAX_LINE_TEXT UTF-16 units; `length` tells how many there are. */
  readonly text: string;
  readonly length: number;
  /** Holds what no text holds. */
  readonly isBinary: boolean;
  /** Of JSON and logfmt lines, and of events of the system; null where there are none or nobody asked. */
  readonly fields: Readonly<Record<string, string>> | null;
  /** Hits of the search and of marking filters, in order, not overlapping. */
  readonly marks: readonly Span[];
  /** Id of its bookmark. */
  readonly bookmark: string | null;
}

export const gapKinds = [
  'rotated',
  'truncated',
  'rewritten',
  'nul-run',
  'lost-permission',
  'came-back',
  'vanished',
  'left-out',
] as const;
export type GapKind = (typeof gapKinds)[number];

/** What happened to a file between two of its lines. */
export interface Gap {
  readonly beforeRank: number;
  readonly sourceId: string;
  readonly file?: string;
  readonly kind: GapKind;
  readonly at: string;
  /** Lines that were read of the file before it, after that was noticed. */
  readonly drained: number;
  /** What that file is called now; may be empty. */
  readonly from: string;
}
