import { succeed, type Result } from '#shared/base/result.ts';
import { bulkPartPrefix, type BulkEdit, type BulkPart } from '#shared/bulk/bulk-edit.ts';
import type { BulkUndoReport } from '#shared/bulk/operations.ts';
import { planBulkUndo, type BulkStep } from '#shared/bulk/undo.ts';
import type { PriorityMatrix } from '#shared/priority/matrix.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import { revisionOf } from '#shared/tickets/revision.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../session.ts';
import { addToTimeline } from '../ticket-door.ts';
import type { Unit } from '../unit.ts';
import type { BulkJob } from './bulk-job.ts';
import { named, refusalOf } from './preview.ts';

/** How long one commit plans, ms. */
const SLICE_MS = 3;
const MAX_NAMED = 50;

type Left = BulkUndoReport['left'][number];

export type ReadTimeline = (ticketId: string) => readonly TimelineEntry[];

interface Taking {
  readonly bulkId: string;
  readonly matrix: () => PriorityMatrix;
  readonly readTimeline: ReadTimeline;
}

interface Tally {
  restored: number;
  kept: number;
  readonly left: Left[];
}

/** What happened on a ticket after a step; nothing where its revision says so. */
const since = (ticket: Ticket, step: BulkStep, readTimeline: ReadTimeline): readonly TimelineEvent[] =>
  revisionOf(ticket) === step.revision
    ? []
    : readTimeline(ticket.id).flatMap(({ at, event }) => (Date.parse(at) > Date.parse(step.at) ? [event] : []));

const undoOne = (unit: Unit, { bulkId, matrix, readTimeline }: Taking, step: BulkStep, tally: Tally): void => {
  const keep = (left: Left): void => {
    tally.kept++;
    if (tally.left.length < MAX_NAMED) tally.left.push(left);
  };
  const ticket = unit.get<Ticket>('ticket', step.ticketId);
  if (!ticket) {
    keep({
      id: step.ticketId,
      number: '',
      title: '',
      fields: [],
      refusal: { code: 'record.not-found', details: {} },
    });
    return;
  }
  const plan = planBulkUndo(ticket, step, since(ticket, step, readTimeline), {
    at: momentAfter(ticket.updatedAt, unit.at),
    matrix: matrix(),
  });
  if (!plan.ok) {
    keep({ ...named(ticket), fields: [], refusal: refusalOf(plan.failure) });
    return;
  }
  if (plan.value.kept.length > 0) keep({ ...named(ticket), fields: plan.value.kept, refusal: null });
  if (plan.value.events.length === 0) return;
  addToTimeline(unit, plan.value.ticket, plan.value.events, plan.value.ticket.updatedAt);
  unit.write('ticket.bulk-undo', plan.value.ticket, { correlation: bulkId });
  tally.restored++;
};

/** How many tickets of a bulk edit wait to be put back. */
export const ticketsToUndo = (desk: Desk, bulkId: string): number => {
  let tickets = 0;
  for (const partId of desk.records.idsWithPrefix(bulkPartPrefix(bulkId)))
    tickets += desk.records.get<BulkPart>('bulkPart', partId)?.steps.length ?? 0;
  return tickets;
};

/**
 * Puts back, in slices, what a bulk edit did. A slice drops from disk what it has put back, in the same commit: cancelled or interrupted,
 * the rest can be undone later.
 */
export const takeBulkBack = async (
  desk: Desk,
  actor: Actor,
  bulk: BulkEdit,
  rules: Omit<Taking, 'bulkId'>,
  job: BulkJob,
): Promise<Result<BulkUndoReport>> => {
  const taking: Taking = { ...rules, bulkId: bulk.id };
  const total = ticketsToUndo(desk, bulk.id);
  const object = { type: 'bulkEdit', id: bulk.id, number: null };
  const begun = await desk.commit(actor, (unit) => {
    unit.putLocal({ ...bulk, state: 'undoing', updatedAt: unit.at } as BulkEdit);
    unit.audit({ action: 'bulk.undo', object, after: { tickets: total }, correlation: bulk.id });
    return succeed(null);
  });
  if (!begun.ok) return begun;

  const tally: Tally = { restored: 0, kept: 0, left: [] };
  let done = 0;
  for (const partId of desk.records.idsWithPrefix(bulkPartPrefix(bulk.id)).toReversed()) {
    for (let rest = 1; rest > 0 && !job.isCancelled;) {
      const taken = await desk.commit(actor, (unit) => {
        const part = unit.get<BulkPart>('bulkPart', partId);
        const steps = [...(part?.steps ?? [])];
        const end = desk.ambient.mono() + SLICE_MS;
        do {
          const step = steps.pop();
          if (!step) break;
          undoOne(unit, taking, step, tally);
          done++;
        } while (desk.ambient.mono() < end);
        if (part && steps.length > 0) unit.putLocal({ ...part, steps } as BulkPart);
        else unit.removeLocal(partId);
        return succeed(steps.length);
      });
      if (!taken.ok) return taken;
      rest = taken.value;
      job.progress(done, total);
      await job.rest();
    }
  }

  const { restored, kept, left } = tally;
  const notReached = total - done;
  const ended = await desk.commit(actor, (unit) => {
    unit.putLocal({ ...bulk, state: notReached > 0 ? 'done' : 'undone', updatedAt: unit.at } as BulkEdit);
    unit.audit({ action: 'bulk.undone', object, after: { restored, kept, notReached }, correlation: bulk.id });
    return succeed(null);
  });
  return ended.ok ? succeed({ restored, kept, notReached, left }) : ended;
};
