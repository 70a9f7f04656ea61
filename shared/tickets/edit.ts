import type { PersonRef } from '../base/record.ts';
import { refuse, succeed, type Result } from '../base/result.ts';
import { computePriority } from './priority.ts';
import type { Level, Ticket, TicketKind, TimelineEntry } from './ticket.ts';
import type { PlannedChange } from './transition.ts';

/** Fields that a person edits by hand. Absent: left alone. */
export interface TicketEdit {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly kind?: TicketKind | undefined;
  readonly impact?: Level | undefined;
  readonly urgency?: Level | undefined;
  readonly category?: string | null | undefined;
  readonly requester?: PersonRef | null | undefined;
  readonly tags?: readonly string[] | undefined;
}

export type EditableField = keyof TicketEdit;

const editableFields = [
  'title',
  'description',
  'kind',
  'impact',
  'urgency',
  'category',
  'requester',
  'tags',
] as const satisfies readonly EditableField[];

/** A field as edits, the timeline and conflicts show it: the text a person would compare. */
const shown = (field: EditableField, value: Ticket[EditableField]): string | null => {
  if (value === null) return null;
  if (field === 'requester') return (value as PersonRef).name;
  if (typeof value === 'object') return (value as readonly string[]).join(', ');
  return String(value);
};

/** Sets have no order and no repetitions; the rest compares as it is. */
const isSameValue = (field: EditableField, left: Ticket[EditableField], right: Ticket[EditableField]): boolean => {
  if (field === 'requester') {
    const [one, other] = [left as PersonRef | null, right as PersonRef | null];
    return one?.id === other?.id && one?.name === other?.name;
  }
  if (field === 'tags') {
    const [one, other] = [new Set(left as readonly string[]), new Set(right as readonly string[])];
    return one.size === other.size && [...one].every((tag) => other.has(tag));
  }
  return left === right;
};

/** What `field` was when the ticket looked as it did at `seen`, or undefined if nobody changed it since. */
const valueSeen = (
  field: EditableField,
  timeline: readonly TimelineEntry[],
  seen: string,
): { readonly value: string | null } | undefined => {
  for (const { at, event } of timeline) {
    if (event.kind !== 'edit' || Date.parse(at) <= Date.parse(seen)) continue;
    const change = event.changes.find((candidate) => candidate.field === field);
    if (change) return { value: change.from };
  }
  return undefined;
};

/**
 * Applies what differs. A field that somebody else changed after `seen` to something else than what is wanted now is refused:
 * `record.stale` { fields: [{ field, seen, current, wanted }] }, values as shown. Priority follows impact and urgency unless overridden.
 * `timeline` in time order; `seen` is the `updatedAt` of the version the person looked at.
 */
export const planEdit = (
  ticket: Ticket,
  timeline: readonly TimelineEntry[],
  edit: TicketEdit,
  { seen, at }: { readonly seen: string; readonly at: string },
): Result<PlannedChange> => {
  const wanted = editableFields.flatMap((field) => {
    const value = edit[field];
    return value === undefined || isSameValue(field, ticket[field], value) ? [] : [{ field, value }];
  });
  const stale = wanted.flatMap(({ field, value }) => {
    const before = valueSeen(field, timeline, seen);
    return before
      ? [{ field, seen: before.value, current: shown(field, ticket[field]), wanted: shown(field, value) }]
      : [];
  });
  if (stale.length > 0)
    return refuse('record.stale', `changed since it was read: ${stale.map(({ field }) => field).join(', ')}`, {
      fields: stale,
    });
  if (wanted.length === 0) return succeed({ ticket, events: [] });

  const edited: Ticket = { ...ticket, ...Object.fromEntries(wanted.map(({ field, value }) => [field, value])) };
  const priority = edited.priorityOverride?.priority ?? computePriority(edited.impact, edited.urgency);
  const changes = wanted.map(({ field, value }) => ({
    field: field as string,
    from: shown(field, ticket[field]),
    to: shown(field, value),
  }));
  if (priority !== ticket.priority)
    changes.push({ field: 'priority', from: String(ticket.priority), to: String(priority) });
  return succeed({ ticket: { ...edited, priority, updatedAt: at }, events: [{ kind: 'edit', changes }] });
};
