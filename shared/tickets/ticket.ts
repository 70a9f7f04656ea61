import type { PersonRef, StoredRecord } from '../base/record.ts';
import type { ServiceRef } from '../services/service.ts';
import type { TimelineEvent } from './timeline-event.ts';

export const ticketKinds = ['incident', 'request'] as const;
export type TicketKind = (typeof ticketKinds)[number];

export const ticketStates = [
  'new',
  'assigned',
  'in_progress',
  'on_hold',
  'resolved',
  'closed',
  'cancelled',
  'merged',
] as const;
export type TicketState = (typeof ticketStates)[number];

export const channels = ['portal', 'email', 'phone', 'walk_up', 'on_site', 'log_alert', 'import'] as const;
export type Channel = (typeof channels)[number];

export const holdReasons = ['requester', 'vendor', 'change', 'problem', 'parts', 'access'] as const;
export type HoldReason = (typeof holdReasons)[number];

export const resolutionCodes = [
  'configuration',
  'compatibility',
  'software_patch',
  'hardware_repair',
  'system_update',
  'assistance',
  'training',
  'access',
  'no_fault_found',
  'other',
] as const;
export type ResolutionCode = (typeof resolutionCodes)[number];

export const cancelReasons = ['duplicate', 'not_an_incident', 'withdrawn'] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** 1 high, 2 medium, 3 low. */
export type Level = 1 | 2 | 3;
/** P1 … P4. */
export type Priority = 1 | 2 | 3 | 4;

export interface Hold {
  readonly reason: HoldReason;
  /** The ticket resumes by itself then. RFC 3339. */
  readonly until: string;
  readonly since: string;
}

export interface Resolution {
  readonly code: ResolutionCode;
  readonly text: string;
  readonly articleId: string | null;
  /** Required when no article is linked (DOMAIN.md §1, note 1). */
  readonly noArticleReason: string | null;
  readonly at: string;
  readonly by: PersonRef;
}

/** Where an imported record came from; `batch` undoes it, `system` + `externalId` recognise it again. */
export interface ImportedFrom {
  readonly batch: string;
  readonly system: string;
  readonly externalId: string;
  /** Hash of the source's cells that were last taken in: the same file again adds nothing. */
  readonly digest: string;
}

/** `Incident` or `ServiceRequest`: one record type whose `kind` the desk may change; the number stays. */
export interface Ticket extends StoredRecord {
  readonly type: 'ticket';
  readonly schema: 1;
  /** Read it with `revisionOf`. */
  readonly revision?: number;
  /** `INC-7K3Q-000142`, given offline, never changed. */
  readonly number: string;
  readonly kind: TicketKind;
  readonly channel: Channel;
  readonly receivedAt: string;
  readonly title: string;
  readonly description: string;
  readonly state: TicketState;
  readonly impact: Level;
  readonly urgency: Level;
  /** From impact × urgency, or from `priorityOverride`; the matrix value can always be computed again. */
  readonly priority: Priority;
  readonly priorityOverride: {
    readonly priority: Priority;
    readonly reason: string;
    readonly by: PersonRef;
    readonly at: string;
  } | null;
  readonly major: boolean;
  readonly category: string | null;
  /** The service that somebody chose; absent or null: that of its category (`shared/services/assignment`). */
  readonly service?: ServiceRef | null;
  readonly tags: readonly string[];
  readonly requester: PersonRef | null;
  /** Ids of users who want to know what becomes of it; absent while nobody does. */
  readonly watchers?: readonly string[];
  readonly assignee: PersonRef | null;
  readonly assignmentGroup: string | null;
  readonly hold: Hold | null;
  readonly resolution: Resolution | null;
  readonly cancelReason: CancelReason | null;
  readonly closedAt: string | null;
  readonly reopenCount: number;
  /** 1, and one more for each reopening. */
  readonly cycle: number;
  readonly mergedInto: string | null;
  /** The closed ticket that this one follows up. Parts of a larger piece of work are tied by links (`shared/links`), not by this. */
  readonly parentId: string | null;
  readonly imported: ImportedFrom | null;
}

export interface TimelineEntry extends StoredRecord {
  readonly type: 'entry';
  readonly schema: 1;
  readonly ticketId: string;
  readonly at: string;
  readonly by: PersonRef;
  readonly event: TimelineEvent;
  /** Imported history is stored as given and marked, not validated. */
  readonly imported: ImportedFrom | null;
}

/** `entry:<ticket ULID>:` finds the whole timeline of a ticket. */
export const timelinePrefix = (ticketId: string): string => `entry:${ticketId.slice('ticket:'.length)}:`;
