import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { linkEnds, linkIdOf, type LinkRecord } from '#shared/links/link.ts';
import type { LinkSet } from '#shared/links/link-set.ts';
import { nextProblemState } from '#shared/problems/actions.ts';
import { reviseProblem } from '#shared/problems/plan.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import { notFound } from '#shared/base/not-found.ts';
import { tell } from '../ticket-door.ts';
import type { Unit } from '../unit.ts';
import { recordEvent } from './problem-commands.ts';

const linkId = (problemId: string, ticketId: string): string => linkIdOf(linkEnds(problemId, 'problem_of', ticketId));

/** What a linked ticket is told of the workaround; an empty text: it is withdrawn. */
export const workaroundEvent = ({ id, number }: Problem, text: string): TimelineEvent => ({
  kind: 'workaround',
  problemId: id,
  number,
  text,
});

/**
 * Ties tickets to a problem, in both timelines. Those tied already are passed over; an open one is told the workaround that stands. Refuses
 * with `record.not-found` or, for a ticket that was merged away, `link.ended` { number, state }.
 */
export const linkTickets = (
  unit: Unit,
  problem: Problem,
  ticketIds: readonly string[],
  at: string,
  links: LinkSet,
): Result<Problem> => {
  let current = problem;
  for (const ticketId of new Set(ticketIds)) {
    const ticket = unit.get<Ticket>('ticket', ticketId);
    if (!ticket) return notFound('ticket', ticketId);
    const id = linkId(problem.id, ticketId);
    if (links.has(id)) continue;
    const { number, state } = ticket;
    if (state === 'merged') return refuse('link.ended', `${number} was merged`, { number, state });
    const link: LinkRecord = { ...unit.stamp('link', id), ...linkEnds(problem.id, 'problem_of', ticketId) };
    unit.put(link);
    const linked: TimelineEvent = {
      kind: 'problem',
      change: 'linked',
      problemId: problem.id,
      number: problem.number,
    };
    const { workaround } = problem;
    const told = workaround !== null && isOpen(state) ? [workaroundEvent(problem, workaround.text)] : [];
    tell(unit, ticket, [linked, ...told], 'ticket.problem');
    current = reviseProblem(current, at);
    recordEvent(unit, 'problem.link', current, { kind: 'link', ticketId, number }, at);
  }
  return succeed(current);
};

/** Takes one tie away, in both timelines. `record.not-found` if there is none. */
export const unlinkTicket = (unit: Unit, problem: Problem, ticketId: string, at: string): Result<Problem> => {
  const id = linkId(problem.id, ticketId);
  const ticket = unit.get<Ticket>('ticket', ticketId);
  if (!ticket || !unit.get<LinkRecord>('link', id)) return notFound('link', id);
  unit.remove(id);
  const event: TimelineEvent = {
    kind: 'problem',
    change: 'unlinked',
    problemId: problem.id,
    number: problem.number,
  };
  tell(unit, ticket, [event], 'ticket.problem');
  const revised = reviseProblem(problem, at);
  recordEvent(unit, 'problem.unlink', revised, { kind: 'unlink', ticketId, number: ticket.number }, at);
  return succeed(revised);
};

/** The problems behind a ticket that was merged away are behind the one that goes on: it learns of them, and of what to do meanwhile. */
export const passOnProblems =
  (links: LinkSet) =>
  (unit: Unit, from: string, into: string): Result<null> => {
    for (const problemId of links.others(from, 'caused_by')) {
      const problem = unit.get<Problem>('problem', problemId);
      if (!problem || nextProblemState(problem.state, 'link') === undefined) continue;
      const linked = linkTickets(unit, problem, [into], momentAfter(problem.updatedAt, unit.at), links);
      if (!linked.ok) return linked;
    }
    return succeed(null);
  };
