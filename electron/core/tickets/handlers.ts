/**
 * Ticket commands: each reads the ticket, asks the rules in `shared/tickets`, and stages ticket, timeline and audit entry as one commit.
 * No rule lives here, and no index: lists come from the queue.
 */
import { planAttach } from '#shared/attachments/plan-attach.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { Article } from '#shared/knowledge/article.ts';
import type { Draft } from '#shared/drafts/draft.ts';
import { nextState } from '#shared/tickets/actions.ts';
import { planEdit } from '#shared/tickets/edit.ts';
import { receiveTicket } from '#shared/tickets/new-ticket.ts';
import { prefixOfKind } from '#shared/tickets/number.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import {
  planTransition,
  refuseAction,
  type PlannedChange,
  type TransitionRequest,
} from '#shared/tickets/transition.ts';
import { linkArticles } from '../article-door.ts';
import type { Exception } from '../admission.ts';
import { attachFiles } from '../attach-files.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { knownPerson, knownRequester } from '../known-person.ts';
import { knownService } from '../known-service.ts';
import { mentioning } from '../mention-door.ts';
import { actorOf } from '../session.ts';
import { withStoredFiles } from '../stored-files.ts';
import type { Unit } from '../unit.ts';
import { relationHandlers } from './relation-handlers.ts';
import { resolveTicket } from './resolve-ticket.ts';
import { settleChildren } from './settle-children.ts';
import { textHandlers } from './text-handlers.ts';
import { addToTimeline, tell } from '../ticket-door.ts';
import { plainRules, record, ticketCommands, type TicketRules } from './ticket-commands.ts';
import { personOf } from './timeline.ts';

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

const auditActions: Readonly<Record<Move['action'], string>> = {
  assign: 'ticket.assign',
  take: 'ticket.take',
  start: 'ticket.start',
  hold: 'ticket.hold',
  changeHold: 'ticket.change-hold',
  resume: 'ticket.resume',
  close: 'ticket.close',
  reopen: 'ticket.reopen',
  cancel: 'ticket.cancel',
  returnToQueue: 'ticket.return-to-queue',
};

type Move = Exclude<TransitionRequest, { action: 'merge' | 'resolve' }>;

/** Codes only: free text may name people and the trail cannot forget. */
const auditReason = (request: Move): string | null =>
  request.action === 'hold' || request.action === 'changeHold' || request.action === 'cancel' ? request.reason : null;

/** What an assignment passed over stands where it is read: in the timeline, beside who got the ticket. */
const withException = (planned: PlannedChange, exception: Exception | null): PlannedChange =>
  exception === null
    ? planned
    : {
        ...planned,
        events: planned.events.map((event) => (event.kind === 'assignment' ? { ...event, exception } : event)),
      };

const moveHandlers = (desk: Desk, rules: TicketRules): FeatureHandlers<MoveOperation> => {
  const { requiredTasks, matrix } = rules;
  const { detail, change } = ticketCommands(desk);

  const move = (
    ticketId: string,
    context: SessionContext,
    requestFor: (ticket: Ticket, unit: Unit) => Result<Move>,
    { note = null, override = null }: { readonly note?: string | null; readonly override?: string | null } = {},
  ): Promise<Result<TicketDetail>> =>
    change(ticketId, context, (ticket, unit, at) => {
      const request = requestFor(ticket, unit);
      if (!request.ok) return request;
      const mover = { by: personOf(unit.actor), at };
      const planned = planTransition(ticket, request.value, mover);
      if (!planned.ok) return planned;
      const admitted = rules.admit?.(ticket, planned.value.ticket, unit.actor.roles, override);
      if (admitted?.ok === false) return admitted;
      const told = withException(planned.value, admitted?.value ?? null);
      const moved = mentioning(desk.records, unit.actor.id, told);
      const reason = admitted?.value ? 'not-qualified' : auditReason(request.value);
      record(unit, auditActions[request.value.action], moved, at, reason);
      if (note !== null) {
        const event = { kind: 'workNote', text: note } as const;
        const said = mentioning(desk.records, unit.actor.id, { ticket: moved.ticket, events: [event] });
        tell(unit, said.ticket, said.events, 'ticket.work-note');
      }
      return succeed(ticketId);
    });

  const simply =
    (action: 'take' | 'start' | 'resume' | 'returnToQueue') =>
    ({ ticketId }: { readonly ticketId: string }, context: SessionContext): Promise<Result<TicketDetail>> =>
      move(ticketId, context, () => succeed({ action }));

  return {
    'tickets.get': ({ ticketId }, context) => detail(ticketId, context),

    'tickets.create': (
      {
        draftId,
        files = [],
        tags = [],
        tasks = [],
        articleIds = [],
        assetIds = [],
        templateId,
        service = null,
        ...report
      },
      { session },
    ) =>
      withStoredFiles(desk, files, (stored) =>
        desk.commit(actorOf(session), (unit) => {
          const asker = knownRequester(report.requester, unit);
          if (!asker.ok) return asker;
          const chosen = service && knownService(service, unit);
          if (chosen?.ok === false) return chosen;
          const received = receiveTicket(
            report,
            unit.stamp('ticket', unit.newId('ticket')),
            unit.nextNumber(prefixOfKind[report.kind]),
            matrix(),
          );
          const ticket: Ticket = {
            ...received,
            ...(chosen && { service: chosen.value }),
            tags: [...new Set(tags)],
          };
          const attached = planAttach([], stored);
          if (!attached.ok) return attached;
          addToTimeline(unit, ticket, [{ kind: 'created', channel: ticket.channel }], ticket.createdAt);
          if (draftId !== null && unit.get<Draft>('draft', draftId)?.createdBy === session.userId)
            unit.removeLocal(draftId);
          unit.write('ticket.create', ticket);
          attachFiles(unit, ticket, attached.value, ticket.createdAt);
          const added = tasks.length > 0 ? rules.addTasks?.(unit, ticket.id, tasks) : undefined;
          if (added?.ok === false) return added;
          // What was retired or is gone since the form was begun is no reason to lose the ticket.
          const offered = articleIds.filter((id) => !unit.get<Article>('article', id)?.retired);
          const linked = linkArticles(unit, ticket.id, offered);
          if (!linked.ok) return linked;
          const about = assetIds.filter((id) => unit.get('ci', id) !== undefined);
          const tied = about.length > 0 ? rules.linkAssets?.(unit, ticket.id, about) : undefined;
          if (tied?.ok === false) return tied;
          if (templateId !== undefined) rules.templateUsed?.(unit, templateId);
          return succeed({ ticketId: ticket.id, number: ticket.number });
        }),
      ),

    'tickets.take': simply('take'),
    'tickets.start': simply('start'),
    'tickets.resume': simply('resume'),
    'tickets.close': ({ ticketId, children = null }, context) =>
      move(ticketId, context, ({ state, resolution }, unit) => {
        if (nextState(state, 'close') === undefined) return refuseAction(state, 'close');
        const { code = null, text = '', articleId = null, noArticleReason = null } = resolution ?? {};
        const settled = settleChildren(unit, ticketId, children, { code, text, articleId, noArticleReason }, rules);
        return settled.ok ? succeed({ action: 'close' }) : settled;
      }),
    'tickets.returnToQueue': simply('returnToQueue'),

    'tickets.assign': ({ ticketId, assignee, group, note = null, override = null }, context) =>
      move(
        ticketId,
        context,
        (_ticket, unit) => {
          const person = assignee === null ? succeed(null) : knownPerson(assignee, unit);
          return person.ok ? succeed({ action: 'assign', assignee: person.value, group }) : person;
        },
        { note, override },
      ),

    'tickets.hold': ({ ticketId, ...hold }, context) =>
      move(ticketId, context, (ticket) =>
        succeed({ action: ticket.state === 'on_hold' ? 'changeHold' : 'hold', ...hold }),
      ),

    'tickets.resolve': ({ ticketId, children = null, ...resolution }, context) =>
      change(ticketId, context, (ticket, unit, at) => {
        const resolved = resolveTicket(unit, ticket, resolution, at, requiredTasks(ticketId));
        if (!resolved.ok) return resolved;
        const settled = settleChildren(unit, ticketId, children, resolution, rules);
        return settled.ok ? succeed(ticketId) : settled;
      }),

    'tickets.reopen': ({ ticketId, reason }, context) =>
      move(ticketId, context, () => succeed({ action: 'reopen', reason })),

    'tickets.cancel': ({ ticketId, reason }, context) =>
      move(ticketId, context, () => succeed({ action: 'cancel', reason })),

    'tickets.edit': ({ ticketId, seen, ...edit }, context) =>
      change(ticketId, context, (ticket, unit, at) => {
        const asker = knownRequester(edit.requester, unit);
        if (!asker.ok) return asker;
        const service = edit.service ? knownService(edit.service, unit) : succeed(edit.service);
        if (!service.ok) return service;
        const planned = planEdit(ticket, { ...edit, service: service.value }, { seen, at, matrix: matrix() });
        if (!planned.ok) return planned;
        record(unit, 'ticket.edit', planned.value, at);
        return succeed(ticketId);
      }),
  };
};

export const ticketHandlers = (desk: Desk, rules: TicketRules = plainRules) => ({
  ...moveHandlers(desk, rules),
  ...textHandlers(desk),
  ...relationHandlers(desk, rules),
});
