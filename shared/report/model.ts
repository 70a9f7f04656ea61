import type { StoredRecord } from '../base/record.ts';
import type { Score, Signature } from '../survey/answer.ts';
import type { SlaTarget } from '../sla/runs.ts';
import type { TaskState } from '../tasks/task.ts';
import type { WorkKind } from '../time/work-time.ts';
import type { Channel, Priority, ResolutionCode, TicketKind } from '../tickets/ticket.ts';
import type { PaperLanguage, ReportChoices, ReportPart } from './choices.ts';

/** Something that was written, when and by whom. */
export interface ReportText {
  readonly at: string;
  readonly by: string;
  readonly text: string;
}

export const promiseStates = ['met', 'missed', 'open'] as const;
/** How a target stands: a requester is told no more than that. */
export type PromiseState = (typeof promiseStates)[number];

/**
 * All that stands on a service report, as plain values: the same model prints the same report for ever, and its hash names it. Instants are
 * RFC 3339. Nothing internal is in it but the work notes that were chosen one by one.
 */
export interface ReportModel {
  readonly form: 1;
  readonly language: PaperLanguage;
  readonly desk: string;
  readonly number: string;
  readonly kind: TicketKind;
  readonly title: string;
  readonly description: string;
  readonly priority: Priority;
  readonly category: string | null;
  readonly channel: Channel;
  readonly requester: string | null;
  readonly site: string | null;
  readonly receivedAt: string;
  readonly resolvedAt: string | null;
  readonly closedAt: string | null;
  readonly work: readonly {
    readonly startedAt: string;
    readonly minutes: number;
    readonly work: WorkKind;
    readonly by: string;
  }[];
  /** `article`: number of the one that solved it; absent where none did. Its title may be internal. */
  readonly resolution: (ReportText & { readonly code: ResolutionCode; readonly article?: string }) | null;
  readonly comments: readonly ReportText[];
  readonly notes: readonly ReportText[];
  readonly tasks: readonly { readonly title: string; readonly state: TaskState; readonly reason: string | null }[];
  readonly parts: readonly ReportPart[];
  readonly targets: readonly { readonly target: SlaTarget; readonly state: PromiseState }[];
  /** Null where nobody answered, or somebody would rather not. */
  readonly satisfaction: {
    readonly score: Score;
    readonly comment: string;
    readonly answeredBy: string;
    readonly at: string;
    readonly signature: Signature | null;
  } | null;
  readonly technician: string;
}

/**
 * A report that was issued: kept, so that it is printed again as it was whatever becomes of the ticket. Its id is
 * `report:<ULID of the ticket>:<ULID>`.
 */
export interface StoredReport extends StoredRecord {
  readonly type: 'report';
  readonly schema: 1;
  readonly ticketId: string;
  /** 1, and one more for each model of this ticket that differs from all before. */
  readonly version: number;
  /** Lower-case hex SHA-256 of the model's canonical JSON (RFC 8785). */
  readonly digest: string;
  readonly issuedBy: string;
  /** RFC 3339: when it was issued, as the paper says. Absent where that is when it was stored. */
  readonly issuedAt?: string;
  /** What the next one begins with. */
  readonly choices: ReportChoices;
  readonly model: ReportModel;
}

/** `report:<ULID>:` finds all reports of a ticket, oldest first. */
export const reportPrefix = (ticketId: string): string => `report:${ticketId.slice(ticketId.indexOf(':') + 1)}:`;
