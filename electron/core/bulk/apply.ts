import { succeed, type Result } from '#shared/base/result.ts';
import { bulkPartPrefix, type BulkEdit, type BulkPart } from '#shared/bulk/bulk-edit.ts';
import { bulkFields, type BulkField } from '#shared/bulk/change.ts';
import type { BulkReport } from '#shared/bulk/operations.ts';
import type { PriorityMatrix } from '#shared/priority/matrix.ts';
import { stepBetween, type BulkStep } from '#shared/bulk/undo.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../session.ts';
import { addToTimeline } from '../ticket-door.ts';
import type { Unit } from '../unit.ts';
import type { BulkJob } from './bulk-job.ts';
import { named, planFor, refusalOf, shownAs, type Prepared } from './preview.ts';

/** How long one commit plans, ms: what storing and indexing add keeps it below a frame. */
const SLICE_MS = 3;
/** Tickets that a report names. */
const MAX_NAMED = 50;

type Left = BulkReport['left'][number];

interface Tally {
  changed: number;
  stale: number;
  refused: number;
  readonly left: Left[];
  readonly fields: Set<BulkField>;
}

/** Removes what a person's earlier bulk edits left for undoing: one can be undone, the last. */
const forgetEarlier = (unit: Unit, desk: Desk, userId: string): void => {
  for (const id of desk.records.ids('bulkEdit')) {
    if (unit.get<BulkEdit>('bulkEdit', id)?.by.id !== userId) continue;
    for (const partId of desk.records.idsWithPrefix(bulkPartPrefix(id))) unit.removeLocal(partId);
    unit.removeLocal(id);
  }
};

/** One ticket, wholly or not at all; null where it is left. */
const editOne = (
  unit: Unit,
  bulkId: string,
  { change, admit }: Prepared,
  matrix: PriorityMatrix,
  { id, shown }: Prepared['tickets'][number],
  tally: Tally,
): BulkStep | null => {
  const leave = (left: Left): null => {
    if (tally.left.length < MAX_NAMED) tally.left.push(left);
    return null;
  };
  const ticket = unit.get<Ticket>('ticket', id);
  if (!ticket) {
    tally.stale++;
    return leave({ id, number: '', title: '', code: 'record.not-found', details: {} });
  }
  const plan = planFor(
    ticket,
    change,
    { by: { id: unit.actor.id, name: unit.actor.name }, at: unit.at, matrix },
    admit,
  );
  if (!plan.ok) {
    tally.refused++;
    return leave({ ...named(ticket), ...refusalOf(plan.failure) });
  }
  if (shownAs(plan.value) !== shown) {
    tally.stale++;
    return leave({ ...named(ticket), code: 'record.stale', details: {} });
  }
  addToTimeline(unit, plan.value.ticket, plan.value.events, plan.value.ticket.updatedAt);
  unit.write('ticket.bulk-edit', plan.value.ticket, { correlation: bulkId });
  for (const { field } of plan.value.changes) tally.fields.add(field);
  tally.changed++;
  return stepBetween(ticket, plan.value.ticket);
};

/** Carries a preview out in slices; each leaves on disk what its undo needs, together with what it did. */
export const applyBulk = async (
  desk: Desk,
  actor: Actor,
  prepared: Prepared,
  matrix: () => PriorityMatrix,
  job: BulkJob,
): Promise<Result<BulkReport>> => {
  const { tickets, change } = prepared;
  const begun = await desk.commit(actor, (unit) => {
    forgetEarlier(unit, desk, actor.id);
    const bulk: BulkEdit = {
      ...unit.stamp('bulkEdit', unit.newId('bulkEdit')),
      by: { id: actor.id, name: actor.name },
      state: 'running',
      fields: [],
      assigns: change.assignment !== undefined,
    };
    unit.putLocal(bulk);
    const set = Object.entries(change).flatMap(([field, value]) => (value === undefined ? [] : [field]));
    unit.audit({
      action: 'bulk.apply',
      object: { type: 'bulkEdit', id: bulk.id, number: null },
      after: { tickets: tickets.length, set },
      correlation: bulk.id,
    });
    return succeed(bulk);
  });
  if (!begun.ok) return begun;
  const bulk = begun.value;

  const tally: Tally = { changed: 0, stale: 0, refused: 0, left: [], fields: new Set() };
  let reached = 0;
  while (reached < tickets.length && !job.isCancelled) {
    const written = await desk.commit(actor, (unit) => {
      const steps: BulkStep[] = [];
      const end = desk.ambient.mono() + SLICE_MS;
      do {
        const next = tickets[reached++];
        const step = next && editOne(unit, bulk.id, prepared, matrix(), next, tally);
        if (step) steps.push(step);
      } while (reached < tickets.length && desk.ambient.mono() < end);
      if (steps.length > 0)
        unit.putLocal({ ...unit.stamp('bulkPart', unit.newChildId('bulkPart', bulk.id)), steps } as BulkPart);
      return succeed(null);
    });
    if (!written.ok) return written;
    job.progress(reached, tickets.length);
    await job.rest();
  }

  const { changed, stale, refused, left } = tally;
  const notReached = tickets.length - reached;
  const ended = await desk.commit(actor, (unit) => {
    const fields = bulkFields.filter((field) => tally.fields.has(field));
    unit.putLocal({ ...bulk, state: 'done', fields, updatedAt: unit.at } as BulkEdit);
    unit.audit({
      action: 'bulk.applied',
      object: { type: 'bulkEdit', id: bulk.id, number: null },
      after: { changed, stale, refused, notReached },
      correlation: bulk.id,
    });
    return succeed(null);
  });
  return ended.ok ? succeed({ bulkId: bulk.id, changed, stale, refused, notReached, left }) : ended;
};
