import { addedBetween, type AddedText } from './added-text.ts';
import { isSameValue, planEdit } from '../tickets/edit.ts';
import { succeed, type Result } from '../base/result.ts';
import { computePriority } from '../priority/matrix.ts';
import type { Editor } from './change.ts';
import { revise, revisionOf } from '../tickets/revision.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { TimelineEvent } from '../tickets/timeline-event.ts';
import { isSamePerson, type PlannedChange } from '../tickets/transition.ts';

const plainFields = ['kind', 'impact', 'urgency', 'category', 'requester'] as const;
type PlainField = (typeof plainFields)[number];

type PlainValues = { readonly [Field in PlainField]?: Ticket[Field] };
type Standing = Pick<Ticket, 'assignee' | 'assignmentGroup' | 'state'>;

/** What a bulk edit did to one ticket: enough to put back what nobody touched since. */
export interface BulkStep {
  readonly ticketId: string;
  /** The ticket as the step left it: its revision, and when it was changed. */
  readonly revision: number;
  readonly at: string;
  readonly was: PlainValues;
  readonly became: PlainValues;
  /** What was added to the texts, exactly; absent where nothing was. */
  readonly added?: AddedText;
  readonly tags: { readonly was: readonly string[]; readonly became: readonly string[] } | null;
  readonly override: { readonly was: Ticket['priorityOverride']; readonly became: Ticket['priorityOverride'] } | null;
  readonly standing: { readonly was: Standing; readonly became: Standing } | null;
}

export type UndoField = PlainField | 'title' | 'description' | 'tags' | 'priority' | 'assignee';

/** The ticket with all that could be put back; `kept` names fields that somebody changed since and that stay as they are. */
export interface UndoPlan extends PlannedChange {
  readonly kept: readonly UndoField[];
}

const standingOf = ({ assignee, assignmentGroup, state }: Ticket): Standing => ({ assignee, assignmentGroup, state });

const isSameStanding = (one: Standing, other: Standing): boolean =>
  one.state === other.state &&
  one.assignmentGroup === other.assignmentGroup &&
  isSamePerson(one.assignee, other.assignee);

const isSameOverride = (one: Ticket['priorityOverride'], other: Ticket['priorityOverride']): boolean =>
  one?.priority === other?.priority && one?.reason === other?.reason && one?.at === other?.at;

/** What was done to a ticket between two of its versions. */
export const stepBetween = (before: Ticket, after: Ticket): BulkStep => {
  const changed = plainFields.filter((field) => !isSameValue(field, before[field], after[field]));
  const values = (ticket: Ticket): PlainValues => Object.fromEntries(changed.map((field) => [field, ticket[field]]));
  const [was, became] = [standingOf(before), standingOf(after)];
  return {
    ticketId: before.id,
    revision: revisionOf(after),
    at: after.updatedAt,
    was: values(before),
    became: values(after),
    added: addedBetween(before, after),
    tags: isSameValue('tags', before.tags, after.tags) ? null : { was: before.tags, became: after.tags },
    override: isSameOverride(before.priorityOverride, after.priorityOverride)
      ? null
      : { was: before.priorityOverride, became: after.priorityOverride },
    standing: isSameStanding(was, became) ? null : { was, became },
  };
};

/** Fields that events say somebody set. A move or an assignment touches who works on the ticket. */
const touchedBy = (events: readonly TimelineEvent[]): ReadonlySet<string> =>
  new Set(
    events.flatMap((event) => {
      if (event.kind === 'edit') return event.changes.map(({ field }) => field);
      return event.kind === 'assignment' || event.kind === 'transition' ? ['assignee'] : [];
    }),
  );

/**
 * The ticket as it was before its step, field by field: what nobody set since goes back. What somebody set stays and is named in `kept`,
 * also where they set it to what stood there: `since` is what happened on the ticket after the step. Person, group and state go back
 * together or not at all. Refused where the ticket has ended since.
 */
export const planBulkUndo = (
  ticket: Ticket,
  step: BulkStep,
  since: readonly TimelineEvent[],
  { at, matrix }: Pick<Editor, 'at' | 'matrix'>,
): Result<UndoPlan> => {
  const kept: UndoField[] = [];
  const touched = touchedBy(since);
  const edit: Record<string, unknown> = {};
  for (const field of plainFields) {
    const became = step.became[field];
    if (became === undefined) continue;
    const was = step.was[field];
    if (!touched.has(field) && isSameValue(field, ticket[field], became)) edit[field] = was;
    else if (was === undefined || touched.has(field) || !isSameValue(field, ticket[field], was)) kept.push(field);
  }
  const { titleStart, descriptionEnd } = step.added ?? {};
  if (titleStart !== undefined) {
    if (!touched.has('title') && ticket.title.startsWith(titleStart))
      edit['title'] = ticket.title.slice(titleStart.length);
    else kept.push('title');
  }
  if (descriptionEnd !== undefined) {
    if (!touched.has('description') && ticket.description.endsWith(descriptionEnd))
      edit['description'] = ticket.description.slice(0, -descriptionEnd.length);
    else kept.push('description');
  }
  if (step.tags) {
    const { was, became } = step.tags;
    if (!touched.has('tags') && isSameValue('tags', ticket.tags, became)) edit['tags'] = was;
    else if (!isSameValue('tags', ticket.tags, was)) kept.push('tags');
  }
  const edited = planEdit(ticket, edit, { seen: ticket, at, matrix });
  if (!edited.ok) return edited;

  let after = edited.value.ticket;
  const events: TimelineEvent[] = [...edited.value.events];
  if (step.override && isSameOverride(after.priorityOverride, step.override.became)) {
    const { was } = step.override;
    const priority = was?.priority ?? computePriority(after.impact, after.urgency, matrix);
    events.push({
      kind: 'edit',
      changes: [{ field: 'priority', from: String(after.priority), to: String(priority) }],
      reason: was?.reason ?? null,
    });
    after = revise({ ...after, priority, priorityOverride: was }, at);
  } else if (step.override && !isSameOverride(after.priorityOverride, step.override.was)) kept.push('priority');
  if (step.standing) {
    const { was, became } = step.standing;
    const now = standingOf(after);
    if (!touched.has('assignee') && isSameStanding(now, became)) {
      if (!isSamePerson(was.assignee, now.assignee) || was.assignmentGroup !== now.assignmentGroup)
        events.push({ kind: 'assignment', from: now.assignee, to: was.assignee, group: was.assignmentGroup });
      if (was.state !== now.state) events.push(stateBack(now.state, was.state));
      after = revise({ ...after, ...was }, at);
    } else if (!isSameStanding(now, was)) kept.push('assignee');
  }
  return succeed({ ticket: after, events, kept });
};

/** An assignment left `assigned` where the ticket was new or under way: both ways back are moves of the table. */
const stateBack = (from: Ticket['state'], to: Ticket['state']): TimelineEvent => ({
  kind: 'transition',
  action: to === 'new' ? 'returnToQueue' : 'start',
  from,
  to,
  reason: null,
});
