/**
 * Ticket commands: each reads the ticket, asks the rules in `shared/tickets`, and stages ticket, timeline and audit entry as one commit.
 * No rule lives here, and no index: lists come from the queue.
 */
import type { PersonRef, StoredRecord } from '#shared/base/record.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Draft } from '#shared/drafts/draft.ts';
import { allowedActions, type TicketAction } from '#shared/tickets/actions.ts';
import { planEdit } from '#shared/tickets/edit.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import { receiveTicket } from '#shared/tickets/new-ticket.ts';
import { prefixOfKind } from '#shared/tickets/number.ts';
import { revise } from '#shared/tickets/revision.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import type { Ticket, TimelineEvent } from '#shared/tickets/ticket.ts';
import { planTransition, type PlannedChange, type TransitionRequest } from '#shared/tickets/transition.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import type { Unit } from '../unit.ts';
import { addToTimeline, personOf, readTimeline } from './timeline.ts';

type TicketOperation =
  | 'tickets.get'
  | 'tickets.create'
  | 'tickets.take'
  | 'tickets.start'
  | 'tickets.assign'
  | 'tickets.returnToQueue'
  | 'tickets.workNote'
  | 'tickets.comment'
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

const auditActions: Readonly<Record<TicketAction, string>> = {
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

const notFound = (type: string, id: string): Result<never> =>
  refuse('record.not-found', `there is no ${type} ${id}`, { type, id });

/** Codes only: free text may name people and the trail cannot forget. */
const auditReason = (request: TransitionRequest): string | null =>
  request.action === 'hold' || request.action === 'changeHold' || request.action === 'cancel' ? request.reason : null;

export const ticketHandlers = (desk: Desk): FeatureHandlers<TicketOperation> => {
  const detail = (ticketId: string, { session }: SessionContext): Result<TicketDetail> => {
    const ticket = desk.records.get<Ticket>('ticket', ticketId);
    if (!ticket) return notFound('ticket', ticketId);
    return succeed({
      ticket,
      timeline: readTimeline(desk.records, ticketId),
      actions: allowedActions(ticket.state, session.roles),
    });
  };

  /** Runs `change` on the ticket in one commit and answers with what it then looks like. */
  const change = async (
    ticketId: string,
    context: SessionContext,
    plan: (ticket: Ticket, unit: Unit, at: string) => Result<string>,
  ): Promise<Result<TicketDetail>> => {
    const done = await desk.commit(actorOf(context.session), (unit) => {
      const ticket = unit.get<Ticket>('ticket', ticketId);
      return ticket ? plan(ticket, unit, momentAfter(ticket.updatedAt, unit.at)) : notFound('ticket', ticketId);
    });
    return done.ok ? detail(done.value, context) : done;
  };

  const record = (
    unit: Unit,
    action: string,
    planned: PlannedChange,
    at: string,
    reason: string | null = null,
  ): string => {
    if (planned.events.length > 0) {
      addToTimeline(unit, planned.ticket, planned.events, at);
      unit.write(action, planned.ticket, { reason });
    }
    return planned.ticket.id;
  };

  const move = (
    ticketId: string,
    context: SessionContext,
    requestFor: (ticket: Ticket, unit: Unit) => Result<TransitionRequest>,
  ): Promise<Result<TicketDetail>> =>
    change(ticketId, context, (ticket, unit, at) => {
      const request = requestFor(ticket, unit);
      if (!request.ok) return request;
      const planned = planTransition(ticket, request.value, { by: personOf(unit.actor), at });
      if (!planned.ok) return planned;
      const { action } = request.value;
      return succeed(record(unit, auditActions[action], planned.value, at, auditReason(request.value)));
    });

  const simply =
    (action: 'take' | 'start' | 'resume' | 'close' | 'returnToQueue') =>
    ({ ticketId }: { readonly ticketId: string }, context: SessionContext): Promise<Result<TicketDetail>> =>
      move(ticketId, context, () => succeed({ action }));

  /** A reply to a merged ticket goes to the one it was merged into. */
  const replyTarget = (ticket: Ticket, unit: Unit): Ticket => {
    const passed = new Set<string>();
    let target = ticket;
    while (target.mergedInto !== null && !passed.has(target.id)) {
      passed.add(target.id);
      const next = unit.get<Ticket>('ticket', target.mergedInto);
      if (!next) break;
      target = next;
    }
    return target;
  };

  const addText = (
    ticketId: string,
    context: SessionContext,
    action: string,
    event: TimelineEvent,
  ): Promise<Result<TicketDetail>> =>
    change(ticketId, context, (named, unit) => {
      const ticket = replyTarget(named, unit);
      const at = momentAfter(ticket.updatedAt, unit.at);
      addToTimeline(unit, ticket, [event], at);
      unit.put(revise(ticket, at));
      const { after } = unit.difference('entry', ticket.id, undefined, event);
      unit.audit({ action, object: { type: 'ticket', id: ticket.id, number: ticket.number }, after });
      return succeed(ticket.id);
    });

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

    'tickets.create': ({ draftId, ...report }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const ticket = receiveTicket(
          report,
          unit.stamp('ticket', unit.newId('ticket')),
          unit.nextNumber(prefixOfKind[report.kind]),
        );
        addToTimeline(unit, ticket, [{ kind: 'created', channel: ticket.channel }], ticket.createdAt);
        if (draftId !== null && unit.get<Draft>('draft', draftId)?.createdBy === session.userId)
          unit.removeLocal(draftId);
        unit.write('ticket.create', ticket);
        return succeed({ ticketId: ticket.id, number: ticket.number });
      }),

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
      move(ticketId, context, () => succeed({ action: 'resolve', ...resolution })),

    'tickets.reopen': ({ ticketId, reason }, context) =>
      move(ticketId, context, () => succeed({ action: 'reopen', reason })),

    'tickets.cancel': ({ ticketId, reason }, context) =>
      move(ticketId, context, () => succeed({ action: 'cancel', reason })),

    'tickets.workNote': ({ ticketId, text }, context) =>
      addText(ticketId, context, 'ticket.work-note', { kind: 'workNote', text }),

    'tickets.comment': ({ ticketId, text, delivery }, context) =>
      addText(ticketId, context, 'ticket.comment', { kind: 'comment', text, delivery }),

    'tickets.edit': ({ ticketId, seen, ...edit }, context) =>
      change(ticketId, context, (ticket, unit, at) => {
        const planned = planEdit(ticket, edit, { seen, at });
        return planned.ok ? succeed(record(unit, 'ticket.edit', planned.value, at)) : planned;
      }),
  };
};
