/** The desk's priority matrix, priorities set by hand, and the mark of a major incident. */
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { defaultPriorityMatrix, type PriorityMatrix } from '#shared/priority/matrix.ts';
import type { MatrixRecord, MatrixView } from '#shared/priority/operations.ts';
import { planMajor, planOverride } from '#shared/priority/override.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { PlannedChange } from '#shared/tickets/transition.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import { shippedUlid } from '../shipped-ulid.ts';
import type { Records } from '../storage/store.ts';
import type { Unit } from '../unit.ts';

type PriorityOperation = 'priority.matrix' | 'priority.saveMatrix' | 'priority.override' | 'priority.setMajor';

const MATRIX_ID = `priorityMatrix:${shippedUlid('priority matrix')}`;

const matrixView = (records: Pick<Records, 'get'>): MatrixView => {
  const record = records.get<MatrixRecord>('priorityMatrix', MATRIX_ID);
  return record ? { version: record.version, matrix: record.matrix } : { version: 0, matrix: defaultPriorityMatrix };
};

/** What impact and urgency mean on this desk now. */
export const priorityMatrix = (records: Pick<Records, 'get'>): PriorityMatrix => matrixView(records).matrix;

/** How a ticket is changed in one commit; who keeps tickets provides it. */
export type ChangeTicket = (
  ticketId: string,
  context: SessionContext,
  action: string,
  plan: (ticket: Ticket, unit: Unit, at: string) => Result<PlannedChange>,
) => Promise<Result<TicketDetail>>;

export const priorityHandlers = (desk: Desk, changeTicket: ChangeTicket): FeatureHandlers<PriorityOperation> => ({
  'priority.matrix': () => succeed(matrixView(desk.records)),

  'priority.saveMatrix': ({ version, matrix }, { session }) =>
    desk.commit(actorOf(session), (unit) => {
      const before = unit.get<MatrixRecord>('priorityMatrix', MATRIX_ID);
      const current = before?.version ?? 0;
      if (current !== version)
        return refuse('record.stale', `version ${version} is not the newest`, { seen: version, current });
      const after: MatrixRecord = {
        ...unit.stamp('priorityMatrix', MATRIX_ID),
        createdAt: before?.createdAt ?? unit.at,
        version: version + 1,
        matrix,
      };
      unit.put(after);
      unit.audit({
        action: 'priority-matrix.save',
        object: { type: after.type, id: after.id, number: null },
        ...unit.difference(after.type, after.id, { matrix: before?.matrix ?? defaultPriorityMatrix }, after),
      });
      return succeed({ version: after.version, matrix });
    }),

  'priority.override': ({ ticketId, seen, ...override }, context) =>
    changeTicket(ticketId, context, 'ticket.override-priority', (ticket, unit, at) =>
      planOverride(ticket, override, {
        seen,
        by: { id: unit.actor.id, name: unit.actor.name },
        at,
        matrix: priorityMatrix(unit),
      }),
    ),

  'priority.setMajor': ({ ticketId, major }, context) =>
    changeTicket(ticketId, context, 'ticket.set-major', (ticket, _unit, at) => planMajor(ticket, major, at)),
});
