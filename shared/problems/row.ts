import type { Projection } from '../base/record.ts';
import { cutText } from '../base/well-formed.ts';
import type { Priority } from '../tickets/ticket.ts';
import type { Problem, ProblemState } from './problem.ts';

/** Enough of a workaround to act on it on the phone, without opening the problem. */
const SHOWN_OF_WORKAROUND = 400;

/** What lists know of each problem without opening it. Times as ms since epoch. */
export type ProblemRow = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly state: ProblemState;
  readonly priority: Priority;
  readonly category: string | null;
  readonly ownerId: string | null;
  readonly owner: string | null;
  readonly isKnownError: boolean;
  /** Its beginning; empty if there is none. */
  readonly workaround: string;
  readonly createdAt: number;
  readonly updatedAt: number;
};

export const problemRow = (problem: Problem): ProblemRow => ({
  id: problem.id,
  number: problem.number,
  title: problem.title,
  state: problem.state,
  priority: problem.priority,
  category: problem.category,
  ownerId: problem.owner?.id ?? null,
  owner: problem.owner?.name ?? null,
  isKnownError: problem.state === 'known_error',
  workaround: cutText(problem.workaround?.text ?? '', SHOWN_OF_WORKAROUND),
  createdAt: Date.parse(problem.createdAt),
  updatedAt: Date.parse(problem.updatedAt),
});

export const problemProjection: Projection<Problem> = { type: 'problem', version: 1, project: problemRow };
