import type { StoredRecord } from '../base/record.ts';
import { reachedAt, type Run } from './run.ts';
import type { SlaTarget, TargetRun } from './runs.ts';

export const thresholdPercents = [50, 75, 90, 100] as const;
export type ThresholdPercent = (typeof thresholdPercents)[number];

/** When a run reaches a share of its target; null while it is paused before that. */
export const thresholdAt = (run: Run, percent: ThresholdPercent): number | null =>
  run.targetSeconds === null ? null : reachedAt(run, Math.ceil((run.targetSeconds * percent) / 100));

/** `threshold:<ticket ULID>:<hash>`: a share of a target that was noticed, once on whatever device. Lower ones that were passed meanwhile are noted in it. */
export interface ThresholdRecord extends StoredRecord {
  readonly type: 'threshold';
  readonly schema: 1;
  readonly ticketId: string;
  readonly target: SlaTarget;
  readonly cycle: number;
  readonly period: number;
  readonly percent: ThresholdPercent;
  /** When it was reached; `createdAt` is when that was noticed. RFC 3339. */
  readonly reachedAt: string;
  readonly alsoPassed: readonly ThresholdPercent[];
}

/** `threshold:<ticket ULID>:` finds all that was noticed of a ticket. */
export const thresholdPrefix = (ticketId: string): string => `threshold:${ticketId.slice('ticket:'.length)}:`;

/** Names one threshold of one clock, the same on every device. */
export const thresholdId = (
  ticketId: string,
  { target, cycle, period }: Pick<TargetRun, 'target' | 'cycle' | 'period'>,
  percent: ThresholdPercent,
  hash: (text: string) => string,
): string => thresholdPrefix(ticketId) + hash([ticketId, target, cycle, period, percent].join('|'));

/** A threshold of one clock, and when it is reached (ms since epoch). */
export interface ThresholdMoment {
  readonly percent: ThresholdPercent;
  readonly at: number;
}

/**
 * Thresholds of a run that goes on: those reached from `since` to `now`, upwards, and the next one. What was reached before `since` is history
 * that nobody is told of.
 */
export const thresholdMoments = (
  run: TargetRun,
  since: number,
  now: number,
): { readonly reached: readonly ThresholdMoment[]; readonly next: ThresholdMoment | undefined } => {
  const reached: ThresholdMoment[] = [];
  if (run.endsAt !== null) return { reached, next: undefined };
  for (const percent of thresholdPercents) {
    const at = thresholdAt(run, percent);
    if (at === null) break;
    if (at > now) return { reached, next: { percent, at } };
    if (at >= since) reached.push({ percent, at });
  }
  return { reached, next: undefined };
};
