/** Templates: canned replies, forms filled in beforehand, and macros, which run by the same rules as a person's own commands. */
import type { PersonRef, StoredRecord } from '#shared/base/record.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { PriorityMatrix } from '#shared/priority/matrix.ts';
import type { MacroTrial } from '#shared/templates/operations.ts';
import { planMacro, type MacroSetting, type PlannedStep } from '#shared/templates/plan-macro.ts';
import type { MacroContent, TemplateRecord, TemplateTask, TemplateView } from '#shared/templates/template.ts';
import type { TemplateValues } from '#shared/templates/variables.ts';
import type { ChildrenChoice } from '#shared/tickets/children.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Admit } from '../admission.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { mentioning } from '../mention-door.ts';
import { actorOf, type Session } from '../session.ts';
import { addToTimeline, auditObject } from '../ticket-door.ts';
import type { TicketPort } from '../ticket-port.ts';
import type { Unit } from '../unit.ts';
import {
  countUse,
  newestContent,
  noTemplate,
  readableTemplate,
  saveTemplate,
  templatesFor,
  templateView,
  type TemplateEdit,
} from './library.ts';

type TemplateOperation =
  | 'templates.list'
  | 'templates.versions'
  | 'templates.values'
  | 'templates.save'
  | 'templates.saveOwn'
  | 'templates.used'
  | 'templates.tryMacro'
  | 'templates.runMacro';

/** What macros need of other features; who composes the application passes it in. */
export interface MacroDoors {
  readonly requiredTasks: (ticketId: string) => readonly string[];
  /** How many tasks the ticket holds. */
  readonly taskCount: (ticketId: string) => number;
  /** Stages tasks with what timeline and trail say of them. */
  readonly addTasks: (unit: Unit, ticketId: string, tasks: readonly TemplateTask[]) => Result<unknown>;
  readonly matrix: () => PriorityMatrix;
  /** Whether whom a macro gives the ticket may have it. */
  readonly admit?: Admit;
  /** When the next clock of a ticket falls due, ms since epoch; null for none. */
  readonly dueAt: (ticketId: string) => number | null;
  readonly tickets: Pick<TicketPort, 'detail' | 'openBelow' | 'rowOf' | 'settleChildren'>;
}

interface KnownUser extends StoredRecord {
  readonly type: 'user';
  readonly displayName: string;
  readonly disabled: boolean;
}

const noTicket = (id: string): Result<never> =>
  refuse('record.not-found', `there is no ticket ${id}`, { type: 'ticket', id });

export const templateHandlers = (desk: Desk, doors: MacroDoors): FeatureHandlers<TemplateOperation> => {
  const { tickets } = doors;

  const valuesFor = (ticket: Ticket | undefined, session: Session): TemplateValues => {
    const due = ticket ? doors.dueAt(ticket.id) : null;
    return {
      number: ticket?.number ?? null,
      title: ticket?.title ?? null,
      requester: ticket?.requester?.name ?? null,
      me: session.displayName,
      desk: desk.device.desk,
      now: desk.ambient.now().toISOString(),
      due: due === null ? null : new Date(due).toISOString(),
      answers: {},
    };
  };

  /** People whom a macro assigns to go by the name that they have now, and can still sign in. */
  const knownSteps = (macro: MacroContent): Result<MacroContent> => {
    const steps: MacroContent['steps'][number][] = [];
    for (const step of macro.steps) {
      const id = step.do === 'assign' ? (step.to?.id ?? null) : null;
      if (step.do !== 'assign' || id === null) {
        steps.push(step);
        continue;
      }
      const user = desk.records.get<KnownUser>('user', id);
      if (!user) return refuse('record.not-found', `there is no user ${id}`, { type: 'user', id });
      if (user.disabled)
        return refuse('auth.user-disabled', `${user.displayName} cannot sign in`, { name: user.displayName });
      const to: PersonRef = { id: user.id, name: user.displayName };
      steps.push({ ...step, to });
    }
    return succeed({ ...macro, steps });
  };

  const macroOf = (
    id: string,
    session: Session,
  ): Result<{ readonly macro: MacroContent; readonly version: number }> => {
    const record = readableTemplate(desk.records, id, session.userId);
    const content = record && newestContent(record);
    if (!record || content?.kind !== 'macro' || record.retired) return noTemplate(id);
    const known = knownSteps(content);
    return known.ok ? succeed({ macro: known.value, version: record.versions.at(-1)?.version ?? 1 }) : known;
  };

  const plan = (
    ticket: Ticket,
    macro: MacroContent,
    session: Session,
    children: ChildrenChoice | null,
  ): Result<readonly PlannedStep[]> => {
    const setting: MacroSetting = {
      by: { id: session.userId, name: session.displayName },
      roles: session.roles,
      now: desk.ambient.now().toISOString(),
      matrix: doors.matrix(),
      values: valuesFor(ticket, session),
      requiredTasks: doors.requiredTasks(ticket.id),
      heldTasks: doors.taskCount(ticket.id),
      openBelow: tickets.openBelow(ticket.id).flatMap((id) => tickets.rowOf(id) ?? []),
      children,
    };
    const planned = planMacro(ticket, macro, setting);
    if (!planned.ok) return planned;
    const last = planned.value.findLast((step) => step.do !== 'tasks');
    const admitted = last && doors.admit?.(ticket, last.change.ticket, session.roles);
    return admitted?.ok === false ? admitted : planned;
  };

  /**
   * Each step has its own entry in the trail, as if it had been done by hand; `correlation` ties them to the macro. Steps are planned on each
   * other before anybody is mentioned, so whoever watches by a step before is taken over.
   */
  const stage = (unit: Unit, ticketId: string, step: PlannedStep, correlation: string): Result<unknown> => {
    if (step.do === 'tasks') return doors.addTasks(unit, ticketId, step.tasks);
    const watchers = unit.get<Ticket>('ticket', ticketId)?.watchers;
    const planned = watchers ? { ...step.change.ticket, watchers } : step.change.ticket;
    const { ticket, events } = mentioning(desk.records, unit.actor.id, { ...step.change, ticket: planned });
    addToTimeline(unit, ticket, events, ticket.updatedAt);
    if (step.do === 'change') {
      unit.write(step.action, ticket, { reason: step.reason, correlation });
      return succeed(null);
    }
    unit.put(ticket);
    unit.audit({
      action: step.action,
      object: auditObject(ticket),
      ...unit.difference('entry', ticket.id, undefined, step.change.events[0]),
      correlation,
    });
    return succeed(null);
  };

  /** Where a step resolved the ticket: what becomes of the open ones below it. */
  const settle = (
    unit: Unit,
    ticketId: string,
    steps: readonly PlannedStep[],
    children: ChildrenChoice | null,
  ): Result<null> => {
    const last = steps.findLast((step) => step.do === 'change' && step.action === 'ticket.resolve');
    const resolution = last?.do === 'change' ? last.change.ticket.resolution : null;
    return resolution ? tickets.settleChildren(unit, ticketId, children, resolution) : succeed(null);
  };

  const save =
    (scope: TemplateRecord['scope']) =>
    (edit: TemplateEdit, { session }: SessionContext): Promise<Result<TemplateView>> =>
      desk.commit(actorOf(session), (unit) => {
        const saved = saveTemplate(unit, edit, scope);
        return saved.ok ? succeed(templateView(saved.value, 0)) : saved;
      });

  return {
    'templates.list': (_input, { session }) => succeed(templatesFor(desk.records, session.userId)),

    'templates.versions': ({ id }, { session }) => {
      const record = readableTemplate(desk.records, id, session.userId);
      return record ? succeed(record.versions) : noTemplate(id);
    },

    'templates.values': ({ ticketId }, { session }) => {
      const ticket = ticketId === null ? undefined : desk.records.get<Ticket>('ticket', ticketId);
      return ticketId !== null && !ticket ? noTicket(ticketId) : succeed(valuesFor(ticket, session));
    },

    'templates.save': save('desk'),
    'templates.saveOwn': save('own'),

    'templates.used': ({ id }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        if (!readableTemplate(unit, id, session.userId)) return noTemplate(id);
        countUse(unit, id);
        return succeed(null);
      }),

    'templates.tryMacro': ({ id, ticketIds, children = null }, { session }) => {
      const found = macroOf(id, session);
      if (!found.ok) return found;
      const trials = ticketIds.flatMap((ticketId): MacroTrial[] => {
        const ticket = desk.records.get<Ticket>('ticket', ticketId);
        if (!ticket) return [];
        const planned = plan(ticket, found.value.macro, session, children);
        return [{ ticketId, number: ticket.number, failure: planned.ok ? null : planned.failure }];
      });
      return succeed(trials);
    },

    'templates.runMacro': async ({ id, version, ticketId, children = null }, context) => {
      const { session } = context;
      const done = await desk.commit(actorOf(session), (unit) => {
        const found = macroOf(id, session);
        if (!found.ok) return found;
        if (found.value.version !== version)
          return refuse('record.stale', 'the macro was changed', { seen: version, current: found.value.version });
        const ticket = unit.get<Ticket>('ticket', ticketId);
        if (!ticket) return noTicket(ticketId);
        const planned = plan(ticket, found.value.macro, session, children);
        if (!planned.ok) return planned;
        for (const step of planned.value) {
          const staged = stage(unit, ticketId, step, id);
          if (!staged.ok) return staged;
        }
        const settled = settle(unit, ticketId, planned.value, children);
        if (!settled.ok) return settled;
        countUse(unit, id);
        return succeed(null);
      });
      return done.ok ? tickets.detail(ticketId, context) : done;
    },
  };
};
