import type { PersonRef } from '../base/record.ts';
import { refuse, succeed, type FailureCode, type Json, type Result } from '../base/result.ts';
import type { PriorityMatrix } from '../priority/matrix.ts';
import { planOverride, type Override } from '../priority/override.ts';
import { MAX_TEXT, MAX_TITLE } from '../tickets/limits.ts';
import { withDescriptionEnd, withTitleStart, type AddedText } from './added-text.ts';
import { isSameValue, planEdit, shownValue, type TicketEdit } from '../tickets/edit.ts';
import type { Level, Ticket, TicketKind } from '../tickets/ticket.ts';
import type { TimelineEvent } from '../tickets/timeline-event.ts';
import { isSamePerson, planTransition, type Mover } from '../tickets/transition.ts';

/** Tags that a ticket holds at most. */
export const MAX_TAGS = 40;

/**
 * What is set on many tickets at once. Absent: left as it is on each. Titles and descriptions tell tickets apart, so they are added to and
 * never replaced: one text for all of them is what nobody wants and what no preview would keep a person from.
 */
export interface BulkChange extends AddedText {
  readonly kind?: TicketKind | undefined;
  readonly impact?: Level | undefined;
  readonly urgency?: Level | undefined;
  readonly category?: string | null | undefined;
  readonly requester?: PersonRef | null | undefined;
  readonly addTags?: readonly string[] | undefined;
  readonly removeTags?: readonly string[] | undefined;
  /** Set by hand; null gives it back to impact and urgency. */
  readonly override?: Override | undefined;
  /** As the action `assign`: a person, a group that it waits for, or both. */
  readonly assignment?: { readonly assignee: PersonRef | null; readonly group: string | null } | undefined;
}

export const bulkFields = [
  'title',
  'description',
  'kind',
  'impact',
  'urgency',
  'priority',
  'category',
  'requester',
  'tags',
  'assignee',
  'group',
  'state',
] as const;
export type BulkField = (typeof bulkFields)[number];

/** Who edits, when, and by which matrix priorities follow. */
export interface Editor extends Mover {
  readonly matrix: PriorityMatrix;
}

/** One field before and after, as the record shows it; null for none. Of title and description, `to` is what is added and `from` null. */
export interface FieldChange {
  readonly field: BulkField;
  readonly from: string | null;
  readonly to: string | null;
}

/** A ticket after its part of a bulk edit. No events: it is as wanted already. */
export interface BulkPlan {
  readonly ticket: Ticket;
  readonly events: readonly TimelineEvent[];
  readonly changes: readonly FieldChange[];
}

/** Why a ticket is left out. */
export interface BulkRefusal {
  readonly code: FailureCode;
  readonly details: { readonly [key: string]: Json };
}

const valueOf = (ticket: Ticket, field: BulkField): string | null => {
  switch (field) {
    case 'assignee':
      return ticket.assignee?.name ?? null;
    case 'group':
      return ticket.assignmentGroup;
    case 'priority':
    case 'state':
      return String(ticket[field]);
    case 'tags':
      return ticket.tags.length === 0 ? null : shownValue('tags', ticket.tags);
    default:
      return shownValue(field, ticket[field]);
  }
};

/** Fields that read differently, in the order of `bulkFields`. */
const changesBetween = (before: Ticket, after: Ticket, added: AddedText): readonly FieldChange[] =>
  bulkFields.flatMap((field): readonly FieldChange[] => {
    if (field === 'title' || field === 'description') {
      const text = field === 'title' ? added.titleStart : added.descriptionEnd;
      return before[field] === after[field] ? [] : [{ field, from: null, to: text ?? null }];
    }
    const [from, to] = [valueOf(before, field), valueOf(after, field)];
    return from === to ? [] : [{ field, from, to }];
  });

const editOf = (ticket: Ticket, change: BulkChange): TicketEdit => {
  const { kind, impact, urgency, category, requester, addTags = [], removeTags = [] } = change;
  const { titleStart = '', descriptionEnd = '' } = change;
  const gone = new Set(removeTags);
  const tags = [...new Set([...ticket.tags.filter((tag) => !gone.has(tag)), ...addTags])];
  return {
    title: withTitleStart(ticket.title, titleStart),
    description: withDescriptionEnd(ticket.description, descriptionEnd),
    kind,
    impact,
    urgency,
    category,
    requester,
    tags: isSameValue('tags', ticket.tags, tags) ? undefined : tags,
  };
};

const setsFields = ({ assignment: _assignment, override: _override, ...fields }: BulkChange): boolean =>
  Object.values(fields).some((value) => value !== undefined);

/** A new ticket that waits for nobody in particular is not assigned yet, whatever its group. */
const isAssigned = (ticket: Ticket, { assignee, group }: NonNullable<BulkChange['assignment']>): boolean =>
  ticket.state !== 'new' &&
  isSamePerson(ticket.assignee, assignee) &&
  (group === null || ticket.assignmentGroup === group);

/**
 * What the change makes of one ticket: all of it or nothing. Refused as the single edit, override and assignment would be, and as
 * `bulk.too-many-tags` { most } where a ticket would hold more than `MAX_TAGS`, as `bulk.too-long` { most } where a text would.
 */
export const planBulkEdit = (ticket: Ticket, change: BulkChange, mover: Editor): Result<BulkPlan> => {
  let after = ticket;
  const events: TimelineEvent[] = [];
  if (setsFields(change)) {
    const edit = editOf(ticket, change);
    if ((edit.tags?.length ?? 0) > MAX_TAGS)
      return refuse('bulk.too-many-tags', `at most ${MAX_TAGS} tags`, { most: MAX_TAGS });
    for (const [text, most] of [
      [edit.title, MAX_TITLE],
      [edit.description, MAX_TEXT],
    ] as const)
      if ((text ?? '').length > most) return refuse('bulk.too-long', `at most ${most}`, { most });
    const edited = planEdit(ticket, edit, { seen: ticket, at: mover.at, matrix: mover.matrix });
    if (!edited.ok) return edited;
    after = edited.value.ticket;
    events.push(...edited.value.events);
  }
  if (change.override && (ticket.priorityOverride?.priority ?? null) !== change.override.priority) {
    const { by, at, matrix } = mover;
    const overridden = planOverride(after, change.override, { seen: after.priority, by, at, matrix });
    if (!overridden.ok) return overridden;
    after = overridden.value.ticket;
    events.push(...overridden.value.events);
  }
  if (change.assignment && !isAssigned(ticket, change.assignment)) {
    const assigned = planTransition(after, { action: 'assign', ...change.assignment }, mover);
    if (!assigned.ok) return assigned;
    after = assigned.value.ticket;
    events.push(...assigned.value.events);
  }
  return succeed({ ticket: after, events, changes: changesBetween(ticket, after, change) });
};
