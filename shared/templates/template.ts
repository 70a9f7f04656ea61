import type { PersonRef, StoredRecord } from '../base/record.ts';
import type { Channel, HoldReason, Level, ResolutionCode, TicketKind } from '../tickets/ticket.ts';
import type { Delivery } from '../tickets/timeline-event.ts';

export const templateKinds = ['reply', 'ticket', 'macro'] as const;
export type TemplateKind = (typeof templateKinds)[number];

export const templateLanguages = ['en', 'zh-CN'] as const;
export type TemplateLanguage = (typeof templateLanguages)[number];

/** What every template has. `keywords` are further words that find it. */
interface Named {
  readonly name: string;
  readonly language: TemplateLanguage;
  readonly keywords: string;
}

/** A canned reply: a text to begin a comment or a work note with. */
export interface ReplyContent extends Named {
  readonly kind: 'reply';
  readonly body: string;
}

export const questionTypes = ['line', 'text', 'choice'] as const;
export type QuestionType = (typeof questionTypes)[number];

/** Something that the form asks; the answers go into the description, one below the other. */
export interface Question {
  /** `{{answers.<id>}}` in title and description. */
  readonly id: string;
  readonly label: string;
  readonly type: QuestionType;
  /** Of a choice; empty otherwise. */
  readonly options: readonly string[];
  readonly required: boolean;
  /** Asked only where an earlier choice was answered by one of these; null: always. */
  readonly showIf: { readonly question: string; readonly answers: readonly string[] } | null;
}

export interface TemplateTask {
  readonly title: string;
  readonly required: boolean;
}

/** A form that is filled in beforehand. What is null is left as it stands. */
export interface TicketContent extends Named {
  readonly kind: 'ticket';
  readonly ticketKind: TicketKind;
  readonly title: string;
  readonly description: string;
  readonly category: string | null;
  readonly impact: Level;
  readonly urgency: Level;
  readonly channel: Exclude<Channel, 'import' | 'log_alert'> | null;
  readonly tags: readonly string[];
  readonly tasks: readonly TemplateTask[];
  readonly questions: readonly Question[];
}

/** One thing that a macro does, by the rules that hold for a person who does it. */
export type MacroStep =
  | { readonly do: 'workNote'; readonly text: string }
  | { readonly do: 'comment'; readonly text: string; readonly delivery: Delivery }
  | {
      readonly do: 'set';
      readonly kind: TicketKind | null;
      readonly category: string | null;
      readonly impact: Level | null;
      readonly urgency: Level | null;
      readonly addTags: readonly string[];
      readonly removeTags: readonly string[];
    }
  /** `to` null: whoever runs it. `group` null keeps the group. */
  | { readonly do: 'assign'; readonly to: PersonRef | null; readonly group: string | null }
  | { readonly do: 'tasks'; readonly tasks: readonly TemplateTask[] }
  | { readonly do: 'hold'; readonly reason: HoldReason; readonly hours: number; readonly comment: string }
  | {
      readonly do: 'resolve';
      readonly code: ResolutionCode;
      readonly text: string;
      readonly noArticleReason: string;
    };

export const stepKinds = [
  'assign',
  'set',
  'workNote',
  'comment',
  'tasks',
  'hold',
  'resolve',
] as const satisfies readonly MacroStep['do'][];

/** A sequence of actions on one ticket: all of them or none. */
export interface MacroContent extends Named {
  readonly kind: 'macro';
  readonly steps: readonly MacroStep[];
}

export type TemplateContent = ReplyContent | TicketContent | MacroContent;

export interface TemplateVersion {
  readonly version: number;
  readonly savedBy: string;
  readonly savedAt: string;
  readonly content: TemplateContent;
}

/** Versions from the first to the newest; none is ever taken away. */
export interface TemplateRecord extends StoredRecord {
  readonly type: 'template';
  readonly schema: 1;
  /** `desk`: everybody's. `own`: only `createdBy` sees it. */
  readonly scope: 'desk' | 'own';
  /** Name in `resources/templates` of one that came with the product. */
  readonly shipped: string | null;
  /** Kept, and offered no more. */
  readonly retired: boolean;
  readonly versions: readonly TemplateVersion[];
}

/** How often a template was used on one console: each counts for itself, so that two never disagree. Stays on this laptop. */
export interface TemplateUses extends StoredRecord {
  readonly type: 'templateUses';
  readonly schema: 1;
  readonly templateId: string;
  readonly count: number;
}

/** A template in its newest version. */
export interface TemplateView {
  readonly id: string;
  readonly scope: TemplateRecord['scope'];
  readonly retired: boolean;
  readonly shipped: boolean;
  readonly version: number;
  readonly savedAt: string;
  readonly uses: number;
  readonly content: TemplateContent;
}
