/**
 * Editing many tickets at once: looked at first, carried out in slices that hold nobody up, undone once. The rules are those of the single
 * edit and assignment, in `shared/bulk`; nothing here knows lists or screens.
 */
import { randomUUID } from 'node:crypto';
import { isAllowed } from '#shared/accounts/roles.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { BulkEdit } from '#shared/bulk/bulk-edit.ts';
import type { BulkChange } from '#shared/bulk/change.ts';
import { MAX_BULK, type BulkSelection } from '#shared/bulk/operations.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { PriorityMatrix } from '#shared/priority/matrix.ts';
import type { QueueFilter } from '#shared/queue/operations.ts';
import type { Desk } from '../desk.ts';
import type { Admit } from '../admission.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { knownPerson } from '../known-person.ts';
import { actorOf, type Session } from '../session.ts';
import { applyBulk } from './apply.ts';
import { BulkJob } from './bulk-job.ts';
import { lookAt, type Prepared } from './preview.ts';
import { takeBulkBack, ticketsToUndo, type ReadTimeline } from './take-back.ts';

type BulkOperation = 'bulk.preview' | 'bulk.apply' | 'bulk.undo' | 'bulk.cancel' | 'bulk.last';

export interface BulkDeps {
  /** Ids of all tickets that a filter finds, in the usual order. `me` is the id of who asks. */
  readonly find: (filter: QueueFilter, me: string) => readonly string[];
  /** By which priorities follow impact and urgency now. */
  readonly matrix: () => PriorityMatrix;
  /** Whether somebody may be given a ticket; everybody may where it is absent. */
  readonly admit?: Admit;
  readonly readTimeline: ReadTimeline;
  readonly notify: (notice: Notice) => void;
  /** Keeps the desk open for a job that outlives its session. Returns the function that lets go. */
  readonly hold: () => () => void;
}

/** Previews kept at a time, one for each window. */
const MAX_PREVIEWS = 8;

export const bulkHandlers = (desk: Desk, deps: BulkDeps): FeatureHandlers<BulkOperation> => {
  const previews = new Map<string, { readonly previewId: string; readonly prepared: Prepared }>();
  /** The one job that may write at a time. */
  let writing: BulkJob | undefined;
  desk.onClosing(() => writing?.cancel());

  const keepPreview = (connection: string, prepared: Prepared): string => {
    const previewId = randomUUID();
    previews.delete(connection);
    previews.set(connection, { previewId, prepared });
    for (const oldest of previews.keys()) {
      if (previews.size <= MAX_PREVIEWS) break;
      previews.delete(oldest);
    }
    return previewId;
  };

  const idsOf = (selection: BulkSelection, session: Session): Result<readonly string[]> => {
    if ('ids' in selection) return succeed([...new Set(selection.ids)]);
    const ids = deps.find(selection.filter, session.userId);
    return ids.length > MAX_BULK
      ? refuse('bulk.too-many', `at most ${MAX_BULK} tickets`, { most: MAX_BULK, count: ids.length })
      : succeed(ids);
  };

  /** Assigning needs more than editing; `dispatch` puts a try without on record. */
  const mayAssign = (session: Session, operation: BulkOperation): Result<null> =>
    isAllowed(session.roles, 'tickets.assign')
      ? succeed(null)
      : refuse('auth.denied', `${operation} of an assignment needs tickets.assign`, {
          operation,
          permission: 'tickets.assign',
        });

  /** The change with the person as this desk knows them. */
  const settle = (change: BulkChange, session: Session): Result<BulkChange> => {
    if (!change.assignment) return succeed(change);
    const allowed = mayAssign(session, 'bulk.preview');
    if (!allowed.ok) return allowed;
    const { assignee, group } = change.assignment;
    if (assignee === null) return succeed(change);
    const person = knownPerson(assignee, desk.records);
    return person.ok ? succeed({ ...change, assignment: { assignee: person.value, group } }) : person;
  };

  /** Runs `work` as the one job that writes; refuses while there is another. */
  const exclusively = async <T>(
    jobId: string,
    { session }: SessionContext,
    work: (job: BulkJob) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    if (writing) return refuse('bulk.running', 'another bulk edit is being written');
    const job = new BulkJob(jobId, session.userId, deps.notify, () => desk.ambient.mono());
    writing = job;
    const letGo = deps.hold();
    try {
      return await work(job);
    } finally {
      letGo();
      writing = undefined;
    }
  };

  const lastOf = (userId: string): BulkEdit | undefined => {
    for (const id of desk.records.ids('bulkEdit')) {
      const bulk = desk.records.get<BulkEdit>('bulkEdit', id);
      if (bulk?.by.id === userId && bulk.state !== 'undone') return bulk;
    }
    return undefined;
  };

  return {
    'bulk.preview': async ({ selection, change: wanted }, { connection, session }) => {
      const change = settle(wanted, session);
      if (!change.ok) return change;
      const ids = idsOf(selection, session);
      if (!ids.ok) return ids;
      const me = { id: session.userId, name: session.displayName };
      const admit: Prepared['admit'] = (before, after) => deps.admit?.(before, after, session.roles) ?? succeed(null);
      const editor = { by: me, matrix: deps.matrix(), admit };
      const { prepared, preview } = await lookAt(desk, ids.value, change.value, editor);
      return succeed({ ...preview, previewId: keepPreview(connection, prepared) });
    },

    'bulk.apply': async ({ previewId }, context) => {
      const { connection, session } = context;
      const kept = previews.get(connection);
      if (kept?.previewId !== previewId || kept.prepared.userId !== session.userId)
        return refuse('bulk.preview-gone', 'the preview is no longer at hand');
      if (kept.prepared.change.assignment) {
        const allowed = mayAssign(session, 'bulk.apply');
        if (!allowed.ok) return allowed;
      }
      return exclusively(previewId, context, (job) => {
        previews.delete(connection);
        return applyBulk(desk, actorOf(session), kept.prepared, deps.matrix, job);
      });
    },

    'bulk.undo': async ({ bulkId }, context) => {
      const { session } = context;
      const bulk = lastOf(session.userId);
      if (bulk?.id !== bulkId)
        return refuse('record.not-found', 'this bulk edit can no longer be undone', { type: 'bulkEdit', id: bulkId });
      if (bulk.assigns) {
        const allowed = mayAssign(session, 'bulk.undo');
        if (!allowed.ok) return allowed;
      }
      return exclusively(bulkId, context, (job) => takeBulkBack(desk, actorOf(session), bulk, deps, job));
    },

    'bulk.cancel': ({ jobId }, { session }) => {
      if (writing?.id === jobId && writing.userId === session.userId) writing.cancel();
      return succeed(null);
    },

    'bulk.last': (_input, { session }) => {
      const bulk = lastOf(session.userId);
      if (!bulk || writing?.userId === session.userId) return succeed(null);
      const tickets = ticketsToUndo(desk, bulk.id);
      return succeed(tickets === 0 ? null : { bulkId: bulk.id, at: bulk.createdAt, tickets, fields: bulk.fields });
    },
  };
};
