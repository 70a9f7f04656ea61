import type { PersonRef } from '../base/record.ts';
import type { TimelineEntry } from '../tickets/ticket.ts';

export const workKinds = ['remote', 'on_site', 'travel', 'other'] as const;
export type WorkKind = (typeof workKinds)[number];

/** Longest time that one entry may hold, minutes: three days on end. */
export const MAX_WORK_MINUTES = 3 * 24 * 60;

/** Working time as it counts: after corrections. */
export interface WorkTime {
  /** The entry that says so; a correction names this one. */
  readonly entryId: string;
  readonly by: PersonRef;
  readonly startedAt: string;
  readonly minutes: number;
  readonly work: WorkKind;
  readonly note: string | null;
  readonly isCorrected: boolean;
}

/**
 * The working time of a timeline, in its order. An entry that corrects another stands in its place, under who worked; one of 0 minutes
 * strikes it out. Where two people corrected the same entry apart, the later correction counts.
 */
export const workTimesOf = (timeline: readonly TimelineEntry[]): readonly WorkTime[] => {
  const counted = new Map<string, WorkTime>();
  /** Entry → the first one of its line of corrections. */
  const origins = new Map<string, string>();
  for (const { id, by, event } of timeline) {
    if (event.kind !== 'time') continue;
    const origin = event.corrects === null ? id : (origins.get(event.corrects) ?? event.corrects);
    origins.set(id, origin);
    const before = counted.get(origin);
    counted.set(origin, {
      entryId: id,
      by: before?.by ?? by,
      startedAt: event.startedAt,
      minutes: event.minutes,
      work: event.work,
      note: event.note,
      isCorrected: event.corrects !== null,
    });
  }
  return [...counted.values()].filter(({ minutes }) => minutes > 0);
};

export const totalMinutes = (times: readonly WorkTime[]): number =>
  times.reduce((sum, { minutes }) => sum + minutes, 0);
