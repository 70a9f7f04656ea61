import type { PersonRef } from '../base/record.ts';
import { refuse, succeed, type Failure, type Result } from '../base/result.ts';
import { computePriority, type PriorityMatrix } from '../priority/matrix.ts';
import type { Level, ResolutionCode } from '../tickets/ticket.ts';
import { isSamePerson, type Mover } from '../tickets/transition.ts';
import { nextProblemState, type ProblemAction } from './actions.ts';
import { isExplained, type Problem, type ProblemCancelReason, type ProblemState } from './problem.ts';
import type { ProblemEvent } from './problem-event.ts';

/** The problem after a change, and what its timeline says about it, in order. No events: nothing changed. */
export interface PlannedProblem {
  readonly problem: Problem;
  readonly events: readonly ProblemEvent[];
}

export type ProblemMove =
  | { readonly action: 'investigate' | 'close' }
  | { readonly action: 'assign'; readonly owner: PersonRef; readonly group: string | null }
  | { readonly action: 'resolve'; readonly code: ResolutionCode; readonly text: string }
  | { readonly action: 'reopen'; readonly reason: string }
  | { readonly action: 'cancel'; readonly reason: ProblemCancelReason };

/** `problem.illegal-transition` { from, action }: the refusal of what the table does not hold. */
export const refuseProblemAction = (from: ProblemState, action: ProblemAction): Result<never> =>
  refuse('problem.illegal-transition', `${action} is not possible from ${from}`, { from, action });

export const reviseProblem = (problem: Problem, at: string): Problem => ({
  ...problem,
  updatedAt: at,
  revision: problem.revision + 1,
});

const moved = (
  from: ProblemState,
  to: ProblemState,
  action: ProblemAction,
  more: Pick<Extract<ProblemEvent, { kind: 'transition' }>, 'resolution'> & { readonly reason?: string } = {},
): ProblemEvent => ({ kind: 'transition', action, from, to, ...more, reason: more.reason ?? null });

const assigned = (problem: Problem, owner: PersonRef, group: string | null): PlannedProblem =>
  isSamePerson(problem.owner, owner) && problem.assignmentGroup === group
    ? { problem, events: [] }
    : {
        problem: { ...problem, owner, assignmentGroup: group },
        events: [{ kind: 'assignment', from: problem.owner, to: owner, group }],
      };

const carryOut = (problem: Problem, move: ProblemMove, to: ProblemState, { by, at }: Mover): PlannedProblem => {
  const { state } = problem;
  switch (move.action) {
    case 'assign':
      return assigned(problem, move.owner, move.group ?? problem.assignmentGroup);
    case 'investigate': {
      // Who begins answers for it, unless somebody does already.
      const taken = assigned(problem, problem.owner ?? by, problem.assignmentGroup);
      return { problem: { ...taken.problem, state: to }, events: [...taken.events, moved(state, to, move.action)] };
    }
    case 'resolve': {
      const resolution = { code: move.code, text: move.text, at, by };
      return {
        problem: { ...problem, state: to, resolution },
        events: [moved(state, to, move.action, { reason: move.text, resolution })],
      };
    }
    case 'reopen':
      return {
        problem: { ...problem, state: to, resolution: null },
        events: [moved(state, to, move.action, { reason: move.reason })],
      };
    case 'close':
      return { problem: { ...problem, state: to, closedAt: at }, events: [moved(state, to, move.action)] };
    case 'cancel':
      return {
        problem: { ...problem, state: to, cancelReason: move.reason },
        events: [moved(state, to, move.action, { reason: move.reason })],
      };
  }
};

/** One move of the table, or `problem.illegal-transition`. A problem reopened with its cause or a workaround known is a known error again. */
export const planProblemMove = (problem: Problem, move: ProblemMove, mover: Mover): Result<PlannedProblem> => {
  const next = nextProblemState(problem.state, move.action);
  if (next === undefined) return refuseProblemAction(problem.state, move.action);
  const to = move.action === 'reopen' && isExplained(problem) ? (nextProblemState(next, 'explain') ?? next) : next;
  const plan = carryOut(problem, move, to, mover);
  return succeed(plan.events.length > 0 ? { ...plan, problem: reviseProblem(plan.problem, mover.at) } : plan);
};

/** Fields that a person edits by hand. Absent: left alone. */
export interface ProblemEdit {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly impact?: Level | undefined;
  readonly urgency?: Level | undefined;
  readonly category?: string | null | undefined;
  readonly rootCause?: string | undefined;
}

export const problemFields = ['title', 'description', 'impact', 'urgency', 'category', 'rootCause'] as const;

const shown = (value: string | number | null): string | null => (value === null ? null : String(value));

/** Its cause or a workaround is known now, or no longer is: the state follows. */
const explained = (before: Problem, after: Problem): PlannedProblem => {
  const action = isExplained(after) ? 'explain' : 'retract';
  const to = isExplained(before) === isExplained(after) ? undefined : nextProblemState(before.state, action);
  return to === undefined || to === before.state
    ? { problem: after, events: [] }
    : { problem: { ...after, state: to }, events: [moved(before.state, to, action)] };
};

const staleFailure = (
  fields: readonly { field: string; seen: string | null; current: string | null; wanted: string | null }[],
): Result<never> =>
  refuse('record.stale', `changed since it was read: ${fields.map(({ field }) => field).join(', ')}`, { fields });

/**
 * Applies what differs. A field that no longer is as the person saw it is refused unless it is what they want already: `record.stale`
 * { fields: [{ field, seen, current, wanted }] }, as for tickets. Priority follows impact and urgency, and stays where neither of them
 * changes; a root cause makes a known error.
 */
export const planProblemEdit = (
  problem: Problem,
  edit: ProblemEdit,
  { seen, at, matrix }: { readonly seen: ProblemEdit; readonly at: string; readonly matrix: PriorityMatrix },
): Result<PlannedProblem> => {
  if (nextProblemState(problem.state, 'edit') === undefined) return refuseProblemAction(problem.state, 'edit');
  const wanted = problemFields.flatMap((field) => {
    const value = edit[field];
    return value === undefined || value === problem[field] ? [] : [{ field, value }];
  });
  const stale = wanted
    .filter(({ field }) => seen[field] !== problem[field])
    .map(({ field, value }) => ({
      field,
      seen: shown(seen[field] ?? null),
      current: shown(problem[field]),
      wanted: shown(value),
    }));
  if (stale.length > 0) return staleFailure(stale);
  if (wanted.length === 0) return succeed({ problem, events: [] });
  const edited: Problem = { ...problem, ...Object.fromEntries(wanted.map(({ field, value }) => [field, value])) };
  const isJudgedAnew = edited.impact !== problem.impact || edited.urgency !== problem.urgency;
  const priority = isJudgedAnew ? computePriority(edited.impact, edited.urgency, matrix) : problem.priority;
  const changes = wanted.map(({ field, value }) => ({
    field: field as string,
    from: shown(problem[field]),
    to: shown(value),
  }));
  if (priority !== problem.priority)
    changes.push({ field: 'priority', from: String(problem.priority), to: String(priority) });
  const after = explained(problem, { ...edited, priority });
  return succeed({
    problem: reviseProblem(after.problem, at),
    events: [{ kind: 'edit', changes }, ...after.events],
  });
};

/**
 * Publishes, changes or, with an empty text, withdraws the workaround. `seen` is the text that the person saw, empty for none; refused as
 * `record.stale` when another stands by now. `told`: how many open tickets the same commit tells.
 */
export const planWorkaround = (
  problem: Problem,
  { text, seen, told }: { readonly text: string; readonly seen: string; readonly told: number },
  { by, at }: Mover,
): Result<PlannedProblem> => {
  const action = text === '' ? 'retract' : 'explain';
  const isPossible = nextProblemState(problem.state, 'explain') !== undefined;
  if (!isPossible) return refuseProblemAction(problem.state, action);
  const current = problem.workaround?.text ?? '';
  if (text === current) return succeed({ problem, events: [] });
  if (seen !== current) return staleFailure([{ field: 'workaround', seen, current, wanted: text }]);
  const after = explained(problem, { ...problem, workaround: text === '' ? null : { text, at, by } });
  return succeed({
    problem: reviseProblem(after.problem, at),
    events: [{ kind: 'workaround', text, told }, ...after.events],
  });
};

/** Why something is not for this person to decide. */
export const notYours = (owner: PersonRef | null): Failure => ({
  code: 'problem.not-owner',
  message: `for a team lead, or for ${owner?.name ?? 'its owner'}`,
  details: { owner: owner?.name ?? null },
});
