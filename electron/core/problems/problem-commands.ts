import { succeed, type Result } from '#shared/base/result.ts';
import type { LinkSet } from '#shared/links/link-set.ts';
import { allowedProblemActions } from '#shared/problems/actions.ts';
import type { ProblemDetail } from '#shared/problems/operations.ts';
import type { PlannedProblem } from '#shared/problems/plan.ts';
import { problemTimelinePrefix, type Problem, type ProblemEntry } from '#shared/problems/problem.ts';
import type { ProblemEvent } from '#shared/problems/problem-event.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import { notFound } from '#shared/base/not-found.ts';
import type { Desk } from '../desk.ts';
import type { SessionContext } from '../dispatch.ts';
import { actorOf, personOf } from '../session.ts';
import type { TicketPort } from '../ticket-port.ts';
import type { Unit } from '../unit.ts';

/** Stages one entry per event, in order. The commit's audit note, written after this, covers them. */
export const addEntries = (unit: Unit, problemId: string, events: readonly ProblemEvent[], at: string): void => {
  for (const event of events) {
    const entry: ProblemEntry = {
      ...unit.stamp('problemEntry', unit.newChildId('problemEntry', problemId)),
      createdAt: at,
      updatedAt: at,
      problemId,
      at,
      by: { id: unit.actor.id, name: unit.actor.name },
      event,
    };
    unit.put(entry);
  }
};

/** Stages a planned change with what the timeline and the trail say about it; nothing if nothing changed. */
export const record = (unit: Unit, action: string, { problem, events }: PlannedProblem, at: string): void => {
  if (events.length === 0) return;
  addEntries(unit, problem.id, events, at);
  unit.write(action, problem);
};

/** Stages a version of the problem whose own fields stay; the trail says which event it was. */
export const recordEvent = (unit: Unit, action: string, problem: Problem, event: ProblemEvent, at: string): void => {
  addEntries(unit, problem.id, [event], at);
  unit.put(problem);
  unit.audit({
    action,
    object: { type: 'problem', id: problem.id, number: problem.number },
    ...unit.difference('problemEntry', problem.id, undefined, event),
  });
};

export interface ProblemCommands {
  detail(problemId: string, context: SessionContext): Result<ProblemDetail>;
  /** Runs `plan` on the problem in one commit and answers with the problem. `at` is when it happens, RFC 3339. */
  change(
    problemId: string,
    context: SessionContext,
    plan: (problem: Problem, unit: Unit, at: string) => Result<unknown>,
  ): Promise<Result<ProblemDetail>>;
}

/** What every command on a problem does around its rule. */
export const problemCommands = (desk: Desk, links: LinkSet, tickets: TicketPort): ProblemCommands => {
  const timelineOf = (problemId: string): readonly ProblemEntry[] =>
    desk.records
      .idsWithPrefix(problemTimelinePrefix(problemId))
      .flatMap((id) => desk.records.get<ProblemEntry>('problemEntry', id) ?? [])
      .toSorted((left, right) => (left.at === right.at ? (left.id < right.id ? -1 : 1) : left.at < right.at ? -1 : 1));

  const detail: ProblemCommands['detail'] = (problemId, { session }) => {
    const problem = desk.records.get<Problem>('problem', problemId);
    if (!problem) return notFound('problem', problemId);
    return succeed({
      problem,
      timeline: timelineOf(problemId),
      tickets: links.others(problemId, 'problem_of').flatMap((id) => tickets.rowOf(id) ?? []),
      actions: allowedProblemActions(problem, personOf(session), session.roles),
    });
  };

  return {
    detail,
    change: async (problemId, context, plan) => {
      const done = await desk.commit(actorOf(context.session), (unit) => {
        const problem = unit.get<Problem>('problem', problemId);
        return problem ? plan(problem, unit, momentAfter(problem.updatedAt, unit.at)) : notFound('problem', problemId);
      });
      return done.ok ? detail(problemId, context) : done;
    },
  };
};
