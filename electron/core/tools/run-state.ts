import type { RunState, Tool } from '#shared/tools/operations.ts';
import type { RunningTool, RunOutcome } from '#shared/tools/run.ts';
import type { Actor } from '../session.ts';
import type { End, Launched } from './launch.ts';
import type { RunOutput } from './run-output.ts';

export type { End } from './launch.ts';

/** Why a run is ended before its own end. */
export type Stop = Extract<RunOutcome, 'timed-out' | 'cancelled' | 'changed' | 'wrote-too-much' | 'disk-full'>;

/** A run as the console goes along with it. */
export interface Run {
  readonly running: RunningTool;
  readonly actor: Actor;
  readonly tool: Tool;
  readonly output: RunOutput;
  readonly startedMs: number;
  /** There while it runs. */
  process: Running | null;
  stopped: Stop | null;
  /** The program itself has; what it left behind may still be looked for. */
  hasEnded: boolean;
  outcome: RunOutcome | null;
  exitCode: number | null;
  durationMs: number | null;
  noticedMs: number;
}

export type Running = Extract<Launched, { readonly ok: true }>;

export const unknownEnd: End = { exitCode: null, signal: null };

/** What a screen is told of it. */
export const stateOf = ({ running, tool, actor, output, outcome, exitCode, durationMs }: Run): RunState => {
  const { runId, toolId, name, argv, startedAt } = running.event;
  const { timeLimitS } = tool.definition;
  const about = { runId, toolId, ticketId: running.ticketId, name, argv, startedAt, timeLimitS, startedBy: actor.id };
  const ending = { outcome, durationMs, exitCode, isLeftBehind: false };
  return { ...about, ...ending, ...output.shown(), writtenBytes: output.writtenBytes };
};
