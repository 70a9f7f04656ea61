/**
 * Ticket commands: each reads the ticket, asks the rules in `shared/tickets`, and stages ticket, timeline and audit entry as one commit.
 * No rule lives here, and no index: lists come from the queue.
 */
import { planAttach } from '#shared/attachments/plan-attach.ts';
import type { PersonRef, StoredRecord } from '#shared/base/record.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Draft } from '#shared/drafts/draft.ts';
import { planEdit } from '#shared/tickets/edit.ts';
import { receiveTicket } from '#shared/tickets/new-ticket.ts';
import { prefixOfKind } from '#shared/tickets/number.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { planTransition, type TransitionRequest } from '#shared/tickets/transition.ts';
import { attachFiles } from '../attach-files.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import { withStoredFiles } from '../stored-files.ts';
import type { Unit } from '../unit.ts';
import { relationHandlers } from './relation-handlers.ts';
import { textHandlers } from './text-handlers.ts';
import { notFound, record, ticketCommands } from './ticket-commands.ts';
import { addToTimeline, personOf } from './timeline.ts';

type MoveOperation =
  | 'tickets.get'
  | 'tickets.create'
  | 'tickets.take'
  | 'tickets.start'
  | 'tickets.assign'
  | 'tickets.returnToQueue'
  | 'tickets.hold'
  | 'tickets.resume'
  | 'tickets.resolve'
  | 'tickets.close'
  | 'tickets.reopen'
  | 'tickets.cancel'
  | 'tickets.edit';

interface KnownUser extends StoredRecord {
  readonly type: 'user';
  readonly displayName: string;
  readonly disabled: boolean;
}

const auditActions: Readonly<Record<Exclude<TransitionRequest['action'], 'merge'>, string>> = {
  assign: 'ticket.assign',
  take: 'ticket.take',
  start: 'ticket.start',
  hold: 'ticket.hold',
  changeHold: 'ticket.change-hold',
  resume: 'ticket.resume',
  resolve: 'ticket.resolve',
  close: 'ticket.close',
  reopen: 'ticket.reopen',
  cancel: 'ticket.cancel',
  returnToQueue: 'ticket.return-to-queue',
};

type Move = Exclude<TransitionRequest, { action: 'merge' }>;

/** Codes only: free text may name people and the trail cannot forget. */
const auditReason = (request: Move): string | null =>
  request.action === 'hold' || request.action === 'changeHold' || request.action === 'cancel' ? request.reason : null;

const moveHandlers = (desk: Desk): FeatureHandlers<MoveOperation> => {
  const { detail, change } = ticketCommands(desk);

  const move = (
    ticketId: string,
    context: SessionContext,
    requestFor: (ticket: Ticket, unit: Unit) => Result<Move>,
  ): Promise<Result<TicketDetail>> =>
    change(ticketId, context, (ticket, unit, at) => {
      const request = requestFor(ticket, unit);
      if (!request.ok) return request;
      const planned = planTransition(ticket, request.value, { by: personOf(unit.actor), at });
      if (!planned.ok) return planned;
      record(unit, auditActions[request.value.action], planned.value, at, auditReason(request.value));
      return succeed(ticketId);
    });

  const simply =
    (action: 'take' | 'start' | 'resume' | 'close' | 'returnToQueue') =>
    ({ ticketId }: { readonly ticketId: string }, context: SessionContext): Promise<Result<TicketDetail>> =>
      move(ticketId, context, () => succeed({ action }));

  /** A person known on this desk goes by the name they have here now. */
  const knownPerson = (person: PersonRef, unit: Unit): Result<PersonRef> => {
    if (person.id === null) return succeed(person);
    const user = unit.get<KnownUser>('user', person.id);
    if (!user) return notFound('user', person.id);
    if (user.disabled)
      return refuse('auth.user-disabled', `${user.displayName} cannot sign in any more`, { name: user.displayName });
    return succeed({ id: user.id, name: user.displayName });
  };

  return {
    'tickets.get': ({ ticketId }, context) => detail(ticketId, context),

    'tickets.create': ({ draftId, files = [], ...report }, { session }) =>
      withStoredFiles(desk, files, (stored) =>
        desk.commit(actorOf(session), (unit) => {
          const ticket = receiveTicket(
            report,
            unit.stamp('ticket', unit.newId('ticket')),
            unit.nextNumber(prefixOfKind[report.kind]),
          );
          const attached = planAttach([], stored);
          if (!attached.ok) return attached;
          addToTimeline(unit, ticket, [{ kind: 'created', channel: ticket.channel }], ticket.createdAt);
          if (draftId !== null && unit.get<Draft>('draft', draftId)?.createdBy === session.userId)
            unit.removeLocal(draftId);
          unit.write('ticket.create', ticket);
          attachFiles(unit, ticket, attached.value, ticket.createdAt, addToTimeline);
          return succeed({ ticketId: ticket.id, number: ticket.number });
        }),
      ),

    'tickets.take': simply('take'),
    'tickets.start': simply('start'),
    'tickets.resume': simply('resume'),
    'tickets.close': simply('close'),
    'tickets.returnToQueue': simply('returnToQueue'),

    'tickets.assign': ({ ticketId, assignee, group }, context) =>
      move(ticketId, context, (_ticket, unit) => {
        const person = knownPerson(assignee, unit);
        return person.ok ? succeed({ action: 'assign', assignee: person.value, group }) : person;
      }),

    'tickets.hold': ({ ticketId, ...hold }, context) =>
      move(ticketId, context, (ticket) =>
        succeed({ action: ticket.state === 'on_hold' ? 'changeHold' : 'hold', ...hold }),
      ),

    'tickets.resolve': ({ ticketId, ...resolution }, context) =>
      move(ticketId, context, (_ticket, unit) => {
        const { articleId } = resolution;
        if (articleId !== null && !unit.get('article', articleId)) return notFound('article', articleId);
        return succeed({ action: 'resolve', ...resolution });
      }),

    'tickets.reopen': ({ ticketId, reason }, context) =>
      move(ticketId, context, () => succeed({ action: 'reopen', reason })),

    'tickets.cancel': ({ ticketId, reason }, context) =>
      move(ticketId, context, () => succeed({ action: 'cancel', reason })),

    'tickets.edit': ({ ticketId, seen, ...edit }, context) =>
      change(ticketId, context, (ticket, unit, at) => {
        const planned = planEdit(ticket, edit, { seen, at });
        if (!planned.ok) return planned;
        record(unit, 'ticket.edit', planned.value, at);
        return succeed(ticketId);
      }),
  };
};

export const ticketHandlers = (desk: Desk) => ({
  ...moveHandlers(desk),
  ...textHandlers(desk),
  ...relationHandlers(desk),
});
