import type { StoredRecord } from '../base/record.ts';
import type { InLanguages } from '../services/service.ts';
import type { ToolMode } from './tool.ts';

/**
 * How a run ended. `failed`: with an exit code other than 0, or by a signal that nobody here sent. `launched`: it goes on in a window of its own;
 * `closed`: that window was seen to end, which is an entry of its own. `not-started`: the system refused. `changed`: a file was written to between the last look at it and the start, and what had started was ended.
 * `wrote-too-much`: ended because it put more on the disk than a run may; `disk-full`: ended because a disk that it wrote to was nearly full.
 * `lost`: interrupted, the console was gone before it ended.
 */
export const runOutcomes = [
  'finished',
  'failed',
  'timed-out',
  'cancelled',
  'wrote-too-much',
  'disk-full',
  'launched',
  'closed',
  'not-started',
  'changed',
  'lost',
] as const;
export type RunOutcome = (typeof runOutcomes)[number];

/** A tool was run on the ticket: what exactly, and how that ended. */
export interface ToolRunEvent {
  readonly kind: 'toolRun';
  readonly runId: string;
  readonly toolId: string;
  /** As it was called then. */
  readonly name: InLanguages;
  /** The program's path first. */
  readonly argv: readonly string[];
  readonly outcome: RunOutcome;
  /** Null where it was ended by a signal, or is not known. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** RFC 3339. */
  readonly startedAt: string;
  /** Null where its end was not seen. */
  readonly durationMs: number | null;
  readonly definitionSha256: string;
  readonly programSha256: string;
  /** The file of the ticket that holds its output; null where it wrote nothing. */
  readonly outputSha256: string | null;
  /** What it wrote, all of it; the file may hold less. */
  readonly outputBytes: number;
}

/** A process by its number and by when it began, because numbers are given again. */
export interface SeenProcess {
  readonly pid: number;
  /** Compared, never read: each system says it in its own way. */
  readonly birth: string;
}

/** A run that is under way, so that one that the console did not live to see the end of is told of later. Never sent. */
export interface RunningTool extends StoredRecord {
  readonly type: 'toolRun';
  readonly schema: 1;
  readonly ticketId: string;
  /** Older records have none: then it is one whose output is read. */
  readonly mode?: ToolMode;
  /** Not there until it has started, and where the system does not say when a process began. */
  readonly process?: SeenProcess;
  readonly event: Omit<
    ToolRunEvent,
    'kind' | 'outcome' | 'exitCode' | 'signal' | 'durationMs' | 'outputSha256' | 'outputBytes'
  >;
}
