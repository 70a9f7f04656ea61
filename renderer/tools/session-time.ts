import { MAX_WORK_MINUTES } from '#shared/time/work-time.ts';
import type { RunState } from '#shared/tools/operations.ts';

export const MINUTE_MS = 60_000;

/** What a remote session comes to as working time: begun minutes count. */
export const sessionTime = (
  { startedAt, durationMs }: Pick<RunState, 'startedAt' | 'durationMs'>,
  note: string,
): { readonly startedAt: string; readonly minutes: number; readonly note: string } => ({
  startedAt,
  minutes: Math.min(MAX_WORK_MINUTES, Math.max(1, Math.ceil((durationMs ?? 0) / MINUTE_MS))),
  note,
});
