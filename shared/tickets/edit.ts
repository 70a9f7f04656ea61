import type { PersonRef } from '../base/record.ts';
import { refuse, succeed, type Result } from '../base/result.ts';
import { nextState } from './actions.ts';
import type { ServiceRef } from '../services/service.ts';
import { computePriority, type PriorityMatrix } from '../priority/matrix.ts';
import { revise } from './revision.ts';
import type { Level, Ticket, TicketKind } from './ticket.ts';
import { refuseAction, type PlannedChange } from './transition.ts';

/** Fields that a person edits by hand. Absent: left alone. */
export interface TicketEdit {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly kind?: TicketKind | undefined;
  readonly impact?: Level | undefined;
  readonly urgency?: Level | undefined;
  readonly category?: string | null | undefined;
  readonly service?: ServiceRef | null | undefined;
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
  'service',
  'requester',
  'tags',
] as const satisfies readonly EditableField[];

/** A field as edits, the timeline and conflicts show it: the text a person would compare. */
export const shownValue = (field: EditableField, value: Ticket[EditableField]): string | null => {
  if (value === null || value === undefined) return null;
  if (field === 'requester' || field === 'service') return (value as PersonRef | ServiceRef).name;
  if (typeof value === 'object') return (value as readonly string[]).join(', ');
  return String(value);
};

/** Sets have no order and no repetitions; the rest compares as it is. */
export const isSameValue = (
  field: EditableField,
  left: Ticket[EditableField],
  right: Ticket[EditableField],
): boolean => {
  if (field === 'requester') {
    const [one, other] = [left as PersonRef | null, right as PersonRef | null];
    return one?.id === other?.id && one?.name === other?.name;
  }
  if (field === 'service')
    return (left as ServiceRef | null | undefined)?.id === (right as ServiceRef | null | undefined)?.id;
  if (field === 'tags') {
    const [one, other] = [new Set(left as readonly string[]), new Set(right as readonly string[])];
    return one.size === other.size && [...one].every((tag) => other.has(tag));
  }
  return left === right;
};

/**
 * Applies what differs. A field that no longer is as the person saw it is refused, unless it is what they want already: `record.stale`
 * { fields: [{ field, seen, current, wanted }] }, values as shown. Values are compared, not times or versions: whatever changed them
 * (a person, an import, its undo, a clock set back meanwhile), nothing is replaced that its author has not seen. Priority follows impact
 * and urgency unless overridden, and stays where neither of them changes, whatever the matrix says by now. What has ended is not edited any
 * more: `ticket.illegal-transition`.
 */
export const planEdit = (
  ticket: Ticket,
  edit: TicketEdit,
  { seen, at, matrix }: { readonly seen: TicketEdit; readonly at: string; readonly matrix: PriorityMatrix },
): Result<PlannedChange> => {
  if (nextState(ticket.state, 'edit') === undefined) return refuseAction(ticket.state, 'edit');
  const wanted = editableFields.flatMap((field) => {
    const value = field === 'tags' && edit.tags ? [...new Set(edit.tags)] : edit[field];
    return value === undefined || isSameValue(field, ticket[field], value) ? [] : [{ field, value }];
  });
  const stale = wanted.flatMap(({ field, value }) => {
    const before = seen[field];
    if (before !== undefined && isSameValue(field, ticket[field], before)) return [];
    return [
      {
        field,
        seen: before === undefined ? null : shownValue(field, before),
        current: shownValue(field, ticket[field]),
        wanted: shownValue(field, value),
      },
    ];
  });
  if (stale.length > 0)
    return refuse('record.stale', `changed since it was read: ${stale.map(({ field }) => field).join(', ')}`, {
      fields: stale,
    });
  if (wanted.length === 0) return succeed({ ticket, events: [] });

  const edited: Ticket = { ...ticket, ...Object.fromEntries(wanted.map(({ field, value }) => [field, value])) };
  const isJudgedAnew = edited.impact !== ticket.impact || edited.urgency !== ticket.urgency;
  const judged = isJudgedAnew ? computePriority(edited.impact, edited.urgency, matrix) : ticket.priority;
  const priority = edited.priorityOverride?.priority ?? judged;
  const changes = wanted.map(({ field, value }) => ({
    field: field as string,
    from: shownValue(field, ticket[field]),
    to: shownValue(field, value),
  }));
  if (priority !== ticket.priority)
    changes.push({ field: 'priority', from: String(ticket.priority), to: String(priority) });
  return succeed({ ticket: revise({ ...edited, priority }, at), events: [{ kind: 'edit', changes }] });
};
