import type { RemovalCause } from '../attachments/removal-cause.ts';
import type { PersonRef } from '../base/record.ts';
import type { SurveyAnswer } from '../survey/answer.ts';
import type { Mentioned } from '../watching/mentions.ts';
import type { WorkKind } from '../time/work-time.ts';
import type { CheckEvent } from '../checks/event.ts';
import type { DiagnosisEvent } from '../diagnosis/event.ts';
import type { TicketLinkSide } from '../links/link.ts';
import type { ToolRunEvent } from '../tools/run.ts';
import type { Channel, Hold, Resolution, TicketState } from './ticket.ts';

export const deliveries = ['in_person', 'phone', 'mail', 'webhook', 'pending'] as const;
/** How a comment reached the requester; `pending`: not yet. */
export type Delivery = (typeof deliveries)[number];
export type Delivered = Exclude<Delivery, 'pending'>;

/** How two tickets hang together: what became of one, or a link that people made (`shared/links`). */
export type TicketRelation = 'merged_into' | 'merged_from' | 'follow_up_of' | 'followed_up_by' | TicketLinkSide;

export type TaskChange = 'added' | 'done' | 'not_needed' | 'reopened' | 'edited' | 'removed';

/** The mail that an entry comes from: by its id the answers to it find the ticket, also offline. */
export interface MailRef {
  /** As in the mail, angle brackets included; made of the file's hash where the mail has none. */
  readonly messageId: string;
  /** Address of the sender. */
  readonly from: string;
}

/** What happened on a ticket. Append-only: two offline editors can only add (DOMAIN.md §1). */
export type TimelineEvent =
  | { readonly kind: 'created'; readonly channel: Channel; readonly mail?: MailRef }
  /** `mentions`: people of the desk whom the text names, by the names that they had then. */
  | {
      readonly kind: 'comment';
      readonly text: string;
      readonly delivery: Delivery;
      readonly mentions?: readonly Mentioned[];
    }
  | { readonly kind: 'workNote'; readonly text: string; readonly mentions?: readonly Mentioned[] }
  /** What the requester said, and by which way; somebody of the desk writes it down. `by` of the entry is who said it: by mail, that may be another person. */
  | { readonly kind: 'reply'; readonly text: string; readonly channel: Channel; readonly mail?: MailRef }
  /** A comment that was pending has reached the requester: `of` is the id of its entry, which stays as it is. */
  | { readonly kind: 'delivery'; readonly of: string; readonly delivery: Delivered }
  /** A file of the ticket. Its bytes lie beside the records, by their hash; `mediaType` is what they are, whatever the name says. */
  | {
      readonly kind: 'attachment';
      readonly sha256: string;
      readonly name: string;
      readonly mediaType: string;
      readonly bytes: number;
    }
  /** A file was taken off the ticket: `of` is the id of its entry, which stays as it is. */
  | { readonly kind: 'removal'; readonly of: string; readonly name: string; readonly cause: RemovalCause }
  /** How this ticket hangs together with another. Both timelines say so, each from its side. */
  | {
      readonly kind: 'link';
      readonly relation: TicketRelation;
      readonly ticketId: string;
      readonly number: string;
    }
  /** A link that people had made was taken away. */
  | {
      readonly kind: 'unlink';
      readonly relation: TicketLinkSide;
      readonly ticketId: string;
      readonly number: string;
    }
  /** A problem is, or may be, behind this ticket; or no longer is. */
  | {
      readonly kind: 'problem';
      readonly change: 'linked' | 'unlinked';
      readonly problemId: string;
      readonly number: string;
    }
  /** The ticket is about this asset; or no longer is. */
  | {
      readonly kind: 'asset';
      readonly change: 'linked' | 'unlinked';
      readonly ciId: string;
      /** As it was called then. */
      readonly name: string;
      readonly number: string;
    }
  /**
   * An article is named on this ticket as what helps, its steps went into a text of it, or it no longer is named. `version`: the one that was
   * read then, 0 before its first publishing; `title`: as it was then.
   */
  | {
      readonly kind: 'article';
      readonly change: 'linked' | 'inserted' | 'unlinked';
      readonly articleId: string;
      readonly number: string;
      readonly title: string;
      readonly version: number;
    }
  /** A workaround of a problem behind this ticket, as published; an empty text withdraws it. */
  | { readonly kind: 'workaround'; readonly problemId: string; readonly number: string; readonly text: string }
  /** `reason`: hold or cancel reason code, why it was reopened, or the resolution text; null where the move needs none. */
  | {
      readonly kind: 'transition';
      /** A `TicketAction` or `RuleAction`; in imported history whatever the other system called it. */
      readonly action: string;
      readonly from: TicketState;
      readonly to: TicketState;
      readonly reason: string | null;
      /** The hold that began, on moves to on_hold. */
      readonly hold?: Hold;
      /** How this cycle was resolved; a reopening clears it from the ticket, not from here. */
      readonly resolution?: Resolution;
    }
  | {
      readonly kind: 'assignment';
      readonly from: PersonRef | null;
      readonly to: PersonRef | null;
      readonly group: string | null;
      /** Qualifications that were required and lacking, and why that was passed over. */
      readonly exception?: { readonly missing: readonly string[]; readonly reason: string };
    }
  /** What became of tasks; several where they were added together. `reason`: why one is not needed. */
  | {
      readonly kind: 'task';
      readonly change: TaskChange;
      readonly tasks: readonly { readonly id: string; readonly title: string }[];
      readonly reason: string | null;
    }
  /** What the requester said of a cycle at hand-over; `answer` null: asked, but declined. `replaces`: the answer whose place it takes, which stays as it is. */
  | {
      readonly kind: 'survey';
      readonly cycle: number;
      readonly answer: SurveyAnswer | null;
      readonly replaces: { readonly entryId: string; readonly reason: string } | null;
    }
  /** A service report was issued, as the record `reportId` keeps it. */
  | { readonly kind: 'report'; readonly reportId: string; readonly version: number; readonly digest: string }
  /** Working time. `corrects`: the entry that this one stands for from now on; 0 minutes strike it out. */
  | {
      readonly kind: 'time';
      /** RFC 3339. */
      readonly startedAt: string;
      readonly minutes: number;
      readonly work: WorkKind;
      readonly note: string | null;
      readonly corrects: string | null;
    }
  /** Fields edited by hand; values as shown in the record. `reason`: why a priority was set against the matrix. */
  /** A step of a guided diagnosis. */
  | DiagnosisEvent
  /** What a diagnostic of this console found. */
  | CheckEvent
  | ToolRunEvent
  /** Fields edited by hand; values as shown in the record. */
  | {
      readonly kind: 'edit';
      readonly reason?: string | null;
      readonly changes: readonly { readonly field: string; readonly from: string | null; readonly to: string | null }[];
    };
