import { succeed, type Result } from '#shared/base/result.ts';
import type { LinkSet } from '#shared/links/link-set.ts';
import { mayDo, nextProblemState } from '#shared/problems/actions.ts';
import type { ProblemDetail } from '#shared/problems/operations.ts';
import {
  notYours,
  planProblemEdit,
  planProblemMove,
  planWorkaround,
  refuseProblemAction,
  reviseProblem,
  type ProblemMove,
} from '#shared/problems/plan.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { knownPerson } from '../known-person.ts';
import { noteDenial } from '../note-denial.ts';
import { resolvable, resolveTogether } from '../resolve-together.ts';
import { tell } from '../ticket-door.ts';
import type { TicketPort } from '../ticket-port.ts';
import type { Unit } from '../unit.ts';
import { workaroundEvent } from './link-tickets.ts';
import { personOf } from '../session.ts';
import { problemCommands, record, recordEvent } from './problem-commands.ts';

type WorkOperation =
  | 'problems.note'
  | 'problems.edit'
  | 'problems.assign'
  | 'problems.investigate'
  | 'problems.publishWorkaround'
  | 'problems.resolvable'
  | 'problems.resolve'
  | 'problems.reopen'
  | 'problems.close'
  | 'problems.cancel';

const auditActions: Readonly<Record<ProblemMove['action'], string>> = {
  investigate: 'problem.investigate',
  assign: 'problem.assign',
  resolve: 'problem.resolve',
  reopen: 'problem.reopen',
  close: 'problem.close',
  cancel: 'problem.cancel',
};

/** What changes a problem, and by that the tickets it is behind. */
export const problemWorkHandlers = (
  desk: Desk,
  links: LinkSet,
  tickets: TicketPort,
): FeatureHandlers<WorkOperation> => {
  const { change } = problemCommands(desk, links, tickets);
  const ticketsOf = (problemId: string) => links.others(problemId, 'problem_of');

  const move = async (
    problemId: string,
    context: SessionContext,
    action: ProblemMove['action'],
    moveFor: (unit: Unit) => Result<ProblemMove>,
  ): Promise<Result<ProblemDetail>> => {
    const { session } = context;
    const moved = await change(problemId, context, (problem, unit, at) => {
      const asked = moveFor(unit);
      if (!asked.ok) return asked;
      const by = personOf(session);
      if (nextProblemState(problem.state, action) === undefined) return refuseProblemAction(problem.state, action);
      if (!mayDo(action, problem.owner, by, session.roles)) return { ok: false, failure: notYours(problem.owner) };
      const planned = planProblemMove(problem, asked.value, { by, at });
      if (planned.ok) record(unit, auditActions[action], planned.value, at);
      return planned;
    });
    const number = desk.records.get<Problem>('problem', problemId)?.number ?? null;
    const object = { type: 'problem', id: problemId, number };
    return noteDenial(desk, session, { operation: `problems.${action}`, object }, moved);
  };

  const openTickets = (unit: Unit, problem: Problem): readonly Ticket[] =>
    ticketsOf(problem.id).flatMap((id) => {
      const ticket = unit.get<Ticket>('ticket', id);
      return ticket && isOpen(ticket.state) ? [ticket] : [];
    });

  return {
    'problems.note': ({ problemId, text }, context) =>
      change(problemId, context, (problem, unit, at) => {
        recordEvent(unit, 'problem.note', reviseProblem(problem, at), { kind: 'note', text }, at);
        return succeed(null);
      }),

    'problems.edit': ({ problemId, seen, ...edit }, context) =>
      change(problemId, context, (problem, unit, at) => {
        const planned = planProblemEdit(problem, edit, { seen, at, matrix: tickets.matrix() });
        if (planned.ok) record(unit, 'problem.edit', planned.value, at);
        return planned;
      }),

    'problems.assign': ({ problemId, owner, group }, context) =>
      move(problemId, context, 'assign', (unit) => {
        const person = knownPerson(owner, unit);
        return person.ok ? succeed({ action: 'assign', owner: person.value, group }) : person;
      }),

    'problems.investigate': ({ problemId }, context) =>
      move(problemId, context, 'investigate', () => succeed({ action: 'investigate' })),

    'problems.publishWorkaround': ({ problemId, text, seen }, context) =>
      change(problemId, context, (problem, unit, at) => {
        const open = openTickets(unit, problem);
        const by = personOf(context.session);
        const planned = planWorkaround(problem, { text, seen, told: open.length }, { by, at });
        if (!planned.ok || planned.value.events.length === 0) return planned;
        record(unit, 'problem.workaround', planned.value, at);
        for (const ticket of open) tell(unit, ticket, [workaroundEvent(problem, text)], 'ticket.workaround', problemId);
        return planned;
      }),

    'problems.resolvable': ({ problemId }, { session }) => succeed(resolvable(tickets, ticketsOf(problemId), session)),

    'problems.resolve': async ({ problemId, code, text, tickets: together }, context) => {
      const done = await move(problemId, context, 'resolve', () => succeed({ action: 'resolve', code, text }));
      if (!done.ok) return done;
      const linked = new Set(ticketsOf(problemId));
      const outcome = together
        ? await resolveTogether(desk, tickets, context.session, together, { linked, correlation: problemId })
        : { resolved: [], refused: [] };
      return succeed({
        detail: { ...done.value, tickets: ticketsOf(problemId).flatMap((id) => tickets.rowOf(id) ?? []) },
        tickets: outcome,
      });
    },

    'problems.reopen': ({ problemId, reason }, context) =>
      move(problemId, context, 'reopen', () => succeed({ action: 'reopen', reason })),

    'problems.close': ({ problemId }, context) => move(problemId, context, 'close', () => succeed({ action: 'close' })),

    'problems.cancel': ({ problemId, reason }, context) =>
      move(problemId, context, 'cancel', () => succeed({ action: 'cancel', reason })),
  };
};
