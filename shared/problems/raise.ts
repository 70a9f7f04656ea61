import { computePriority, type PriorityMatrix } from '../priority/matrix.ts';
import type { Level, Ticket } from '../tickets/ticket.ts';
import type { Problem } from './problem.ts';

/** What a person fills in when a problem is raised. */
export interface ProblemReport {
  readonly title: string;
  readonly description: string;
  readonly impact: Level;
  readonly urgency: Level;
  readonly category: string | null;
}

export type ProblemStamp = Pick<Problem, 'id' | 'type' | 'schema' | 'createdAt' | 'updatedAt' | 'createdBy' | 'device'>;

/** A problem just raised: new, nobody's, priority from the matrix. */
export const raiseProblem = (
  report: ProblemReport,
  stamp: ProblemStamp,
  number: string,
  matrix: PriorityMatrix,
): Problem => ({
  ...stamp,
  revision: 1,
  number,
  ...report,
  state: 'new',
  priority: computePriority(report.impact, report.urgency, matrix),
  owner: null,
  assignmentGroup: null,
  rootCause: '',
  workaround: null,
  resolution: null,
  cancelReason: null,
  closedAt: null,
});

type Cause = Pick<Ticket, 'title' | 'description' | 'category' | 'impact' | 'urgency'>;

const mostOften = <Value>(values: readonly Value[]): Value | undefined => {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, left], [, right]) => right - left)[0]?.[0];
};

const highest = (levels: readonly Level[]): Level => levels.reduce((top, level) => (level < top ? level : top), 3);

/**
 * What a form begins with: title and words of the first ticket, the category that most of them have, and the highest impact and urgency
 * among them, for a problem weighs no less than what it causes.
 */
export const reportFrom = (tickets: readonly Cause[]): ProblemReport => ({
  title: tickets[0]?.title ?? '',
  description: tickets[0]?.description ?? '',
  category: mostOften(tickets.flatMap(({ category }) => (category === null ? [] : [category]))) ?? null,
  impact: tickets.length === 0 ? 2 : highest(tickets.map(({ impact }) => impact)),
  urgency: tickets.length === 0 ? 2 : highest(tickets.map(({ urgency }) => urgency)),
});
