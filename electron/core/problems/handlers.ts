/** Problems and known errors: lists, raising, linking, working and resolving them. Links and tickets are passed in. */
import { succeed } from '#shared/base/result.ts';
import type { LinkSet } from '#shared/links/link-set.ts';
import { isProblemOpen, nextProblemState } from '#shared/problems/actions.ts';
import { MAX_LISTED } from '#shared/problems/operations.ts';
import { refuseProblemAction } from '#shared/problems/plan.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { raiseProblem } from '#shared/problems/raise.ts';
import { similarProblems } from '#shared/problems/similar.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import type { TicketPort } from '../ticket-port.ts';
import { linkTickets, unlinkTicket } from './link-tickets.ts';
import { addEntries, problemCommands } from './problem-commands.ts';
import { ProblemIndex } from './problem-index.ts';
import { problemWorkHandlers } from './work-handlers.ts';

type ListOperation =
  | 'problems.list'
  | 'problems.counts'
  | 'problems.get'
  | 'problems.ofTicket'
  | 'problems.similar'
  | 'problems.raise'
  | 'problems.link'
  | 'problems.unlink';

const listHandlers = (desk: Desk, links: LinkSet, tickets: TicketPort): FeatureHandlers<ListOperation> => {
  const index = new ProblemIndex(desk);
  const { detail, change } = problemCommands(desk, links, tickets);

  return {
    'problems.list': ({ view, text }, { session }) => {
      const found = index.find(view, text, session.userId);
      const rows = found.slice(0, MAX_LISTED).map((row) => ({ ...row, tickets: links.count(row.id, 'problem_of') }));
      return succeed({ total: found.length, rows });
    },

    'problems.counts': () => {
      let open = 0;
      for (const { state } of index.rows()) if (isProblemOpen(state)) open++;
      return succeed({ open });
    },

    'problems.get': ({ problemId }, context) => detail(problemId, context),

    'problems.ofTicket': ({ ticketId }) =>
      succeed(
        links.others(ticketId, 'caused_by').flatMap((problemId) => {
          const problem = desk.records.get<Problem>('problem', problemId);
          if (!problem) return [];
          const { id, number, title, state, priority, rootCause, workaround } = problem;
          return [{ id, number, title, state, priority, rootCause, workaround }];
        }),
      ),

    'problems.similar': (report) => succeed(similarProblems(index.rows(), report)),

    'problems.raise': ({ ticketIds, ...report }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const number = unit.nextNumber('PRB');
        const problem = raiseProblem(report, unit.stamp('problem', unit.newId('problem')), number, tickets.matrix());
        addEntries(unit, problem.id, [{ kind: 'created' }], problem.createdAt);
        unit.write('problem.raise', problem);
        const linked = linkTickets(unit, problem, ticketIds, problem.createdAt, links);
        if (!linked.ok) return linked;
        return succeed({ problemId: problem.id, number });
      }),

    'problems.link': ({ problemId, ticketIds }, context) =>
      change(problemId, context, (problem, unit, at) =>
        nextProblemState(problem.state, 'link') === undefined
          ? refuseProblemAction(problem.state, 'link')
          : linkTickets(unit, problem, ticketIds, at, links),
      ),

    'problems.unlink': ({ problemId, ticketId }, context) =>
      change(problemId, context, (problem, unit, at) => unlinkTicket(unit, problem, ticketId, at)),
  };
};

export const problemHandlers = (desk: Desk, links: LinkSet, tickets: TicketPort) => ({
  ...listHandlers(desk, links, tickets),
  ...problemWorkHandlers(desk, links, tickets),
});
