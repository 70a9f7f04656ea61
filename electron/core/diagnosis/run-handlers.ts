import { succeed, refuse, type Result } from '#shared/base/result.ts';
import type { DiagnosisEvent } from '#shared/diagnosis/event.ts';
import type { DiagnosisTreeRecord } from '#shared/diagnosis/records.ts';
import { runsOf, type DiagnosisRun } from '#shared/diagnosis/run.ts';
import { planAbandon, planAnswer, planBack, planStart } from '#shared/diagnosis/take-step.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { auditObject, stageEvents } from '../ticket-door.ts';
import type { TicketPort } from '../ticket-port.ts';
import type { Unit } from '../unit.ts';
import type { Shelf } from './shelf.ts';

type RunOperation = 'diagnosis.start' | 'diagnosis.answer' | 'diagnosis.back' | 'diagnosis.abandon';

const noTree = (id: string): Result<never> =>
  refuse('record.not-found', `there is no tree ${id}`, { type: 'diagnosisTree', id });

/** Each step is one commit: an entry on the timeline, and a word in the trail that names tree, node and answer but no text. */
export const runHandlers = (shelf: Shelf, { change, timelineOf }: TicketPort): FeatureHandlers<RunOperation> => {
  const step = (
    ticketId: string,
    context: SessionContext,
    plan: (ticket: Ticket, runs: readonly DiagnosisRun[], unit: Unit) => Result<DiagnosisEvent>,
  ): Promise<Result<TicketDetail>> =>
    change(ticketId, context, (ticket, unit) => {
      const planned = plan(ticket, runsOf(timelineOf(ticketId)), unit);
      if (!planned.ok) return planned;
      const event = planned.value;
      stageEvents(unit, ticket, [event]);
      unit.audit({
        action: `diagnosis.${event.act}`,
        object: auditObject(ticket),
        ...unit.difference('entry', ticket.id, undefined, event),
      });
      return succeed(ticket.id);
    });

  /** What ships may ship no more after an update: a run keeps the text that it walks. */
  const keepShipped = (
    unit: Unit,
    edition: string,
    record: Omit<DiagnosisTreeRecord, keyof ReturnType<Unit['stamp']>>,
  ) => {
    if (!unit.get('diagnosisTree', edition)) unit.put({ ...unit.stamp('diagnosisTree', edition), ...record });
  };

  return {
    'diagnosis.start': ({ ticketId, tree: id, language }, context) =>
      step(ticketId, context, (ticket, runs, unit) => {
        const found = shelf.find(id);
        const tree = found?.checked.tree;
        const edition = found?.record?.id ?? found?.shipped?.edition;
        if (!found || !tree || edition === undefined) return noTree(id);
        const planned = planStart(ticket, runs, tree, { run: unit.newId('run'), edition, language });
        if (planned.ok && !found.record)
          keepShipped(unit, edition, { tree: id, version: tree.version, source: 'shipped', text: found.text });
        return planned;
      }),

    'diagnosis.answer': ({ ticketId, ...given }, context) =>
      step(ticketId, context, (ticket, runs) => {
        const edition = runs.find(({ id }) => id === given.run)?.edition ?? '';
        const tree = shelf.edition(edition);
        return tree ? planAnswer(ticket, runs, tree, given) : noTree(edition);
      }),

    'diagnosis.back': ({ ticketId, ...given }, context) =>
      step(ticketId, context, (ticket, runs) => planBack(ticket, runs, given)),

    'diagnosis.abandon': ({ ticketId, ...given }, context) =>
      step(ticketId, context, (ticket, runs) => planAbandon(ticket, runs, given)),
  };
};
