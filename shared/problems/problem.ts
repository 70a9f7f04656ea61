import type { PersonRef, StoredRecord } from '../base/record.ts';
import type { Level, Priority, ResolutionCode } from '../tickets/ticket.ts';
import type { ProblemEvent } from './problem-event.ts';

export const problemStates = ['new', 'investigating', 'known_error', 'resolved', 'closed', 'cancelled'] as const;
export type ProblemState = (typeof problemStates)[number];

/** `accepted`: it stays as it is, mending it costs more than it does. */
export const problemCancelReasons = ['duplicate', 'no_fault_found', 'accepted'] as const;
export type ProblemCancelReason = (typeof problemCancelReasons)[number];

/** What people can do until the cause is gone; told to every linked ticket as it is published. */
export interface Workaround {
  readonly text: string;
  readonly at: string;
  readonly by: PersonRef;
}

export interface ProblemResolution {
  readonly code: ResolutionCode;
  readonly text: string;
  readonly at: string;
  readonly by: PersonRef;
}

/** The cause, or the yet unknown cause, of one or more tickets (ITIL 4). Which tickets: `shared/links`. */
export interface Problem extends StoredRecord {
  readonly type: 'problem';
  readonly schema: 1;
  /** Grows with each change: names a version where no clock can. */
  readonly revision: number;
  /** `PRB-7K3Q-000012`, given offline, never changed. */
  readonly number: string;
  readonly title: string;
  readonly description: string;
  readonly state: ProblemState;
  readonly impact: Level;
  readonly urgency: Level;
  readonly priority: Priority;
  readonly category: string | null;
  /** Who answers for it. */
  readonly owner: PersonRef | null;
  readonly assignmentGroup: string | null;
  /** Empty until it is known. */
  readonly rootCause: string;
  readonly workaround: Workaround | null;
  readonly resolution: ProblemResolution | null;
  readonly cancelReason: ProblemCancelReason | null;
  readonly closedAt: string | null;
}

/**
 * What happened on a problem, append-only. A type of its own beside the entries of tickets: whoever reads those (clocks, imports, notices)
 * never meets one of these.
 */
export interface ProblemEntry extends StoredRecord {
  readonly type: 'problemEntry';
  readonly schema: 1;
  readonly problemId: string;
  readonly at: string;
  readonly by: PersonRef;
  readonly event: ProblemEvent;
}

/** `problemEntry:<problem ULID>:` finds the whole timeline of a problem. */
export const problemTimelinePrefix = (problemId: string): string =>
  `problemEntry:${problemId.slice('problem:'.length)}:`;

/** With its cause or a way around it known, a problem is a known error (ITIL 4). */
export const isExplained = ({ rootCause, workaround }: Pick<Problem, 'rootCause' | 'workaround'>): boolean =>
  rootCause !== '' || workaround !== null;
